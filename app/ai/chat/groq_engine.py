"""Groq, through its SDK: which headers and paths it wants is the SDK's business, limits and time are ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Protocol

import groq

from app.ai.chat import asking
from app.ai.chat.engine import ChatRequest, Reply
from outgoing.answer import Answer
from outgoing.faults import Fault, Interrupted
from outgoing.httpx_bridge import bridged
from outgoing.trusted import TrustedClient, provider_of

GROQ_URL: Final = "https://api.groq.com"
_OPENAI_PATH: Final = "/openai/v1"  # the SDK adds it itself


class _Raw(Protocol):
    @property
    def status_code(self) -> int: ...
    @property
    def headers(self) -> Any: ...
    def read(self) -> bytes: ...


class GroqEngine:
    """``base_url`` is for what stands in for Groq; "" for Groq itself."""

    def __init__(self, client: TrustedClient, base_url: str, key: str, model: str) -> None:
        self._base_url = base_url.rstrip("/").removesuffix(_OPENAI_PATH) or GROQ_URL
        self.model = model
        self._sdk = groq.Groq(
            api_key=key or "none",
            base_url=self._base_url,
            max_retries=0,
            http_client=bridged(client),
        )
        self._asker = asking.Asker(self._post, key)

    @property
    def provider(self) -> str:
        return provider_of(self._base_url)

    def complete(self, request: ChatRequest) -> Reply:
        options = {"max_completion_tokens": request.max_tokens, **_thinking(self.model)}
        return self._asker.complete(self.model, request, options)

    def available_models(self, seconds: float = 15.0) -> list[str]:
        return asking.listed(
            lambda: self._answer(lambda: self._sdk.models.with_raw_response.list(timeout=seconds))
        )

    def _post(self, body: dict[str, Any], seconds: float) -> Answer:
        create = self._sdk.chat.completions.with_raw_response.create
        return self._answer(lambda: create(**body, timeout=seconds))

    def _answer(self, call: Callable[[], _Raw]) -> Answer:
        """What was answered, whatever it says. Raises Fault."""
        try:
            raw = call()
            return Answer(self._base_url, raw.status_code, raw.read(), dict(raw.headers))
        except groq.APIStatusError as error:
            response = error.response
            return Answer(self._base_url, response.status_code, response.read(), dict(response.headers))
        except groq.APIConnectionError as error:
            if isinstance(error.__cause__, Fault | TimeoutError):
                raise error.__cause__ from None
            raise Interrupted(self._base_url, type(error.__cause__).__name__) from None


def _thinking(model: str) -> dict[str, Any]:
    """What a model thinks before it answers costs time and tokens, and is not wanted in the answer."""
    if model.startswith("openai/gpt-oss"):
        return {"reasoning_effort": "low", "include_reasoning": False}
    if model.startswith("qwen/"):
        return {"reasoning_effort": "none"}
    return {}
