"""A site with a model: the fake server, through either engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests import model_site
from tests.fake_model import FakeModel


@pytest.fixture
def model() -> Iterator[FakeModel]:
    with FakeModel() as fake:
        yield fake


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """Tests of the engines try everything with both; here a few do."""
    return str(getattr(request, "param", "openai"))


@pytest.fixture
def site(context: Flask, model: FakeModel, engine: str) -> Flask:
    model_site.use(model, engine)
    return context
