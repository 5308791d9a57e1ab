"""A record by its column names, whatever their spelling: ``job_title``, ``jobTitle`` and ``Job title``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from job_scraper.fold import word_set, words
from job_scraper.literals import read_literal

_DEPTH: Final = 3
_NULLS = word_set(
    "nan none null n/a na - -- undefined nil nat #n/a ? . non renseigne non precise nr not specified"
) | {"", "non renseigné", "non précisé", "not specified", "keine angabe", "غير محدد"}
_NAMES: Final = (
    "name",
    "displayname",
    "label",
    "libelle",
    "nom",
    "title",
    "text",
    "value",
    "descriptor",
    "fr",
    "en",
)


@lru_cache(maxsize=4096)
def squeeze(name: str) -> str:
    """Letters and digits only, folded."""
    return words(name[:100]).replace(" ", "")


def text_of(value: object) -> str | None:
    """The text of a cell: names of nested objects, lists joined by commas; None for nothing said."""
    if isinstance(value, str):
        return None if value.strip().lower() in _NULLS else value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        by_name = {squeeze(str(key)): item for key, item in value.items()}
        found = (
            text_of(by_name[name]) for name in _NAMES if isinstance(by_name.get(name), str | int | float)
        )
        return next((text for text in found if text), None)
    if isinstance(value, list):
        return ", ".join(texts_of(value)) or None
    return None


def texts_of(value: object, limit: int = 60) -> list[str]:
    """Every text of a cell: one, or one per item of a list."""
    if isinstance(value, list):
        return [
            text for text in (text_of(item) for item in value[:limit] if not isinstance(item, list)) if text
        ]
    text = text_of(value)
    return [text] if text else []


_YES = frozenset({"true", "yes", "oui", "ja", "1", "1.0", "y", "vrai", "نعم"})
_NO = frozenset({"false", "no", "non", "nein", "0", "0.0", "n", "faux", "لا"})


class Fields:
    """Values by squeezed name. Nested names are joined: ``company.display_name`` is ``companydisplayname``.

    Where two columns squeeze to one name, the first that holds something counts.
    """

    def __init__(self, record: Mapping[str, Any]) -> None:
        self._values: dict[str, Any] = {}
        self._add("", record, 0)

    def _add(self, prefix: str, mapping: Mapping[Any, Any], depth: int) -> None:
        for key, value in mapping.items():
            if key[:1] == "@" or value is None:
                continue
            name = prefix + squeeze(key)
            found = _unpacked(value) if isinstance(value, str) else value
            if found in (None, [], {}):
                continue
            self._values.setdefault(name, found)
            inner = found[0] if isinstance(found, list) else found
            if isinstance(inner, Mapping) and depth < _DEPTH:
                self._add(name, inner, depth + 1)

    def each(self, names: Iterable[str]) -> Iterator[Any]:
        """Every value these columns hold, as it came."""
        for name in names:
            found = self._values.get(name)
            if found is not None:
                yield found

    def value(self, names: Iterable[str]) -> Any:
        """The first value, as it came; True, False and numbers count."""
        return next(self.each(names), None)

    def text(self, names: Iterable[str]) -> str | None:
        return next((text for text in map(text_of, self.each(names)) if text), None)

    def all_texts(self, names: Iterable[str]) -> list[str]:
        return [text for value in self.each(names) for text in texts_of(value)]

    def flag(self, names: Iterable[str]) -> bool | None:
        """Yes or no, also as words; None when not said."""
        return next((flag for flag in map(flag_of, self.each(names)) if flag is not None), None)


def _unpacked(cell: str) -> Any:
    """What a cell says, or the dictionary or list that was written into it."""
    if cell[:1] in {"{", "["}:
        return read_literal(cell) or cell
    return text_of(cell)


def flag_of(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    said = str(value).strip().lower() if isinstance(value, str | int | float) else ""
    return True if said in _YES else False if said in _NO else None
