"""The report in a browser: what a reader does with it, and that nothing in an article can run."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.site import HOSTILE, MARKS, address, go, hostile_id, table

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make dev").expect


def test_the_overview_has_figures_charts_and_rejects(page: "Page", outputs: Path) -> None:
    removed = table(outputs, "removed_spans")
    assert len(removed)
    for category, rows in removed.groupby("category"):
        row = page.locator("table.bars tr", has=page.get_by_role("link", name=category.replace("_", " "), exact=True))
        expect(row.locator("td").nth(0)).to_have_text(f"{rows['text'].str.len().sum():,}")
        expect(row.locator("td").nth(1)).to_have_text(f"{len(rows):,}")
    expect(page.locator(".flow li").first).to_contain_text("9 read, 1 rejected")
    reject = table(outputs, "rejects").iloc[0]
    expect(page.locator("section", has_text="What was rejected")).to_contain_text(reject["message"])
    places = table(outputs, "names")["latitude"].notna().sum()
    assert places
    expect(page.locator(".map .dot")).to_have_count(int(places))
    assert page.locator(".chart .column").count() > 0


def test_it_is_not_blank(page: "Page", browser: "Browser") -> None:
    blank = browser.new_page(viewport={"width": 1200, "height": 800})
    nothing = len(blank.screenshot())
    blank.close()
    assert len(page.screenshot()) > 4 * nothing


def test_every_text_is_the_raw_text(page: "Page", outputs: Path) -> None:
    for row in table(outputs, "raw_documents").itertuples():
        go(page, f"#doc/{row.doc_id}")
        expect(page.locator("dd code", has_text=row.doc_id)).to_be_visible()
        assert page.locator("#text").evaluate("element => element.textContent") == row.raw_text


@pytest.mark.parametrize("name", MARKS)
def test_every_row_leads_to_its_place(page: "Page", outputs: Path, name: str) -> None:
    doc_id, rows = hostile_id(outputs), table(outputs, MARKS[name])
    rows = rows[(rows["doc_id"] == doc_id) & (rows["raw_start"] < rows["raw_end"])]
    assert len(rows)
    for row in rows.itertuples():
        go(page, f"#doc/{doc_id}/{row.raw_start}")
        expect(page.locator(f".{name}:focus")).to_be_in_viewport()
        ours = page.locator(f".target.{name}").evaluate_all("all => all.map(e => e.textContent).join('')")
        assert ours.strip() == HOSTILE[row.raw_start : row.raw_end].strip()
        expect(page.locator("#tip")).to_be_visible()


def test_hostile_text_is_text(page: "Page", outputs: Path) -> None:
    go(page, f"#doc/{hostile_id(outputs)}")
    expect(page.locator("h1")).to_have_text("<img src=x onerror=window.pwned=1>")
    expect(page.locator(".facets")).to_contain_text("javascript:window.pwned=1")
    go(page, "#documents")
    expect(page.locator(".entry")).to_have_count(9)
    assert page.locator("script").count() == 3
    assert page.locator("img, iframe, object, [onerror], [onload]").count() == 0
    links = page.locator("a").evaluate_all("all => all.map(a => a.protocol)")
    assert set(links) == {"file:"}


def test_only_web_addresses_become_links(page: "Page", outputs: Path) -> None:
    articles = table(outputs, "articles")
    linked = articles.loc[articles["url"] == "https://example.org/a?b=<c>", "doc_id"].item()
    go(page, f"#doc/{linked}")
    expect(page.locator(".facets a")).to_have_attribute("href", "https://example.org/a?b=%3Cc%3E")
    go(page, f"#doc/{hostile_id(outputs)}")
    expect(page.locator("h1")).to_contain_text("onerror")
    expect(page.locator(".facets a")).to_have_count(0)


def test_a_script_that_came_in_all_the_same_would_not_run(browser: "Browser", outputs: Path) -> None:
    """The policy is a second wall: markup put there by force does nothing, and the console says so."""
    refused = []
    page = browser.new_page()
    page.on("console", lambda message: refused.append(message.text))
    page.goto((outputs / "report.html").as_uri())
    page.evaluate("""() => {
        const holder = document.createElement("div");
        document.body.append(holder);
        holder.innerHTML = '<b onclick="window.pwned = 1">x</b>';
        holder.firstChild.click();
        holder.append(Object.assign(document.createElement("script"), { textContent: "window.pwned = 1" }));
    }""")
    assert page.evaluate("window.pwned") is None
    assert len([text for text in refused if "Content Security Policy" in text]) == 2
    page.close()


def test_search_finds_other_forms_of_a_name(page: "Page") -> None:
    assert (HOSTILE.count("Ada Okafor"), HOSTILE.count("Okafor")) == (1, 2)
    go(page, "#documents")
    page.get_by_label("Text or name").fill("ada okafor")
    entry = page.locator(".entry", has_text="onerror")
    expect(entry.locator(".snippets b")).to_have_text(["Ada Okafor", "Okafor"])


def test_search_finds_text(page: "Page", outputs: Path) -> None:
    go(page, "#documents")
    page.get_by_label("Text or name").fill("cafe\u0301s in BEIRUT")
    expect(page.locator(".status")).to_have_text("1 of 9 documents")
    expect(page.locator(".snippets b")).to_have_text("Cafe\u0301s in Beirut")
    page.locator(".snippets a").click()
    start = HOSTILE.index("Cafe\u0301s")
    expect(page).to_have_url(address(hostile_id(outputs), start))
    assert page.evaluate("CSS.highlights.get('found').size") == 1


def test_filters(page: "Page", outputs: Path) -> None:
    removed, articles = table(outputs, "removed_spans"), table(outputs, "articles")
    category = removed["category"].iloc[-1]
    go(page, "#documents")
    page.get_by_label("With removed").select_option(category)
    expect(page.locator(".entry")).to_have_count(removed.loc[removed["category"] == category, "doc_id"].nunique())
    page.get_by_label("With removed").select_option("")
    page.get_by_label("Publisher").select_option("p1")
    expect(page.locator(".entry")).to_have_count(int((articles["publisher"] == "p1").sum()))
    page.get_by_label("Publisher").select_option("")
    page.get_by_label("With mentions of").select_option("numbers/money")
    numbers = table(outputs, "numbers")
    expect(page.locator(".entry")).to_have_count(numbers.loc[numbers["kind"] == "money", "doc_id"].nunique())


def test_rows_are_filtered_sorted_and_lead_to_the_text(page: "Page", outputs: Path) -> None:
    numbers = table(outputs, "numbers")
    money = numbers[numbers["kind"] == "money"]
    go(page, "#rows/numbers")
    page.get_by_label("Kind").select_option("money")
    expect(page.locator(".status")).to_have_text(f"{len(money)} rows")
    for _ in range(2):
        page.get_by_role("button", name="Value").click()
    largest = money.assign(order=money["value"].fillna(money["low"]).fillna(money["high"])).nlargest(1, "order").iloc[0]
    first = page.locator(".rows tbody tr").first
    expect(first.locator("b")).to_have_text(largest["text"])
    first.locator(".in-text a").click()
    expect(page).to_have_url(address(largest["doc_id"], largest["raw_start"]))
    expect(page.locator(".numbers:focus")).to_be_in_viewport()
    expect(page.locator("#tip")).to_contain_text("money")


def test_numbers_of_the_same_thing_stand_side_by_side(page: "Page", outputs: Path) -> None:
    go(page, "#compare")
    compared = table(outputs, "comparisons")
    groups = page.locator(".compared")
    expect(groups).to_have_count(compared["group_id"].nunique())
    group = groups.filter(has_text="900")
    expect(group.locator("h2")).to_have_text("person: Oslo")
    assert {"at least 1,200", "900"} <= set(group.locator("mark").all_inner_texts())
    expect(group).to_contain_text("<script>window.pwned=1</script>")
    numbers = table(outputs, "numbers").set_index("number_id")
    number = numbers.loc[compared.loc[compared["text"] == "900", "number_id"].item()]
    group.get_by_role("link", name="900 people").click()
    expect(page).to_have_url(address(number["doc_id"], number["raw_start"]))
    expect(page.locator(".numbers:focus")).to_be_in_viewport()


def test_a_name_in_the_overview_leads_to_its_mentions(page: "Page", outputs: Path) -> None:
    names = table(outputs, "names").sort_values(["n_mentions", "n_documents"], ascending=False)
    name = names.iloc[0]
    page.get_by_role("region", name="Names").get_by_role("link", name=name["name"], exact=True).click()
    expect(page.locator(".status")).to_have_text(f"{name['n_mentions']} rows")


def test_hover_and_focus_tell_of_a_mark(page: "Page", outputs: Path) -> None:
    go(page, f"#doc/{hostile_id(outputs)}")
    expect(page.locator("#tip")).to_be_hidden()
    mark = page.locator(".seg.removed").last
    mark.hover()
    expect(page.locator("#tip")).to_contain_text("newsletter")
    expect(page.locator("#tip")).to_contain_text("Evidence")
    page.keyboard.press("Escape")
    expect(page.locator("#tip")).to_be_hidden()
    page.mouse.move(1, 1)
    page.locator(".seg.numbers", has_text="1,200").focus()
    expect(page.locator("#tip")).to_contain_text("≥ 1,200")
    expect(page.locator(".seg.numbers", has_text="1,200")).to_have_attribute("aria-describedby", "tip")


def test_marks_can_be_hidden_and_values_shown(page: "Page", outputs: Path) -> None:
    go(page, f"#doc/{hostile_id(outputs)}")
    page.get_by_label("values").check()
    expect(page.locator("#text")).to_have_class("text values")
    page.get_by_label("names").uncheck()
    expect(page.locator(".seg.names")).to_have_count(0)
    assert page.locator("#text").evaluate("element => element.textContent") == HOSTILE


def test_the_keyboard_reaches_the_content_first(page: "Page") -> None:
    page.keyboard.press("Tab")
    expect(page.locator("#skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
