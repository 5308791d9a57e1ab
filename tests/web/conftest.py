"""One world for all tests of a module that leave it as it was: making it takes longer than most of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.extensions import limiter
from tests.conftest import fresh_data, per_module, running_app
from tests.web.everything import World, make_world


@pytest.fixture(scope=per_module)
def made_world(tmp_path_factory: pytest.TempPathFactory, empty_database: Path | None) -> Iterator[World]:
    with running_app(fresh_data(tmp_path_factory.mktemp("world"), empty_database)) as application:
        yield make_world(application)


@pytest.fixture
def shared_world(made_world: World) -> World:
    limiter.enabled = False  # other applications switch it on
    return made_world
