"""The Dagster UI: all assets materialised by a click, and what they tell."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
START, RUN = 90, 120  # seconds that the server and a run may take


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dagster")
    (folder / "dagster.yaml").write_text("telemetry:\n  enabled: false\nnux:\n  enabled: false\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def server(home: Path) -> Iterator[str]:
    """The address of `make ui`'s server, on a port of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {"DAGSTER_HOME": str(home), "WINNOW_OUTPUT": str(home / "out"), "DAGSTER_DISABLE_TELEMETRY": "yes"}
    command = [sys.executable, "-m", "dagster", "dev", "-m", "pipeline.definitions", "-h", "127.0.0.1", "-p", str(port)]
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **settings}, stdout=log, stderr=log, start_new_session=True
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/server_info", process)
            yield address
        finally:
            process.terminate()  # it stops the servers that it started
            process.wait(30)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(START):
        assert process.poll() is None, "dagster dev stopped"
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(1)
    raise AssertionError(f"no answer in {START} s")


@pytest.fixture(scope="module")
def page(browser: "Browser", server: str) -> Iterator["Page"]:
    """After a click on "Materialize all" and the run that followed."""
    one = browser.new_page(viewport={"width": 1600, "height": 1000})
    one.goto(f"{server}/asset-groups")
    one.get_by_role("button", name="Materialize all").click(timeout=START * 1000)
    one.get_by_text(re.compile("Launched run")).first.wait_for()
    one.goto(f"{server}/runs")
    one.get_by_text("Success", exact=True).first.wait_for(timeout=RUN * 1000)
    yield one
    one.close()


@pytest.mark.usefixtures("page")
def test_a_click_materialises_everything(home: Path) -> None:
    assert (home / "out" / "SHA256SUMS").exists()
    assert len(pd.read_parquet(home / "out" / "articles")) == 5


def test_an_asset_tells_its_rows_with_a_plot_and_a_preview(page: "Page", server: str, home: Path) -> None:
    from playwright.sync_api import expect

    page.goto(f"{server}/assets/removed_spans?view=events")
    removed = pd.read_parquet(home / "out" / "removed_spans")
    expect(page.get_by_role("row", name=f"dagster/row_count {len(removed)}")).to_be_visible()
    expect(page.get_by_role("row", name="parts_reused 0")).to_be_visible()
    expect(page.get_by_text(removed["rule"].dropna().iloc[0]).first).to_be_visible()
    page.get_by_role("row", name="plot").get_by_text("Show Markdown").click()
    plot = page.get_by_role("img", name="Characters removed by category")
    expect(plot).to_be_visible()
    assert plot.evaluate("image => image.naturalWidth") > 100


def test_groups_read_in_the_order_of_the_flow(page: "Page", server: str) -> None:
    page.goto(f"{server}/asset-groups")
    found = page.get_by_text(re.compile(r"^[1-5]_\w+$"))
    found.first.wait_for()
    names = list(dict.fromkeys(found.all_inner_texts()))
    assert names == ["1_intake", "2_documents", "3_mentions", "4_corpus", "5_release"]


def test_the_release_leads_to_the_report(page: "Page", server: str, home: Path) -> None:
    from playwright.sync_api import expect

    page.goto(f"{server}/assets/dataset?view=events")
    expect(page.get_by_text((home / "out" / "report.html").as_uri()).first).to_be_visible()
