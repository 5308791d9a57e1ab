"""Questions to a language model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.services import progress
from app.services.assistant import pending, table

TASK = pending.TASK


def ask_model(user_id: int | None, purpose: str, subject: str, arguments: Mapping[str, Any]) -> str:
    current = progress.current()
    assert current is not None
    return table.run(user_id, purpose, subject, arguments, current.task_id)
