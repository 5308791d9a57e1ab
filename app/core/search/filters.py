"""What a search page was asked for: read from the URL, checked, and written back to a URL."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

MAX_TEXT = 200
MAX_VALUES = 20
MAX_PAGE = 500
PER_PAGE = 20

SORTS = ("relevance", "newest", "salary", "match")
DATE_RANGES: Mapping[str, int | None] = {
    "1day": 1, "3days": 3, "1week": 7, "1month": 30, "3months": 91, "thisyear": 365, "all": None,
}  # fmt: skip
TEXT_FIELDS = ("keyword", "location", "company")
FACETS = ("country", "job_type", "contract_type", "experience_level", "remote", "source", "language", "skill")


class InvalidFilter(ValueError):
    """``field`` names the parameter; ``code`` is not_a_number, out_of_range, too_long, too_many or unknown."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field = field
        self.code = code


@dataclass(frozen=True, slots=True)
class Filters:
    """Names are the URL's. Within a facet values are alternatives, between facets all must hold.

    ``job_type`` holds contract codes (permanent, internship...), ``contract_type`` work times
    (full_time, part_time): so the seed's URLs name them. ``salary_min`` is euros a year.
    ``sort`` is None until chosen: then relevance with words, newest without.
    """

    keyword: str = ""
    location: str = ""
    company: str = ""
    country: tuple[str, ...] = ()
    job_type: tuple[str, ...] = ()
    contract_type: tuple[str, ...] = ()
    experience_level: tuple[str, ...] = ()
    remote: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    skill: tuple[str, ...] = ()
    salary_min: int | None = None
    with_salary: bool = False
    date_range: str = "all"
    sort: str | None = None
    page: int = 1

    @property
    def effective_sort(self) -> str:
        return self.sort or ("relevance" if self.keyword else "newest")

    @property
    def max_age_days(self) -> int | None:
        return DATE_RANGES[self.date_range]

    @property
    def is_empty(self) -> bool:
        return not self.to_pairs(sort=None, page=1)

    def without(self, field: str, value: str | None = None) -> Filters:
        """The same search with one filter value, or a whole filter, taken away; back on page 1."""
        default = getattr(Filters(), field)
        if value is not None and isinstance(default, tuple):
            default = tuple(kept for kept in getattr(self, field) if kept != value)
        return replace(self, page=1, **{field: default})

    def to_pairs(self, **changes: object) -> list[tuple[str, str]]:
        """Query parameters in a stable order, leaving out what is default. TypeError for a field that is none."""
        if unknown := changes.keys() - _DEFAULTS.keys():
            raise TypeError(f"no such filter: {', '.join(sorted(unknown))}")
        pairs: list[tuple[str, str]] = []
        for name, default in _DEFAULTS.items():
            value = changes[name] if name in changes else getattr(self, name)
            if value == default:
                continue
            values = value if isinstance(value, tuple) else (value,)
            pairs += [(name, "1" if one is True else str(one)) for one in values]
        return pairs


_DEFAULTS = {field.name: field.default for field in fields(Filters)}


def read_filters(pairs: Iterable[tuple[str, str]], synonyms: Mapping[str, Mapping[str, str]]) -> Filters:
    """Filters from query parameters; unknown names are ignored, empty values too.

    ``synonyms`` maps words of a facet to (facet, code) pairs written ``facet:code``, so that
    ``job_type=CDI`` and ``contract_type=Temps plein`` work. Raises InvalidFilter.
    """
    single: dict[str, str] = {}
    many: dict[str, list[str]] = {facet: [] for facet in FACETS}
    for name, raw in pairs:
        value = clean_text(raw)
        if not value:
            continue
        if name in many:
            if len(value) > MAX_TEXT:
                raise InvalidFilter(name, "too_long")
            facet, _, code = synonyms.get(name, {}).get(value.casefold(), f"{name}:{value}").partition(":")
            if code not in many[facet]:
                many[facet].append(code)
            if len(many[facet]) > MAX_VALUES:
                raise InvalidFilter(name, "too_many")
        else:
            single[name] = value
    return Filters(
        **{name: _text(single, name) for name in TEXT_FIELDS},  # type: ignore[arg-type]
        **{facet: tuple(values) for facet, values in many.items()},  # type: ignore[arg-type]
        salary_min=_number(single, "salary_min", 0, 10_000_000),
        with_salary=single.get("with_salary", "") in {"1", "true", "on"},
        date_range=_one_of(single, "date_range", tuple(DATE_RANGES)) or "all",
        sort=_one_of(single, "sort", SORTS),
        page=_number(single, "page", 1, MAX_PAGE) or 1,
    )


def clean_text(value: str) -> str:
    """NFC without control characters, bidi overrides or lone surrogates, single-spaced."""
    normal = unicodedata.normalize("NFC", value.encode("utf-8", "ignore").decode())
    kept = (" " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in normal)
    return " ".join("".join(char for char in kept if unicodedata.category(char) != "Cf").split())


def _text(single: Mapping[str, str], name: str) -> str:
    value = single.get(name, "")
    if len(value) > MAX_TEXT:
        raise InvalidFilter(name, "too_long")
    return value


def _one_of(single: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str | None:
    value = single.get(name)
    if value is not None and value not in allowed:
        raise InvalidFilter(name, "unknown")
    return value


def _number(single: Mapping[str, str], name: str, lowest: int, highest: int) -> int | None:
    value = single.get(name)
    if value is None:
        return None
    if len(value) > 12 or not value.removeprefix("-").isascii() or not value.removeprefix("-").isdigit():
        raise InvalidFilter(name, "not_a_number" if len(value) <= 12 else "out_of_range")
    number = int(value)
    if not lowest <= number <= highest:
        raise InvalidFilter(name, "out_of_range")
    return number
