"""Searches that a person keeps under a name, and how many offers are new in each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from flask_babel import lazy_gettext as _
from sqlalchemy import delete as sql_delete
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.core.search.filters import Filters, read_filters
from app.core.search.query import PLACE_SIGN, parse_terms
from app.errors import BadInput, NotFound
from app.extensions import db
from app.models import Job, SearchPreference, utc_now
from app.services.search import offers
from app.services.search.follower import offers_counter
from app.services.transaction import rows_of, transaction

MOST = 50
LENGTH_OF_NAME = 100
# What the columns hold, by the name of the filter; the rest of a search is in ``query``.
_LISTS = {
    "country": "countries",
    "job_type": "contract_types",
    "experience_level": "experience_levels",
    "remote": "remote_policy",
    "skill": "skills",
}
_OTHERS = ("company", "contract_type", "source", "language", "with_salary", "date_range")


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """``new`` is offers since the last visit. ``industries``, ``sizes`` and ``salary_max`` are kept but nothing is
    searched by them: too few offers say so."""

    id: int
    name: str
    filters: Filters
    is_default: bool
    seen_at: datetime | None
    new: int = 0
    industries: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    salary_max: int | None = None

    @property
    def url(self) -> str:
        return "/?" + urlencode(self.filters.to_pairs())

    @property
    def is_for_all(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Wish:
    """What is stored of a search."""

    name: str
    filters: Filters
    salary_max: int | None = None
    industries: tuple[str, ...] = field(default=())
    sizes: tuple[str, ...] = field(default=())


def filters_of(row: SearchPreference) -> Filters:
    pairs = [(str(name), str(value)) for name, value in row.query]
    others = read_filters([pair for pair in pairs if pair[0] in _OTHERS], {})
    return replace(
        others,
        keyword=" ".join(row.keywords),
        location=f" {PLACE_SIGN} ".join(row.cities),
        salary_min=None if row.salary_min is None else int(row.salary_min),
        **{name: tuple(getattr(row, column)) for name, column in _LISTS.items()},  # type: ignore[arg-type]
    )


def comparable(filters: Filters) -> Filters:
    """Two searches with this alike find the same."""
    places = (part.strip() for part in filters.location.split(PLACE_SIGN))
    words = " ".join(_typed(filters.keyword))
    return replace(
        filters, keyword=words, location=f" {PLACE_SIGN} ".join(filter(None, places)), sort=None, page=1
    )


def save(user_id: int, wish: Wish) -> int:
    """Its id; the one there is when the same search is saved already. The name is made different from others.
    Raises BadInput for a search of everything, and past fifty."""
    if wish.filters.is_empty:
        raise BadInput(_("Choose words or filters first: then there is something to save."))
    with transaction() as session:
        known = _rows(session, user_id)
        wanted = comparable(wish.filters)
        for row in known:
            if comparable(filters_of(row)) == wanted:
                return row.id
        if len(known) >= MOST:
            raise BadInput(_("You have %(most)s saved searches. Delete one first.", most=MOST))
        row = SearchPreference(user_id=user_id, name=_free_name(wish.name, {row.name for row in known}))
        row.seen_revision, row.seen_at = offers_counter()[0], utc_now()
        _fill(row, wish)
        session.add(row)
        session.flush()
        return row.id


def change(user_id: int, search_id: int, wish: Wish) -> None:
    """Raises NotFound, and BadInput for a name that another one has."""
    with transaction() as session:
        row = get(user_id, search_id)
        if wish.filters.is_empty:
            message = _("Choose at least one word or filter.")
            raise BadInput(message, fields={"keywords": message})
        others = {other.name for other in _rows(session, user_id) if other.id != search_id}
        if wish.name in others:
            message = _("Another saved search has this name.")
            raise BadInput(message, fields={"name": message})
        row.name = wish.name[:LENGTH_OF_NAME]
        _fill(row, wish)


def get(user_id: int, search_id: int) -> SearchPreference:
    row = db.session.get(SearchPreference, search_id)
    if row is None or row.user_id != user_id:
        raise NotFound(_("There is no such page."))
    return row


def of_person(user_id: int) -> tuple[SavedSearch, ...]:
    """The default first, then by name, each with how many of its offers are new."""
    rows = _rows(db.session(), user_id)
    fresh = _new_ids(rows)
    return tuple(replace(_view(row), new=_count_new(row, fresh)) for row in rows)


def names_of(user_id: int) -> tuple[SavedSearch, ...]:
    """Without looking for what is new."""
    return tuple(map(_view, _rows(db.session(), user_id)))


def find(user_id: int, search_id: int) -> SavedSearch:
    return _view(get(user_id, search_id))


def find_same(user_id: int, filters: Filters) -> SavedSearch | None:
    """The saved search that asks for the same."""
    wanted = comparable(filters)
    rows = _rows(db.session(), user_id)
    return next((_view(row) for row in rows if comparable(filters_of(row)) == wanted), None)


def find_default(user_id: int) -> SavedSearch | None:
    row = db.session.scalar(
        select(SearchPreference).where(SearchPreference.user_id == user_id, SearchPreference.is_active)
    )
    return replace(_view(row), new=_count_new(row, _new_ids([row]))) if row else None


def visit(user_id: int, search_id: int) -> str:
    """Mark what there is as seen, and give the address of the search, newest first where something was new."""
    with transaction():
        row = get(user_id, search_id)
        had_new = _count_new(row, _new_ids([row]))
        row.seen_revision, row.seen_at = offers_counter()[0], utc_now()
        filters = filters_of(row)
    return "/?" + urlencode(filters.to_pairs(sort="newest") if had_new else filters.to_pairs())


def set_default(user_id: int, search_id: int, *, is_default: bool) -> None:
    with transaction() as session:
        row = get(user_id, search_id)
        session.execute(
            update(SearchPreference)
            .where(SearchPreference.user_id == user_id, SearchPreference.is_active)
            .values(is_active=False)
        )
        session.flush()
        row.is_active = is_default


def delete(user_id: int, search_id: int) -> None:
    """With its alerts."""
    with transaction() as session:
        mine = (SearchPreference.id == search_id, SearchPreference.user_id == user_id)
        if not rows_of(session.execute(sql_delete(SearchPreference).where(*mine))):
            raise NotFound(_("There is no such page."))


def adopt(session: Session, guest_id: int, user_id: int) -> None:
    """Give a guest's searches to an account, under names that are free there."""
    known = _rows(session, user_id)
    names, searches = {row.name for row in known}, {comparable(filters_of(row)) for row in known}
    has_default = any(row.is_active for row in known)
    for row in _rows(session, guest_id):
        if comparable(filters_of(row)) in searches or len(names) >= MOST:
            continue  # it goes with the guest
        row.name = _free_name(row.name, names)
        row.is_active = row.is_active and not has_default
        row.user_id = user_id
        names.add(row.name)
    session.flush()


