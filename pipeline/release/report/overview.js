// The figures of the whole corpus.

function card(title, n, unit, ...more) {
  return h("li", {}, h("h3", {}, title), h("p", { class: "big" }, count(n), h("small", {}, ` ${unit}`)), more);
}

function flow() {
  const { rows, characters } = overview;
  const inputs = rows.raw_documents + rows.rejects, repaired = characters.clean - characters.raw;
  const signed = (n) => `${n > 0 ? "+" : n < 0 ? "−" : "±"}${count(Math.abs(n))}`;
  const chars = (n, note) => [h("p", {}, `${count(n)} characters`), note && h("p", { class: "share" }, note)];
  return h("ol", { class: "flow" },
    card("Inputs", inputs, inputs === 1 ? "input" : "inputs",
      h("p", {}, `${count(rows.raw_documents)} read, ${count(rows.rejects)} rejected`)),
    card("Raw", rows.raw_documents, rows.raw_documents === 1 ? "document" : "documents", chars(characters.raw)),
    card("Repaired", rows.clean_documents, rows.clean_documents === 1 ? "document" : "documents",
      chars(characters.clean, `${signed(repaired)} in ${plural(rows.edits, "repair")}`)),
    card("Cut", rows.removed_spans, rows.removed_spans === 1 ? "span removed" : "spans removed",
      chars(characters.removed, `${percent(characters.removed, characters.clean)} of the characters`)),
    card("Articles", rows.articles, rows.articles === 1 ? "article" : "articles",
      chars(characters.article, `${percent(characters.article, characters.clean)} kept; ${
        rows.duplicates ? plural(rows.duplicates, "copy", "copies") : "no copies"} among them`)));
}

// The whole corpus as one band: what was kept, then what was removed by category.
function band() {
  const { characters, removed } = overview;
  let at = 0;
  const piece = (n, make) => {
    const width = 1000 * n / Math.max(1, characters.clean), x = at;
    at += width;
    return make({ x, width, y: 0, height: 16 });
  };
  return svg("svg", { class: "band", viewBox: "0 0 1000 16", preserveAspectRatio: "none", role: "img",
    "aria-label": `${percent(characters.article, characters.clean)} of the characters are article, ${
      percent(characters.removed, characters.clean)} were removed; the table below says as what.` },
    piece(characters.article, (props) => svg("rect", { ...props, class: "kept" }, svg("title", {}, "article"))),
    removed.map(({ category, characters: n }) => piece(n, (props) =>
      tint(svg("rect", { ...props, class: "cut" }, svg("title", {}, words(category))), category))));
}

function removedTable() {
  const { removed, characters } = overview;
  if (!removed.length) return h("p", {}, "Nothing was removed.");
  return barTable("Removed, by category", ["Category", "Characters", "Spans", "Of all"],
    removed.map((r) => [h("a", { href: `#rows/removed//${r.category}`, title: meaning("category", r.category) },
      swatch(r.category), words(r.category)), r.characters, r.spans, percent(r.characters, characters.clean)]),
    (tr, i) => tint(tr, removed[i].category));
}

function countTable(caption, head, column, list, table = null) {
  if (!list.length) return h("div", {}, h("h3", { class: "none" }, caption), h("p", {}, "None."));
  const label = (name) => (table
    ? h("a", { href: `#rows/${table}//${name}`, title: meaning(column, name) }, words(name))
    : h("span", { title: meaning(column, name) }, words(name)));
  return barTable(caption, [head, "Count"], list.map(({ name, n }) => [label(name), n]));
}

