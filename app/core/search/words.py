"""Words that people and old links use for filter values, such as ``job_type=CDI``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from app.core.search.filters import Filters, read_filters

_CONTRACTS = {
    "permanent": ("cdi", "permanent contract", "unbefristet", "open-ended"),
    "fixed_term": ("cdd", "fixed-term", "befristet"),
    "temporary": ("intérim", "interim", "temp", "zeitarbeit"),
    "internship": ("stage", "intern", "praktikum"),
    "apprenticeship": ("alternance", "apprentissage", "ausbildung"),
    "freelance": ("indépendant", "freiberuflich", "contract", "contractor"),
    "sivp": ("civp", "contrat sivp"),
}
_WORK_TIMES = {
    "full_time": ("temps plein", "full time", "full-time", "vollzeit"),
    "part_time": ("temps partiel", "part time", "part-time", "teilzeit"),
}


def filters_from(pairs: Iterable[tuple[str, str]]) -> Filters:
    """Raises InvalidFilter."""
    return read_filters(pairs, synonyms())


@cache
def synonyms() -> Mapping[str, Mapping[str, str]]:
    """By parameter: the word in lower case and the ``facet:code`` that it means. The two kinds of
    contract words are understood in either parameter, because the boards themselves mix them."""
    words = {word: f"job_type:{code}" for code, spoken in _CONTRACTS.items() for word in (code, *spoken)}
    words |= {
        word: f"contract_type:{code}" for code, spoken in _WORK_TIMES.items() for word in (code, *spoken)
    }
    countries = {code.lower(): f"country:{code}" for code in ("TN", "FR", "DE", "BE", "GB")} | {
        "uk": "country:GB"
    }
    return {"job_type": words, "contract_type": words, "country": countries}
