"""The settings of a source: a form made from its options, and what changed from version to version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.services.source_configs import (
    HOURS_RANGE,
    MAX_OFFERS,
    NOTE_LENGTH,
    OFFERS_RANGE,
    SetUp,
)
from app.web.words import number
from job_scraper.option import Option
from job_scraper.source import Source

PREFIX = "option-"


@dataclass(frozen=True, slots=True)
class OptionField:
    """``value`` is as a form shows it: lines of a list, "1" for a flag that is on, always "" for a key."""

    name: str
    label: str
    kind: str
    value: str
    help: str
    is_required: bool
    minimum: int
    maximum: int
    choices: tuple[tuple[str, str], ...]
    is_set: bool
    error: str


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    version: int
    is_current: bool
    created_at: datetime | None
    created_by: str
    note: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class SetUpForm:
    """``version`` is the one that was shown; saving over another one is refused. ``theirs`` is what somebody
    else saved in between, against what is in the form."""

    version: int
    is_on: bool
    every_hours: str
    max_offers: str
    note: str
    note_length: int
    hours: tuple[int, int]
    offers: tuple[int, int]
    fields: tuple[OptionField, ...]
    errors: Mapping[str, str]
    message: str = ""
    theirs: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form brought; a setting that it did not bring keeps its value."""

    values: dict[str, str]
    secrets: dict[str, str]
    remove: tuple[str, ...]
    is_on: bool
    every_hours: str
    max_offers: str
    note: str
    version: int


def sent_set_up(source: Source, form: MultiDict[str, str]) -> Sent:
    """A version that is not a number counts as one that nobody has."""
    given = {option: form.getlist(PREFIX + option.name)[-1:] for option in source.options}
    version = form.get("version", "")
    return Sent(
        values={option.name: text[0] for option, text in given.items() if text and option.kind != "secret"},
        secrets={option.name: text[0] for option, text in given.items() if text and option.kind == "secret"},
        remove=tuple(form.getlist("remove")),
        is_on=form.get("is_on", "")[-1:] == "1",
        every_hours=form.get("every_hours", ""),
        max_offers=form.get("max_offers", ""),
        note=form.get("note", ""),
        version=int(version) if version.isascii() and version.isdigit() and len(version) < 9 else -1,
    )


def set_up_form(source: Source, now: SetUp) -> SetUpForm:
    return SetUpForm(
        version=now.version,
        is_on=now.is_on,
        every_hours=str(now.every_hours),
        max_offers=str(now.max_offers),
        note="",
        note_length=NOTE_LENGTH,
        hours=HOURS_RANGE,
        offers=OFFERS_RANGE,
        fields=tuple(_field(option, now) for option in source.options),
        errors={},
    )


def refused_form(
    source: Source, now: SetUp, sent: Sent, message: object, errors: Mapping[str, object]
) -> SetUpForm:
    """The form as it was typed, without keys, with what is wrong; and what somebody else saved meanwhile."""
    said = {name: str(text) for name, text in errors.items()}
    empty = set_up_form(source, now)
    return replace(
        empty,
        is_on=sent.is_on,
        every_hours=sent.every_hours,
        max_offers=sent.max_offers,
        note=sent.note,
        fields=tuple(_typed(field, sent, said.get(field.name, "")) for field in empty.fields),
        errors=said,
        message=str(message),
        theirs=_against(source, now, sent) if sent.version != now.version else (),
    )


def version_rows(source: Source, versions: Sequence[SetUp]) -> tuple[VersionRow, ...]:
    """``versions`` are newest first; each is compared with the one before it, the first with the defaults."""
    return tuple(
        VersionRow(
            version=one.version,
            is_current=place == 0,
            created_at=one.created_at,
            created_by=one.created_by,
            note=one.note,
            changes=_changes(source, before, one),
        )
        for place, (one, before) in enumerate(zip_longest(versions, versions[1:]))
    )


def _field(option: Option, now: SetUp) -> OptionField:
    return OptionField(
        name=option.name,
        label=_(option.label),
        kind=option.kind,
        value="" if option.kind == "secret" else _as_typed(now.values.get(option.name)),
        help=_(option.help) if option.help else "",
        is_required=option.is_required,
        minimum=option.minimum,
        maximum=option.maximum,
        choices=tuple((choice, _(choice) if choice else "–") for choice in option.choices),
        is_set=option.name in now.secrets_set,
        error="",
    )


def _typed(field: OptionField, sent: Sent, error: str) -> OptionField:
    return replace(field, value=sent.values.get(field.name, field.value), error=error)


def _as_typed(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, list | tuple):
        return "\n".join(str(entry) for entry in value)
    return "" if value is None else str(value)


def _changes(source: Source, before: SetUp | None, after: SetUp) -> tuple[Change, ...]:
    old = _settings(source, before) if before else _defaults(source)
    new = _settings(source, after)
    return tuple(Change(name, old.get(name, ""), new[name]) for name in new if old.get(name, "") != new[name])


def _against(source: Source, theirs: SetUp, sent: Sent) -> tuple[Change, ...]:
    """``before`` is what they saved, ``after`` what the form has."""
    typed = {
        option.name: sent.values.get(option.name, theirs.values.get(option.name)) for option in source.options
    }
    mine = {name: _lines(value) for name, value in typed.items()}
    saved = {name: _lines(_as_typed(value)) for name, value in theirs.values.items()}
    labels = {option.name: _(option.label) for option in source.options}
    found = [Change(labels[name], saved[name], mine[name]) for name in saved if saved[name] != mine[name]]
    if theirs.is_on != sent.is_on:
        found.append(Change(_("Switched on"), _yes(theirs.is_on), _yes(sent.is_on)))
    return tuple(found)


def _settings(source: Source, one: SetUp) -> dict[str, str]:
    """Every setting in words, by its label."""
    return {
        _("Switched on"): _yes(one.is_on),
        _("Hours between two runs"): number(one.every_hours),
        _("Offers at most"): number(one.max_offers),
        **_options(source, one.values),
    }


def _defaults(source: Source) -> dict[str, str]:
    defaults = {option.name: option.default for option in source.options}
    return {
        _("Switched on"): _yes(source.is_on),
        _("Hours between two runs"): number(source.every_hours),
        _("Offers at most"): number(MAX_OFFERS),
        **_options(source, defaults),
    }


def _options(source: Source, values: Mapping[str, Any]) -> dict[str, str]:
    options = [option for option in source.options if option.kind != "secret"]
    return {_(option.label): _shown(values.get(option.name)) for option in options}


def _shown(value: Any) -> str:
    return _yes(value) if isinstance(value, bool) else _lines(value) or "–"


def _lines(value: Any) -> str:
    """A list, or the lines of one, with commas between."""
    return ", ".join(line.strip() for line in _as_typed(value).splitlines() if line.strip())


def _yes(value: bool) -> str:
    return _("yes") if value else _("no")
