"""Figures for Prometheus: what the processes counted, and what the database says of the whole installation."""

from __future__ import annotations

from app.metrics import registry
from app.services.monitoring import state

__all__ = ["exposition"]


def exposition() -> bytes:
    return registry.counted() + state.text()