def _rows(session: Session, user_id: int) -> Sequence[SearchPreference]:
    return session.scalars(
        select(SearchPreference)
        .where(SearchPreference.user_id == user_id)
        .order_by(SearchPreference.is_active.desc(), func.lower(SearchPreference.name), SearchPreference.id)
    ).all()


def _view(row: SearchPreference) -> SavedSearch:
    return SavedSearch(
        id=row.id,
        name=row.name,
        filters=filters_of(row),
        is_default=row.is_active,
        seen_at=row.seen_at,
        industries=tuple(row.company_industries),
        sizes=tuple(row.company_sizes),
        salary_max=None if row.salary_max is None else int(row.salary_max),
    )


def _fill(row: SearchPreference, wish: Wish) -> None:
    filters = wish.filters
    row.keywords = _typed(filters.keyword)
    row.cities = [part.strip() for part in filters.location.split(PLACE_SIGN) if part.strip()]
    row.salary_min = None if filters.salary_min is None else Decimal(filters.salary_min)
    row.salary_max = None if wish.salary_max is None else Decimal(wish.salary_max)
    row.company_industries, row.company_sizes = list(wish.industries), list(wish.sizes)
    for name, column in _LISTS.items():
        setattr(row, column, list(getattr(filters, name)))
    row.query = [list(pair) for pair in filters.to_pairs(sort=None, page=1) if pair[0] in _OTHERS]


def _typed(keyword: str) -> list[str]:
    """The words as terms, each as it is typed: in quotes where it would be read as something else without."""
    typed = []
    for term in parse_terms(keyword):
        minus = "-" if term.excluded else ""
        bare = f"{minus}{term.text}{'*' if term.prefix else ''}"
        typed.append(bare if parse_terms(bare) == (term,) else f'{minus}"{term.text}"')
    return typed


def _free_name(name: str, taken: Iterable[str]) -> str:
    wished = " ".join(name.split())[:LENGTH_OF_NAME] or "1"
    names = set(taken)
    number, free = 2, wished
    while free in names:
        free = f"{wished[: LENGTH_OF_NAME - 5]} {number}"
        number += 1
    return free


def _new_ids(rows: Sequence[SearchPreference]) -> dict[int, tuple[int, datetime]]:
    """(revision, when it came) of the offers that came, or came again, since any of these was looked at."""
    moments: list[Any] = [row.seen_at for row in rows if row.seen_at]
    if not moments or offers_counter()[0] <= min(row.seen_revision for row in rows):
        return {}
    came = func.coalesce(Job.reposted_at, Job.first_seen_at)
    found = db.session.execute(
        select(Job.id, Job.revision, Job.first_seen_at, Job.reposted_at).where(
            Job.revision > min(row.seen_revision for row in rows), came > min(moments), Job.is_listed
        )
    )
    return {id_: (revision, again or first) for id_, revision, first, again in found}


def _count_new(row: SearchPreference, fresh: dict[int, tuple[int, datetime]]) -> int:
    mine = [
        id_
        for id_, (revision, came) in fresh.items()
        if revision > row.seen_revision and (row.seen_at is None or came > row.seen_at)
    ]
    return offers.count_among(filters_of(row), mine) if mine else 0
