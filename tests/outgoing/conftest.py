from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.outgoing.hostile_server import HostileServer


@pytest.fixture
def hostile() -> Iterator[HostileServer]:
    with HostileServer() as server:
        yield server
