// The rows of a table, each with a link to its place in the text.

const PAGE = 200;
const documentLink = (mark) =>
  h("a", { href: `#doc/${mark.doc.doc_id}`, dir: "auto", class: "short" }, titleOf(mark.doc));
const dash = (value) => (value === null || value === "" || value === undefined ? "–" : value);
const textOf = (mark) => mark.doc.text.slice(mark.from, mark.to);

// Columns after the text itself: head, what stands in the cell, what it is sorted by.
const column = (head, cell, order = cell) => ({ head, cell, order });
const ROWS = {
  removed: { title: "Removed spans", kind: ["Category", "category"], columns: [
    column("Category", (m) => [swatch(m.category), words(m.category)], (m) => m.category),
    column("Rule", (m) => (m.rule ? words(m.rule) : "–"), (m) => m.rule),
    column("Evidence", (m) => m.evidence), column("Score", (m) => m.score)] },
  names: { title: "Mentions of names", kind: ["Kind", "label"], columns: [
    column("Name", (m) => h("bdi", {}, m.name.name), (m) => m.name.name), column("Kind", (m) => m.label),
    column("Country", (m) => (m.name.country ? country(m.name.country) : "–"), (m) => m.name.country)] },
  dates: { title: "Dates", kind: ["Type", "type"], columns: [
    column("TIMEX3", (m) => h("code", {}, m.timex), (m) => m.timex), column("Type", (m) => m.type),
    column("Starts", (m) => h("span", { class: "day" }, dash(m.start_date)), (m) => m.start_date),
    column("Resolved", (m) => words(m.resolution))] },
  numbers: { title: "Numbers", kind: ["Kind", "kind"], columns: [
    column("Value", (m) => bounds(m), (m) => m.value ?? m.low ?? m.high), column("Unit", (m) => dash(unitOf(m)), unitOf),
    column("Counts", (m) => dash(m.noun_head), (m) => m.noun_head),
    column("Modifier", (m) => (m.modifier === "none" ? "–" : words(m.modifier)), (m) => m.modifier),
    column("Kind", (m) => words(m.kind))] },
  repairs: { title: "Repairs", kind: ["Repair", "op"], columns: [
    column("Repair", (m) => m.op), column("Before", (m) => visible(m.before)),
    column("After", (m) => visible(m.after))] },
};
const rowStates = {};

function compare(a, b) {
  const unknown = (value) => value === null || value === undefined || value === "";
  if (unknown(a) || unknown(b)) return Number(unknown(a)) - Number(unknown(b));
  return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en");
}

function matchingRows(of, state) {
  const query = fold(state.query.trim());
  const says = (mark) => fold(`${textOf(mark)} ${valueOf(mark)} ${mark.rule || ""}`).includes(query);
  const rows = marksOfAll(of).filter((mark) => (!state.name || mark.name_id === state.name)
    && (!state.kind || kindOf(mark) === state.kind) && (!state.publisher || mark.doc.publisher === state.publisher)
    && (!query || says(mark)));
  if (!state.order) return rows;
  return rows.map((mark) => [state.order.order(mark), mark]).sort(
    ([a], [b]) => compare(a, b) * (state.down ? -1 : 1)).map(([, mark]) => mark);
}

function headCell(col, state, update) {
  const sorted = state.order === col;
  return h("th", { scope: "col", "aria-sort": sorted ? (state.down ? "descending" : "ascending") : null },
    h("button", { type: "button", onclick: () => {
      Object.assign(state, { order: col, down: sorted && !state.down });
      update();
    } }, col.head, h("span", { "aria-hidden": "true" }, sorted ? (state.down ? " ↓" : " ↑") : "")));
}

const rowElement = (columns) => (mark) => h("tr", {},
  h("td", { class: "in-text" },
    h("a", { href: place(mark.doc, mark.start) }, quoted(context(mark.doc, mark.from, mark.to)))),
  columns.map((col) => h("td", {}, dash(col.cell(mark)))), h("td", {}, documentLink(mark)));

function tableOf(of, state, update) {
  const { title, columns } = ROWS[of], rows = matchingRows(of, state), draw = rowElement(columns);
  const body = h("tbody", {}, rows.slice(0, PAGE).map(draw));
  const more = h("button", { type: "button", class: "more", onclick: () => {
    const at = body.childElementCount;
    fill(body, rows.slice(at, at + PAGE).map(draw));
    body.children[at].querySelector("a").focus();
    more.hidden = body.childElementCount >= rows.length;
  } }, `Show ${PAGE} more`);
  more.hidden = rows.length <= PAGE;
  const heads = h("tr", {}, h("th", { scope: "col" }, "In the text"), columns.map((col) => headCell(col, state, update)),
    h("th", { scope: "col" }, "Document"));
  return { n: rows.length, table: [scroller(title, h("table", { class: "rows" }, h("caption", { class: "hidden" }, title),
    h("thead", {}, heads), body)), more] };
}

function rowsView(of, name, kind) {
  const { title, kind: [label, meant] } = ROWS[of];
  const state = (rowStates[of] ||= { query: "", publisher: "", kind: "", name: "", order: null, down: false });
  Object.assign(state, name ? { name, kind: "", query: "" } : { name: "" }, kind ? { kind, query: "" } : {});
  const status = h("p", { class: "status", role: "status" }), holder = h("div");
  const update = () => {
    const { n, table } = tableOf(of, state, update);
    status.textContent = plural(n, "row");
    holder.replaceChildren(...table);
  };
  update();
  const chosen = state.name && corpus().names.get(state.name);
  return h("div", { class: "wide" }, h("h1", { tabindex: "-1" }, title),
    overview.sample.shown < overview.sample.documents && h("p", { class: "note" }, sampleNote()),
    chosen && h("p", {}, "Only ", h("b", { dir: "auto" }, chosen.name), ". ", h("a", { href: `#rows/${of}` }, "Show all")),
    h("form", { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() },
      searchField("Text or value", state, later(update, 120)),
      select("Publisher", state, "publisher", [["", publishers().map((p) => [p, p])]], update),
      select(label, state, "kind", [["", occurring(of, meant).map((value) => [value, words(value)])]], update)),
    status, holder);
}
