// One document: its raw text with everything that was removed, repaired and found in it.

const shownMarks = new Set(MARKS);
let withValues = false;

const allowed = (mark) => shownMarks.has(mark.of);

const SIGNS = { newline: "¶", space: "␣" }; // for repairs of what cannot be seen

// What is written beside the words themselves: the category of a removed span, the value of a mention.
function label(element, text, marks, fresh) {
  const removed = fresh.find((mark) => mark.of === "removed"), repair = marks.find((mark) => mark.of === "repairs");
  if (removed) element.dataset.label = words(removed.category);
  else if (repair && !text.trim()) element.dataset.sign = SIGNS[repair.op] || "◌";
  const value = fresh.filter((mark) => mark.of !== "removed" && mark.of !== "repairs").map(valueOf)[0];
  if (!value || value === text) return;
  element.dataset.value = value.length > 40 ? `${Array.from(value).slice(0, 40).join("")}…` : value;
}

// The nodes of a segment. Blank lines around removed words stay outside of the element, so that its label stands
// beside the words; `fresh` are the marks that no segment before had: the first one takes the focus.
function segmentNodes(text, marks, numbers, fresh) {
  const removed = marks.find((mark) => mark.of === "removed");
  const core = (removed && text.trim()) || text, at = text.indexOf(core);
  const element = h(removed ? "del" : "mark", { class: `seg ${[...new Set(marks.map((m) => m.of))].join(" ")}`,
    "data-marks": numbers.join(" "), tabindex: fresh.length ? "0" : null }, core);
  if (removed) tint(element, removed.category);
  label(element, core, marks, fresh);
  return { element, nodes: [text.slice(0, at), element, text.slice(at + core.length)] };
}

function renderText(doc) {
  const marks = marksOf(doc), seen = new Set(), nodes = [], elements = new Map();
  let at = 0;
  for (const segment of doc.segments) {
    const [length, ...numbers] = [segment].flat();
    const text = doc.text.slice(at, at + length);
    at += length;
    const here = numbers.filter((n) => allowed(marks[n]));
    if (!here.length) { nodes.push(text); continue; }
    const fresh = here.filter((n) => !seen.has(n));
    fresh.forEach((n) => seen.add(n));
    const drawn = segmentNodes(text, here.map((n) => marks[n]), here, fresh.map((n) => marks[n]));
    here.forEach((n) => elements.set(n, [...(elements.get(n) || []), drawn.element]));
    nodes.push(...drawn.nodes);
  }
  const body = h("div", { class: "text", dir: "auto", id: "text", lang: doc.language || null }, nodes);
  body.classList.toggle("values", withValues);
  tips(body, (element) => element.dataset.marks.split(" ").map((n) => marks[Number(n)]));
  return { body, elements };
}

function facetsOf(doc) {
  const { cluster_id: cluster } = doc;
  const other = cluster !== doc.doc_id && corpus().ids.get(cluster);
  return [["Publisher", doc.publisher], ["Published", doc.published && `${doc.published} (${words(doc.published_source)})`],
    ["By", doc.byline], ["Agency", doc.agency], ["Address", doc.url && link(doc.url)], ["Source", doc.source],
    ["Characters", `${count(doc.n_chars_raw)} raw, ${count(doc.n_removed_chars)} removed, ${count(doc.n_chars)} article`],
    ["Remarks", doc.flags.length ? doc.flags.map((flag) => h("span", { class: "flag", title: meaning("flag", flag) },
      words(flag))) : null],
    ["Copy of", cluster === doc.doc_id ? null : other ? h("a", { href: `#doc/${cluster}` }, titleOf(other)) : cluster],
    ["Id", h("code", {}, doc.doc_id)]].filter(([, value]) => value);
}

function toggles(doc, redraw) {
  const numbers = Object.fromEntries(MARKS.map((of) => [of, marksOf(doc).filter((mark) => mark.of === of).length]));
  const box = (label, checked, change, name) => h("label", { class: `toggle ${name}` },
    h("input", { type: "checkbox", checked, onchange: (event) => change(event.target.checked) }),
    h("span", {}, label));
  return h("fieldset", { class: "toggles" }, h("legend", {}, "Show in the text"),
    MARKS.map((of) => box(`${of} ${count(numbers[of])}`, shownMarks.has(of), (on) => {
      if (on) shownMarks.add(of); else shownMarks.delete(of);
      redraw();
    }, of)),
    box("values", withValues, (on) => { withValues = on; redraw(); }, "with-values"));
}

