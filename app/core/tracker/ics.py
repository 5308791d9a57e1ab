"""Calendar files (RFC 5545): UTC times, escaped text, lines of at most 75 octets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

LINE: Final = 75  # octets without the line break
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff]")
_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x85]")


@dataclass(frozen=True, slots=True)
class Event:
    """``uid`` stays the same for the same thing; ``sequence`` rises whenever it is changed. ``changed_at`` is
    when that was. A ``is_quiet`` one takes no time of the day, such as a reminder."""

    uid: str
    sequence: int
    starts_at: datetime
    minutes: int
    title: str
    changed_at: datetime
    place: str = ""
    text: str = ""
    url: str = ""
    is_cancelled: bool = False
    is_quiet: bool = False


def calendar(name: str, events: Iterable[Event]) -> str:
    """The whole file. Raises ValueError for a time without a zone, or minutes below one."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//JobMatch//Applications//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        *(line for event in events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def _event(event: Event) -> Iterator[str]:
    if event.minutes < 1:
        raise ValueError("an event takes at least a minute")
    yield "BEGIN:VEVENT"
    yield f"UID:{_one_line(event.uid)}"
    yield f"DTSTAMP:{moment(event.changed_at)}"
    yield f"LAST-MODIFIED:{moment(event.changed_at)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART:{moment(event.starts_at)}"
    yield f"DTEND:{moment(event.starts_at + timedelta(minutes=event.minutes))}"
    yield f"SUMMARY:{escaped(_one_line(event.title))}"
    if event.place:
        yield f"LOCATION:{escaped(_one_line(event.place))}"
    if event.text:
        yield f"DESCRIPTION:{escaped(event.text)}"
    if event.url:
        yield f"URL:{_one_line(event.url)}"
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    yield f"TRANSP:{'TRANSPARENT' if event.is_quiet or event.is_cancelled else 'OPAQUE'}"
    yield "END:VEVENT"


def moment(when: datetime) -> str:
    """Such as 20260305T130000Z. Raises ValueError for a time without a zone."""
    if when.tzinfo is None:
        raise ValueError("a time without a zone")
    utc = when.astimezone(UTC)  # strftime writes early years with fewer than four digits
    return f"{utc.year:04}{utc.month:02}{utc.day:02}T{utc.hour:02}{utc.minute:02}{utc.second:02}Z"


def escaped(text: str) -> str:
    """As a TEXT value: no control characters, line breaks as a backslash and an n."""
    plain = _CONTROLS.sub("", _BREAKS.sub("\n", text))
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, each but the first after a space; no character is cut."""
    piece, room = "", LINE
    for char in line:
        size = len(char.encode("utf-8"))
        if size > room:
            yield piece
            piece, room = " ", LINE - 1
        piece += char
        room -= size
    yield piece


def _one_line(text: str) -> str:
    return " ".join(_CONTROLS.sub(" ", _BREAKS.sub(" ", text)).split())
