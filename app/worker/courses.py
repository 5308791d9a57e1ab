"""The index over the courses."""

from __future__ import annotations

from app.services.courses import index

TASK = index.TASK


def build_index(force: bool = False) -> str:
    return index.build_here(force=force)
