"""What a language model is to the rest of the product: one blocking call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Role = Literal["system", "user", "assistant"]


@dataclass(frozen=True, slots=True)
class Message:
    """``images`` are data URLs (PNG, JPEG or WEBP, base64)."""

    role: Role
    text: str
    images: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """``schema`` is the JSON schema that the answer is asked to follow; servers that cannot hold a model to it
    are asked in words. ``seconds`` is for everything."""

    messages: tuple[Message, ...]
    schema: Mapping[str, Any] = field(default_factory=dict)
    max_tokens: int = 1000
    seconds: float = 15.0


@dataclass(frozen=True, slots=True)
class Reply:
    """``text`` as the model wrote it. ``is_cut`` when it had to stop at ``max_tokens``. ``retry_after`` in
    seconds, when the server asks not to be asked again before. ``model`` is the name that the server gave."""

    text: str
    input_tokens: int = 0
    output_tokens: int = 0
    is_cut: bool = False
    retry_after: float | None = None
    model: str = ""


class ChatEngine(Protocol):
    """``provider`` is the host that gets to see what is sent, as people consent to it; "" for none."""

    @property
    def provider(self) -> str: ...

    @property
    def model(self) -> str: ...

    def complete(self, request: ChatRequest) -> Reply:
        """Raises ChatFault."""

    def available_models(self, seconds: float = 15.0) -> list[str]:
        """Names that can be used here, sorted. Raises ChatFault."""
