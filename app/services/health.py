"""Whether this process can serve: database, index, queue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import text

from app import queue
from app.extensions import db
from app.logs import get_logger
from app.services.search.offers import offer_index

log = get_logger("health")


@dataclass(frozen=True, slots=True)
class Report:
    ready: bool
    checks: dict[str, str]


def check() -> Report:
    """Each check is ``ok`` or the kind of fault; details go to the log, not to strangers."""
    checks = {
        "database": _probe(_database),
        "index": _probe(lambda: len(offer_index())),
        "queue": _probe(queue.length),
    }
    return Report(all(result == "ok" for result in checks.values()), checks)


def _database() -> None:
    db.session.execute(text("SELECT version_num FROM alembic_version")).one()


def _probe(action: Callable[[], object]) -> str:
    try:
        action()
    except Exception as error:
        log.warning("not ready", fault=type(error).__name__)
        db.session.rollback()
        return type(error).__name__
    return "ok"
