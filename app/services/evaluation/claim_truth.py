"""What is known to be claimed in a CV, and how much of it was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.core.cv.fold import words
from app.core.evaluation.fields import ALIKE, dice
from app.core.proofs.claim import CATEGORIES, Claim, InvalidClaim, claim_from
from app.services.evaluation.files import BadFile
from record_files.json_text import NotJson, parse_json

FIELDS = ("issuer", "date", "identifier", "url")


@dataclass(frozen=True, slots=True)
class ClaimTruth:
    """``language`` is that of the CV."""

    language: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """``pairs`` are the claims found (first) that are the true ones (second)."""

    pairs: tuple[tuple[Claim, Claim], ...]
    invented: tuple[Claim, ...]
    missed: tuple[Claim, ...]

    def counts(self, categories: Sequence[str] = CATEGORIES) -> tuple[int, int, int]:
        """Found, true, both."""
        both = _of(categories, (true for _, true in self.pairs))
        return both + _of(categories, self.invented), both + _of(categories, self.missed), both


def read_truth(path: Path) -> ClaimTruth:
    """Raises BadFile."""
    try:
        found = parse_json(path.read_text("utf-8"))
    except FileNotFoundError:
        raise BadFile(f"{path}: no such file") from None
    except (NotJson, UnicodeDecodeError) as error:
        raise BadFile(f"{path}: not JSON ({error})") from error
    if not isinstance(found, dict) or not isinstance(found.get("language"), str):
        raise BadFile(f"{path}: 'language' must be a text")
    listed = found.get("claims")
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        raise BadFile(f"{path}: 'claims' must be a list of objects")
    return ClaimTruth(
        found["language"], tuple(_claim(path, number, entry) for number, entry in enumerate(listed))
    )


def compare(found: Sequence[Claim], true: Sequence[Claim]) -> Compared:
    """Each claim in one pair at most, the closest first. Category and title, or language and level, must agree."""
    close = sorted(
        (-likeness, ours, theirs)
        for ours, one in enumerate(found)
        for theirs, other in enumerate(true)
        if (likeness := _likeness(one, other)) >= ALIKE
    )
    used_ours: dict[int, int] = {}
    for _, ours, theirs in close:
        if ours not in used_ours and theirs not in used_ours.values():
            used_ours[ours] = theirs
    return Compared(
        tuple((found[ours], true[theirs]) for ours, theirs in sorted(used_ours.items())),
        tuple(one for index, one in enumerate(found) if index not in used_ours),
        tuple(one for index, one in enumerate(true) if index not in used_ours.values()),
    )


def agrees(field: str, found: Claim, true: Claim) -> bool:
    """Names of issuers agree when at least half of their words do."""
    ours, theirs = str(getattr(found, field) or ""), str(getattr(true, field) or "")
    if field == "issuer":
        return bool(ours) == bool(theirs) and dice(set(words(ours)), set(words(theirs))) >= ALIKE * bool(ours)
    return ours == theirs


def _claim(path: Path, number: int, entry: Mapping[str, Any]) -> Claim:
    try:
        return claim_from(entry)
    except InvalidClaim as error:
        raise BadFile(f"{path}, claim {number}: {error}") from error


def _likeness(found: Claim, true: Claim) -> float:
    if found.category != true.category:
        return 0.0
    titles = dice(set(words(found.title)), set(words(true.title)))
    if true.category != "languages":
        return titles
    same = (found.language, found.level) == (true.language, true.level)
    return (ALIKE + titles * (1 - ALIKE)) if same else 0.0


def _of(categories: Sequence[str], claims: Iterable[Claim]) -> int:
    return sum(claim.category in categories for claim in claims)
