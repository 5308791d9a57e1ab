"""Finding people by address, name or number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.extensions import db
from app.models import CV, Application, JobAlert, User, email_key, utc_now

PER_PAGE: Final = 50
LONGEST_TEXT: Final = 100
MOST_WORDS: Final = 4
BIGGEST_ID: Final = 2**31 - 1
KINDS: Final = ("member", "guest")
ROLES: Final = ("user", "admin")
STATES: Final = ("active", "disabled")
Place = tuple[datetime | str | None, int]  # in an order of SORTS: what it goes by, then the number
SEEN: Final[Mapping[str, tuple[int, bool]]] = {  # days, whether within them or before
    "week": (7, True),
    "month": (30, True),
    "not_month": (30, False),
    "not_year": (365, False),
}
SORTS: Final[Mapping[str, tuple[Any, ...]]] = {
    "newest": (User.created_at.desc(), User.id.desc()),
    "oldest": (User.created_at, User.id),
    "seen": (User.last_seen_at.desc(), User.id.desc()),
    "unseen": (User.last_seen_at, User.id),
    "email": (User.email_key.is_(None), User.email_key, User.id),
}


@dataclass(frozen=True, slots=True)
class PeopleFilter:
    """ "" narrows nothing. ``text`` is an address, a name or a part of one, or a number."""

    text: str = ""
    kind: str = "member"
    role: str = ""
    state: str = ""
    seen: str = ""
    sort: str = "newest"


@dataclass(frozen=True, slots=True)
class PersonRow:
    id: int
    email: str
    name: str
    is_guest: bool
    role: str
    is_active: bool
    created_at: datetime
    last_seen_at: datetime
    cvs: int
    applications: int
    alerts: int


@dataclass(frozen=True, slots=True)
class PeopleList:
    """``page`` counts from 1 and is at most ``pages``; ``more`` says whether others follow."""

    chosen: PeopleFilter
    rows: tuple[PersonRow, ...]
    total: int
    page: int
    pages: int
    more: bool = False


def people(chosen: PeopleFilter, page: int = 1, behind: Place | None = None) -> PeopleList:
    """A page, or those who stand ``behind`` a place in the order."""
    where = _conditions(chosen)
    total = db.session.scalar(select(func.count()).select_from(User).where(*where)) or 0
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(page, 1), pages)
    columns = (
        User.id, User.email, User.first_name, User.last_name, User.is_guest, User.role, User.is_active,
        User.created_at, User.last_seen_at,
    )  # fmt: skip
    query = select(*columns).where(*where).order_by(*SORTS[chosen.sort])
    if behind is not None:
        query, page = query.where(_stands_behind(chosen.sort, behind)), 1
    found = db.session.execute(query.offset((page - 1) * PER_PAGE).limit(PER_PAGE + 1)).all()
    more, found = len(found) > PER_PAGE, found[:PER_PAGE]
    ids = [row.id for row in found]
    counts = [_counts(ids, column) for column in (CV.user_id, Application.user_id, JobAlert.user_id)]
    rows = tuple(
        PersonRow(
            row.id, row.email or "", name_of(row.first_name, row.last_name), row.is_guest, row.role,
            row.is_active, row.created_at, row.last_seen_at, *(one.get(row.id, 0) for one in counts),
        )
        for row in found
    )  # fmt: skip
    return PeopleList(chosen, rows, total, page, pages, more)


def place_of(row: PersonRow, sort: str) -> Place:
    if sort == "email":
        return email_key(row.email) if row.email else None, row.id
    return (row.last_seen_at if sort in {"seen", "unseen"} else row.created_at), row.id


def _stands_behind(sort: str, behind: Place) -> ColumnElement[bool]:
    value, id_ = behind
    if sort == "email" and value is None:
        return and_(User.email_key.is_(None), User.id > id_)
    column: Any = {"email": User.email_key, "seen": User.last_seen_at, "unseen": User.last_seen_at}.get(
        sort, User.created_at
    )
    if sort in {"newest", "seen"}:
        return or_(column < value, and_(column == value, User.id < id_))
    further = or_(column > value, and_(column == value, User.id > id_))
    return or_(further, User.email_key.is_(None)) if sort == "email" else further


def name_of(first: str | None, last: str | None) -> str:
    return " ".join(part for part in (first, last) if part)


def addresses_of(user_ids: Sequence[int | None]) -> dict[int, str]:
    """Addresses by id; guests and those whose account is gone are left out."""
    ids = {user_id for user_id in user_ids if user_id is not None and user_id <= BIGGEST_ID}
    if not ids:
        return {}
    rows = db.session.execute(select(User.id, User.email).where(User.id.in_(ids), User.email.is_not(None)))
    return {row.id: row.email for row in rows}


def find_id(text: str) -> int | None:
    """Of a number, or of the address somebody has; for filters of other lists."""
    text = text.strip().removeprefix("#")
    if text.isascii() and text.isdigit() and len(text) < 16:
        return int(text)
    return db.session.scalar(select(User.id).where(User.email_key == email_key(text)))


def _conditions(chosen: PeopleFilter) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if chosen.kind in KINDS:
        where.append(User.is_guest.is_(chosen.kind == "guest"))
    if chosen.role in ROLES:
        where.append(User.role == chosen.role)
    if chosen.state in STATES:
        where.append(User.is_active.is_(chosen.state == "active"))
    if chosen.seen in SEEN:
        days, within = SEEN[chosen.seen]
        limit = utc_now() - timedelta(days=days)
        where.append(User.last_seen_at >= limit if within else User.last_seen_at < limit)
    words = chosen.text.replace("\x00", "")[:LONGEST_TEXT].split()[:MOST_WORDS]
    return where + [_has(word) for word in words]


def _has(word: str) -> ColumnElement[bool]:
    """No index helps with a part of a name: an admin's look at all accounts, not a search that people wait for."""
    found: list[ColumnElement[bool]] = [User.email_key.contains(email_key(word), autoescape=True)]
    for column in (User.first_name, User.last_name):
        found += _spelled(column, word)
    number = word.removeprefix("#")
    if number.isascii() and number.isdigit() and len(number) < 11 and int(number) <= BIGGEST_ID:
        found.append(User.id == int(number))
    return or_(*found)


def _spelled(column: InstrumentedAttribute[str | None], word: str) -> list[ColumnElement[bool]]:
    """SQLite lowers unaccented letters only, so the ways in which names are written are each looked for."""
    ways = {word, word.lower(), word.upper(), word.title()}
    return [func.lower(column).contains(word.lower(), autoescape=True)] + [
        column.contains(way, autoescape=True) for way in sorted(ways)
    ]


def _counts(ids: Sequence[int], column: InstrumentedAttribute[int]) -> dict[int, int]:
    rows = db.session.execute(select(column, func.count()).where(column.in_(ids)).group_by(column))
    return {row[0]: row[1] for row in rows}
