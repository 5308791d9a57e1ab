"""What changed in an offer since somebody saved it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Facts:
    """What a saved offer said. Amounts and moments are texts (decimal, ISO 8601), so that JSON keeps them whole;
    ``version`` is that of the offer's content."""

    title: str = ""
    company: str = ""
    place: str = ""
    salary_min: str = ""
    salary_max: str = ""
    salary_currency: str = ""
    salary_period: str = ""
    is_open: bool = True
    reposted_at: str = ""
    copy_of: int = 0
    version: int = 0

    @property
    def salary(self) -> tuple[str, str, str, str]:
        return self.salary_min, self.salary_max, self.salary_currency, self.salary_period


_KINDS = {field.name: type(field.default) for field in fields(Facts)}


@dataclass(frozen=True, slots=True)
class Change:
    """``code``: title, company, place, salary, text, reposted, copy, closed, reopened. ``before`` and ``after`` are
    given for the first three."""

    code: str
    before: str = ""
    after: str = ""


def as_json(facts: Facts) -> dict[str, Any]:
    return asdict(facts)


def from_json(stored: Mapping[str, Any]) -> Facts:
    """What is missing or of another kind is as if nothing had been known."""
    usable: dict[str, Any] = {
        name: value for name, value in stored.items() if type(value) is _KINDS.get(name)
    }
    return Facts(**usable)


def changes(then: Facts, now: Facts) -> tuple[Change, ...]:
    """The weightiest first. Facts that were not known then are no change."""
    found = [Change("closed" if then.is_open else "reopened")] if then.is_open != now.is_open else []
    for name in ("title", "company", "place"):
        before, after = getattr(then, name), getattr(now, name)
        if before and after and before != after:
            found.append(Change(name, before, after))
    if then.title and then.salary != now.salary:
        found.append(Change("salary"))
    if _is_later(now.reposted_at, then.reposted_at):
        found.append(Change("reposted"))
    if now.copy_of and now.copy_of != then.copy_of:
        found.append(Change("copy"))
    told = any(change.code in {"title", "company", "place", "salary"} for change in found)
    if then.version and now.version > then.version and not told:
        found.append(Change("text"))
    return tuple(found)


def _is_later(moment: str, other: str) -> bool:
    if not moment or not other:
        return bool(moment)
    return datetime.fromisoformat(moment) > datetime.fromisoformat(other)
