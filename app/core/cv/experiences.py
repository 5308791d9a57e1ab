"""Dated jobs: each date range inside a section on experience, with the title and company around it.

A CV writes the header of a job before, beside or after its dates, nearly always the same way throughout,
so what stands between the heading and the first date tells how to read the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.core.cv.dates import DateRange, ends_open, find_duration, find_ranges
from app.core.cv.degrees import level_of
from app.core.cv.document import Line
from app.core.cv.job_header import Header, is_only_label, read_header
from app.core.cv.job_words import count_company_words, count_title_words
from app.core.cv.layout import is_bullet, is_header_like, without_bullet
from app.core.cv.profile import Experience
from app.core.cv.sections import MIXED, Section
from app.core.places import find_place

MAX_JOBS = 60
_LONGEST_LEAD = 3
_LONGEST_TAIL = 15  # lines that a job without following heading may own
_LONGEST_ANCHOR = 600
_LONGEST_SENTENCE = 260
_MOST_WORDS_AFTER = 14
_RUN_IN, _RUN_IN_WORDS = 80, 6  # of a text that runs on after the title, what may be the title
_EDGES = " \t,;:|•·-–—/()[]"
_NEVER = ("referees", "interests", "education", "certificates", "volunteering", "languages", "skills")


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A line (or two) that carries the dates of a job. ``rest`` is what else it says."""

    index: int
    lines: int
    period: DateRange
    rest: str


def find_experiences(sections: Sequence[Section], today: date) -> tuple[Experience, ...]:
    found = _collect((s for s in sections if s.kind == "experience"), today, sure=True)
    found += _collect((s for s in sections if s.kind == MIXED), today, sure=False)
    if not found:
        found = _collect((s for s in sections if s.kind not in _NEVER), today, sure=False)
    if not found:
        found = _collect((s for s in sections if s.kind == "education"), today, sure=False)
    return _each_once(sorted(found, key=lambda job: job.line))[:MAX_JOBS]


def _each_once(jobs: Iterable[Experience]) -> tuple[Experience, ...]:
    """Some files tell the same story twice: a summary page, a second export of the text."""
    unique: dict[tuple[object, ...], Experience] = {}
    for job in jobs:
        unique.setdefault((job.title, job.company, job.start, job.end, job.current), job)
    return tuple(unique.values())


def _collect(sections: Iterable[Section], today: date, *, sure: bool) -> list[Experience]:
    found: list[Experience] = []
    for section in sections:
        jobs = _dated(section.lines, today, sure=sure)
        found.extend(jobs or (_undated(section.lines) if sure else []))
    return found


def _dated(lines: Sequence[Line], today: date, *, sure: bool) -> list[Experience]:
    anchors = _anchors(lines, today)
    if not anchors:
        return []
    lead = _lead(lines, anchors[0])
    firsts = [_first_line(lines, anchors, number, lead) for number in range(len(anchors))]
    found = []
    for number, anchor in enumerate(anchors):
        bound = firsts[number + 1] if number + 1 < len(anchors) else len(lines)
        last = bound - 1 if sure else min(bound - 1, anchor.index + _LONGEST_TAIL)
        while last > anchor.index and not lines[last].text.strip():
            last -= 1
        texts = _header_texts(lines, anchor, firsts[number], bound)
        header = read_header(texts)
        if header is None or _is_degree(texts, header) or not (sure or _is_surely_a_job(texts, header)):
            continue
        found.append(_experience(header, anchor.period, lines[firsts[number]].number, lines[last].number))
    return found


def _experience(header: Header, period: DateRange, line: int, last_line: int) -> Experience:
    return Experience(
        header.title, header.company, period.start, period.end, period.current, line, max(line, last_line)
    )


def _anchors(lines: Sequence[Line], today: date) -> list[_Anchor]:
    anchors: list[_Anchor] = []
    index = 0
    while index < len(lines):
        anchor = _anchor(lines, index, today)
        if anchor is not None:
            anchors.append(anchor)
        index += anchor.lines if anchor is not None else 1
    return anchors


def _anchor(lines: Sequence[Line], index: int, today: date) -> _Anchor | None:
    text = lines[index].text
    if len(text) > _LONGEST_ANCHOR:
        return None
    ranges = find_ranges(text, today)
    closed = next((found for found in ranges if not found.lone), None)
    if closed is not None:
        return _Anchor(index, 1, closed, _rest(text, closed)) if _introduces(text, closed) else None
    if ranges and index + 1 < len(lines):
        wrapped = _wrapped(text, lines[index + 1].text, today)
        if wrapped is not None:
            return _Anchor(index, 2, wrapped[0], wrapped[1])
    if ranges and _lone_introduces(text, ranges[0]):
        return _Anchor(index, 1, ranges[0], _rest(text, ranges[0]))
    return None