function removedList(doc) {
  const removed = new Map();
  for (const mark of marksOf(doc)) {
    if (mark.of !== "removed") continue;
    removed.set(mark.category, [...(removed.get(mark.category) || []), mark]);
  }
  if (!removed.size) return null;
  return h("ul", { class: "chips", "aria-label": "Removed from this document" }, [...removed].map(([category, marks]) =>
    h("li", {}, h("a", { href: place(doc, marks[0].start), title: meaning("category", category) }, swatch(category),
      words(category), h("span", { class: "share" }, ` ${count(marks.length)}`)))));
}

// Scroll to a place of the text, in code points, and focus the mark that starts there, if one does.
function goTo(doc, { body, elements }, start) {
  const numbers = marksOf(doc).flatMap((mark, n) => (mark.start === start && elements.has(n) ? [n] : []));
  body.querySelectorAll(".target").forEach((element) => element.classList.remove("target"));
  if (numbers.length) {
    const found = numbers.flatMap((n) => elements.get(n));
    found.forEach((element) => element.classList.add("target"));
    found[0].scrollIntoView({ block: "center" });
    found[0].focus({ preventScroll: true });
    return;
  }
  const units = unitsTo(doc.text, start), walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  for (let at = 0, node = walker.nextNode(); node; node = walker.nextNode()) {
    if (units < at + node.data.length) {
      const range = document.createRange(), box = node.parentElement;
      range.setStart(node, units - at);
      range.setEnd(node, Math.min(node.data.length, units - at + 1));
      const rect = range.getBoundingClientRect();
      window.scrollBy({ top: rect.top - window.innerHeight / 2 });
      if (box.dataset.marks) box.focus({ preventScroll: true });
      return;
    }
    at += node.data.length;
  }
}

// What was searched for, painted without touching the text's elements.
function paint(doc, body, query) {
  if (!window.CSS || !CSS.highlights) return;
  CSS.highlights.delete("found");
  if (!query) return;
  const ranges = [], walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT), text = folded(doc), nodes = [];
  for (let at = 0, node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push([at, node]);
    at += node.data.length;
  }
  let n = 0;
  const locate = (units) => {
    while (n + 1 < nodes.length && nodes[n + 1][0] <= units) n += 1;
    return [nodes[n][1], units - nodes[n][0]];
  };
  for (let hit = text.indexOf(query); hit >= 0 && ranges.length < 2000; hit = text.indexOf(query, hit + query.length)) {
    const range = document.createRange();
    range.setStart(...locate(hit));
    range.setEnd(...locate(hit + query.length - 1).map((value, i) => (i ? value + 1 : value)));
    ranges.push(range);
  }
  CSS.highlights.set("found", new Highlight(...ranges));
}

function readerView(doc, start) {
  const holder = h("div");
  let drawn = null;
  const draw = () => {
    hideTip();
    drawn = renderText(doc);
    holder.replaceChildren(drawn.body);
    paint(doc, drawn.body, fold(listState.query.trim()));
  };
  draw();
  const { documents } = corpus(), at = documents.indexOf(doc);
  const step = (to, rel) => to && h("a", { href: `#doc/${to.doc_id}`, rel }, rel === "prev" && "← ",
    h("bdi", {}, titleOf(to)), rel === "next" && " →");
  const view = h("article", { class: "reader" },
    h("p", { class: "crumb" }, h("a", { href: "#documents" }, "Documents"),
      ` · ${count(at + 1)} of ${count(documents.length)}`),
    h("h1", { tabindex: "-1", dir: "auto", class: doc.title ? null : "untitled" }, titleOf(doc)),
    h("dl", { class: "facets" }, facetsOf(doc).map(([term, value]) => h("div", {}, h("dt", {}, term),
      h("dd", { dir: "auto" }, value)))),
    removedList(doc), toggles(doc, draw),
    h("a", { class: "skip", href: "#after", onclick: (event) => { event.preventDefault(); byId("after").focus(); } },
      "Skip the text"),
    holder,
    h("nav", { class: "steps", id: "after", tabindex: "-1", "aria-label": "Other documents" },
      step(documents[at - 1], "prev"), step(documents[at + 1], "next")));
  return { view, arrive: () => (start === null ? false : (goTo(doc, drawn, start), true)) };
}
