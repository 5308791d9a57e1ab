"""How far the runs are, the same from every web process."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import update

from app import create_app
from app.extensions import db
from app.models import ScrapingRun, utc_now
from app.services import scraping
from app.services.transaction import transaction
from app.settings import Settings
from tests.client import CheckingClient
from tests.services import fake_board
from tests.web.administration import add_run, as_admin, prepare, sources

FIELDS = {"is_running", "current_source", "sources_status", "total_jobs", "start_time", "end_time"}


@pytest.fixture
def both(app: Flask, settings: Settings) -> Iterator[tuple[CheckingClient, CheckingClient]]:
    """Clients of two processes' worth of application on one database."""
    admin_id = prepare(app)
    second = create_app(settings)
    second.test_client_class = CheckingClient
    fake_board.use(second, *sources())
    yield as_admin(app, admin_id), as_admin(second, admin_id)
    with second.app_context():
        db.session.remove()
        db.engine.dispose()


def status(clients: tuple[CheckingClient, CheckingClient]) -> dict:
    first, second = (client.get("/api/scraping/status").json for client in clients)
    assert first == second
    assert set(first) == FIELDS
    return first


def test_from_the_first_word_to_the_end(app: Flask, both: tuple[CheckingClient, CheckingClient]) -> None:
    nothing = {"status": "idle", "jobs_found": 0, "message": "", "progress": 0}
    assert status(both) == {
        "is_running": False, "current_source": None, "total_jobs": 0, "start_time": None, "end_time": None,
        "sources_status": {"board": nothing, "keyed": nothing, "closed": nothing},
    }  # fmt: skip

    with app.app_context():
        scraping.ask("keyed", None)
    waiting = status(both)
    assert waiting["is_running"]
    assert waiting["sources_status"]["keyed"]["status"] == "waiting"

    with app.app_context():
        scraping.cancel("keyed")
        add_run("keyed", minutes_ago=0.5, jobs_found=5, completed_at=utc_now())
        run_id = add_run("board", minutes_ago=0.1, status="running", completed_at=None, jobs_found=45, progress=66,
                         message="Keyword 2/3: data science")  # fmt: skip
    running = status(both)
    assert (running["is_running"], running["current_source"], running["end_time"]) == (True, "board", None)
    assert running["total_jobs"] == 50
    assert running["sources_status"]["board"] == {
        "status": "running", "jobs_found": 45, "message": "Keyword 2/3: data science", "progress": 66,
    }  # fmt: skip
    assert datetime.fromisoformat(running["start_time"]) <= utc_now()

    with app.app_context(), transaction() as session:
        ended = {"status": "blocked", "completed_at": utc_now(), "error_message": "403"}
        session.execute(update(ScrapingRun).where(ScrapingRun.id == run_id).values(**ended))
    done = status(both)
    assert (done["is_running"], done["current_source"], done["total_jobs"]) == (False, None, 50)
    assert done["sources_status"]["board"]["status"] == "blocked"
    assert done["sources_status"]["board"]["message"] == "403"
    assert done["end_time"] >= done["start_time"]


def test_a_start_at_one_process_is_known_at_the_other(both: tuple[CheckingClient, CheckingClient]) -> None:
    first, second = both
    assert (
        "will run"
        in first.post("/api/scraping/source/board", headers={"X-CSRFToken": first.token()}).json["message"]
    )
    again = second.post("/api/scraping/source/board", headers={"X-CSRFToken": second.token()})
    assert "already" in again.json["message"]
