"""Whatever searches bring: each offer once, never more than asked, progress that only grows."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from job_scraper.page import Page, Parsed
from job_scraper.query import Query
from job_scraper.registry import all_sources
from job_scraper.sources._api import NothingFound, SearchRefused, Sheet
from job_scraper.sources._reading import Record
from job_scraper.sources._searches import Search, Walk, combined
from outgoing.endings import Failed, QuotaUsedUp, SourceFault
from tests.job_scraper.sources import api_answers as answers

JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=20),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
ANSWERS = some.lists(
    some.lists(some.integers(0, 30), max_size=6) | some.sampled_from(["refused", "nothing", "quota"]),
    max_size=12,
)


class Service:
    """Gives the answers one after the other, then nothing."""

    def __init__(self, replies: list[Any]) -> None:
        self.replies = replies
        self.asked: list[tuple[str, int]] = []

    def ask(self, search: Search, page: int) -> Sheet:
        self.asked.append((search.label, page))
        reply = self.replies[len(self.asked) - 1] if len(self.asked) <= len(self.replies) else []
        if reply == "refused":
            raise SearchRefused("not this one")
        if reply == "nothing":
            raise NothingFound("none")
        if reply == "quota":
            raise QuotaUsedUp("enough")
        records = tuple({"id": str(number), "title": "Cook"} for number in reply)
        return Sheet(Parsed(records, says_none=not records))


def walked(walk: Walk) -> tuple[list[Page], SourceFault | None]:
    pages: list[Page] = []
    try:
        for page in walk:
            pages.append(page)
    except SourceFault as fault:
        return pages, fault
    return pages, None


@given(
    ANSWERS,
    some.integers(0, 12),
    some.integers(1, 4),
    some.integers(1, 4),
    some.integers(1, 20),
    some.booleans(),
)
def test_whatever_comes(
    replies: list[Any], limit: int, searches: int, pages: int, most: int, enrich: bool
) -> None:
    service = Service(replies)
    found, fault = walked(
        Walk(
            Query({}, limit),
            combined([f"word {number}" for number in range(searches)]),
            service.ask,
            pages=pages,
            requests=most,
            enrich=(lambda record: {**record, "seen": True}) if enrich else None,
        )
    )
    records = [record for page in found for record in page.parsed.records]
    assert len({record["id"] for record in records}) == len(records) <= limit
    assert all("seen" in record for record in records) or not enrich
    assert len(service.asked) == len(set(service.asked)) <= min(searches * pages, most)
    assert all(one.progress <= other.progress for one, other in pairwise(found))
    assert all(0 < page.progress <= 1 for page in found)
    assert not found or fault or found[-1].progress == 1.0
    assert (limit == 0) <= (not service.asked)
    if limit and isinstance(fault, QuotaUsedUp):
        assert replies[len(service.asked) - 1] == "quota"


@given(some.lists(some.integers(0, 9), min_size=1, max_size=9, unique=True), some.integers(0, 8))
def test_a_fault_while_asking_for_more_loses_nothing(numbers: list[int], good: int) -> None:
    service = Service([numbers])
    left = iter(range(good))

    def enrich(record: Record) -> Record:
        if next(left, None) is None:
            raise Failed("down")
        return {**record, "whole": True}

    found, fault = walked(Walk(Query({}, 99), combined(["cook"]), service.ask, enrich=enrich))
    records = [record for page in found for record in page.parsed.records]
    assert [record["id"] for record in records] == [str(number) for number in numbers]
    assert sum("whole" in record for record in records) == min(good, len(numbers))
    assert (fault is not None) == (good < len(numbers))


@given(JSON, some.sampled_from(sorted(answers.ITEMS)))
def test_no_document_is_an_exception_of_another_kind(data: Any, name: str) -> None:
    source = all_sources()[name]
    for document in (data, answers.listed(name, [data]), answers.listed(name, data, 1)):
        try:
            found = source.parse(json.dumps(document).encode())
        except SourceFault as fault:
            assert fault.detail
        else:
            assert all(record.get("title") for record in found.records)


def test_every_search_refused_is_a_fault_and_one_that_works_is_not() -> None:
    found, fault = walked(Walk(Query(), combined(["a", "b"]), Service(["refused", "refused"]).ask))
    assert len(found) == 2
    assert fault
    assert fault.detail == "b: not this one"
    found, fault = walked(Walk(Query(), combined(["a", "b"]), Service(["refused", [1]]).ask))
    assert fault is None
    assert found[0].notes == ("a: not this one",)


def test_all_combinations_have_a_label_of_their_own() -> None:
    searches = combined(["cook", "baker"], ["FR", "BE"], ["Lille"])
    assert [search.label for search in searches] == [
        "cook, Lille, FR",
        "cook, Lille, BE",
        "baker, Lille, FR",
        "baker, Lille, BE",
    ]
    assert combined(()) == [Search("newest")]
