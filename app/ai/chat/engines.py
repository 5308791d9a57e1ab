"""The engine that a set-up names."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from app.ai.chat.engine import ChatEngine
from app.ai.chat.no_engine import NoEngine
from app.ai.chat.openai_engine import OpenAiEngine
from outgoing.faults import AddressForbidden
from outgoing.trusted import TrustedClient, provider_of

EngineName = Literal["none", "groq", "openai"]
GROQ_HOST: Final = "api.groq.com"


@dataclass(frozen=True, slots=True)
class EngineSetUp:
    """``base_url`` may be empty for Groq. The key never shows in what is printed of this."""

    engine: EngineName = "none"
    base_url: str = ""
    model: str = ""
    key: str = field(default="", repr=False)


def make_engine(set_up: EngineSetUp, client: TrustedClient) -> ChatEngine:
    if set_up.engine == "groq":
        from app.ai.chat.groq_engine import GroqEngine

        return GroqEngine(client, set_up.base_url, set_up.key, set_up.model)
    if set_up.engine == "openai":
        return OpenAiEngine(client, set_up.base_url, set_up.key, set_up.model)
    return NoEngine()


def provider_name(engine: str, base_url: str) -> str:
    """The host that would be asked; "" for none, and for an address that is none."""
    if engine == "none":
        return ""
    try:
        return provider_of(base_url) if base_url else GROQ_HOST if engine == "groq" else ""
    except AddressForbidden:
        return ""
