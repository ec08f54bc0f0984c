// The embedded documents, read when they are first needed.

const MARKS = ["removed", "repairs", "names", "dates", "numbers"];

const zip = (fields, row) => Object.fromEntries(fields.map((field, i) => [field, row[i]]));

const corpus = (() => {
  let read = null;
  return () => {
    if (read) return read;
    const data = JSON.parse(byId("documents-data").textContent);
    const names = new Map(data.names.rows.map((row) => [row[0], zip(data.names.fields, row)]));
    const documents = data.documents.map(({ fields, text, segments, marks }) => ({
      ...zip(data.fields, fields), text, segments, packed: marks,
    }));
    read = { columns: data.marks, names, documents, ids: new Map(documents.map((doc) => [doc.doc_id, doc])) };
    return read;
  };
})();

// The marks of a document in the order in which its segments number them.
function marksOf(doc) {
  const { columns, names } = corpus();
  doc.marks ||= doc.packed.flatMap((rows, i) => rows.map((row) => {
    const mark = { of: MARKS[i], doc, ...zip(columns[MARKS[i]], row) };
    if (mark.name_id) mark.name = names.get(mark.name_id);
    return mark;
  }));
  return doc.marks;
}

const marksOfAll = (of) => corpus().documents.flatMap((doc) => marksOf(doc).filter((mark) => mark.of === of));

const titleOf = (doc) => doc.title || doc.source;
const kindOf = (mark) => mark[{ removed: "category", repairs: "op", names: "label", dates: "type", numbers: "kind" }[mark.of]];

// Lower case, each character in the place where it was.
function fold(text) {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from(text, (c) => (c.toLowerCase().length === c.length ? c.toLowerCase() : c)).join("");
}

const folded = (doc) => (doc.folded ||= fold(doc.text));

// The tables count code points, JavaScript UTF-16 units.
function pointsTo(text, units) {
  let points = 0;
  for (let i = 0; i < units; points += 1) i += text.codePointAt(i) > 0xffff ? 2 : 1;
  return points;
}

function unitsTo(text, points) {
  let units = 0;
  for (let i = 0; i < points && units < text.length; i += 1) units += text.codePointAt(units) > 0xffff ? 2 : 1;
  return units;
}

// A span with what stands around it; no half characters at its edges.
function context(doc, from, to, around = 48) {
  const whole = (at) => (/[\udc00-\udfff]/.test(doc.text[at] || "") ? at + 1 : at);
  const tidy = (text) => text.replace(/\s+/g, " ");
  const start = whole(Math.max(0, from - around)), end = whole(Math.min(doc.text.length, to + around));
  const shown = whole(Math.min(to, from + 160));
  return [
    (start > 0 ? "…" : "") + tidy(doc.text.slice(start, from)), tidy(doc.text.slice(from, shown)) + (shown < to ? "…" : ""),
    tidy(doc.text.slice(to, end)) + (end < doc.text.length ? "…" : ""),
  ];
}

const quoted = ([before, inside, after]) =>
  h("span", { class: "context", dir: "auto" }, before, h("b", {}, inside), after);

// What a mark is worth, in few words.
function bounds(n) {
  if (n.value !== null) return figure(n.value);
  if (n.low !== null && n.high !== null) return `${figure(n.low)} to ${figure(n.high)}`;
  if (n.low !== null) return `${n.low_inclusive ? "≥" : ">"} ${figure(n.low)}`;
  if (n.high !== null) return `${n.high_inclusive ? "≤" : "<"} ${figure(n.high)}`;
  return "no value";
}

const unitOf = (n) => [n.currency, n.unit && words(n.unit), n.per_unit && `per ${words(n.per_unit)}`].filter(Boolean).join(" ");
const visible = (text) => Array.from(text, (c) =>
  (/[\p{C}\p{Z}]/u.test(c) && c !== " " ? `U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}` : c)).join(" ");

function valueOf(mark) {
  if (mark.of === "removed") return words(mark.category);
  if (mark.of === "repairs") return `${words(mark.op)}`;
  if (mark.of === "names") return [mark.name.name, mark.name.country && country(mark.name.country)].filter(Boolean).join(", ");
  if (mark.of === "dates") return mark.timex;
  return [bounds(mark), unitOf(mark), mark.noun_head].filter(Boolean).join(" ");
}
