"""Dated jobs: each date range inside a section on experience, with the title and company around it.

A CV writes the header of a job before, beside or after its dates, nearly always the same way throughout,
so what stands between the heading and the first date tells how to read the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from app.core.cv.dates import DateRange, find_duration
from app.core.cv.degrees import level_of
from app.core.cv.document import Line
from app.core.cv.job_anchors import RUN_IN_WORDS, Anchor, find_anchors
from app.core.cv.job_header import Header, is_only_label, read_header
from app.core.cv.job_words import count_company_words, count_title_words
from app.core.cv.layout import is_bullet, is_header_like
from app.core.cv.profile import Experience
from app.core.cv.sections import MIXED, Section
from app.core.places import find_place

MAX_JOBS = 60
_LONGEST_LEAD = 3
_LONGEST_TAIL = 15  # lines that a job without following heading may own
_RUN_IN = 80
_EDGES = " \t,;:|•·-–—/()[]"
_NEVER = ("referees", "interests", "education", "certificates", "volunteering", "languages", "skills")


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
    anchors = find_anchors(lines, today)
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


def _lead(lines: Sequence[Line], first: Anchor) -> int:
    """Lines of a job's header that stand above its dates in this section."""
    above = [line.text for line in lines[: first.index] if line.text.strip()]
    if not above:
        return 0
    if len(above) <= _LONGEST_LEAD and all(map(is_header_like, above)):
        return len(above)
    if first.rest and count_title_words(first.rest):
        return 0
    return 1 if is_header_like(above[-1]) else 0


def _first_line(lines: Sequence[Line], anchors: Sequence[Anchor], number: int, lead: int) -> int:
    """Where the job of an anchor begins: up to ``lead`` header lines above its dates."""
    anchor = anchors[number]
    floor = anchors[number - 1].index + anchors[number - 1].lines if number else 0
    if number and not anchors[number - 1].rest and lead == 0:
        floor += 1  # the line below bare dates is the header of that job
    first = anchor.index
    while lead and first > floor and is_header_like(lines[first - 1].text):
        first, lead = first - 1, lead - 1
    return first


def _header_texts(lines: Sequence[Line], anchor: Anchor, first: int, bound: int) -> list[str]:
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
        texts.append(" ".join(lines[below].text[:_RUN_IN].split()[:RUN_IN_WORDS]))
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
