"""The official client, without its asynchronous side."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import anyio.from_thread
import httpx2
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError
from mcp_types import CallToolResult


class Asking:
    """One session with a server."""

    def __init__(self, client: Client, portal: anyio.from_thread.BlockingPortal) -> None:
        self._client, self._portal = client, portal

    def wait(self, method: str, *given: Any) -> Any:
        operation: Callable[..., Awaitable[Any]] = getattr(self._client, method)
        return self._portal.call(operation, *given)

    def tool(self, name: str, **arguments: Any) -> dict[str, Any]:
        """What it answers; fails on an error."""
        found = self._called(name, arguments)
        assert not found.is_error, found.content
        assert found.structured_content is not None
        return found.structured_content

    def refused(self, name: str, **arguments: Any) -> str:
        """The text of the error that it answers."""
        found = self._called(name, arguments)
        assert found.is_error, found.structured_content
        [part] = found.content
        text = str(part.text)  # type: ignore[union-attr]
        assert "Traceback" not in text
        assert "Error executing" not in text
        return text

    def fault(self, method: str, *given: Any) -> MCPError:
        """The protocol's error that a request ends with."""
        try:
            found = self.wait(method, *given)
        except MCPError as fault:
            return fault
        raise AssertionError(found)

    def _called(self, name: str, arguments: dict[str, Any]) -> CallToolResult:
        found = self.wait("call_tool", name, arguments)
        assert isinstance(found, CallToolResult)
        return found


@contextmanager
def over_stdio(command: str, arguments: list[str], environment: dict[str, str]) -> Iterator[Asking]:
    given = StdioServerParameters(command=command, args=arguments, env=environment)
    with (
        anyio.from_thread.start_blocking_portal() as portal,
        portal.wrap_async_context_manager(Client(given, read_timeout_seconds=60)) as client,
    ):
        yield Asking(client, portal)


@contextmanager
def over_http(url: str, headers: dict[str, str]) -> Iterator[Asking]:
    with anyio.from_thread.start_blocking_portal() as portal:
        http = httpx2.AsyncClient(headers=headers, timeout=60)
        transport = streamable_http_client(url, http_client=http)
        with (
            portal.wrap_async_context_manager(http),
            portal.wrap_async_context_manager(Client(transport, read_timeout_seconds=60)) as client,
        ):
            yield Asking(client, portal)
