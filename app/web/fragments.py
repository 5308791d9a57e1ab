"""Rendered pieces of pages, kept while what they show stays the same.

A piece is found by its key, the reader's language and the day. So a key must hold everything else that
the piece shows, and a piece must show nothing of one reader: tokens are put in afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from datetime import UTC, datetime
from typing import Protocol

from flask import Flask, current_app
from markupsafe import Markup

from app.words.language import current_language

MOST = 4000  # pieces of about 2 kB


class Shared(Hashable, Protocol):
    """``is_for_all``: nothing in it belongs to one reader."""

    @property
    def is_for_all(self) -> bool: ...

    @property
    def id(self) -> int: ...


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
    app.jinja_env.globals.update(kept=kept, kept_all=kept_all, kept_each=kept_each)


def kept_each(
    items: Iterable[Shared],
    macro: Callable[..., Markup],
    *values: Hashable,
    marks: Iterable[Collection[int]] = (),
) -> Markup:
    """``macro(item, *values, whether its id is in the first of marks, in the second...)`` for each item, kept for those
    that are the same for every reader: with a mark and without are two pieces, whoever marked it."""
    fragments: Fragments = current_app.extensions["fragments"]
    shelf = (getattr(macro, "name", ""), values, current_language(), datetime.now(UTC).date())
    marks = tuple(marks)

    def piece(item: Shared) -> Markup:
        marked = tuple(item.id in ids for ids in marks)
        if not item.is_for_all:
            return macro(item, *values, *marked)
        return fragments.get((shelf, item, marked), lambda: macro(item, *values, *marked))

    return Markup("").join(piece(item) for item in items)


def kept_all(macro: Callable[..., Markup], items: Iterable[tuple[Hashable, ...]]) -> list[Markup]:
    """``macro(*item)`` for each item; nothing in an item belongs to one reader."""
    fragments: Fragments = current_app.extensions["fragments"]
    shelf = (getattr(macro, "name", ""), current_language(), datetime.now(UTC).date())
    return [fragments.get((shelf, item), lambda item=item: macro(*item)) for item in items]  # type: ignore[misc]


def kept(key: Hashable | None, caller: Callable[[], Markup]) -> Markup:
    """For ``{% call kept(key) %}``: the block as rendered for this key before. None is never kept."""
    if key is None:
        return caller()
    fragments: Fragments = current_app.extensions["fragments"]
    return fragments.get((key, current_language(), datetime.now(UTC).date()), caller)
