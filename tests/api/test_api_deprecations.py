"""What will go is said half a year before, in the document and with each answer."""

from __future__ import annotations

from datetime import date

import pytest

from app.api import deprecations
from app.api.deprecations import DEPRECATED, Deprecation
from app.api.policy import POLICY
from tests.client import CheckingClient

GOING = Deprecation(date(2026, 11, 22), date(2027, 6, 1), "/api/v1/jobs")


def test_an_operation_that_will_go(client: CheckingClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DEPRECATED, "api_v1.jobs.suggestions", GOING)
    monkeypatch.setitem(DEPRECATED, "api_v1.auth.me", GOING)
    for path, status in (("/api/v1/jobs/suggestions?q=py", 200), ("/api/v1/auth/me", 401)):
        answer = client.get(path)
        assert answer.status_code == status
        assert answer.headers["Deprecation"] == "@1795305600"
        assert answer.headers["Sunset"] == "Tue, 01 Jun 2027 00:00:00 GMT"
        assert answer.headers["Link"] == '</api/v1/jobs>; rel="successor-version"'
    assert "Deprecation" not in client.get("/api/v1/jobs").headers
    paths = client.get("/api/openapi.json").json["paths"]
    described = paths["/api/v1/jobs/suggestions"]["get"]
    assert described["deprecated"] is True
    assert "2027-06-01" in described["description"]
    assert not paths["/api/v1/jobs"]["get"].get("deprecated")


def test_programs_have_half_a_year() -> None:
    with pytest.raises(ValueError, match="half a year"):
        Deprecation(date(2026, 11, 22), date(2027, 4, 1), "/api/v1/jobs")
    assert deprecations.DEPRECATED.keys() <= POLICY.keys()
