"""The report in a browser: text that can be read, on any screen."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.site import go, hostile_id

if TYPE_CHECKING:
    from playwright.sync_api import Page

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make dev").expect


# Every element with text of its own: its colour and that of what lies behind it, as sRGB.
CONTRASTS = """() => {
    const context = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
        .getContext("2d", { willReadFrequently: true });
    const rgba = (colour, under) => {
        context.clearRect(0, 0, 1, 1);
        for (const each of [...under, colour]) { context.fillStyle = each; context.fillRect(0, 0, 1, 1); }
        return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const behind = (element) => {
        const found = [];
        for (let at = element; at; at = at.parentElement) found.unshift(getComputedStyle(at).backgroundColor);
        return found;
    };
    const light = (rgb) => rgb.map((v) => v / 255).map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
    const ratio = (colour, under) => {
        const [one, two] = [light(rgba(colour, under)), light(rgba("transparent", under))].sort((a, b) => b - a);
        return (one + .05) / (two + .05);
    };
    const own = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const all = [...document.querySelectorAll("body *:not(script, svg *)")];
    const texts = all.filter((e) => own(e) && e.checkVisibility()).map(
        (e) => [e.textContent, ratio(getComputedStyle(e).color, behind(e))]);
    const labels = [...document.querySelectorAll("[data-label], [data-value]")].map((e) => {
        const style = getComputedStyle(e, e.dataset.label ? "::before" : "::after");
        return [e.dataset.label || e.dataset.value, ratio(style.color, [...behind(e), style.backgroundColor])];
    });
    return [...texts, ...labels];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast(page: "Page", outputs: Path, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # colours do not fade in
    addresses = ["#overview", "#documents", "#rows/removed", "#rows/numbers", f"#doc/{hostile_id(outputs)}"]
    for address in addresses:
        go(page, address)
        expect(page.locator("nav [aria-current]")).to_have_count(1)
        if address.startswith("#doc/"):
            page.get_by_label("values").check()
            page.locator(".seg.removed").first.focus()
        found = page.evaluate(CONTRASTS)
        assert len(found) > 20
        assert [(text[:40], round(ratio, 2)) for text, ratio in found if ratio < 4.5] == []


def test_nothing_is_wider_than_a_telephone(page: "Page", outputs: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    for address in ("#overview", "#documents", "#rows/dates", f"#doc/{hostile_id(outputs)}"):
        go(page, address)
        expect(page.locator("nav [aria-current]")).to_have_count(1)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
