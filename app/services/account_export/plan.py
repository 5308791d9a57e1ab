"""Which rows of which tables are a person's, found from the references between the tables.

What deleting the person would delete is theirs: rows with a reference to ``users`` that cascades, and rows that
hang on those. A row that merely notes who did something (an admin's number beside a setting) is given as that: its
number, who and when. A new table is in the copy by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, ForeignKey, Table, and_, or_, select

from app.models import AccountToken, AuditEntry, Base, User
from app.models.base import UtcDateTime

USERS: Final = "users"
# Columns that never leave, by table, each with the reason that the manifest gives.
LEFT_OUT: Final[Mapping[str, Mapping[str, str]]] = {
    "users": {
        "password_hash": "a secret of the sign-in",
        "calendar_hash": "a secret of the calendar's address",
    },
    "account_tokens": {"token_hash": "a secret of a mailed link", "payload": "holds the hash of a password"},
    "user_sessions": {"token_hash": "a secret of the sign-in"},
    "refresh_tokens": {"token_hash": "a secret of the sign-in"},
    "api_tokens": {"token_hash": "a secret that opens this account to a program"},
    "idempotent_answers": {
        "body": "an answer that a program had already, kept for a day",
        "headers": "of the same answer",
        "request_hash": "only tells one request from another",
    },
    "jobs": {"raw_data": "the page as it came in; what was read from it is in the other columns"},
}
# Rows that only say "this person asked for it", but are theirs as a whole.
WHOLE: Final = frozenset({"tasks"})


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one table; ``is_mention``: only number, who and when are given."""

    table: Table
    which: ColumnElement[bool]
    columns: tuple[Column[Any], ...]
    is_mention: bool


def parts_for(user: User) -> list[Part]:
    """In an order in which each comes after those it refers to."""
    found = (_part(table, user) for table in Base.metadata.sorted_tables)
    return [part for part in found if part is not None]


def _part(table: Table, user: User) -> Part | None:
    named = _named(table)
    found = [_belongs(table, user.id), _by_value(table, user), *(column == user.id for column in named)]
    which = [one for one in found if one is not None]
    if not which:
        return None
    is_mention = bool(named) and table.name not in WHOLE
    return Part(table, or_(*which), _columns(table, named if is_mention else ()), is_mention)


def _columns(table: Table, named: Sequence[Column[Any]]) -> tuple[Column[Any], ...]:
    """Where ``named`` columns say who did something: number, who and when; else all but the secrets."""
    if named:
        when = [column for column in table.columns if isinstance(column.type, UtcDateTime)]
        return tuple(dict.fromkeys([*table.primary_key.columns, *named, *when]))
    left_out = LEFT_OUT.get(table.name, {})
    return tuple(column for column in table.columns if column.name not in left_out)


def _named(table: Table) -> list[Column[Any]]:
    """Columns that note who did something, in tables that belong to nobody in particular."""
    keys = [key for key in table.foreign_keys if key.column.table.name == USERS]
    return [] if any(map(_cascades, keys)) else sorted((key.parent for key in keys), key=lambda c: c.name)


def _belongs(table: Table, user_id: int, seen: frozenset[str] = frozenset()) -> ColumnElement[bool] | None:
    """The condition under which a row would go with its person; None where none would. A reference to the person
    decides alone: what others keep of a person's things is theirs."""
    if table.name == USERS:
        return table.c.id == user_id
    owners = [key.parent == user_id for key in _cascading(table) if key.column.table.name == USERS]
    if owners:
        return or_(*owners)
    through = []
    for key in _cascading(table):
        parent = key.column.table
        inner = None if parent.name in seen else _belongs(parent, user_id, seen | {table.name})
        if inner is not None:
            through.append(key.parent.in_(select(key.column).where(inner)))
    return or_(*through) if through else None


def _by_value(table: Table, user: User) -> ColumnElement[bool] | None:
    """Rows that hold a person's number or address without a reference."""
    if table.name == AccountToken.__tablename__ and user.email_key:
        return table.c.email_key == user.email_key
    if table.name == AuditEntry.__tablename__:
        return or_(table.c.user_id == user.id, and_(table.c.actor_id == user.id, table.c.user_id.is_(None)))
    return None


def _cascading(table: Table) -> list[ForeignKey]:
    return sorted(filter(_cascades, table.foreign_keys), key=lambda key: key.parent.name)


def _cascades(key: ForeignKey) -> bool:
    return (key.ondelete or "").upper() == "CASCADE"
