"""An application with invented sources, and somebody who looks after it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask

from app.models import ScrapingLine, ScrapingRun, utc_now
from app.services.transaction import transaction
from job_scraper.option import Option
from job_scraper.source import Source, Terms
from tests.client import CheckingClient, sign_in
from tests.factories import make_user
from tests.services import fake_board

CANARY = "sk-canary-7f3a91d2"
OPTIONS = (
    Option("words", "Search words", "list", ("python",), maximum=3, help="What to look for."),
    Option("place", "Place to search", "text", "", maximum=20),
    Option("pages", "Pages to read", "number", 5, minimum=1, maximum=20),
    Option("remote", "Only remote work", "flag", False),
    Option("order", "Order", "choice", "date", choices=("date", "fit")),
    Option("key", "Access key", "secret", is_required=True),
)


def sources() -> tuple[Source, ...]:
    """One that is on, one that needs a key, one that its terms forbid."""
    return (
        fake_board.board(),
        fake_board.board(
            name="keyed", label="Keyed board", options=OPTIONS, is_on=False, why_off="It needs a key."
        ),
        fake_board.board(
            name="closed",
            label="Closed board",
            terms=Terms(
                "forbidden", "Its terms forbid programs.", "https://closed.example.org/terms", ("Say so.",)
            ),
            is_on=False,
            why_off="The site does not want it.",
            instead="Import single offers by their address.",
        ),
    )


def prepare(app: Flask) -> int:
    """The id of the admin."""
    fake_board.use(app, *sources())
    with app.app_context():
        return make_user("nadia@example.org", role="admin", first_name="Nadia")


def as_admin(app: Flask, admin_id: int) -> CheckingClient:
    client: CheckingClient = app.test_client()  # type: ignore[assignment]
    sign_in(client, admin_id)
    return client


def add_run(
    source: str = "board", *, minutes_ago: float = 60, lines: tuple[str, ...] = (), **values: Any
) -> int:
    began = utc_now() - timedelta(minutes=minutes_ago)
    given: dict[str, Any] = {"status": "ok", "completed_at": began + timedelta(minutes=1), "progress": 100}
    with transaction() as session:
        run = ScrapingRun(source=source, started_at=began, heartbeat_at=utc_now(), **{**given, **values})
        session.add(run)
        session.flush()
        session.add_all(ScrapingLine(run_id=run.id, text=text, level="warning") for text in lines)
        return run.id
