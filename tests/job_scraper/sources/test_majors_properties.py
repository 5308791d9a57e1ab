"""Whatever comes back: a known fault or records that become offers or are refused, and windows that miss nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from job_scraper.page import Parsed
from job_scraper.record import Rejected, posting_from_record
from job_scraper.source import Source
from job_scraper.sources import france_travail, google_jobs, linkedin, wttj
from job_scraper.sources._api import Sheet
from job_scraper.sources._linkedin_detail import read_detail
from job_scraper.sources._tally import Tally
from job_scraper.sources._windows import Window, last_days, walk
from outgoing.endings import SourceFault
from tests.job_scraper.sources import test_majors_france_travail as ft_shapes
from tests.job_scraper.sources import test_majors_google_jobs as gj_shapes
from tests.job_scraper.sources import test_majors_linkedin as li_shapes
from tests.job_scraper.sources import test_majors_wttj as wttj_shapes
from tests.job_scraper.sources.majors import NOW

SOURCES = (france_travail.SOURCE, google_jobs.SOURCE, linkedin.SOURCE, wttj.SOURCE)
WHOLE: dict[str, Any] = {
    "france_travail": {"resultats": [ft_shapes.offer("A"), ft_shapes.offer("B")]},
    "google_jobs": gj_shapes.answer(gj_shapes.offer("A"), gj_shapes.offer("B"), token="t"),
    "wttj": wttj_shapes.answer(wttj_shapes.hit("A"), wttj_shapes.hit("B")),
}
ODD = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30), st.just([]), st.just({}),
    st.lists(st.one_of(st.none(), st.integers(), st.text(max_size=5)), max_size=3),
    st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=2),
)  # fmt: skip


def read(source: Source, body: bytes) -> None:
    """Raises what should never be raised."""
    try:
        found = source.parse(body)
    except SourceFault:
        return
    for record in found.records:
        try:
            posting = posting_from_record(record, source.name, NOW, source.habits)
        except Rejected:
            continue
        assert posting.external_id
        assert posting.title


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(each for key, item in inner for each in places(item, (*path, key)))]


def changed(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    copied = dict(value) if isinstance(value, dict) else list(value)
    copied[path[0]] = changed(value[path[0]], path[1:], new)
    return copied


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
@given(body=st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)))
@settings(max_examples=40, deadline=None)
def test_any_bytes(source: Source, body: bytes) -> None:
    read(source, body)


@pytest.mark.parametrize(
    "source", [each for each in SOURCES if each.name in WHOLE], ids=lambda source: source.name
)
@given(data=st.data())
@settings(max_examples=80, deadline=None)
def test_anything_anywhere_in_an_answer(source: Source, data: st.DataObject) -> None:
    body = WHOLE[source.name]
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(places(body)))
        body = changed(body, path, data.draw(ODD))
    read(source, json.dumps(body).encode())


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_piece_of_a_page_twice_or_not_at_all(data: st.DataObject) -> None:
    page = data.draw(st.sampled_from([li_shapes.cards(0, 3), li_shapes.detail()]))
    first, last = sorted(data.draw(st.tuples(st.integers(0, len(page)), st.integers(0, len(page)))))
    page = page[:first] + page[first:last] * data.draw(st.sampled_from([0, 2])) + page[last:]
    read(linkedin.SOURCE, page.encode())
    try:
        read_detail(page)
    except SourceFault as fault:
        assert fault.status in {"changed", "blocked"}


def board(times: list[int], size: int, most: int) -> Callable[[Window, int], Sheet]:
    """Shows offers of a window newest first, and nothing from ``most`` on."""

    def ask(window: Window, offset: int) -> Sheet:
        assert offset < most
        low, high = window.start.timestamp(), window.end.timestamp()
        found = [number for number, when in enumerate(times) if low <= when <= high]
        found.sort(key=lambda number: -times[number])
        part = found[offset : min(offset + size, most)]
        return Sheet(Parsed(tuple({"id": str(number)} for number in part), total=len(found)))

    return ask


@given(
    gaps=st.lists(st.integers(0, 40_000), max_size=80),
    size=st.integers(1, 7),
    pages=st.integers(1, 4),
    limit=st.integers(0, 100),
)
@settings(max_examples=120, deadline=None)
def test_windows_miss_nothing_and_bring_nothing_twice(
    gaps: list[int], size: int, pages: int, limit: int
) -> None:
    whole = last_days(NOW, 7)
    start, times = int(whole.start.timestamp()), []
    for gap in gaps:
        start += gap
        times.append(start)
    inside = [number for number, when in enumerate(times) if when <= whole.end.timestamp()]
    steps = list(walk(whole, board(times, size, size * pages), size, size * pages, Tally(limit)))
    brought = [record["id"] for step in steps for record in step.parsed.records]
    assert len(set(brought)) == len(brought) <= limit
    assert set(brought) <= {str(number) for number in inside}
    if not any(step.note for step in steps):
        assert len(brought) == min(limit, len(inside))
    shares = [step.share for step in steps]
    assert shares == sorted(shares)


def test_offers_known_from_another_search_do_not_hide_older_ones() -> None:
    times = [int(NOW.timestamp()) - 3600 * number for number in range(20)]
    tally = Tally(15)
    tally.take(Parsed(tuple({"id": str(number)} for number in range(5))))
    steps = list(walk(last_days(NOW, 7), board(times, 2, 4), 2, 4, tally))
    assert sum(len(step.parsed.records) for step in steps) == 10


def test_a_service_that_does_not_look_at_the_times_is_left() -> None:
    asked = []

    def ask(window: Window, offset: int) -> Sheet:
        asked.append(offset)
        return Sheet(Parsed(({"id": "A"}, {"id": "B"}), total=5000))

    steps = list(walk(last_days(NOW, 31), ask, 2, 10, Tally(100)))
    assert sum(len(step.parsed.records) for step in steps) == 2
    assert len(asked) < 320
    assert any(step.note for step in steps)


def test_halves_meet_without_a_gap_or_an_overlap() -> None:
    whole = last_days(datetime(2026, 11, 21, 12, 0, 1, 999, tzinfo=UTC), 1)
    older, newer = whole.halves()
    assert newer.start - older.end == timedelta(seconds=1)
    assert (older.start, newer.end) == (whole.start, whole.end)
    assert not Window(whole.start, whole.start + timedelta(seconds=119)).can_halve
