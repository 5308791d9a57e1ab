"""Generated requests to every operation, each answer held to the document, all checks of schemathesis made.
``python -m bench.api_fuzz`` sends many more."""

from __future__ import annotations

import pytest
from flask import Flask

from app.extensions import limiter
from bench.api_fuzz.people import IDENTITIES
from bench.api_fuzz.running import PHASES, run
from bench.api_fuzz.site import served
from tests.effort import THOROUGH, times

REQUESTS = times(1, 10)  # of each operation, where they are made up
USUAL = ["examples"]
LEAST = 100  # operations that take anything: those that do not have no examples


@pytest.mark.usefixtures("offers")
@pytest.mark.parametrize("identity", IDENTITIES)
def test_every_answer_is_as_the_document_says(app: Flask, identity: str) -> None:
    limiter.enabled = False  # until the next application is made
    told: list[str] = []
    with served(app) as site:
        outcome = run(site, identity, REQUESTS, PHASES if THOROUGH else USUAL, tell=told.append)
    assert told == []
    assert outcome.errors == {}
    assert outcome.server_errors == 0
    assert len(outcome.operations) >= LEAST
    assert outcome.checks > 10 * LEAST
