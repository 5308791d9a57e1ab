"""Rendered pieces of pages, kept while what they show stays the same.

A piece is found by its key, the reader's language and the day. So a key must hold everything else that
the piece shows, and a piece must show nothing of one reader: tokens are put in afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, datetime
from typing import Protocol

from flask import Flask, current_app
from markupsafe import Markup

from app.web.locale import current_language

MOST = 4000  # pieces of about 2 kB


class Shared(Hashable, Protocol):
    """``is_for_all``: nothing in it belongs to one reader."""

    @property
    def is_for_all(self) -> bool: ...


class Fragments:
    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: dict[Hashable, Markup] = {}

    def get(self, key: Hashable, make: Callable[[], Markup]) -> Markup:
        found = self._kept.get(key)
        if found is None:
            found = make()
            if len(self._kept) >= self._most:
                self._kept = {}
            self._kept[key] = found
        return found


def init_app(app: Flask) -> None:
    app.extensions["fragments"] = Fragments()
    app.jinja_env.globals.update(kept=kept, kept_each=kept_each)


def kept_each(items: Iterable[Shared], macro: Callable[..., Markup], *values: Hashable) -> Markup:
    """``macro(item, *values)`` for each item, kept for those that are the same for every reader."""
    fragments: Fragments = current_app.extensions["fragments"]
    shelf = (getattr(macro, "name", ""), values, current_language(), datetime.now(UTC).date())
    return Markup("").join(
        fragments.get((shelf, item), lambda item=item: macro(item, *values))  # type: ignore[misc]
        if item.is_for_all
        else macro(item, *values)
        for item in items
    )


def kept(key: Hashable | None, caller: Callable[[], Markup]) -> Markup:
    """For ``{% call kept(key) %}``: the block as rendered for this key before. None is never kept."""
    if key is None:
        return caller()
    fragments: Fragments = current_app.extensions["fragments"]
    return fragments.get((key, current_language(), datetime.now(UTC).date()), caller)
