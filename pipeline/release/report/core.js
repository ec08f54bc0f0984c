// Elements, numbers and links. Text goes into the page as text nodes only.

const byId = (id) => document.getElementById(id);

function put(element, props) {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  return element;
}

function fill(element, ...children) {
  element.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== false).map(
    (c) => (c instanceof Node ? c : String(c))));
  return element;
}

const h = (tag, props = {}, ...children) => fill(put(document.createElement(tag), props), children);
const svg = (tag, props = {}, ...children) =>
  fill(put(document.createElementNS("http://www.w3.org/2000/svg", tag), props), children);

const count = (n) => Number(n).toLocaleString("en");
const plural = (n, one, many = `${one}s`) => `${count(n)} ${n === 1 ? one : many}`;
const words = (name) => String(name).replaceAll("_", " ");
function percent(part, whole) {
  if (!whole) return "–";
  const share = 100 * part / whole;
  if (share > 0 && share < 0.1) return "< 0.1 %";
  return share < 100 && share > 99.9 ? "> 99.9 %" : `${share.toFixed(1)} %`;
}
// Numbers of the tables: no rounding, and what is not finite stands there as its text.
const figure = (value) =>
  (typeof value === "number" ? value.toLocaleString("en", { maximumFractionDigits: 12 }) : String(value));

const countries = (() => {
  try { return new Intl.DisplayNames("en", { type: "region" }); } catch { return null; }
})();

function country(code) {
  try { return (countries && countries.of(code)) || code; } catch { return code; }
}

// What an article gives as its address becomes a link only if it is one to the web.
function link(url) {
  try {
    const parsed = new URL(url);
    if (parsed.protocol === "http:" || parsed.protocol === "https:") {
      return h("a", { href: parsed.href, rel: "noopener noreferrer nofollow", dir: "ltr" }, url);
    }
  } catch { /* not an address */ }
  return h("span", { dir: "auto" }, url);
}

const place = (doc, start) => `#doc/${doc.doc_id}/${start}`;

const overview = JSON.parse(byId("overview-data").textContent);
const meaning = (column, value) => (overview.meanings[column] || {})[value] || "";

// Each category of removed text has a hue of its own, and always its name beside it.
const categories = Object.keys(overview.meanings.category);

function tint(element, category) {
  element.style.setProperty("--hue", String((categories.indexOf(category) * 137.5) % 360));
  return element;
}

const swatch = (category) => tint(h("span", { class: "swatch", "aria-hidden": "true" }), category);

function later(work, wait) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...given), wait);
  };
}
