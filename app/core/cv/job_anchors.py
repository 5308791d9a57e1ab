"""The lines of a CV that carry the dates of a job, told from dates that merely occur in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.core.cv.date_points import alternatives
from app.core.cv.date_words import UNTIL
from app.core.cv.dates import DateRange, ends_open, find_ranges
from app.core.cv.document import Line
from app.core.cv.fold import fold
from app.core.cv.job_words import count_title_words
from app.core.cv.layout import is_bullet, without_bullet

RUN_IN_WORDS = 6  # of a text that runs on after the title, what may be the title
_LONGEST_ANCHOR = 600
_LONGEST_SENTENCE = 260
_MOST_WORDS_AFTER = 14
_LONGEST_JOINT = 4  # "to", "-", "bis"
_JOINT = re.compile(rf"[-~→>]|(?:{alternatives(UNTIL)})(?![^\W_])")
_EDGES = " \t,;:|•·-–—/()[]"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Up to three lines that carry the dates of a job. ``rest`` is what else it says."""

    index: int
    lines: int
    period: DateRange
    rest: str


def find_anchors(lines: Sequence[Line], today: date) -> list[Anchor]:
    anchors: list[Anchor] = []
    index = 0
    while index < len(lines):
        anchor = _anchor(lines, index, today)
        if anchor is not None:
            anchors.append(anchor)
        index += anchor.lines if anchor is not None else 1
    return anchors


def _anchor(lines: Sequence[Line], index: int, today: date) -> Anchor | None:
    text = lines[index].text
    if len(text) > _LONGEST_ANCHOR:
        return None
    ranges = find_ranges(text, today)
    closed = next((found for found in ranges if not found.lone), None)
    if closed is not None:
        return Anchor(index, 1, closed, _rest(text, closed)) if _introduces(text, closed) else None
    wrapped = _wrapped(lines[index : index + 3], today) if ranges else None
    if wrapped is not None:
        return Anchor(index, *wrapped)
    if ranges and _lone_introduces(text, ranges[0]):
        return Anchor(index, 1, ranges[0], _rest(text, ranges[0]))
    return None


def _wrapped(lines: Sequence[Line], today: date) -> tuple[int, DateRange, str] | None:
    """A range whose end stands below: "Jan 2019 -" above "March 2021", or with "to" on a line between.

    Gives how many lines it takes, the range and the rest of these lines.
    """
    text, *below = [line.text.strip() for line in lines]
    for size, after in enumerate(below, start=1):
        if len(after) > _LONGEST_ANCHOR:
            break
        joined = f"{text} {after}"
        for found in find_ranges(joined, today):
            if not found.lone and found.begin < len(text) < found.stop and _continues(text, after, found):
                return size + 1, found, _rest(joined, found)
        if not (ends_open(joined) and len(after) <= _LONGEST_JOINT):
            break
        text = joined
    return None


def _continues(text: str, after: str, period: DateRange) -> bool:
    """ "Now" and the like need a dash or "to" before them, for they also begin sentences."""
    return not period.current or ends_open(text) or _JOINT.match(fold(after)) is not None


def _rest(text: str, period: DateRange) -> str:
    before, after = text[: period.begin].rstrip(" (["), text[period.stop :].lstrip(" )].,:")
    if len(after.split()) > _MOST_WORDS_AFTER:
        after = "" if before.strip(_EDGES) else " ".join(after.split()[:RUN_IN_WORDS])
    return without_bullet(f"{before} | {after}").strip(_EDGES)


def _introduces(text: str, period: DateRange) -> bool:
    """Whether a range heads a job rather than standing in a sentence about one."""
    before, after = without_bullet(text[: period.begin]).strip(_EDGES), text[period.stop :].strip(_EDGES)
    size = len(before.split()) + len(after.split())
    if count_title_words(before) and len(before.split()) <= _MOST_WORDS_AFTER and before[0].isupper():
        return True
    if len(text) > _LONGEST_SENTENCE:
        return False
    if is_bullet(text) and size > 8 and not (not before or count_title_words(before)):
        return False
    if not before or not after:
        return size <= 30 or not before
    return size <= (16 if period.exact else 10)


def _lone_introduces(text: str, period: DateRange) -> bool:
    """A lone date heads a job only beside an occupation or on a line of its own start."""
    before, after = without_bullet(text[: period.begin]).strip(_EDGES), text[period.stop :].strip(_EDGES)
    if len(text) > 120 or text.rstrip().endswith("."):
        return False
    named = count_title_words(f"{before} {after}") > 0
    if not before and not after:
        return period.exact
    return named and not is_bullet(text) and (not before or not after)
