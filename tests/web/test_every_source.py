"""An administrator starts each of the product's sources from its page, and reads there how the run ended."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import ScrapingRun, Task
from app.services import tasks
from app.words.sources import RUN_ADVICE, RUN_STATE
from app.worker import HANDLERS
from job_scraper.registry import all_sources
from outgoing.answer import Answer
from outgoing.faults import Refused
from tests.client import words
from tests.factories import make_user
from tests.web.administration import as_admin

HONEST = {"auth", "blocked", "failed", "empty", "suspect", "changed"}


class Closed:
    """Every service refuses, so that nothing leaves this machine."""

    def get(self, url: str, **_how: Any) -> Answer:
        raise Refused(url, 403)

    post = get


@pytest.mark.parametrize("name", sorted(all_sources()))
def test_each_source_is_started_from_its_page_and_says_how_it_ended(app: Flask, name: str) -> None:
    app.extensions["outgoing_client"] = Closed()
    with app.app_context():
        admin = as_admin(app, make_user("nadia@example.org", role="admin"))
    page = f"/admin/scraping/sources/{name}"
    assert words(admin.get(page))
    assert admin.send(f"{page}/run").status_code == 302
    with app.app_context():
        (task_id,) = db.session.scalars(select(Task.id).where(Task.name == "scrape"))
        tasks.run(task_id, HANDLERS)
        run = db.session.scalars(select(ScrapingRun).where(ScrapingRun.source == name)).one()
        status = run.status
        assert run.completed_at is not None
    assert status in HONEST
    shown = words(admin.get(page))
    assert str(RUN_STATE[status]) in shown
    assert str(RUN_ADVICE[status]).split(".")[0] in shown
