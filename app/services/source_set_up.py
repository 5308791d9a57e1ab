"""How a source is set up now: what was saved, or what it declares itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from app.extensions import db
from app.models import SourceConfig, User
from app.services import option_values, sealed
from job_scraper.source import Source

MAX_OFFERS = 1000


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


def secrets_of(row: SourceConfig | None) -> dict[str, str]:
    """Nothing when they cannot be read: they must be written again."""
    try:
        return sealed.unseal(row.secrets) if row else {}
    except sealed.Unreadable:
        return {}


def missing_of(source: Source, values: Mapping[str, Any], secrets: Mapping[str, str]) -> tuple[str, ...]:
    given = {option.name: option.default for option in source.options} | {**values, **secrets}
    return tuple(
        option.name for option in source.options if option_values.is_missing(option, given[option.name])
    )


def set_up_of(source: Source, row: SourceConfig | None) -> SetUp:
    stored = row.values if row else {}
    values = {
        option.name: option_values.stored_or_default(option, stored[option.name])
        if option.name in stored
        else option.default
        for option in source.options
        if option.kind != "secret"
    }
    secrets = {name: text for name, text in secrets_of(row).items() if name in source.secrets}
    missing = missing_of(source, values, secrets)
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
