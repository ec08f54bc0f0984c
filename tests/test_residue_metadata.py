"""What cut lines and dateline say of a document."""

import pytest

from pipeline.stages.residue import Metadata, find_spans, read_metadata
from pipeline.stages.residue.metadata import full_dates

BODY = (
    "The ferry line across the bay will close in May, the harbour board said on Tuesday, after long talks.\n"
    "Residents of the islands said that they had not been asked and would take the matter to court."
)


def read(text: str) -> Metadata:
    return read_metadata(text, find_spans(text))


def test_metadata_of_a_whole_document() -> None:
    found = read(
        "Ferry line to close\nBy Jo Lund and Ada Okoro\nMay 5, 2021 at 3:15 p.m.\n"
        "LISBON, May 5 (AP) - " + BODY + "\nReuters contributed to this report.\n© 2021 Harbour Gazette"
    )
    assert found == Metadata(
        title="Ferry line to close",
        byline="Jo Lund and Ada Okoro",
        dateline="LISBON, May 5",
        agency="AP; Reuters",
        published="2021-05-05",
        year=2021,
        stated_dates=("2021-05-05",),
    )


def test_a_text_that_says_nothing_of_itself() -> None:
    assert read(BODY) == Metadata()


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Jo Lund", "Jo Lund"),
        ("by Jo Lund", "Jo Lund"),
        ("By Jo Lund and Ada Okoro, Harbour Gazette", "Jo Lund and Ada Okoro"),
        ("By Jo Lund, Ada Okoro and Bo Berg", "Jo Lund, Ada Okoro and Bo Berg"),
        ("By Jo Lund, Arts and Culture Editor", "Jo Lund"),
        ("By: Jo Lund | World News | Thursday May 5 2021 13:30", "Jo Lund"),
        ("Jo Lund, Ap Sports Writer", "Jo Lund"),
        ("By\nJo Lund", "Jo Lund"),
        ("Reviewed by Jo Lund, M.D. on May 5, 2021", None),
    ],
)
def test_byline(line: str, byline: str | None) -> None:
    assert read(line + "\n" + BODY).byline == byline


@pytest.mark.parametrize(
    ("start", "dateline", "agency"),
    [
        ("BAGHDAD, Nov. 5 (Reuters) - ", "BAGHDAD, Nov. 5", "Reuters"),
        ("NEW YORK (AP) — ", "NEW YORK", "AP"),
        ("SÃO PAULO, Brazil — ", "SÃO PAULO, Brazil", None),
        ("New Delhi, Jan 5 (IANS): ", "New Delhi, Jan 5", "IANS"),
        ("LONDON—", "LONDON", None),
        ("NATO and the EU - ", None, None),
        ("Harbour - ", None, None),
    ],
)
def test_the_dateline_is_read_and_stays(start: str, dateline: str | None, agency: str | None) -> None:
    text = start + BODY
    assert find_spans(text) == []
    found = read(text)
    assert (found.dateline, found.agency) == (dateline, agency)


def test_the_earliest_date_line_is_publication() -> None:
    found = read("Updated May 7, 2021\nPublished May 5, 2021\n" + BODY)
    assert (found.published, found.stated_dates) == ("2021-05-05", ("2021-05-05", "2021-05-07"))


def test_a_caption_states_a_date_but_not_publication() -> None:
    found = read("Workers mend the quay on May 3, 2021. (Jo Lund/AFP via Getty Images)\n" + BODY)
    assert (found.published, found.stated_dates, found.year) == (None, ("2021-05-03",), 2021)


def test_a_copyright_line_states_the_year_alone() -> None:
    found = read(BODY + "\nCopyright 2019-2023 Harbour Gazette")
    assert (found.published, found.year) == (None, 2023)


@pytest.mark.parametrize(
    ("line", "dates"),
    [
        ("Nov. 5, 2023", ["2023-11-05"]),
        ("15th December 2011", ["2011-12-15"]),
        ("2019-11-19T08:57:45+01:00", ["2019-11-19"]),
        ("Feb. 30, 2020", []),
        ("November 2023", []),
        ("05/11/2023", []),
    ],
)
def test_full_dates(line: str, dates: list[str]) -> None:
    assert full_dates(line) == dates
