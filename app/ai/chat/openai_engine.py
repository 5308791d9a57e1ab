"""Any server that speaks as OpenAI's does: Ollama, vLLM, LM Studio, OpenRouter and many more."""

from __future__ import annotations

import json
from typing import Any

from app.ai.chat import asking
from app.ai.chat.engine import ChatRequest, Reply
from outgoing.answer import Answer
from outgoing.trusted import TrustedClient, provider_of


class OpenAiEngine:
    """``base_url`` ends before "/chat/completions", such as http://localhost:11434/v1. Local servers want some
    key, whatever it is."""

    def __init__(self, client: TrustedClient, base_url: str, key: str, model: str) -> None:
        self._client = client
        self._base_url = base_url.rstrip("/")
        self._key = key
        self.model = model
        self._asker = asking.Asker(self._post, key)

    @property
    def provider(self) -> str:
        return provider_of(self._base_url)

    def complete(self, request: ChatRequest) -> Reply:
        return self._asker.complete(self.model, request, {"max_tokens": request.max_tokens})

    def available_models(self, seconds: float = 15.0) -> list[str]:
        return asking.listed(lambda: self._exchange("GET", "/models", None, seconds))

    def _post(self, body: dict[str, Any], seconds: float) -> Answer:
        return self._exchange("POST", "/chat/completions", json.dumps(body).encode(), seconds)

    def _exchange(self, method: str, path: str, body: bytes | None, seconds: float) -> Answer:
        headers = {"authorization": f"Bearer {self._key or 'none'}", "content-type": "application/json"}
        return self._client.exchange(
            method, self._base_url + path, seconds=seconds, headers=headers, body=body
        )
