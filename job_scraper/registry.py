"""All sources, found by looking into the package: adding one is adding one file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from job_scraper import sources
from job_scraper.source import Source


@cache
def all_sources() -> Mapping[str, Source]:
    """By name, in alphabetical order of their labels. A module that only serves others starts with ``_``."""
    names = [module.name for module in iter_modules(sources.__path__) if not module.name.startswith("_")]
    found: list[Source] = [import_module(f"{sources.__name__}.{name}").SOURCE for name in names]
    ordered = sorted(found, key=lambda source: source.label.casefold())
    return MappingProxyType({source.name: source for source in ordered})


def find_source(name: str) -> Source | None:
    return all_sources().get(name)
