"""Lets a vendor's library that speaks through httpx go out by the way of ``TrustedClient``: with its limits, its
deadline over everything, and no redirects."""

from __future__ import annotations

from typing import Final

import httpx

from outgoing.trusted import TrustedClient

_OURS: Final = frozenset(
    {"host", "connection", "content-length", "transfer-encoding", "accept-encoding", "user-agent"}
)
_UNDONE: Final = frozenset({"content-encoding", "content-length", "transfer-encoding"})


class TrustedTransport(httpx.BaseTransport):
    """Raises what ``TrustedClient`` raises; the library wraps it."""

    def __init__(self, client: TrustedClient) -> None:
        self._client = client

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        headers = {name: text for name, text in request.headers.items() if name not in _OURS}
        answer = self._client.exchange(
            request.method,
            str(request.url),
            seconds=_seconds(request),
            headers=headers,
            body=request.read() or None,
        )
        kept = {name: text for name, text in answer.headers.items() if name not in _UNDONE}
        return httpx.Response(answer.status, headers=kept, content=answer.body, request=request)


def bridged(client: TrustedClient) -> httpx.Client:
    return httpx.Client(transport=TrustedTransport(client), follow_redirects=False, trust_env=False)


def _seconds(request: httpx.Request) -> float:
    """The library's limit for reading stands for the whole exchange."""
    limits = request.extensions.get("timeout", {})
    return float(limits.get("read") or 15.0)
