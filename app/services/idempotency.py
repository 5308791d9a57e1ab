"""Requests that may come twice: what the first was answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, update

from app.errors import Conflict, Unprocessable
from app.models import IdempotentAnswer, utc_now
from app.services.transaction import insert_once, rows_of, transaction

KEPT: Final = timedelta(hours=24)
AT_WORK: Final = timedelta(minutes=2)  # a first request that has not answered by then was lost


@dataclass(frozen=True, slots=True)
class Known:
    status: int
    headers: Mapping[str, str]
    body: bytes


def begin(user_id: int, key: str, request_hash: str) -> Known | None:
    """None: this is the first, do it and ``finish``. Raises Conflict while the first is still at work, and
    Unprocessable for another request under the same key."""
    now = utc_now()
    with transaction() as session:
        lost = (IdempotentAnswer.status == 0) & (IdempotentAnswer.created_at < now - AT_WORK)
        old = delete(IdempotentAnswer).where(
            IdempotentAnswer.user_id == user_id,
            IdempotentAnswer.key == key,
            lost | (IdempotentAnswer.created_at < now - KEPT),
        )
        session.execute(old.execution_options(synchronize_session=False))
        values = {
            "user_id": user_id, "key": key, "request_hash": request_hash, "status": 0, "headers": {}, "body": b"",
            "created_at": now,
        }  # fmt: skip
        if insert_once(session, IdempotentAnswer, values):
            return None
        row = session.get_one(IdempotentAnswer, (user_id, key), populate_existing=True)
        if row.request_hash != request_hash:
            raise Unprocessable(_("This key was used for another request."), code="key_reused")
        if row.status == 0:
            raise Conflict(_("The first request with this key is still at work."), code="in_progress")
        return Known(row.status, row.headers, row.body)


def finish(user_id: int, key: str, status: int, headers: Mapping[str, str], body: bytes) -> None:
    with transaction() as session:
        done = update(IdempotentAnswer).where(
            IdempotentAnswer.user_id == user_id, IdempotentAnswer.key == key
        )
        session.execute(done.values(status=status, headers=dict(headers), body=body))


@contextmanager
def forgotten_on_failure(user_id: int, key: str) -> Iterator[None]:
    """A request that was refused may be mended and sent again under its key."""
    try:
        yield
    except BaseException:
        with transaction() as session:
            session.execute(
                delete(IdempotentAnswer).where(
                    IdempotentAnswer.user_id == user_id,
                    IdempotentAnswer.key == key,
                    IdempotentAnswer.status == 0,
                )
            )
        raise


def forget_old() -> int:
    with transaction() as session:
        old = delete(IdempotentAnswer).where(IdempotentAnswer.created_at < utc_now() - KEPT)
        return rows_of(session.execute(old.execution_options(synchronize_session=False)))
