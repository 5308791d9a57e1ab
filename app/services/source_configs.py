"""How each source is set up: versions, none of them ever changed; keys that can be written and never read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.errors import BadInput, Conflict, NotFound
from app.extensions import db
from app.models import SourceConfig
from app.services import audit, option_values, sealed, sources
from app.services.option_values import WrongValue
from app.services.source_set_up import MAX_OFFERS, SetUp, missing_of, secrets_of, set_up_of
from app.services.transaction import transaction
from job_scraper.query import Query
from job_scraper.source import Source
from outgoing.endings import Failed, KeyRefused

__all__ = [
    "HOURS_RANGE", "MAX_OFFERS", "NOTE_LENGTH", "OFFERS_RANGE", "SetUp", "SetUpChanged", "all_current",
    "current", "query", "rollback", "save", "versions",
]  # fmt: skip
HOURS_RANGE, OFFERS_RANGE = (1, 720), (1, 50_000)
NOTE_LENGTH = 200


class SetUpChanged(Conflict):
    """Somebody saved another version in between: ``current`` is theirs."""

    def __init__(self, current: SetUp) -> None:
        message = _("Somebody else changed these settings in the meantime. Look at both and save again.")
        super().__init__(message, code="set_up_changed")
        self.current = current


@dataclass(slots=True)
class _Draft:
    values: dict[str, Any] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    every_hours: int = 0
    max_offers: int = MAX_OFFERS
    note: str = ""


def current(name: str) -> SetUp:
    """Raises NotFound."""
    source = sources.get(name)
    return set_up_of(source, _latest(db.session(), name))


def all_current() -> list[SetUp]:
    """One for every source, in their order."""
    newest = select(func.max(SourceConfig.id)).group_by(SourceConfig.source)
    rows = {
        row.source: row for row in db.session.scalars(select(SourceConfig).where(SourceConfig.id.in_(newest)))
    }
    return [set_up_of(source, rows.get(name)) for name, source in sources.every_source().items()]


def versions(name: str) -> list[SetUp]:
    """The newest first. Raises NotFound."""
    source = sources.get(name)
    rows = db.session.scalars(
        select(SourceConfig).where(SourceConfig.source == name).order_by(SourceConfig.version.desc())
    ).all()
    return [set_up_of(source, row) for row in rows]


def save(
    name: str,
    values: Mapping[str, object],
    secrets: Mapping[str, str],
    *,
    is_on: bool,
    every_hours: object,
    max_offers: object,
    note: str = "",
    user_id: int | None = None,
    expected_version: int,
    remove_secrets: Collection[str] = (),
) -> SetUp:
    """Store a new version. Options that are left out keep their value, secrets that are left out or empty too.

    Raises BadInput with a message per field, SetUpChanged, NotFound.
    """
    source = sources.get(name)
    with _saving(source) as session:
        row = _latest(session, name)
        _expect(source, row, expected_version)
        draft, wrong = _checked(source, row, values, secrets, remove_secrets)
        for key, given, bounds in (
            ("every_hours", every_hours, HOURS_RANGE),
            ("max_offers", max_offers, OFFERS_RANGE),
        ):
            try:
                setattr(draft, key, option_values.whole_number(given, *bounds))
            except WrongValue as error:
                wrong[key] = error.message
        draft.note = " ".join(note.replace("\x00", "").split())[:NOTE_LENGTH]
        if is_on:
            wrong = {**dict.fromkeys(missing_of(source, draft.values, draft.secrets), _NEEDED), **wrong}
        if wrong:
            raise BadInput(_("Some settings cannot be used; see each of them."), fields=wrong)
        stored = _store(session, name, row, draft, is_on=is_on, user_id=user_id)
    return set_up_of(source, stored)


def rollback(name: str, version: int, user_id: int | None) -> SetUp:
    """A new version with what an older one said. Keys are not part of it: the present ones stay.

    Raises NotFound, SetUpChanged.
    """
    source = sources.get(name)
    with _saving(source) as session:
        row = _latest(session, name)
        old = session.scalar(
            select(SourceConfig).where(SourceConfig.source == name, SourceConfig.version == version)
        )
        if row is None or old is None:
            raise NotFound(_("There is no such version."))
        note = f"as in version {version}"
        draft = _Draft(dict(old.values), secrets_of(row), old.every_hours, old.max_offers, note)
        stored = _store(session, name, row, draft, is_on=old.is_on, user_id=user_id)
    return set_up_of(source, stored)


def query(name: str) -> tuple[Query, SetUp]:
    """What a run asks for, keys included. Raises SourceFault when the set-up does not allow a run."""
    source = sources.get(name)
    row = _latest(db.session(), name)
    set_up = set_up_of(source, row)
    if set_up.keys_unreadable:
        raise KeyRefused("the keys were saved under another SECRET_KEY; write them again")
    lacking = set(set_up.missing)
    if lacking & set(source.secrets):
        raise KeyRefused(f"no key: {', '.join(sorted(lacking))}")
    if lacking:
        raise Failed(f"not set up: {', '.join(sorted(lacking))}")
    secrets = secrets_of(row) if row else {}
    options = {**set_up.values, **{name: secrets.get(name, "") for name in source.secrets}}
    return Query(MappingProxyType(options), set_up.max_offers), set_up


_NEEDED = _("This is needed to switch the source on.")


@contextmanager
def _saving(source: Source) -> Iterator[Session]:
    """Two who store the same version at once: the second is told."""
    try:
        with transaction() as session:
            yield session
    except IntegrityError:
        raise SetUpChanged(current(source.name)) from None


def _latest(session: Session, name: str) -> SourceConfig | None:
    newest = select(SourceConfig).where(SourceConfig.source == name).order_by(SourceConfig.version.desc())
    return session.scalars(newest.limit(1)).first()


def _expect(source: Source, row: SourceConfig | None, version: int) -> None:
    if (row.version if row else 0) != version:
        raise SetUpChanged(set_up_of(source, row))


def _checked(
    source: Source,
    row: SourceConfig | None,
    values: Mapping[str, object],
    secrets: Mapping[str, str],
    remove: Collection[str],
) -> tuple[_Draft, dict[str, object]]:
    """The draft, and a message for each field that is wrong."""
    draft = _Draft(dict(row.values) if row else {}, secrets_of(row))
    options = {option.name: option for option in source.options}
    wrong: dict[str, object] = {}
    for name, given in {**values, **{name: text for name, text in secrets.items() if text.strip()}}.items():
        option = options.get(name)
        if option is None or (option.kind == "secret") != (name in secrets):
            wrong[name] = _("This source has no such setting.")
            continue
        try:
            value = option_values.checked(option, given)
        except WrongValue as error:
            wrong[name] = error.message
            continue
        (draft.secrets if option.kind == "secret" else draft.values)[name] = value
    for name in set(remove) - {name for name, text in secrets.items() if text.strip()}:
        draft.secrets.pop(name, None)
    return draft, wrong


def _store(
    session: Session, name: str, row: SourceConfig | None, draft: _Draft, *, is_on: bool, user_id: int | None
) -> SourceConfig:
    """Older versions forget their keys: a key that was removed or replaced is nowhere any more."""
    stored = SourceConfig(
        source=name,
        version=row.version + 1 if row else 1,
        is_on=is_on,
        every_hours=draft.every_hours,
        max_offers=draft.max_offers,
        values=draft.values,
        secrets=sealed.seal(draft.secrets),
        note=draft.note,
        created_by_id=user_id,
    )
    session.execute(update(SourceConfig).where(SourceConfig.source == name).values(secrets=""))
    session.add(stored)
    session.flush()
    said = {"version": stored.version, "is_on": is_on}
    audit.note(session, "source_saved", actor_id=user_id, subject=f"source:{name}", details=said)
    return stored
