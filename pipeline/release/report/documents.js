// The list of documents, with search and filters.

const listState = { query: "", publisher: "", removed: "", kind: "" };

const option = (value, label, chosen) => h("option", { value, selected: value === chosen }, label);

function select(label, state, key, groups, change) {
  return h("label", { class: "field" }, h("span", {}, label),
    h("select", { onchange: (event) => { state[key] = event.target.value; change(); } }, option("", "all", state[key]),
      groups.map(([group, values]) => {
        const options = values.map(([value, text]) => option(value, text, state[key]));
        return group ? h("optgroup", { label: group }, options) : options;
      })));
}

const searchField = (label, state, change) => h("label", { class: "field search" }, h("span", {}, label),
  h("input", { type: "search", value: state.query, autocomplete: "off", spellcheck: "false", dir: "auto",
    oninput: (event) => { state.query = event.target.value; change(); } }));

const publishers = () => [...new Set(corpus().documents.map((doc) => doc.publisher).filter(Boolean))].sort();

// Values that occur, in the order of the data dictionary.
function occurring(of, column) {
  const found = new Set(marksOfAll(of).map(kindOf));
  return Object.keys(overview.meanings[column]).filter((value) => found.has(value));
}

function kindGroups() {
  return [["Names", "names", "label"], ["Dates", "dates", "type"], ["Numbers", "numbers", "kind"]].map(
    ([group, of, column]) => [group, occurring(of, column).map((value) => [`${of}/${value}`, words(value)])]);
}

// Where a document has the words: in its text, and under other forms of a name.
function hits(doc, query) {
  const found = [], text = folded(doc);
  for (let at = text.indexOf(query); at >= 0 && found.length < 200; at = text.indexOf(query, at + query.length)) {
    found.push([at, at + query.length]);
  }
  const within = (mark) => found.some(([from, to]) => from < mark.to && mark.from < to);
  const named = marksOf(doc).filter((mark) => mark.name && fold(mark.name.name).includes(query) && !within(mark));
  return [...found, ...named.map((mark) => [mark.from, mark.to])].sort((a, b) => a[0] - b[0]);
}

function passes(doc) {
  const { publisher, removed, kind } = listState;
  if (publisher && doc.publisher !== publisher) return false;
  if (removed && !marksOf(doc).some((mark) => mark.of === "removed" && mark.category === removed)) return false;
  return !kind || marksOf(doc).some((mark) => `${mark.of}/${kindOf(mark)}` === kind);
}

function found() {
  const query = fold(listState.query.trim());
  const titled = (doc) => fold(titleOf(doc)).includes(query);
  return corpus().documents.filter(passes).map((doc) => ({ doc, hits: query ? hits(doc, query) : [] })).filter(
    ({ doc, hits: list }) => !query || list.length || titled(doc));
}

function entry({ doc, hits: list }) {
  const snippet = ([from, to]) => h("li", {}, h("a", { href: place(doc, pointsTo(doc.text, from)) },
    quoted(context(doc, from, to))));
  return h("li", { class: "entry" },
    h("h2", {}, h("a", { href: `#doc/${doc.doc_id}`, dir: "auto" }, titleOf(doc))),
    h("p", { class: "share" }, [doc.publisher, doc.published, plural(doc.n_chars, "character"),
      `${percent(doc.n_removed_chars, doc.n_removed_chars + doc.n_chars)} removed`,
      list.length && plural(list.length, "match", "matches")].filter(Boolean).flatMap((part, i) =>
      [i ? " · " : "", h("bdi", {}, part)])),
    list.length ? h("ul", { class: "snippets" }, list.slice(0, 3).map(snippet))
      : h("p", { class: "opening", dir: "auto" }, opening(doc)));
}

// Of how many documents the page shows how many, and why not all.
function sampleNote() {
  const { shown, documents, longest, too_long: tooLong } = overview.sample;
  const long = tooLong ? ` ${plural(tooLong, "document")} of more than ${count(longest)} characters ${
    tooLong === 1 ? "is" : "are"} left out.` : "";
  if (shown === documents) return `All ${plural(documents, "document")}.`;
  return `This page holds ${count(shown)} of ${count(documents)} documents: a sample by publisher and language, the same`
    + ` whenever the dataset is built. The figures of the overview are those of all documents.${long}`;
}

function documentsView() {
  const status = h("p", { class: "status", role: "status" }), list = h("ol", { class: "entries" });
  const update = () => {
    const matching = found();
    status.textContent = `${count(matching.length)} of ${plural(overview.sample.shown, "document")}`;
    list.replaceChildren(...(matching.length ? matching.map(entry) : [h("li", {}, "No document matches.")]));
  };
  update();
  const one = (values) => [["", values]];
  return h("div", { class: "wide" }, h("h1", { tabindex: "-1" }, "Documents"),
    h("p", { class: "note", id: "sample-note" }, sampleNote()),
    h("form", { class: "filters", role: "search", onsubmit: (event) => event.preventDefault() },
      searchField("Text or name", listState, later(update, 120)),
      select("Publisher", listState, "publisher", one(publishers().map((name) => [name, name])), update),
      select("With removed", listState, "removed", one(occurring("removed", "category").map((c) => [c, words(c)])), update),
      select("With mentions of", listState, "kind", kindGroups(), update)),
    status, list);
}
