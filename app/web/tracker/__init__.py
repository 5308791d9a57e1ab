"""Applications: the board, one application with its entries and papers, files in and out."""

from __future__ import annotations

from app.web.tracker import application, board, entries, exchange, papers
from app.web.tracker.blueprint import blueprint

__all__ = ["application", "blueprint", "board", "entries", "exchange", "papers"]
