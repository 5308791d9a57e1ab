"""The sources of this installation, by name."""

from __future__ import annotations

from collections.abc import Mapping

from flask import current_app
from flask_babel import lazy_gettext as _

from app.errors import NotFound
from job_scraper.registry import all_sources
from job_scraper.source import Source

_NOT_READ: Mapping[str, Source] = {}


def every_source() -> Mapping[str, Source]:
    """Read once, when first needed; tests put sources of their own into the same place."""
    known: Mapping[str, Source] = current_app.extensions.setdefault("sources", _NOT_READ)
    if known is _NOT_READ:
        known = current_app.extensions["sources"] = all_sources()
    return known


def find(name: str) -> Source | None:
    return every_source().get(name)


def get(name: str) -> Source:
    """Raises NotFound."""
    source = find(name)
    if source is None:
        raise NotFound(_("There is no source of this name."))
    return source
