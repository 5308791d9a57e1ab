"""The engine of a site without a model."""

from __future__ import annotations

from app.ai.chat.engine import ChatRequest, Reply
from app.ai.chat.faults import SwitchedOff


class NoEngine:
    provider = ""
    model = ""

    def complete(self, request: ChatRequest) -> Reply:  # noqa: ARG002
        raise SwitchedOff

    def available_models(self, seconds: float = 15.0) -> list[str]:  # noqa: ARG002
        raise SwitchedOff
