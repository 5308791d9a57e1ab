"""An application whose only source is the invented board, on a web server of this machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from app.settings import Settings
from tests.fake_web import FakeWeb
from tests.services import fake_board


@pytest.fixture
def web() -> Iterator[FakeWeb]:
    with FakeWeb() as server:
        yield server


@pytest.fixture
def settings(settings: Settings, web: FakeWeb) -> Settings:
    routes = web.setting(fake_board.HOST, "other.example.org")
    return settings.model_copy(update={"outgoing_routes": routes, "host_pause": 0.0})


@pytest.fixture
def board(context: Flask) -> Flask:
    fake_board.use(context)
    return context
