"""The server over the network: tokens, scopes, hosts and limits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from threading import Thread

import pytest
import requests
from flask import Flask
from limits import parse_many
from sqlalchemy import update

from app.extensions import limiter
from app.mcp import network
from app.mcp.calls import SCOPE, Door
from app.mcp.server import build
from app.models import ApiToken, User, utc_now
from app.rate_limits import EVERYTHING
from app.services.tokens import personal
from app.services.transaction import transaction
from app.settings import Settings
from tests.client import CheckingClient
from tests.factories import PASSWORD
from tests.mcp.asking import over_http
from tests.mcp.conftest import Scene
from tests.mcp.test_mcp_stdio import configured
from tests.servers import free_port, wait_for

LISTING = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
ACCEPT = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}


@pytest.fixture
def address(app: Flask, settings: Settings) -> Iterator[str]:
    door, port = Door(app), free_port()
    server = network.listening(network.application(build(door), door, settings), "127.0.0.1", port)
    thread = Thread(target=network.run, args=(server, 4))
    thread.start()
    wait_for(port)
    yield f"http://127.0.0.1:{port}/mcp"
    server.should_exit = True
    thread.join()


def headers(token: str) -> dict[str, str]:
    """Those of the documentation."""
    return dict(configured(1, token)["headers"])


def status(address: str, **given: str) -> int:
    return requests.post(address, json=LISTING, headers={**ACCEPT, **given}, timeout=30).status_code


def test_each_sees_what_their_token_is_good_for(
    app: Flask, client: CheckingClient, address: str, scene: Scene
) -> None:
    with over_http(address, {"Accept-Language": "fr"}) as visitor:
        assert visitor.tool("search_offers", keyword="python")["total"] == 2
        assert visitor.tool("show_offer", job_id=scene.job)["match"] is None
        for tool in ("explain_match", "list_gaps"):
            assert "(unauthorized)" in visitor.refused(tool, job_id=scene.job)
        assert "(unauthorized)" in visitor.refused("list_applications")
        assert "(unauthorized)" in str(visitor.fault("read_resource", "jobmatch://applications"))
        assert "offre" in visitor.refused("show_offer", job_id=99_999)
    with over_http(address, headers(scene.reading)) as reader:
        assert reader.tool("explain_match", job_id=scene.job)["matched"]
        assert reader.tool("list_applications")["total"] == 0
        for refused in (
            reader.refused("track_application", job_id=scene.job),
            reader.refused("move_application", application_id=scene.somebody_elses, status="offer"),
        ):
            assert "(insufficient_scope)" in refused
    with over_http(address, headers(scene.empty)) as without_cv:
        assert "(no_cv)" in without_cv.refused("explain_match", job_id=scene.job)
        assert "(no_cv)" in without_cv.refused("plan_learning")
    account = {"email": "amel@example.org", "password": PASSWORD}
    signed_in = client.post("/api/v1/auth/login", json=account).json["access_token"]
    with over_http(address, headers(signed_in)) as session:
        assert session.tool("track_application", job_id=scene.job)["is_new"]
        with app.app_context(), transaction() as rows:
            rows.execute(
                update(User).where(User.id == scene.amel).values(session_epoch=User.session_epoch + 1)
            )
        assert status(address, **headers(signed_in)) == 401


def test_bad_tokens_are_refused_before_anything(app: Flask, address: str, scene: Scene) -> None:
    with app.app_context():
        old, secret = personal.create(scene.amel, "old", ["read"], 1)
        with transaction() as session:
            was = utc_now() - timedelta(days=2)
            session.execute(update(ApiToken).where(ApiToken.id == old.id).values(expires_at=was))
    assert status(address) == 200
    assert status(address, **headers(scene.reading)) == 200
    for token in (secret, scene.disabled, "jm_nothing", "a.b.c", "x" * 9000, "\u00e9"):
        assert status(address, Authorization=f"Bearer {token}".encode().decode("latin-1")) == 401
    for given in ("", "Bearer", "Basic YTpi", f"Token {scene.reading}"):
        assert status(address, Authorization=given) == 401


def test_pages_of_other_sites_cannot_reach_it(address: str) -> None:
    assert status(address, Host="evil.example.com") == 421
    assert status(address, Origin="https://evil.example.com") == 403
    assert status(address, **{"Content-Type": "text/plain"}) == 400
    big = requests.post(address, data=b'"' + b"a" * 300_000 + b'"', headers=ACCEPT, timeout=30)
    assert big.status_code == 413
    for method in ("GET", "DELETE", "PUT", "OPTIONS"):
        refused = requests.request(method, address, headers=ACCEPT, timeout=30)
        assert (refused.status_code, refused.headers["Allow"]) == (405, "POST")
    for body in (b"", b"{", b"[]", b"\xff", b'{"jsonrpc": "2.0", "id": 1}', b"[" * 90_000):
        answer = requests.post(address, data=body, headers=ACCEPT, timeout=30)
        assert answer.status_code < 500, body[:20]
        assert "Traceback" not in answer.text


def test_calls_are_counted_like_those_of_the_api(app: Flask, address: str, scene: Scene) -> None:
    most = int(EVERYTHING.split()[0])
    with over_http(address, headers(scene.reading)) as reader:
        with app.app_context():
            each = parse_many(EVERYTHING)[0]
            limiter.limiter.hit(each, f"user {scene.amel}", SCOPE, cost=most)
        assert "(too_many_requests)" in reader.refused("list_applications")
    with over_http(address, headers(scene.empty)) as another:
        assert another.tool("list_applications")["total"] == 1
