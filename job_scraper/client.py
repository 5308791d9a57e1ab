"""The client as sources see it; ``outgoing.client.Client`` is the real one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from outgoing.answer import Answer
from outgoing.target import Parameters

__all__ = ["Client", "Parameters"]


class Client(Protocol):
    """Both raise ``outgoing.faults.Fault``: 403, 429 and 999 as ``Refused``, 5xx after the last attempt as
    ``Unreachable``. Every other status comes back as an Answer, so that the source can say what it means.

    Parameters without a value ("") are sent, None is not allowed. ``robots`` is False for a documented API
    that the caller was invited to use; pages are asked only where robots.txt permits it. ``auth`` is a
    name and a password for Basic authentication.
    """

    def get(
        self,
        url: str,
        *,
        params: Parameters | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        robots: bool = True,
    ) -> Answer: ...

    def post(
        self,
        url: str,
        *,
        json: Any = None,
        form: Mapping[str, str] | None = None,
        params: Parameters | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        robots: bool = True,
    ) -> Answer: ...
