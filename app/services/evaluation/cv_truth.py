"""What is known to stand in a CV, and how much of it was read."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from app.core.cv.fold import words
from app.core.cv.profile import Profile
from app.core.evaluation.arrays import Reals
from app.core.evaluation.fields import alike_counts, same_phone, set_counts
from app.core.skills.lexicon import default_lexicon
from app.core.skills.tokens import key_of
from app.services.evaluation.files import BadFile
from record_files.json_text import NotJson, parse_json

Truth = Mapping[str, Any]
SINGLE = ("name", "email", "phone")
# Of an entry only what names it is compared: no dates, no descriptions.
NAMING = (
    "title",
    "degree",
    "field",
    "institution",
    "school",
    "company",
    "employer",
    "organization",
    "position",
    "role",
)


def find_truth(folder: Path, file_name: str) -> Truth | None:
    """From ``cv.json`` or ``cv.pdf.json`` for ``cv.pdf``. Raises BadFile."""
    for name in (f"{Path(file_name).stem}.json", f"{file_name}.json"):
        if (folder / name).is_file():
            return _read(folder / name)
    return None


def _read(path: Path) -> Truth:
    try:
        found = parse_json(path.read_text("utf-8"))
    except (NotJson, UnicodeDecodeError) as error:
        raise BadFile(f"{path}: not JSON ({error})") from error
    if not isinstance(found, dict):
        raise BadFile(f"{path}: not an object")
    for name in SINGLE:
        if not isinstance(found.get(name), str | None):
            raise BadFile(f"{path}: {name!r} must be a text")
    for name in ("skills", "education", "experience"):
        entries = found.get(name) or []
        if not isinstance(entries, list) or not all(isinstance(entry, str | dict) for entry in entries):
            raise BadFile(f"{path}: {name!r} must be a list of texts or objects")
    return found


def field_counts(truth: Truth, profile: Profile | None) -> dict[str, Reals]:
    """Found, true, both for each field that the truth speaks of; a null there says that the CV has none.
    A refused CV (no profile) has nothing found."""
    read = profile or Profile()
    return {name: count(truth[name], read) for name, count in _COUNTS.items() if name in truth}


def _name(true: str | None, profile: Profile) -> Reals:
    return _one(true, profile.contact.name, lambda one, other: sorted(words(one)) == sorted(words(other)))


def _email(true: str | None, profile: Profile) -> Reals:
    return _one(true, profile.contact.email, lambda one, other: one.strip().lower() == other.strip().lower())


def _phone(true: str | None, profile: Profile) -> Reals:
    return _one(true, profile.contact.phone, same_phone)


def _one(true: str | None, found: str | None, same: Callable[[str, str], bool]) -> Reals:
    both = bool(true and found and same(true, found))
    return np.array([bool(found), bool(true), both], np.float64)


def _skills(true: Iterable[Any] | None, profile: Profile) -> Reals:
    """Different names of one skill are the same; a name that the lexicon does not know is itself."""
    found: set[Hashable] = {skill.skill for skill in profile.skills}
    return set_counts(found, {_skill(entry) for entry in true or ()} - {""})


def _skill(entry: Any) -> str:
    name = str(entry.get("name", "")) if isinstance(entry, dict) else entry
    known = default_lexicon().find(name)
    return known.id if known else key_of(name)


def _education(true: Iterable[Any] | None, profile: Profile) -> Reals:
    found = [_words(entry.title, entry.institution) for entry in profile.education]
    return alike_counts(found, [_entry_words(entry) for entry in true or ()])


def _experience(true: Iterable[Any] | None, profile: Profile) -> Reals:
    found = [_words(entry.title, entry.company) for entry in profile.experiences]
    return alike_counts(found, [_entry_words(entry) for entry in true or ()])


def _entry_words(entry: Any) -> set[str]:
    if isinstance(entry, str):
        return _words(entry)
    return _words(*(value for name in NAMING if isinstance(value := entry.get(name), str)))


def _words(*parts: str | None) -> set[str]:
    return {word for part in parts if part for word in words(part)}


_COUNTS: Mapping[str, Callable[[Any, Profile], Reals]] = {
    "name": _name,
    "email": _email,
    "phone": _phone,
    "skills": _skills,
    "education": _education,
    "experience": _experience,
}
