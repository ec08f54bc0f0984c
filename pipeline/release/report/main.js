// Which view the address asks for: #overview, #documents, #doc/<doc_id>/<start>, #rows/<table>/<name_id>/<kind>, #compare.

const SECTIONS = [["#overview", "Overview"], ["#documents", "Documents"], ["#rows/removed", "Removed"],
  ["#rows/names", "Names"], ["#rows/dates", "Dates"], ["#rows/numbers", "Numbers"], ["#rows/repairs", "Repairs"],
  ["#compare", "Compare"]];
const main = byId("main");

const simple = (section, view) => ({ section, view, arrive: () => false });

function viewOf([what, id, ...rest]) {
  if (what === "documents") return simple("#documents", documentsView());
  if (what === "compare") return simple("#compare", comparisonsView());
  if (what === "rows" && ROWS[id]) return simple(`#rows/${id}`, rowsView(id, rest[0], rest[1]));
  if (what === "doc") {
    const found = corpus().ids.get(id);
    if (found) return { section: "#documents", ...readerView(found, rest[0] ? Number(rest[0]) : null) };
    return simple("#documents", h("div", { class: "wide" }, h("h1", { tabindex: "-1" }, "Not on this page"),
      h("p", {}, "The dataset may have this document; this page does not. ", sampleNote())));
  }
  return simple("#overview", overviewView());
}

function navigation(current) {
  byId("sections").replaceChildren(h("ul", {}, SECTIONS.map(([href, label]) =>
    h("li", {}, h("a", { href, "aria-current": href === current ? "page" : null }, label)))));
}

function route(first) {
  let parts = [];
  try { parts = location.hash.slice(1).split("/").map(decodeURIComponent); } catch { /* not one of our addresses */ }
  hideTip();
  const { section: current, view, arrive } = viewOf(parts);
  navigation(current);
  main.replaceChildren(view);
  const heading = main.querySelector("h1");
  document.title = `${heading.textContent} · Winnow report`;
  const left = history.state && history.state.y; // where the reader was, when coming back
  if (arrive() && typeof left !== "number") return;
  window.scrollTo(0, left || 0);
  if (!first) heading.focus({ preventScroll: true });
}

byId("foot").append(h("p", {}, `Winnow ${overview.winnow}. ${count(overview.sample.shown)} of ${
  plural(overview.sample.documents, "document")} on this page. `
  + "Places in an address count Unicode code points of the raw text."));
history.scrollRestoration = "manual";
window.addEventListener("scroll", later(() => history.replaceState({ y: window.scrollY }, ""), 100));
byId("skip").addEventListener("click", (event) => {
  event.preventDefault(); // the address stays that of the view
  main.focus();
});
window.addEventListener("hashchange", () => route(false));
route(true);
