"""Few hours for many offers: which courses to take, and in which order.

Each skill that an offer asks for and the CV lacks is one gap. The plan is a weighted set cover of all gaps that
any course closes, weighed by hours. Choosing at each step the course with the fewest hours for each gap that it
newly closes costs at most H(d) times the fewest hours possible, where d is the largest number of gaps that one
course closes and H(d) = 1 + 1/2 + ... + 1/d (Chvatal 1979). Courses that later ones made needless are taken out
again, which can only lower the cost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

LEAST_HOURS: Final = 0.25  # a course that claims to take no time would come before all others

GapKey = tuple[int, str]  # offer and skill


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """``skill`` by its canonical name. An offer is unlocked when all its ``required`` gaps are closed, or all
    of them where it requires none."""

    offer: int
    skill: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """A course: what it counts for and how long it takes."""

    course: int
    hours: float
    skills: frozenset[str]


@dataclass(frozen=True, slots=True)
class Step:
    """``closes`` are skills that no step before closed, ``offers`` those that ask for one of them, ``unlocked``
    those that lack nothing required any more from this step on. ``hours_so_far`` includes this step."""

    course: int
    hours: float
    closes: tuple[str, ...]
    offers: tuple[int, ...]
    unlocked: tuple[int, ...]
    hours_so_far: float


@dataclass(frozen=True, slots=True)
class Plan:
    """``open_skills`` are those that no course closes. ``bound`` is how many times the fewest possible hours
    the whole cover may cost at most."""

    steps: tuple[Step, ...]
    open_skills: tuple[str, ...]
    bound: float

    @property
    def hours(self) -> float:
        return self.steps[-1].hours_so_far if self.steps else 0.0


def plan(gaps: Iterable[Gap], choices: Sequence[Choice]) -> Plan:
    """The same gaps and choices in any order give the same plan; ties go to the smaller number of a course.
    Of one course given twice the first counts. Raises ValueError for hours that are no finite number above 0."""
    known = sorted(set(gaps))
    covers = _covers(known, choices)
    chosen = _needed(_greedy(covers), covers)
    closed = frozenset().union(*(cover.gaps for cover in covers.values()))
    still_open = tuple(sorted({gap.skill for gap in known if (gap.offer, gap.skill) not in closed}))
    widest = max((len(cover.gaps) for cover in covers.values()), default=0)
    steps = tuple(_steps(chosen, covers, known))
    return Plan(steps, still_open, sum(1 / count for count in range(1, widest + 1)) or 1.0)


@dataclass(frozen=True, slots=True)
class _Cover:
    hours: float
    gaps: frozenset[GapKey]


def _covers(gaps: Sequence[Gap], choices: Sequence[Choice]) -> Mapping[int, _Cover]:
    """What each course closes; those that close nothing are left out."""
    asking: defaultdict[str, set[GapKey]] = defaultdict(set)
    for gap in gaps:
        asking[gap.skill].add((gap.offer, gap.skill))
    found: dict[int, _Cover] = {}
    for choice in choices:
        if not 0 < choice.hours < float("inf"):
            raise ValueError(f"course {choice.course}: {choice.hours!r} hours")
        closed = frozenset[GapKey]().union(*(asking[name] for name in choice.skills if name in asking))
        if closed:
            found.setdefault(choice.course, _Cover(max(choice.hours, LEAST_HOURS), closed))
    return found


def _greedy(covers: Mapping[int, _Cover]) -> list[int]:
    """Courses in the order in which they are chosen, until nothing is left that any of them closes."""
    left = set().union(*(cover.gaps for cover in covers.values()))
    rest, chosen = dict(sorted(covers.items())), []
    while left:
        worth = {course: len(cover.gaps & left) for course, cover in rest.items()}
        rest = {course: cover for course, cover in rest.items() if worth[course]}
        best = min(rest, key=lambda course: (rest[course].hours / worth[course], -worth[course], course))
        left -= rest.pop(best).gaps
        chosen.append(best)
    return chosen


def _needed(chosen: Sequence[int], covers: Mapping[int, _Cover]) -> list[int]:
    """Without those whose gaps the others close, the longest first."""
    kept = list(chosen)
    for course in sorted(chosen, key=lambda course: (-covers[course].hours, -course)):
        others = frozenset[GapKey]().union(*(covers[other].gaps for other in kept if other != course))
        if covers[course].gaps <= others:
            kept.remove(course)
    return kept


def _steps(chosen: Sequence[int], covers: Mapping[int, _Cover], gaps: Sequence[Gap]) -> Iterable[Step]:
    waiting, left, hours = _requirements(gaps), {(gap.offer, gap.skill) for gap in gaps}, 0.0
    for course in chosen:
        now = covers[course].gaps & left
        left -= now
        hours += covers[course].hours
        unlocked = sorted(offer for offer, wanted in waiting.items() if not wanted & left)
        for offer in unlocked:
            del waiting[offer]
        yield Step(
            course=course,
            hours=covers[course].hours,
            closes=tuple(sorted({skill for _offer, skill in now})),
            offers=tuple(sorted({offer for offer, _skill in now})),
            unlocked=tuple(unlocked),
            hours_so_far=hours,
        )


def _requirements(gaps: Sequence[Gap]) -> dict[int, frozenset[GapKey]]:
    """By offer the gaps that keep it locked."""
    found: defaultdict[int, set[GapKey]] = defaultdict(set)
    requiring = {gap.offer for gap in gaps if gap.required}
    for gap in gaps:
        if gap.required or gap.offer not in requiring:
            found[gap.offer].add((gap.offer, gap.skill))
    return {offer: frozenset(keys) for offer, keys in found.items()}
