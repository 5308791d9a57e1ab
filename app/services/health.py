"""Whether this process can serve: database, migrations, index, queue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

import redis
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import text

from app import queue
from app.extensions import db
from app.logs import get_logger
from app.services.looking import looking
from app.services.search.offers import offer_index
from app.settings import ROOT

log = get_logger("health")
OK: Final = "ok"
NOT_ASKED: Final = "not asked"
QUEUE_SECONDS: Final = 1


class Behind(Exception):
    """The database has not had all migrations of this version of the program."""


@dataclass(frozen=True, slots=True)
class Report:
    """``ready`` says whether requests may be sent here; what ``checks`` says of the queue does not decide that:
    tasks are written down in the database and are taken up when it is back."""

    ready: bool
    checks: dict[str, str]


def check(*, searches: bool = True) -> Report:
    """Each check is ``ok`` or the kind of fault; details go to the log, not to strangers. Who does not search has no
    use for the index."""
    checks = {"database": _probe(_database)}
    reads = checks["database"] == OK
    checks["migrations"] = _probe(_migrations) if reads else NOT_ASKED
    if searches:
        checks["index"] = _probe(_index) if checks["migrations"] == OK else NOT_ASKED
    ready = all(result == OK for result in checks.values())
    return Report(ready, {**checks, "queue": _probe(_queue)})


def _database() -> None:
    with looking() as connection:
        connection.execute(text("SELECT 1"))


def _migrations() -> None:
    """Raises Behind. A database that is ahead is what a version that is being replaced sees: it goes on."""
    with looking() as connection:
        versions = set(connection.scalars(text("SELECT version_num FROM alembic_version")))
    known, head = _revisions()
    if not versions or (versions & known and head not in versions):
        raise Behind


@cache
def _revisions() -> tuple[frozenset[str], str]:
    """All of this version of the program, and the last."""
    scripts = ScriptDirectory(str(ROOT / "migrations"))
    return frozenset(each.revision for each in scripts.walk_revisions()), str(scripts.get_current_head())


def _index() -> None:
    len(offer_index())


def _queue() -> None:
    url = current_app.extensions["settings"].redis_url
    if not url:
        queue.length()
        return
    waits = {"socket_timeout": QUEUE_SECONDS, "socket_connect_timeout": QUEUE_SECONDS}
    with redis.Redis.from_url(url, **waits) as server:
        server.ping()


def _probe(action: Callable[[], object]) -> str:
    try:
        action()
    except Exception as error:
        log.warning("not ready", fault=type(error).__name__)
        db.session.rollback()
        return type(error).__name__
    return OK
