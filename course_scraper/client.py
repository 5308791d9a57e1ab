"""The client as readers of courses see it; ``outgoing.client.Client`` is the real one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from outgoing.answer import Answer
from outgoing.target import Parameters

__all__ = ["Client", "Parameters"]


class Client(Protocol):
    """Raises ``outgoing.faults.Fault``: 403, 429 and 999 as ``Refused``, 5xx after the last attempt as
    ``Unreachable``. Every other status comes back as an Answer. Only what robots.txt permits is asked for."""

    def get(
        self, url: str, *, params: Parameters | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer: ...
