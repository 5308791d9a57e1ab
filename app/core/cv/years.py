"""Years of work: overlapping jobs counted once, months as units, both end months included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from app.core.cv.dates import month_index
from app.core.cv.profile import Experience, ProfileSkill

Span = tuple[int, int]  # first and last month as year * 12 + month - 1


def span_of(experience: Experience, today: date) -> Span | None:
    """Months of a job until today at most; None when it has no start or has not begun."""
    if experience.start is None:
        return None
    last = month_index(today)
    if not experience.current:
        last = min(last, month_index(experience.end or experience.start))
    first = month_index(experience.start)
    return (first, last) if first <= last else None


def months_covered(spans: Iterable[Span]) -> int:
    """Months in at least one of the spans."""
    total, covered = 0, -1
    for first, last in sorted(spans):
        if last > covered:
            total += last - max(first, covered + 1) + 1
            covered = last
    return total


def years_of(experiences: Iterable[Experience], today: date) -> float | None:
    """Years to one decimal; None when no job has a start."""
    dated = [experience for experience in experiences if experience.start is not None]
    if not dated:
        return None
    spans = [span for span in (span_of(experience, today) for experience in dated) if span]
    return round(months_covered(spans) / 12, 1)


def with_years(
    skills: Iterable[ProfileSkill], experiences: Sequence[Experience], today: date
) -> tuple[ProfileSkill, ...]:
    """Years and last use of each skill, from the dated jobs that mention it.

    A skill without lines was stated by the person; its years stay as stated.
    """
    return tuple(_with_years(skill, experiences, today) if skill.lines else skill for skill in skills)


def _with_years(skill: ProfileSkill, experiences: Sequence[Experience], today: date) -> ProfileSkill:
    using = [
        experience
        for experience in experiences
        if any(experience.line <= line <= experience.last_line for line in skill.lines)
    ]
    spans = [span for span in (span_of(experience, today) for experience in using) if span]
    if not spans:
        return replace(skill, years=None, last_used=None)
    last = max(last for _, last in spans)
    return replace(skill, years=round(months_covered(spans) / 12, 1), last_used=last // 12)
