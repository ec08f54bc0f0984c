// What sources say of the same thing: groups of numbers, each number in its sentence.

const modifierOf = (row) => (row.modifier === "none" ? "–" : meaning("modifier", row.modifier) || words(row.modifier));
const dayOf = (day) => day.replace(/^XXXX-(..)-(..)$/, (_, month, of) => new Date(Date.UTC(2000, month - 1, of))
  .toLocaleDateString("en", { month: "long", day: "numeric", timeZone: "UTC" }));

function daysOf(group) {
  const last = group.last_day ? dayOf(group.last_day) : "";
  if (!last) return `from ${dayOf(group.first_day)} on`;
  return group.first_day === group.last_day ? dayOf(group.first_day)
    : `${dayOf(group.first_day)} to ${last}`;
}

// Characters of the article count in code points.
function inSentence(row) {
  const characters = [...row.sentence], end = row.from + [...row.text].length;
  const part = (from, to) => characters.slice(from, to).join("");
  return [part(0, row.from), h("mark", {}, part(row.from, end)), part(end)];
}

function comparedRow(row) {
  const stated = row.value !== null ? figure(row.value)
    : [row.low, row.high].map((n) => (n === null ? "" : figure(n))).join("–");
  const sentence = row.is_shown
    ? h("a", { href: place(row, row.raw_start) }, inSentence(row)) : h("span", {}, inSentence(row));
  return h("tr", {}, h("th", { scope: "row", dir: "auto" }, row.publisher || row.source), h("td", { class: "n" }, stated),
    h("td", {}, modifierOf(row)),
    h("td", { class: "in-text", dir: "auto" }, sentence,
      row.days_from === "published" && h("p", { class: "share" }, "No date in the sentence: day of publication.")));
}

function comparedGroup(group) {
  const { fields } = overview.comparisons;
  const rows = group.rows.map((row) => Object.fromEntries(fields.map((name, i) => [name, row[i]])));
  const title = `${words(group.measure)}: ${group.names.join(", ")}`;
  return h("section", { class: "compared" }, h("h2", { dir: "auto" }, title),
    h("p", { class: "note" }, `${plural(group.n_rows, "number")} in ${plural(group.n_clusters, "document")}, ${daysOf(group)}`,
      rows.length < group.n_rows && `; the first ${rows.length} are shown`, "."),
    scroller(title, h("table", { class: "rows" }, h("caption", { class: "hidden" }, title),
      h("thead", {}, h("tr", {}, ["Source", "Value", "Modifier", "In its sentence"].map(
        (head) => h("th", { scope: "col" }, head)))),
      h("tbody", {}, rows.map(comparedRow)))));
}

function comparisonsView() {
  const { n, groups } = overview.comparisons;
  return h("div", { class: "wide" }, h("h1", { tabindex: "-1" }, "What sources say of the same thing"),
    h("p", { class: "lead" }, "Numbers of different documents with the same counted thing, a name and days in common. "
      + "Each group is a proposal to look at: numbers are never merged, and sources may mean different things."),
    n > groups.length && h("p", { class: "note" }, `The ${groups.length} groups with the most documents, of ${count(n)}.`),
    groups.length ? groups.map(comparedGroup) : h("p", {}, "No two documents state a number of the same thing."));
}
