"""Bad input gives a reject with its reason, or one clear line; the rest goes on."""

import gzip
import json
import os
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from pipeline.sources import InputError, read
from pipeline.sources.decode import BinaryError, decode

ENGLISH = (
    "The ferry line across the bay will close in May, the harbour board said on Tuesday, after thirty years of "
    "service. Residents of the islands said that they had not been asked."
)


def reasons(folder: Path) -> dict[str, str]:
    rejects = read(str(folder))[1]
    return dict(zip(rejects["source"], rejects["check"], strict=True))


def texts(folder: Path | str) -> dict[str, str]:
    documents = read(str(folder))[0]
    return dict(zip(documents["source"], documents["raw_text"], strict=True))


@pytest.mark.parametrize(
    ("name", "data", "check"),
    [
        ("empty.txt", b"", "not_empty"),
        ("blank.txt", b" \n\t\r\n \xc2\xa0", "not_empty"),
        ("binary.txt", bytes(range(256)) * 40, "text"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + b"abc" * 50, "text"),
        ("long.txt", b"a" * 20_000_000, "length"),
        ("french.txt", "Le maire de la ville a annoncé mardi que le pont sera fermé. ".encode() * 3, "language"),
        ("broken.txt.gz", gzip.compress(b"abc" * 500, mtime=0)[:20], "readable"),
        ("broken.txt.zst", b"\x28\xb5\x2f\xfd but no more", "readable"),
        ("no.parquet", b"PAR1 and nothing else", "readable"),
    ],
    ids=["empty", "blank", "binary", "picture", "long", "french", "gzip", "zstd", "parquet"],
)  # fmt: skip
def test_what_cannot_be_taken_is_a_reject_with_its_reason(tmp_path: Path, name: str, data: bytes, check: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(ENGLISH)
    assert reasons(tmp_path) == {name: check}
    assert texts(tmp_path) == {"good.txt": ENGLISH}


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("Zoë said “yes”".encode(), "Zoë said “yes”", "utf-8"),
        (b"\xef\xbb\xbfplain", "plain", "utf-8"),
        ("Zoë said yes".encode("utf-16"), "Zoë said yes", "utf-16"),
        ("Zoë said yes".encode("utf-16-le"), "Zoë said yes", "utf-16-le"),
        ("Zoë said yes".encode("utf-16-be"), "Zoë said yes", "utf-16-be"),
        ("Zoë said yes".encode("latin-1"), "Zoë said yes", "windows-1252"),
        ("He said “yes” – no".encode("windows-1252"), "He said “yes” – no", "windows-1252"),
        ("“both” ".encode() + "Zoë".encode("latin-1"), "“both” Zoë", "utf-8+windows-1252"),
        (b"a\x00 NUL in a line of text that goes on", "a\x00 NUL in a line of text that goes on", "utf-8"),
        (b"one\r\ntwo\rthree\nfour", "one\r\ntwo\rthree\nfour", "utf-8"),
    ],
)
def test_bytes_become_text(data: bytes, text: str, encoding: str) -> None:
    assert decode(data) == (text, encoding)


def test_binary_says_what_it_is() -> None:
    with pytest.raises(BinaryError, match="PDF"):
        decode(b"%PDF-1.7 ...")


def test_a_hundred_thousand_lines_are_one_document(tmp_path: Path) -> None:
    (tmp_path / "lines.txt").write_text("the line\n" * 100_000)
    assert [len(text) for text in texts(tmp_path).values()] == [900_000]


