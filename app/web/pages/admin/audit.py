"""The audit log in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from flask_babel import gettext as _

from app.errors import BadInput
from app.models import AuditEntry
from app.services.audit import ACTIONS
from app.services.audit_list import AuditFilter, AuditPage
from app.services.people.listing import LONGEST_TEXT
from app.web.pages.menus import Menu, menu
from app.words.labels import label

PATH = "/admin/audit"


@dataclass(frozen=True, slots=True)
class Somebody:
    """``name`` is an address where the account still exists, else the number alone."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class EntryRow:
    """``actor`` is None for the program itself, or for somebody unknown."""

    id: int
    at: datetime
    action: str
    actor: Somebody | None
    person: Somebody | None
    subject: str
    details: str
    request_id: str


@dataclass(frozen=True, slots=True)
class AuditView:
    rows: tuple[EntryRow, ...]
    chosen: AuditFilter
    actions: Menu
    total: int
    page: int
    pages: int

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """The choice as pairs of a form."""
        return tuple(_pairs(self.chosen).items())

    def url(self, page: int) -> str:
        pairs = _pairs(self.chosen) | ({"page": str(page)} if page > 1 else {})
        return f"{PATH}?{urlencode(pairs)}" if pairs else PATH


def audit_page(found: AuditPage) -> AuditView:
    words = sorted(((action, label("audit_action", action)) for action in ACTIONS), key=lambda pair: pair[1])
    return AuditView(
        rows=tuple(entry_row(entry, found.addresses) for entry in found.rows),
        chosen=found.chosen,
        actions=menu("action", _("What happened"), found.chosen.action, words),
        total=found.total,
        page=found.page,
        pages=found.pages,
    )


def entry_row(entry: AuditEntry, addresses: Mapping[int, str]) -> EntryRow:
    return EntryRow(
        id=entry.id,
        at=entry.at,
        action=label("audit_action", entry.action),
        actor=_somebody(entry.actor_id, addresses),
        person=_somebody(entry.user_id, addresses),
        subject=entry.subject,
        details=", ".join(f"{name} {_shown(value)}" for name, value in sorted(entry.details.items())),
        request_id=entry.request_id,
    )


def requested_filter(given: Mapping[str, str]) -> AuditFilter:
    """Raises BadInput that names the wrong part."""
    wrong: dict[str, object] = {}
    since, until = _day(given, "since", wrong), _day(given, "until", wrong)
    if since and until and since > until:
        wrong["until"] = _("The last day is before the first.")
    if wrong:
        raise BadInput(_("These days cannot be looked for; see each of them."), fields=wrong)
    action = given.get("action", "")
    return AuditFilter(
        action=action if action in ACTIONS else "",
        actor=_text(given, "actor"),
        person=_text(given, "person"),
        since=since,
        until=until,
    )


def _day(given: Mapping[str, str], name: str, wrong: dict[str, object]) -> date | None:
    text = given.get(name, "").strip()
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        wrong[name] = _("Give a day such as 2026-03-05.")
    return found


def _text(given: Mapping[str, str], name: str) -> str:
    return given.get(name, "").replace("\x00", "").strip()[:LONGEST_TEXT]


def _pairs(chosen: AuditFilter) -> dict[str, str]:
    pairs = {
        "action": chosen.action,
        "actor": chosen.actor,
        "person": chosen.person,
        "since": chosen.since.isoformat() if chosen.since else "",
        "until": chosen.until.isoformat() if chosen.until else "",
    }
    return {name: value for name, value in pairs.items() if value}


def _somebody(user_id: int | None, addresses: Mapping[int, str]) -> Somebody | None:
    return None if user_id is None else Somebody(user_id, addresses.get(user_id, f"#{user_id}"))


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
