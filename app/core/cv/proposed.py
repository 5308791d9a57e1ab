"""Jobs that somebody proposes for a profile: only what the lines say that they quote, and is not there yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from app.core.cv.correction_checks import InvalidCorrection, experience
from app.core.cv.dates import DateRange, find_ranges
from app.core.cv.fold import squash
from app.core.cv.profile import Experience, Profile

LONGEST_JOB: Final = 12  # lines from the first that is quoted to the last
NOW: Final = "now"
_MONTH = re.compile(r"([12]\d{3})(?:-(0[1-9]|1[0-2]))?")


def job_in(
    title: str, company: str, start: str, end: str, lines: Sequence[tuple[int, str]], today: date
) -> Experience | None:
    """``lines`` are those quoted, with their numbers. Words and dates that they do not hold make it None; dates are
    then as our own reading understands them. The company alone may be left out."""
    if not lines:
        return None
    numbers = [number for number, _text in lines]
    first, last = min(numbers), max(numbers)
    texts = [text for _number, text in lines]
    if last - first >= LONGEST_JOB or not _stands(title, texts):
        return None
    period = _period(start, end, texts, today)
    if period is None and (start or end):
        return None
    try:
        return experience(
            Experience(
                title=title,
                company=company if _stands(company, texts) else None,
                start=period.start if period else None,
                end=period.end if period else None,
                current=period.current if period else False,
                line=first,
                last_line=last,
            ),
            today,
        )
    except InvalidCorrection:
        return None


def is_known(job: Experience, profiles: Iterable[Profile]) -> bool:
    """Whether a profile has this job: of the same title, or of the same time."""
    for known in (one for profile in profiles for one in profile.experiences):
        same_time = (known.start, known.end) == (job.start, job.end)
        if same_time and (job.start is not None or squash(known.title) == squash(job.title)):
            return True
        if squash(known.title) == squash(job.title) and known.line == job.line:
            return True
    return False


def _stands(words: str, texts: Sequence[str]) -> bool:
    wanted = squash(words)
    return len(wanted) > 1 and any(wanted in squash(text) for text in texts)


def _period(start: str, end: str, texts: Sequence[str], today: date) -> DateRange | None:
    """The period in the lines that begins and ends when it is said to."""
    ranges = (found for text in texts for found in find_ranges(text, today))
    return next((one for one in ranges if _fits(start, one.start) and _ends(end, one)), None)


def _ends(end: str, period: DateRange) -> bool:
    if period.end is None:
        return end.casefold() == NOW
    return _fits(end, period.end)


def _fits(written: str, day: date) -> bool:
    found = _MONTH.fullmatch(written)
    return found is not None and int(found[1]) == day.year and (not found[2] or int(found[2]) == day.month)
