"""Engines stand on heavy libraries (0.2 s and 20 MB for one, 10 s and 600 MB for the other): a process
that embeds nothing does not pay for them."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from app.ai.errors import ModelUnavailable


def engine(module: str, requirements: str) -> ModuleType:
    """``app.ai.<module>``. Raises ModelUnavailable where what it stands on is not installed."""
    try:
        return import_module(f"app.ai.{module}")
    except ImportError as error:
        raise ModelUnavailable(f"{error}; run: pip install -r {requirements}") from error