function rejectsTable() {
  const { rejects, rows } = overview;
  if (!rows.rejects) return h("p", {}, "Every input could be read; nothing was rejected.");
  return scroller("Rejects", h("table", { class: "rows" },
    h("caption", {}, `${plural(rows.rejects, "input")} of ${count(rows.raw_documents + rows.rejects)}, by reason`),
    h("thead", {}, h("tr", {}, ["Reason", "Stage", "Inputs", "For example", "What was wrong"].map(
      (head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, rejects.map((r) => h("tr", {}, h("th", { scope: "row" }, words(r.check)), h("td", {}, words(r.stage)),
      h("td", { class: "n" }, count(r.inputs)), h("td", { dir: "auto" }, r.source),
      h("td", { dir: "auto" }, r.message))))));
}

const nameLink = (n) =>
  (n.is_shown ? h("a", { href: `#rows/names/${n.name_id}`, dir: "auto" }, n.name) : h("span", { dir: "auto" }, n.name));

function namesTable() {
  const { names, rows } = overview;
  if (!names.length) return h("p", {}, "No names were found.");
  const most = names[0].n_mentions;
  return scroller("Names", h("table", { class: "rows" },
    h("caption", {}, names.length < rows.names ? `The ${names.length} most mentioned of ${count(rows.names)} names`
      : `All ${plural(rows.names, "name")}`),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Name"), h("th", { scope: "col" }, "Kind"),
      h("th", { scope: "col" }, "Country"), ["Mentions", "Documents", "Clusters"].map(
        (head) => h("th", { scope: "col", class: "n" }, head)), h("td", { class: "barcell" }))),
    h("tbody", {}, names.map((n) => h("tr", {}, h("th", { scope: "row" }, nameLink(n)),
      h("td", { title: meaning("label", n.label) }, n.label), h("td", {}, n.country ? country(n.country) : "–"),
      [n.n_mentions, n.n_documents, n.n_clusters].map((x) => h("td", { class: "n" }, count(x))),
      h("td", { class: "barcell" }, bar(n.n_mentions / most)))))));
}

function placesSection() {
  const { places, n_places: n } = overview;
  if (!places.length) return h("p", {}, "No place with coordinates was found.");
  const coordinates = (p) => `${Math.abs(p.latitude).toFixed(1)}° ${p.latitude < 0 ? "S" : "N"}, ${
    Math.abs(p.longitude).toFixed(1)}° ${p.longitude < 0 ? "W" : "E"}`;
  return [scroller("Map of places", placeMap(places)),
    h("p", { class: "note" }, `${places.length < n ? `The ${places.length} most mentioned of ${count(n)}` : count(n)} `
      + "places with coordinates. Countries and regions stand at their centre or capital."),
    h("details", {}, h("summary", {}, "List of the places"), h("ol", { class: "columns" }, places.map(
      (p) => h("li", {}, nameLink(p), h("span", { class: "share" },
        ` ${count(p.n_mentions)} · ${p.geo_precision} · ${coordinates(p)}`)))))];
}

function timelineSection() {
  const { timeline } = overview;
  if (!timeline.periods.length) return h("p", {}, "No date could be resolved.");
  const out = timeline.earlier + timeline.later;
  const chart = scroller("Timeline", timelineChart(timeline));
  requestAnimationFrame(() => { chart.scrollLeft = chart.scrollWidth; }); // the latest dates, where not all fit
  return [chart,
    h("p", { class: "note" }, `Dates in the articles whose day is known, by the ${timeline.unit} in which they start.`,
      out > 0 && ` Left out: ${count(timeline.earlier)} earlier and ${count(timeline.later)} later.`),
    h("details", {}, h("summary", {}, "Figures"), h("ol", { class: "columns" }, timeline.periods.filter(
      ([, n]) => n).map(([label, n]) => h("li", {}, `${label}: ${count(n)}`))))];
}

const section = (title, ...children) => h("section", {}, h("h2", {}, title), children);

function overviewView() {
  const { rows } = overview;
  return h("div", { class: "wide" },
    h("h1", { tabindex: "-1" }, "What this dataset holds"),
    h("p", { class: "lead" }, `${plural(rows.articles, "article")}, ${plural(rows.sentences, "sentence")}, `
      + `${plural(rows.names, "name")} with ${plural(rows.entities, "mention")}, ${plural(rows.dates, "date")} and `
      + `${plural(rows.numbers, "number")}, each traceable to the characters it came from.`),
    flow(),
    section("What was removed", band(), h("div", { class: "two" }, removedTable(), h("div", {},
      countTable("Removed, by evidence", "Evidence", "evidence", overview.evidence),
      countTable("Remarks on articles", "Remark", "flag", overview.flags),
      countTable("Repairs of characters", "Repair", "op", overview.repairs, "repairs")))),
    section("What was rejected", rejectsTable()),
    section("Names", namesTable()),
    section("Places", placesSection()),
    section("Dates", timelineSection()),
    section("Kinds", h("div", { class: "three" },
      countTable("Mentions of names", "Kind", "label", overview.labels, "names"),
      countTable("Numbers", "Kind", "kind", overview.kinds, "numbers"),
      h("div", {}, countTable("Dates", "Type", "type", overview.types, "dates"),
        countTable("How dates were resolved", "Resolution", "resolution", overview.resolutions)))));
}
