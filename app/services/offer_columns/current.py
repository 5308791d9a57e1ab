"""The columns of now, in every process."""

from __future__ import annotations

from flask import Flask, current_app

from app.core.matching.columns import OfferColumns
from app.core.matching.layered import LayeredColumns
from app.services.offer_columns import generations, rows
from app.services.search.follower import Follower, offers_counter


def init_app(app: Flask) -> None:
    app.extensions["offer_columns"] = Follower(_empty, _apply_changes, generations.newest)


def current() -> tuple[LayeredColumns, int]:
    """The offers that everybody finds, and the revision that stands for their state."""
    follower: Follower[LayeredColumns] = current_app.extensions["offer_columns"]
    return follower.current()


def _empty() -> LayeredColumns:
    return LayeredColumns.on(OfferColumns.empty())


def _apply_changes(columns: LayeredColumns, revision: int) -> LayeredColumns:
    """After many changes there is a new generation: by another process, or by this one."""
    now, _ = offers_counter()
    changed = rows.with_changes(columns, revision)
    if not changed.is_heavy:
        return changed
    if (other := generations.newest(after=revision)) is not None:
        caught_up = rows.with_changes(*other)
        if not caught_up.is_heavy:
            return caught_up
        changed = caught_up
    return LayeredColumns.on(generations.keep(changed.folded(), now))
