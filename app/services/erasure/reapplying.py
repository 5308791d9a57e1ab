"""After a restore: what was erased since the copy was made goes again, and its numbers are given to nobody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import CV, Erasure, User
from app.services import cvs
from app.services.erasure import letting_go, person, tombstones
from app.services.erasure.tombstones import Tombstone
from app.services.transaction import insert_once, transaction

TABLES = {"user": "users", "cv": "cv"}


@dataclass(frozen=True, slots=True)
class Reapplied:
    """How many people and CVs came back with the copy and went again."""

    users: int
    cvs: int


def reapply() -> Reapplied:
    """To be called when a copy of the database was put in place, before anybody may use it. May be repeated."""
    stones = tombstones.all_known()
    with transaction() as session:
        for stone in stones:
            values = dict(zip(("kind", "number", "mark"), stone.key, strict=True))
            insert_once(session, Erasure, {**values, "erased_at": stone.erased_at})
        for kind, table in TABLES.items():
            last = max((stone.number for stone in stones if stone.kind == kind), default=0)
            _never_again(session, table, last)
    went = Counter(stone.kind for stone in stones if _erase(stone))
    tombstones.write_down()
    letting_go.let_go()
    return Reapplied(went["user"], went["cv"])


def _erase(stone: Tombstone) -> bool:
    """False for what is not there, or is another's by now."""
    kinds: dict[str, type[User] | type[CV]] = {"user": User, "cv": CV}
    row = db.session.get(kinds[stone.kind], stone.number)
    if not isinstance(row, User | CV) or tombstones.mark_of(row) != stone.mark:
        return False
    if isinstance(row, CV):
        cvs.delete(row.user_id, row.id)
        return True
    return person.erase(stone.number, action="account_deleted")


def _never_again(session: Session, table: str, last: int) -> None:
    """The next row gets a number above ``last``."""
    if not last:
        return
    given = {"table": table, "last": last}
    if db.engine.dialect.name == "sqlite":
        session.execute(
            text("INSERT INTO sqlite_sequence (name, seq) SELECT :table, 0 WHERE NOT EXISTS "
                 "(SELECT 1 FROM sqlite_sequence WHERE name = :table)"), given
        )  # fmt: skip
        session.execute(
            text("UPDATE sqlite_sequence SET seq = :last WHERE name = :table AND seq < :last"), given
        )
        return
    sequence = session.scalar(text("SELECT pg_get_serial_sequence(:table, 'id')"), given)
    used = f"SELECT last_value - (NOT is_called)::int FROM {sequence}"  # noqa: S608 - the database named it
    if (session.scalar(text(used)) or 0) < last:
        session.execute(text("SELECT setval(:sequence, :last)"), {"sequence": sequence, "last": last})
