"""Programs find what they were promised: each of these addresses is an operation."""

from __future__ import annotations

import re

from tests.client import CheckingClient

PROMISED = """
POST /auth/register  POST /auth/login  POST /auth/logout  POST /auth/refresh  GET /auth/me  PUT /auth/me
POST /auth/change-password  GET /users/profile  PUT /users/profile  DELETE /users/account  GET /users/stats
GET /jobs  GET /jobs/{}  GET /jobs/{}/similar  GET /jobs/suggestions  GET /jobs/trending
GET /saved-jobs  POST /saved-jobs/{}  DELETE /saved-jobs/{}  GET /saved-jobs/favorites  PUT /saved-jobs/{}/notes
GET /applications  POST /applications/{}  GET /applications/{}  PUT /applications/{}  PUT /applications/{}/status
DELETE /applications/{}  GET /cv  POST /cv/upload  GET /cv/{}  DELETE /cv/{}  PUT /cv/{}  GET /cv/{}/parse
POST /cv/{}/primary  GET /search-preferences  POST /search-preferences  GET /search-preferences/{}
PUT /search-preferences/{}  DELETE /search-preferences/{}  POST /search-preferences/{}/activate
GET /matching/jobs  GET /matching/jobs/{}/score  GET /matching/cv/{}/analyze  POST /matching/batch/analyze
GET /alerts  POST /alerts  GET /alerts/{}  PUT /alerts/{}  DELETE /alerts/{}  POST /alerts/{}/trigger
GET /admin/scraping/logs  POST /admin/scraping/trigger  GET /admin/stats  GET /admin/users
"""


def test_every_promised_address_is_an_operation(client: CheckingClient) -> None:
    there = {
        f"{method.upper()} {re.sub(r'{.*?}', '{}', path).removeprefix('/api/v1')}"
        for path, item in client.get("/api/openapi.json").json["paths"].items()
        for method in item
    }
    promised = set(re.findall(r"[A-Z]+ /\S+", PROMISED))
    assert len(promised) == 54
    assert promised - there == set()
