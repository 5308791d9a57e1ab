"""How each source is set up: versions, none of them ever changed; keys that can be written and never read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.errors import BadInput, Conflict, NotFound
from app.extensions import db
from app.models import SourceConfig, User
from app.services import option_values, sealed, sources
from app.services.option_values import WrongValue
from app.services.transaction import transaction
from job_scraper.faults import Failed, KeyRefused
from job_scraper.query import Query
from job_scraper.source import Source

EVERY_HOURS, MAX_OFFERS = 4, 1000
HOURS_RANGE, OFFERS_RANGE = (1, 720), (1, 50_000)
NOTE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class SetUp:
    """``version`` 0 is what the source declares, before anybody saved anything. ``values`` has every option
    that is no secret. ``keys_unreadable`` when SECRET_KEY is another than the one they were saved under.
    ``missing`` names options that are required and have no value."""

    source: str
    version: int
    is_on: bool
    every_hours: int
    max_offers: int
    values: Mapping[str, Any]
    secrets_set: frozenset[str] = frozenset()
    keys_unreadable: bool = False
    missing: tuple[str, ...] = ()
    note: str = ""
    created_by: str = ""
    created_at: datetime | None = None


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
    every_hours: int = EVERY_HOURS
    max_offers: int = MAX_OFFERS
    note: str = ""


def current(name: str) -> SetUp:
    """Raises NotFound."""
    source = sources.get(name)
    return _set_up(source, _latest(db.session(), name))


def all_current() -> list[SetUp]:
    """One for every source, in their order."""
    newest = select(SourceConfig).order_by(SourceConfig.source, SourceConfig.version)
    rows = {row.source: row for row in db.session.scalars(newest)}
    return [_set_up(source, rows.get(name)) for name, source in sources.every_source().items()]


def versions(name: str) -> list[SetUp]:
    """The newest first. Raises NotFound."""
    source = sources.get(name)
    rows = db.session.scalars(
        select(SourceConfig).where(SourceConfig.source == name).order_by(SourceConfig.version.desc())
    ).all()
    return [_set_up(source, row) for row in rows]


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
            wrong = {**dict.fromkeys(_missing(source, draft.values, draft.secrets), _NEEDED), **wrong}
        if wrong:
            raise BadInput(_("Some settings cannot be used; see each of them."), fields=wrong)
        stored = _store(session, name, row, draft, is_on=is_on, user_id=user_id)
    return _set_up(source, stored)


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
        draft = _Draft(dict(old.values), _secrets_of(row), old.every_hours, old.max_offers, note)
        stored = _store(session, name, row, draft, is_on=old.is_on, user_id=user_id)
    return _set_up(source, stored)


def query(name: str) -> tuple[Query, SetUp]:
    """What a run asks for, keys included. Raises SourceFault when the set-up does not allow a run."""
    source = sources.get(name)
    row = _latest(db.session(), name)
    set_up = _set_up(source, row)
    if set_up.keys_unreadable:
        raise KeyRefused("the keys were saved under another SECRET_KEY; write them again")
    lacking = set(set_up.missing)
    if lacking & set(source.secrets):
        raise KeyRefused(f"no key: {', '.join(sorted(lacking))}")
    if lacking:
        raise Failed(f"not set up: {', '.join(sorted(lacking))}")
    secrets = _secrets_of(row) if row else {}
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
        raise SetUpChanged(_set_up(source, row))


def _checked(
    source: Source,
    row: SourceConfig | None,
    values: Mapping[str, object],
    secrets: Mapping[str, str],
    remove: Collection[str],
) -> tuple[_Draft, dict[str, object]]:
    """The draft, and a message for each field that is wrong."""
    draft = _Draft(dict(row.values) if row else {}, _secrets_of(row))
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
    return stored


def _secrets_of(row: SourceConfig | None) -> dict[str, str]:
    """Nothing when they cannot be read: they must be written again."""
    try:
        return sealed.unseal(row.secrets) if row else {}
    except sealed.Unreadable:
        return {}


def _missing(source: Source, values: Mapping[str, Any], secrets: Mapping[str, str]) -> tuple[str, ...]:
    given = {option.name: option.default for option in source.options} | {**values, **secrets}
    return tuple(
        option.name for option in source.options if option_values.is_missing(option, given[option.name])
    )


def _set_up(source: Source, row: SourceConfig | None) -> SetUp:
    stored = row.values if row else {}
    values = {
        option.name: option_values.stored_or_default(option, stored[option.name])
        if option.name in stored
        else option.default
        for option in source.options
        if option.kind != "secret"
    }
    secrets = {name: text for name, text in _secrets_of(row).items() if name in source.secrets}
    missing = _missing(source, values, secrets)
    if row is None:
        return SetUp(source.name, 0, source.is_on, source.every_hours, MAX_OFFERS, values, missing=missing)
    return SetUp(
        source.name,
        row.version,
        row.is_on,
        row.every_hours,
        row.max_offers,
        MappingProxyType(values),
        frozenset(secrets),
        bool(row.secrets) and not secrets and _is_unreadable(row),
        missing,
        row.note,
        _address(row.created_by_id),
        row.created_at,
    )


def _is_unreadable(row: SourceConfig) -> bool:
    try:
        sealed.unseal(row.secrets)
    except sealed.Unreadable:
        return True
    return False


def _address(user_id: int | None) -> str:
    user = db.session.get(User, user_id) if user_id else None
    return (user.email or "") if user else ""
