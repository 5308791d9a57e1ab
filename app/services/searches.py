"""What a person searched for, so that they can go back to it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from flask_babel import lazy_gettext as _
from sqlalchemy import delete as sql_delete
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError

from app.core.search.filters import Filters
from app.errors import NotFound
from app.extensions import db
from app.logs import get_logger
from app.models import SearchHistory, utc_now
from app.services.transaction import rows_of, transaction

log = get_logger("searches")
KEEP = 50


@dataclass(frozen=True, slots=True)
class RecentSearch:
    """``words`` is what was typed, ``filters`` the other values chosen."""

    id: int
    words: str
    filters: tuple[tuple[str, str], ...]
    url: str
    results_count: int
    when: datetime

    @property
    def label(self) -> str:
        return self.words


def try_to_remember(user_id: int, filters: Filters, results: int) -> None:
    """A search is answered whether or not it can be noted: the disk may be full, another window may note the same."""
    try:
        remember(user_id, filters, results)
    except (OperationalError, IntegrityError) as error:
        log.warning("search not noted", fault=type(error).__name__)


def remember(user_id: int, filters: Filters, results: int) -> None:
    """Note a search on its first page. Nothing is noted for the bare list of offers."""
    if filters.is_empty or filters.page > 1:
        return
    pairs = replace(filters, page=1, sort=None).to_pairs()
    key = hashlib.sha256(json.dumps(pairs).encode()).hexdigest()
    words = " ".join(filter(None, (filters.keyword, filters.company, filters.location)))
    with transaction() as session:
        row = session.scalar(
            select(SearchHistory).where(SearchHistory.user_id == user_id, SearchHistory.search_key == key)
        )
        if row is None:
            row = SearchHistory(user_id=user_id, search_key=key)
            session.add(row)
        row.query_text = words[:200] or None
        row.filters = {"pairs": [list(pair) for pair in pairs]}
        row.results_count = results
        row.created_at = utc_now()
        session.flush()
        _forget_oldest(user_id)


def recent(user_id: int, limit: int = KEEP) -> tuple[RecentSearch, ...]:
    rows = db.session.scalars(
        select(SearchHistory)
        .where(SearchHistory.user_id == user_id)
        .order_by(SearchHistory.created_at.desc(), SearchHistory.id.desc())
        .limit(limit)
    )
    return tuple(_recent(row) for row in rows)


def delete(user_id: int, search_id: int) -> None:
    with transaction() as session:
        found = session.execute(
            sql_delete(SearchHistory).where(SearchHistory.id == search_id, SearchHistory.user_id == user_id)
        )
    if not rows_of(found):
        raise NotFound(_("There is no such page."))


def clear(user_id: int) -> int:
    with transaction() as session:
        return rows_of(session.execute(sql_delete(SearchHistory).where(SearchHistory.user_id == user_id)))


def _recent(row: SearchHistory) -> RecentSearch:
    pairs = tuple((str(name), str(value)) for name, value in row.filters.get("pairs", []))
    return RecentSearch(
        id=row.id,
        words=row.query_text or "",
        filters=tuple(pair for pair in pairs if pair[0] not in {"keyword", "company", "location"}),
        url="/?" + urlencode(pairs),
        results_count=row.results_count,
        when=row.created_at,
    )


def _forget_oldest(user_id: int) -> None:
    kept = (
        select(SearchHistory.id)
        .where(SearchHistory.user_id == user_id)
        .order_by(SearchHistory.created_at.desc(), SearchHistory.id.desc())
        .limit(KEEP)
    )
    db.session.execute(
        sql_delete(SearchHistory)
        .where(SearchHistory.user_id == user_id, SearchHistory.id.not_in(kept))
        .execution_options(synchronize_session=False)
    )