def _wrapped(text: str, after: str, today: date) -> tuple[DateRange, str] | None:
    """A range whose end stands on the next line: "Jan 2019 -" above "March 2021"."""
    if len(after) > _LONGEST_ANCHOR or not (
        ends_open(text) or after.lstrip().startswith(("-", "–", "—", "to "))
    ):
        return None
    joined = f"{text.rstrip()} {after.lstrip()}"
    for found in find_ranges(joined, today):
        if not found.lone and found.begin < len(text.rstrip()) < found.stop:
            return found, _rest(joined, found)
    return None


def _rest(text: str, period: DateRange) -> str:
    before, after = text[: period.begin].rstrip(" (["), text[period.stop :].lstrip(" )].,:")
    if len(after.split()) > _MOST_WORDS_AFTER:
        after = "" if before.strip(_EDGES) else " ".join(after.split()[:_RUN_IN_WORDS])
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


def _lead(lines: Sequence[Line], first: _Anchor) -> int:
    """Lines of a job's header that stand above its dates in this section."""
    above = [line.text for line in lines[: first.index] if line.text.strip()]
    if not above:
        return 0
    if len(above) <= _LONGEST_LEAD and all(map(is_header_like, above)):
        return len(above)
    if first.rest and count_title_words(first.rest):
        return 0
    return 1 if is_header_like(above[-1]) else 0


def _first_line(lines: Sequence[Line], anchors: Sequence[_Anchor], number: int, lead: int) -> int:
    """Where the job of an anchor begins: up to ``lead`` header lines above its dates."""
    anchor = anchors[number]
    floor = anchors[number - 1].index + anchors[number - 1].lines if number else 0
    if number and not anchors[number - 1].rest and lead == 0:
        floor += 1  # the line below bare dates is the header of that job
    first = anchor.index
    while lead and first > floor and is_header_like(lines[first - 1].text):
        first, lead = first - 1, lead - 1
    return first


def _header_texts(lines: Sequence[Line], anchor: _Anchor, first: int, bound: int) -> list[str]:
    """What is written about title and company above, beside and, if needed, below the dates."""
    texts = [line.text for line in lines[first : anchor.index]]
    if anchor.rest and not is_only_label(anchor.rest):
        texts.append(anchor.rest)
    below = anchor.index + anchor.lines
    wanted = 2 if not texts else 1
    while wanted and below < bound:
        text = lines[below].text
        after = lines[below + 1].text if below + 1 < len(lines) else ""
        if not _completes(texts, text, after):
            break
        texts.append(text)
        below, wanted = below + 1, wanted - 1
    if not texts and below < bound:
        texts.append(" ".join(lines[below].text[:_RUN_IN].split()[:_RUN_IN_WORDS]))
    return texts


def _completes(texts: Sequence[str], text: str, after: str) -> bool:
    """Whether the line below the dates still belongs to the header of the job."""
    if not is_header_like(text):
        return False
    if not texts:
        return True
    if not any(map(count_title_words, texts)):
        return count_title_words(text) > 0 or (is_bullet(after) and len(text.split()) <= 8)
    header = read_header(texts)
    if header is not None and header.company is not None:
        return False
    if count_company_words(text) or (is_bullet(after) and len(text.split()) <= 6):
        return True
    return len(text.split()) <= 8 and find_place(text) is not None


def _is_degree(texts: Sequence[str], header: Header) -> bool:
    if count_title_words(header.title):
        return False
    return any(level_of(text, in_education=False) for text in texts)


def _is_surely_a_job(texts: Sequence[str], header: Header) -> bool:
    """Outside a section on experience a date needs an occupation or an employer beside it."""
    if any(level_of(text, in_education=False) for text in texts):
        return count_title_words(header.title) > 0 and header.company is not None
    return count_title_words(header.title) > 0 or any(map(count_company_words, texts))


def _undated(lines: Sequence[Line]) -> list[Experience]:
    """Jobs that tell only how long they lasted ("Soudeur, 3 ans"): kept without dates, not counted."""
    found = []
    for line in lines:
        if len(line.text) <= 120 and find_duration(line.text) and count_title_words(line.text):
            header = read_header([line.text])
            if header is not None and is_header_like(line.text):
                found.append(
                    Experience(header.title, header.company, line=line.number, last_line=line.number)
                )
    return found
