"""What an admin may write to name an employer's board."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from job_scraper.registry import all_sources
from job_scraper.sources._company import Sites, companies_of, find_company
from job_scraper.sources.ashby import BOARD as ASHBY
from job_scraper.sources.greenhouse import BOARD as GREENHOUSE
from job_scraper.sources.lever import BOARD as LEVER
from job_scraper.sources.personio import BOARD as PERSONIO
from job_scraper.sources.recruitee import BOARD as RECRUITEE
from job_scraper.sources.smartrecruiters import BOARD as SMARTRECRUITERS
from job_scraper.sources.teamtailor import BOARD as TEAMTAILOR
from job_scraper.sources.workable import BOARD as WORKABLE


@pytest.mark.parametrize(
    ("board", "entry", "shown", "name"),
    [
        (GREENHOUSE, "voltara", "voltara", "Voltara"),
        (GREENHOUSE, " voltara-energy ", "voltara-energy", "Voltara Energy"),
        (GREENHOUSE, "https://boards.greenhouse.io/voltara", "voltara", "Voltara"),
        (GREENHOUSE, "job-boards.greenhouse.io/voltara/jobs/4012?gh_src=x", "voltara", "Voltara"),
        (GREENHOUSE, "https://boards.greenhouse.io/embed/job_board?for=voltara", "voltara", "Voltara"),
        (LEVER, "https://jobs.lever.co/voltara/5ac21346", "voltara", "Voltara"),
        (LEVER, "https://jobs.eu.lever.co/voltara", "eu:voltara", "Voltara"),
        (LEVER, "eu:Voltara = Voltara Énergie SA", "eu:Voltara", "Voltara Énergie SA"),
        (ASHBY, "https://jobs.ashbyhq.com/Voltara%20Labs", "Voltara Labs", "Voltara Labs"),
        (SMARTRECRUITERS, "https://jobs.smartrecruiters.com/Voltara1/7440-x", "Voltara1", "Voltara1"),
        (SMARTRECRUITERS, "FR:Voltara1", "fr:Voltara1", "Voltara1"),
        (RECRUITEE, "https://voltara.recruitee.com/o/cook", "voltara", "Voltara"),
        (RECRUITEE, "Voltara", "voltara", "Voltara"),
        (WORKABLE, "https://apply.workable.com/voltara/j/A1B2C3/", "voltara", "Voltara"),
        (PERSONIO, "voltara.jobs.personio.de", "voltara", "Voltara"),
        (PERSONIO, "https://voltara.jobs.personio.com/job/12", "voltara", "Voltara"),
        (TEAMTAILOR, "https://voltara.teamtailor.com/jobs/55-cook", "voltara", "Voltara"),
    ],
)
def test_entries(board: object, entry: str, shown: str, name: str) -> None:
    company = find_company(entry, board.sites)  # type: ignore[attr-defined]
    assert company is not None
    assert (company.shown, company.name) == (shown, name)


@pytest.mark.parametrize("board", [GREENHOUSE, LEVER, RECRUITEE, PERSONIO])
@pytest.mark.parametrize(
    "entry",
    [
        "",
        "=",
        "..",
        "a/b",
        "https://elsewhere.example/voltara",
        "https://greenhouse.io.elsewhere.example/voltara",
        "x@elsewhere.example",
        "a#b",
        "a?b=c",
        "http://[broken",
        "https://www.recruitee.com",
        "v" * 300,
    ],
)
def test_what_is_no_board(board: object, entry: str) -> None:
    assert find_company(entry, board.sites) is None  # type: ignore[attr-defined]


def test_one_board_in_several_spellings_counts_once() -> None:
    found, wrong = companies_of(["Voltara", "voltara", "eu:voltara", "?", "acme"], LEVER.sites)
    assert [company.shown for company in found] == ["Voltara", "eu:voltara", "acme"]
    assert wrong == ["?"]


@given(st.text(max_size=120), st.booleans())
def test_no_entry_leaves_its_place_in_the_address(entry: str, in_host: bool) -> None:
    company = find_company(entry, Sites(("boards.example",), in_host=in_host, regions="[a-z]{2}"))
    if company is not None and in_host:
        assert re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", company.slug)
    elif company is not None:
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 ._&+-]{0,99}", company.slug)
        assert "/" not in company.shown


def test_boards_are_named_after_their_sources() -> None:
    boards = (GREENHOUSE, LEVER, ASHBY, SMARTRECRUITERS, RECRUITEE, WORKABLE, PERSONIO, TEAMTAILOR)
    for board in boards:
        source = all_sources()[board.name]
        assert (source.label, source.parse) == (board.label, board.parse)
        assert not source.is_on
        assert source.why_off == "No company is listed yet."
        assert source.options[0].name == "companies"
