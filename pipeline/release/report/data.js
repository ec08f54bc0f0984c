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
const KINDS = { removed: "category", repairs: "op", names: "label", dates: "type", numbers: "kind" };
const kindOf = (mark) => mark[KINDS[mark.of]];

// How the article begins: the first text that was not removed.
function opening(doc, most = 170) {
  const marks = marksOf(doc);
  let at = 0, text = "";
  for (const segment of doc.segments) {
    const [length, ...numbers] = [segment].flat();
    if (!numbers.some((n) => marks[n].of === "removed")) text += doc.text.slice(at, at + length);
    at += length;
    if (text.length > 2 * most) break;
  }
  const characters = Array.from(text.replace(/\s+/g, " ").trim());
  return characters.length > most ? `${characters.slice(0, most).join("").replace(/\s\S*$/, "")} …` : characters.join("");
}

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

// A span with what stands around it: whole words where there are any, no half characters.
function context(doc, from, to, around = 56) {
  const { text } = doc, whole = (at) => (/[\udc00-\udfff]/.test(text[at] || "") ? at + 1 : at);
  const tidy = (part) => part.replace(/\s+/g, " ");
  const blank = from > around ? text.slice(from - around, from).search(/\s/) : -1;
  const start = from <= around ? 0 : whole(from - around + Math.max(0, blank));
  const after = /\s\S*$/.exec(text.slice(to, to + around));
  const end = to + around >= text.length ? text.length : after ? to + after.index : whole(to + around);
  const shown = whole(Math.min(to, from + 160)), inside = text.slice(from, to);
  const begun = from + (inside.trim() ? inside.length - inside.trimStart().length : 0); // white space stands outside
  const ended = shown < to || !inside.trim() ? to : from + inside.trimEnd().length;
  return [
    (start > 0 ? "… " : "") + tidy(text.slice(start, begun)).replace(start > 0 ? /^ / : /^$/, ""),
    (tidy(text.slice(from, shown)).trim() || visible(inside.slice(0, 12))) + (shown < to ? "…" : ""),
    tidy(text.slice(ended, end)) + (end < text.length ? " …" : ""),
  ];
}

const quoted = ([before, inside, after]) =>
  h("span", { class: "context", dir: "auto" }, before, h("b", {}, inside), after);

// What a mark is worth, in few words.
function bounds(n) {
  if (n.low === null && n.high === null && n.value !== null) {
    return `${n.modifier.startsWith("approx") ? "≈ " : ""}${figure(n.value)}`;
  }
  if (n.low !== null && n.high !== null) {
    return n.value === null ? `${figure(n.low)} to ${figure(n.high)}` : figure(n.value);
  }
  if (n.low !== null) return `${n.low_inclusive ? "≥" : ">"} ${figure(n.low)}`;
  if (n.high !== null) return `${n.high_inclusive ? "≤" : "<"} ${figure(n.high)}`;
  return "no value";
}

const unitOf = (n) =>
  [n.currency || (n.unit && words(n.unit)), n.per_unit && `per ${words(n.per_unit)}`].filter(Boolean).join(" ");
// Characters that cannot be seen, by their number.
function visible(text) {
  const signs = { "\n": "↵", "\t": "⇥", " ": text.trim() ? " " : "␣" };
  return Array.from(text, (c) => signs[c] || (/[\p{C}\p{Z}]/u.test(c)
    ? ` U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")} ` : c)).join("").trim() || "nothing";
}

function valueOf(mark) {
  if (mark.of === "removed") return words(mark.category);
  if (mark.of === "repairs") return words(mark.op);
  if (mark.of === "names") {
    return [mark.name.name, mark.name.country].filter(Boolean).join(" · ");
  }
  if (mark.of === "dates") return mark.timex;
  return [bounds(mark), unitOf(mark), mark.noun_head].filter(Boolean).join(" ");
}
