"""Applications: the list, one of them, what belongs to it, and all of them as files."""

from __future__ import annotations

from app.api.applications import documents, entries, exchange, index, one
from app.api.applications.blueprint import blueprint

__all__ = ["blueprint", "documents", "entries", "exchange", "index", "one"]
