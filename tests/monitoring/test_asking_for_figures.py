"""Who may see the figures, by which names, and what they never hold."""

from __future__ import annotations

import pytest
from flask import Flask

from app import create_app
from app.extensions import db
from app.metrics.access import is_inside, is_inside_name, may_read
from app.settings import Settings
from tests.client import CheckingClient
from tests.conftest import make_settings
from tests.monitoring.reading import samples, value

TOKEN = "a-token-for-tests-0123456789"


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("127.0.0.1", True), ("10.3.4.5", True), ("192.168.1.9", True), ("172.20.0.3", True), ("::1", True),
        ("fd00::5", True), ("::ffff:10.0.0.1", True), ("8.8.8.8", False), ("::ffff:8.8.8.8", False),
        ("2001:4860::1", False), ("", False), ("unix:", False),
    ],
)  # fmt: skip
def test_addresses_of_the_own_network(address: str, inside: bool) -> None:
    assert is_inside(address) is inside
    assert may_read("", "", address, came_through_proxy=False) is inside
    assert not may_read("", "", address, came_through_proxy=True)


@pytest.mark.parametrize("said", ["", "Bearer ", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN}x", "Bearer é"])
def test_with_a_token_nothing_else_counts(said: str) -> None:
    assert not may_read(TOKEN, said, "127.0.0.1", came_through_proxy=False)
    assert may_read(TOKEN, f"Bearer {TOKEN}", "8.8.8.8", came_through_proxy=True)


@pytest.mark.parametrize(
    ("host", "inside"),
    [
        ("10.1.2.3:8000", True), ("10.1.2.3", True), ("[fd00::1]:8000", True), ("web:8000", True), ("jobmatch-web", True),
        ("web.jobs.svc.cluster.local:80", True), ("web.jobs.svc", True), ("evil.example", False), ("", False),
        ("evil.example:8000", False), ("10.1.2.3.evil.example", False), ("web@evil.example", False),
        ("svc.evil.example", False), ("we b", False),
    ],
)  # fmt: skip
def test_names_that_only_the_own_network_knows(host: str, inside: bool) -> None:
    assert is_inside_name(host) is inside


def test_figures_and_health_by_address_and_pages_by_name(client: CheckingClient) -> None:
    for path in ("/livez", "/healthz", "/health", "/readyz", "/startz", "/metrics"):
        assert client.get(path, headers={"Host": "10.1.2.3:8000"}).status_code == 200, path
        assert client.get(path, headers={"Host": "evil.example"}, check=False).status_code == 400, path
    assert client.get("/", headers={"Host": "10.1.2.3:8000"}, check=False).status_code == 400


def test_figures_are_for_nobody_outside(client: CheckingClient) -> None:
    missing = client.get("/no-such-page")
    for refused in (
        client.get("/metrics", environ_overrides={"REMOTE_ADDR": "8.8.8.8"}),
        client.get("/metrics", headers={"X-Forwarded-For": "10.0.0.1"}),
        client.get("/metrics", headers={"X-Real-IP": "10.0.0.1"}),
        client.get("/metrics", headers={"Forwarded": "for=10.0.0.1"}),
    ):
        assert refused.status_code == missing.status_code == 404
        assert "jobmatch_http" not in refused.text
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")


def test_behind_a_known_proxy_the_visitor_s_address_counts_and_the_token_opens(settings: Settings) -> None:
    behind = create_app(settings.model_copy(update={"proxy_count": 1}))
    closed = create_app(make_settings(settings.data_dir, metrics_token=TOKEN))
    for_visitor = {"X-Forwarded-For": "8.8.8.8", "X-Forwarded-Host": "localhost"}
    for_neighbour = {**for_visitor, "X-Forwarded-For": "10.0.0.7"}
    known = {"Authorization": f"Bearer {TOKEN}"}
    assert behind.test_client().get("/metrics", headers=for_visitor).status_code == 404
    assert behind.test_client().get("/metrics", headers=for_neighbour).status_code == 200
    assert closed.test_client().get("/metrics").status_code == 404
    assert closed.test_client().get("/metrics", headers=known).status_code == 200
    for app in (behind, closed):
        with app.app_context():
            db.engine.dispose()


def test_requests_are_counted_by_route_and_nothing_that_was_typed(app: Flask) -> None:
    client = app.test_client()
    key = {"method": "GET", "route": "/job/<int:job_id>", "status": "4xx"}
    before = samples(client.get("/metrics").text)
    for number in (91827364, 91827365):
        client.get(f"/job/{number}?keyword=canary-in-a-query")
    client.get("/canary-of-a-path")
    client.open("/", method="CANARY", check=False)
    text = client.get("/metrics").text
    after = samples(text)
    name = "jobmatch_http_requests_total"
    assert (value(after, name, **key) or 0) - (value(before, name, **key) or 0) == 2
    counted = "jobmatch_http_request_duration_seconds_count"
    assert (value(after, counted, method="GET", route="/job/<int:job_id>") or 0) >= 2
    assert value(after, name, method="GET", route="none", status="4xx")
    assert "canary" not in text.lower()
    assert "91827364" not in text
    routes = {rule.rule for rule in app.url_map.iter_rules()} | {"none"}
    # The registry is the process's: what another app counted before this test is not this app's.
    counted_here = [
        dict(labels)
        for (sample, labels), now in after.items()
        if sample == name and now != before.get((sample, labels))
    ]
    assert len(counted_here) >= 3
    assert {labels["route"] for labels in counted_here} <= routes
    assert {labels["method"] for labels in counted_here} <= {
        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "other",
    }  # fmt: skip
