"""A user's mistake is one clear line and exit code 2, never a traceback; the rest is told in the summary."""

from pathlib import Path

import pytest

from pipeline import cli, tables
from schemas import TABLES

ENGLISH = (
    "The ferry line across the bay will close in May, the harbour board said on Tuesday, after thirty years of "
    "service. Residents of the islands said that they had not been asked.\n\nSign up for our newsletter\n"
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "home"))


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(ENGLISH, encoding="utf-8")
    return folder


def run(*arguments: object) -> int:
    return cli.main([str(argument) for argument in arguments])


def test_mistakes(tmp_path: Path, articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    cases = [
        (tmp_path / "nothing", tmp_path / "out", (), "nothing"),
        (tmp_path / "*.text", tmp_path / "out", (), "*.text"),
        (tmp_path / "empty", tmp_path / "out", (), "empty"),
        (articles, tmp_path / "file", (), "is a file, not a folder"),
        (articles, tmp_path / "file" / "deeper", (), "is a file, not a folder"),
        (articles, tmp_path / "out", ("--model", "no_such_pipeline"), "no_such_pipeline"),
    ]
    for source, output, more, message in cases:
        assert run("--input", source, "--output", output, *more) == 2
        error = capsys.readouterr().err
        assert error.startswith("winnow: ")
        assert error.count("\n") == 1
        assert message in error
    assert not list((tmp_path / "out").glob("*/*.parquet"))


def test_an_output_that_cannot_be_written(
    tmp_path: Path, articles: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli.os, "access", lambda *_: False)  # root may write anywhere
    assert run("--input", articles, "--output", tmp_path / "out") == 2
    assert "cannot be written to" in capsys.readouterr().err


def test_summary(tmp_path: Path, articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (articles / "b.txt").write_bytes(b"")
    assert run("--input", articles, "--output", tmp_path / "out") == 0
    told = capsys.readouterr().out
    for name in TABLES:
        assert f"  {name:<16}{len(tables.read(tmp_path / 'out', name)):>9,}" in told
    assert "newsletter" in told
    assert "rejects: 1" in told
    assert "b.txt" in told
    assert "[11/11] dataset" in told


def test_too_many_rejects_fail(tmp_path: Path, articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("b.txt", "c.txt"):
        (articles / name).write_bytes(b"")
    assert run("--input", articles, "--output", tmp_path / "out") == 1
    assert "2 of 3 inputs were rejected" in capsys.readouterr().err
    assert run("--input", articles, "--output", tmp_path / "out", "--max-rejected", "0.7") == 0


def test_only_rejects_still_give_every_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert run("--input", tmp_path / "empty.txt", "--output", tmp_path / "out") == 1
    capsys.readouterr()
    assert {name: len(tables.read(tmp_path / "out", name)) for name in TABLES} == {
        name: int(name == "rejects") for name in TABLES
    }


def test_a_hundred_thousand_short_lines(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("They met at noon.\n" * 100_000, encoding="utf-8")
    assert run("--input", tmp_path / "long.txt", "--output", tmp_path / "out") == 0
    kept, clean = (tables.read(tmp_path / "out", name) for name in ("articles", "clean_documents"))
    assert kept["n_chars"][0] + kept["n_removed_chars"][0] == clean["n_chars"][0] > 1_700_000


def test_settings_come_from_a_file_and_flags_outweigh_them(tmp_path: Path, articles: Path) -> None:
    file = tmp_path / "winnow.toml"
    file.write_text(f'input = "{articles}"\noutput = "{tmp_path / "one"}"\nworkers = 1\npart-size = 7\n')
    assert run("--settings", file) == 0
    assert run("--settings", file, "--output", tmp_path / "two") == 0
    assert (tmp_path / "one/SHA256SUMS").read_bytes() == (tmp_path / "two/SHA256SUMS").read_bytes()
    assert '"part_size": 7' in (tmp_path / "one/manifest.json").read_text()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("colour = 'red'", "'colour', which is none of input, output"),
        ("workers = 'many'", "no int"),
        ("engine = 'steam'", "none of local, ray"),
        ("input = ", "cannot be read"),
    ],
)
def test_mistakes_in_settings(tmp_path: Path, text: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "winnow.toml"
    file.write_text(text)
    assert run("--settings", file) == 2
    assert message in capsys.readouterr().err
    assert run("--settings", tmp_path / "none.toml") == 2
