"""Calendar files, read back by a small reader of RFC 5545."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.tracker.ics import LINE, Event, calendar, escaped, folded, moment

WHEN = datetime(2026, 3, 5, 13, 30, tzinfo=UTC)
texts = st.text(st.characters(blacklist_categories=["Cs"]), max_size=300)


def event(**changes: object) -> Event:
    given_values = {
        "uid": "interview-1@jobs.example.org", "sequence": 0, "starts_at": WHEN, "minutes": 45,
        "title": "Interview", "changed_at": WHEN,
    }  # fmt: skip
    return Event(**{**given_values, **changes})  # type: ignore[arg-type]


def unfolded(text: str) -> list[str]:
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def properties(text: str) -> dict[str, str]:
    return dict(line.split(":", 1) for line in unfolded(text))


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def test_one_interview() -> None:
    text = calendar("Applications", [event(place="Rue de Marseille 3, Tunis", sequence=2)])
    lines = unfolded(text)
    assert lines[:3] == ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//JobMatch//Applications//EN"]
    for wanted in (
        "UID:interview-1@jobs.example.org", "DTSTART:20260305T133000Z", "DTEND:20260305T141500Z", "SEQUENCE:2",
        "DTSTAMP:20260305T133000Z", "LOCATION:Rue de Marseille 3\\, Tunis", "STATUS:CONFIRMED", "TRANSP:OPAQUE",
    ):  # fmt: skip
        assert wanted in lines
    assert "METHOD:PUBLISH" in lines
    assert lines[-2:] == ["END:VEVENT", "END:VCALENDAR"]


def test_what_is_cancelled_takes_no_time() -> None:
    found = properties(calendar("x", [event(is_cancelled=True)]))
    assert (found["STATUS"], found["TRANSP"]) == ("CANCELLED", "TRANSPARENT")
    assert properties(calendar("x", [event(is_quiet=True)]))["TRANSP"] == "TRANSPARENT"


def test_times_are_utc() -> None:
    paris = timezone(timedelta(hours=1))
    assert moment(datetime(2026, 1, 1, 0, 30, tzinfo=paris)) == "20251231T233000Z"
    assert moment(datetime(33, 1, 2, 3, 4, 5, tzinfo=UTC)) == "00330102T030405Z"
    with pytest.raises(ValueError, match="zone"):
        moment(datetime(2026, 1, 1))  # noqa: DTZ001 - what is refused
    with pytest.raises(ValueError, match="minute"):
        calendar("x", [event(minutes=0)])


@given(texts, texts, texts)
def test_text_comes_back(title: str, place: str, words: str) -> None:
    text = calendar("x", [event(title=title, place=place, text=words)])
    for line in text.split("\r\n"):
        assert len(line.encode()) <= LINE
    found = properties(text)
    assert set(found) <= {
        "BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "X-WR-CALNAME", "UID", "DTSTAMP",
        "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "DESCRIPTION", "STATUS", "TRANSP",
    }  # fmt: skip
    if words:
        said = unescaped(found["DESCRIPTION"])
        kept = words.replace("\r\n", "\n").replace("\r", "\n")
        for odd in "\u2028\u2029\x85":
            kept = kept.replace(odd, "\n")
        assert said == "".join(char for char in kept if char == "\n" or (char >= " " and char != "\x7f"))


@given(st.text(max_size=400))
def test_folding_loses_nothing(line: str) -> None:
    line = line.encode("utf-8", "ignore").decode()
    pieces = list(folded(line))
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert all(len(piece.encode()) <= LINE for piece in pieces)


def test_nothing_can_break_out_of_its_line() -> None:
    odd = "x\r\nBEGIN:VALARM\nACTION:EMAIL\u2028y"
    text = calendar(odd, [event(uid=odd, title=odd, place=odd, text=odd, url=odd)])
    assert sum(line.startswith("BEGIN:") for line in unfolded(text)) == 2
    assert escaped("a,b;c\\d\ne") == "a\\,b\\;c\\\\d\\ne"
