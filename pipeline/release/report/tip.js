// What the tables say of a mark: shown when it is pointed at or focused, gone with Escape.

const tip = byId("tip");

const yes = (flag) => (flag ? "yes" : null);
const told = (column, value) => (value === null || value === undefined ? null
  : [words(value), meaning(column, value) && h("span", { class: "meaning" }, meaning(column, value))]);

const FACTS = {
  removed: (m) => [["Category", told("category", m.category)], ["Evidence", told("evidence", m.evidence)],
    ["Rule", m.rule && words(m.rule)], ["Recurs", m.n_documents && `in ${plural(m.n_documents, "document")} of the publisher`],
    ["Score", m.score], ["Position", m.position]],
  repairs: (m) => [["Repair", told("op", m.op)], ["Before", visible(m.before)],
    ["After", visible(m.after)]],
  names: (m) => [["Name", h("bdi", {}, m.name.name)], ["Kind", told("label", m.label)],
    ["Country", m.name.country && `${country(m.name.country)} (${m.name.country})`],
    ["Mentions", `${count(m.name.n_mentions)} in ${plural(m.name.n_documents, "document")}`],
    ["Score", m.score], ["Name id", h("code", {}, m.name_id)]],
  dates: (m) => [["TIMEX3", h("code", {}, m.timex)], ["Type", m.type], ["Days", m.start_date && (m.start_date === m.end_date
    ? m.start_date : `${m.start_date} to ${m.end_date}`)], ["Grain", words(m.granularity)],
  ["Modifier", m.modifier && words(m.modifier)], ["Resolved", told("resolution", m.resolution)],
  ["Reference", m.reference_date && `${m.reference_date} (${words(m.reference_source)})`]],
  numbers: (m) => [["Kind", told("kind", m.kind)], ["Value", bounds(m)],
    ["Modifier", m.modifier === "none" ? null : [words(m.modifier), m.modifier_text && ` (“${m.modifier_text}”)`]],
    ["Unit", [m.unit && words(m.unit), m.per_unit && ` per ${words(m.per_unit)}`].filter(Boolean).join("") || null],
    ["Currency", m.currency && (m.currency_assumed ? `${m.currency}, assumed` : m.currency)],
    ["Counts", m.noun_head && [h("b", {}, m.noun_head), m.noun && m.noun !== m.noun_head && ` (“${m.noun}”)`]],
    ["Change", m.change], ["On top", yes(m.additive)], ["Rule", words(m.rule)]],
};
const HEADINGS = { removed: "Removed", repairs: "Repaired", names: "Name", dates: "Date", numbers: "Number" };

const facts = (mark) => h("section", { class: `fact ${mark.of}` },
  h("h3", {}, HEADINGS[mark.of]),
  h("dl", {}, FACTS[mark.of](mark).filter(([, value]) => value !== null && value !== undefined && value !== "").map(
    ([term, value]) => [h("dt", {}, term), h("dd", { dir: "auto" }, value)])));

let described = null;

function hideTip() {
  if (described) described.removeAttribute("aria-describedby");
  described = null;
  tip.hidden = true;
}

function showTip(element, marks) {
  hideTip();
  tip.replaceChildren(...marks.map(facts));
  tip.hidden = false;
  const at = element.getClientRects()[0] || element.getBoundingClientRect(), gap = 6;
  const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
  const below = at.bottom + gap + tip.offsetHeight < window.innerHeight || at.top < tip.offsetHeight + gap;
  tip.style.left = `${Math.max(8, Math.min(at.left, room)) + window.scrollX}px`;
  tip.style.top = `${(below ? at.bottom + gap : at.top - tip.offsetHeight - gap) + window.scrollY}px`;
  element.setAttribute("aria-describedby", "tip");
  described = element;
}

// One set of listeners for all marks of a text; the tip itself may be pointed at without going away.
function tips(container, marksAt) {
  let leaving = 0;
  const leave = () => {
    clearTimeout(leaving);
    leaving = setTimeout(() => !tip.matches(":hover") && hideTip(), 160);
  };
  const enter = (event) => {
    const element = event.target.closest("[data-marks]");
    if (!element) return;
    clearTimeout(leaving);
    showTip(element, marksAt(element));
  };
  container.addEventListener("mouseover", enter);
  container.addEventListener("focusin", enter);
  container.addEventListener("mouseout", leave);
  container.addEventListener("focusout", hideTip);
  tip.onmouseleave = leave;
}

document.addEventListener("keydown", (event) => event.key === "Escape" && hideTip());
