"""README.md of a dataset: its card, with the metadata that the Hugging Face hub reads, and measured figures."""

import json
from collections.abc import Iterator
from importlib.resources import files
from string import Template
from typing import Any

from pipeline.corpus import rows
from pipeline.release.built import Built
from pipeline.release.columns import description
from pipeline.release.manifest import FULL, TEXTFREE
from pipeline.stages.nlp import DEFAULT
from schemas import TABLES

SIZES = (("n<1K", 1_000), ("1K<n<10K", 10_000), ("10K<n<100K", 100_000), ("100K<n<1M", 1_000_000),
         ("1M<n<10M", 10_000_000), ("10M<n<100M", 100_000_000))  # fmt: skip
QUERIES = {
    FULL: {
        "profile": "`report.html` shows all of it in a browser, offline.", "cut": "r.text", "stated": "sentence",
        "shown": "; `report.html` shows them struck through where they stood",
        "itself": "and the text itself",
    },
    TEXTFREE: {
        "profile": "This is the profile without text: who has the raw files can restore the rest with\n"
        "`make rehydrate TEXTFREE=<this folder> INPUT=<raw files> OUTPUT=<new folder>`, equal by `FULL_SHA256SUMS`.",
        "cut": "r.raw_start, r.raw_end", "stated": "sentence_id",
        "shown": "", "itself": "and its place in the raw text",
    },
}  # fmt: skip
OTHER_MODEL = " Names were tagged by another model than the one measured here: the figures of `entities` do not hold."


def page(built: Built) -> str:
    """The card of a finished dataset."""
    manifest = built.manifest
    told = {
        **_counts(built),
        "winnow": manifest["winnow"],
        "tables": "\n".join(_table_row(built, name) for name in TABLES),
        "quality": "\n".join(_quality()),
        **QUERIES[manifest["profile"]],
        "other_model": "" if manifest["model"].startswith(DEFAULT) else OTHER_MODEL,
        "model": manifest["model"],
        "settings": json.dumps(manifest["settings"]),
        "inputs": f"{manifest['inputs']['n']:,}",
        "inputs_sha256": manifest["inputs"]["sha256"],
    }
    return _metadata(built) + Template(_read("card.md")).substitute(told)


def _metadata(built: Built) -> str:
    """The front matter; JSON is YAML."""
    n = built.manifest["tables"]["articles"]["rows"]
    size = next((name for name, below in SIZES if n < below), "100M<n<1B")
    told: dict[str, Any] = {
        "pretty_name": "News articles, curated by Winnow",
        "license": "other",
        "language": ["en"],
        "size_categories": [size],
        "task_categories": ["token-classification", "text-classification"],
        "tags": ["news", "provenance", "named-entity-recognition", "quotations", "numbers"],
        "configs": [  # `datasets` cannot load a table without rows
            {"config_name": name, "data_files": f"{name}/*.parquet", "default": name == "articles"}
            for name in TABLES
            if built.manifest["tables"][name]["rows"]
        ],
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in told.items()]
    return "\n".join(["---", *lines, "---", "", ""])


def _counts(built: Built) -> dict[str, str]:
    with built.query() as db:
        [(n_chars, removed)] = rows(db, "SELECT sum(n_chars + n_removed_chars), sum(n_removed_chars) FROM articles")
        found = list(rows(db, """
            SELECT source FROM removed_spans JOIN articles USING (doc_id)
            GROUP BY source ORDER BY count(*) DESC, source LIMIT 1
        """))  # fmt: skip
    n_chars, removed = int(n_chars or 0), int(removed or 0)
    return {
        "articles": f"{built.manifest['tables']['articles']['rows']:,}",
        "rejected": f"{built.manifest['tables']['rejects']['rows']:,}",
        "characters": f"{n_chars:,}",
        "removed": f"{removed:,}",
        "share": f"{100 * removed / max(n_chars, 1):.1f}",
        "source": found[0][0].replace("'", "''") if found else "...",
    }


def _table_row(built: Built, name: str) -> str:
    n = built.manifest["tables"][name]["rows"]
    return f"| [`{name}`](DATA_DICTIONARY.md#{name}) | {n:,} | {description(name)} |"


def _quality() -> Iterator[str]:
    for row in json.loads(_read("quality.json")):
        yield f"| {row['stage']} | {row['measure']} | {row['set']} | {row['figure']} |"


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
