"""People and offers, and how programs sign in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Thread

import pytest
from flask import Flask
from werkzeug.serving import make_server

from tests.client import CheckingClient
from tests.factories import PASSWORD, make_user, posting, store

Headers = dict[str, str]


@pytest.fixture
def amel(app: Flask) -> int:
    with app.app_context():
        return make_user("amel@example.org")


@pytest.fixture
def offers(app: Flask) -> list[int]:
    with app.app_context():
        return store(*(posting(number) for number in range(1, 4)))


@pytest.fixture
def sign_in(client: CheckingClient) -> Callable[..., Headers]:
    """Signs in and gives the header of the access token."""

    def enter(email: str = "amel@example.org") -> Headers:
        granted = client.post("/api/v1/auth/login", json={"email": email, "password": PASSWORD})
        assert granted.status_code == 200, granted.json
        return {"Authorization": f"Bearer {granted.json['access_token']}"}

    return enter


@pytest.fixture
def site(app: Flask, amel: int, offers: list[int]) -> Iterator[str]:
    assert amel
    assert offers
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
