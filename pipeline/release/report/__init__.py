"""The report: one page that a browser opens without a network, with the figures and the documents themselves.

All that depends on the corpus goes in as JSON, which the page's own scripts turn into text nodes: whatever an article
says, none of it is markup.
"""

from importlib.resources import files
from string import Template

from pipeline.release.built import Built
from pipeline.release.report import comparisons, documents, overview, sample
from pipeline.release.report.safe import digest, json_block

STYLES = ("style.css", "document.css")
SCRIPTS = (
    "core.js",
    "charts.js",
    "overview.js",
    "data.js",
    "tip.js",
    "reader.js",
    "documents.js",
    "rows.js",
    "comparisons.js",
    "main.js",
)


def page(built: Built) -> str:
    """report.html for a finished dataset."""
    with built.query() as db:
        sampled = sample.choose(db)
        figures = overview.figures(db) | {"sample": sampled._asdict(), "winnow": built.manifest["winnow"]}
        figures["comparisons"] = comparisons.groups(db)
        shown = documents.shown(db)
    script = '"use strict";\n(() => {\n' + _join(SCRIPTS) + "})();\n"
    style = _join(STYLES)
    return Template(_read("page.html")).substitute(
        policy=_policy(script, style),
        style=style,
        script=script,
        overview=json_block(figures),
        documents=json_block(shown),
    )


def _policy(script: str, style: str) -> str:
    """Nothing is loaded and nothing runs but the page's own script and style."""
    return (
        f"default-src 'none'; script-src '{digest(script)}'; style-src '{digest(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _join(names: tuple[str, ...]) -> str:
    return "".join(_read(name) for name in names)


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
