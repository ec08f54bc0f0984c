"""A browser, a built dataset, and its report open in the browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline import cli
from tests import corpora
from tests.browser.site import HOSTILE_ROW, TWIN_ROW

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make dev")
    paths = [path for name in BROWSERS if (path := shutil.which(name))]
    with playwright.sync_playwright() as play:
        try:
            one = play.chromium.launch(executable_path=paths[0] if paths else None, args=["--no-sandbox"])
        except playwright.Error:
            pytest.skip("no browser: `.venv/bin/playwright install chromium`, or a package such as apt's chromium")
        yield one
        one.close()


@pytest.fixture(scope="session")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("report")
    linked = {**corpora.rows(1)[0], "id": "linked", "text": corpora.text(90), "url": "https://example.org/a?b=<c>"}
    corpora.write(root / "rows.jsonl", [HOSTILE_ROW, TWIN_ROW, linked, *corpora.rows(6), {"id": "none", "text": " "}])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAGSTER_HOME", str(root / "home"))
        arguments = ["--input", str(root / "rows.jsonl"), "--output", str(root / "out"), "--workers", "1"]
        assert cli.main([*arguments, "--max-rejected", "0.5"]) == 0
    return root / "out"


@pytest.fixture
def page(browser: "Browser", outputs: Path) -> Iterator["Page"]:
    """The overview; in the end nothing may have failed, run or been asked for."""
    troubles, asked = [], []
    one = browser.new_page(viewport={"width": 1200, "height": 800})
    one.on("console", lambda message: troubles.append(message.text))
    one.on("pageerror", lambda error: troubles.append(str(error)))
    one.on("request", lambda request: asked.append(request.url))
    one.goto((outputs / "report.html").as_uri())
    one.locator("h1", has_text="What this dataset holds").wait_for()
    yield one
    assert one.evaluate("window.pwned") is None
    assert troubles == []
    assert len(asked) == 1
    one.close()