def test_links(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(ENGLISH)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert reasons(tmp_path) == {"gone.txt": "readable", "self.txt": "readable", "loop": "symlink_loop"}
    assert set(texts(tmp_path)) == {"good.txt"}


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert reasons(tmp_path) == {"pipe.txt": "readable"}


def test_an_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret.txt").write_text(ENGLISH)
    (tmp_path / "secret.txt").chmod(0)

    def refuse(path: Path, mode: str) -> None:  # root may read everything, so the refusal is played
        raise PermissionError(13, "Permission denied", f"{path} {mode}")

    monkeypatch.setattr(Path, "open", refuse)
    rejects = read(str(tmp_path))[1]
    assert rejects["message"].tolist() == ["The file cannot be read: Permission denied"]


def test_equal_contents_under_two_names_are_two_documents(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(ENGLISH)
    documents = read(str(tmp_path))[0]
    assert documents["doc_id"].nunique() == 2
    assert documents["raw_sha256"].nunique() == 1


ROWS = [
    {
        "id": "x",
        "text": ENGLISH,
        "url": "https://example.org/x",
        "publisher": "Gazette",
        "published": "2021-05-04T10:00",
    },
    {"id": 7, "text": ENGLISH + " More.", "mood": "dark"},
    {"text": ENGLISH + " No id."},
]


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
def test_jsonl_rows(tmp_path: Path, suffix: str) -> None:
    lines = [
        json.dumps(ROWS[0]),
        "{broken",
        json.dumps(ROWS[1]),
        "[1]",
        json.dumps({"id": "n"}),
        json.dumps({"text": 5}),
    ]
    data = "\n".join([*lines, json.dumps(ROWS[2])]).encode()
    with pa.output_stream(
        str(tmp_path / f"rows.jsonl{suffix}"), compression="detect" if suffix != ".zst" else "zstd"
    ) as out:
        out.write(data)
    documents, rejects = read(str(tmp_path))
    assert len(documents) == 3
    assert sorted(rejects["check"]) == ["json", "json", "text_type", "text_type"]
    first = documents[documents["source"].str.endswith("#x")].iloc[0]
    assert (first["publisher"], first["published"]) == ("Gazette", "2021-05-04")
    assert documents[documents["source"].str.endswith("#7")]["extra"].tolist() == ['{"mood": "dark"}']


def test_ids_do_not_depend_on_the_order_of_rows(tmp_path: Path) -> None:
    for name, rows in (("a", ROWS), ("b", ROWS[::-1])):
        (tmp_path / name).mkdir()
        (tmp_path / name / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    one, two = (read(str(tmp_path / name))[0] for name in "ab")
    pd.testing.assert_frame_equal(one, two)


def test_csv_and_parquet_rows(tmp_path: Path) -> None:
    frame = pd.DataFrame(ROWS)
    frame.to_csv(tmp_path / "rows.csv", index=False)
    frame.astype({"id": "str"}).to_parquet(tmp_path / "rows.parquet")
    documents, rejects = read(str(tmp_path))
    assert len(documents) == 6
    assert rejects.empty


def test_a_parquet_file_cut_in_half(tmp_path: Path) -> None:
    pd.DataFrame({"text": [ENGLISH] * 50}).to_parquet(tmp_path / "rows.parquet")
    whole = (tmp_path / "rows.parquet").read_bytes()
    (tmp_path / "rows.parquet").write_bytes(whole[: len(whole) // 2])
    assert reasons(tmp_path) == {"rows.parquet": "readable"}


def test_the_same_row_twice_is_refused_once(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text("\n".join([json.dumps(ROWS[0])] * 3))
    documents, rejects = read(str(tmp_path))
    assert len(documents) == 1
    assert rejects["check"].tolist() == ["unique", "unique"]


def test_lone_surrogates_are_replaced_one_for_one(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"id": "s", "text": "' + ENGLISH + ' \\ud800!"}')
    (text,) = texts(tmp_path).values()
    assert text.endswith(" \ufffd!")


@pytest.mark.parametrize("location", ["nowhere", "nowhere/*.txt"])
def test_nothing_there_is_an_error(tmp_path: Path, location: str) -> None:
    with pytest.raises(InputError, match="nowhere"):
        read(str(tmp_path / location))


def test_a_folder_without_texts_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("notes")
    with pytest.raises(InputError, match="there is no"):
        read(str(tmp_path))


def test_a_file_of_another_format_named_directly_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>")
    rejects = read(str(tmp_path / "page.html"))[1]
    assert rejects["check"].tolist() == ["format"]


def test_globs_and_single_files(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in ("a/one.txt", "a/two.txt", "three.txt"):
        (tmp_path / name).write_text(ENGLISH)
    assert set(texts(tmp_path / "a" / "*.txt")) == {"one.txt", "two.txt"}
    assert set(texts(tmp_path / "three.txt")) == {"three.txt"}
    assert set(texts(tmp_path)) == {"a/one.txt", "a/two.txt", "three.txt"}
