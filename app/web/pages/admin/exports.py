"""What can be exported, and the choice that an address makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.errors import BadInput
from app.services.offer_scope import Scope
from app.services.offer_statistics import Values
from app.web.pages.admin.runs import source_label
from app.web.words import country_name

MOST_VALUES = 300
LENGTH = 40


@dataclass(frozen=True, slots=True)
class ExportsPage:
    """``sources`` and ``countries`` are (code, label, offers)."""

    sources: tuple[tuple[str, str, int], ...]
    countries: tuple[tuple[str, str, int], ...]
    total: int


def exports_page(values: Values) -> ExportsPage:
    return ExportsPage(
        sources=tuple((one.value, source_label(one.value), one.count) for one in values.sources if one.value),
        countries=tuple(
            (one.value, country_name(one.value), one.count) for one in values.countries if one.value
        ),
        total=values.total,
    )


def requested_scope(arguments: MultiDict[str, str]) -> Scope:
    """Raises BadInput that names the wrong part."""
    wrong: dict[str, object] = {}
    since, until = _day(arguments, "since", wrong), _day(arguments, "until", wrong)
    if since and until and since > until:
        wrong["until"] = _("The last day is before the first.")
    scope = Scope(_codes(arguments, "source", wrong), _codes(arguments, "country", wrong), since, until)
    if wrong:
        raise BadInput(_("This choice cannot be exported; see each part."), fields=_named(wrong))
    return scope


def _day(arguments: MultiDict[str, str], name: str, wrong: dict[str, object]) -> date | None:
    given = arguments.get(name, "").strip()
    if not given:
        return None
    try:
        return date.fromisoformat(given) if len(given) == 10 else _refuse()
    except ValueError:
        wrong[name] = _("Give a day such as 2026-03-05.")
        return None


def _refuse() -> date:
    """``date.fromisoformat`` also reads weeks and days without dashes, which forms do not send."""
    raise ValueError


def _codes(arguments: MultiDict[str, str], name: str, wrong: dict[str, object]) -> tuple[str, ...]:
    given = tuple(dict.fromkeys(value for value in arguments.getlist(name) if value))
    if len(given) > MOST_VALUES or any(len(value) > LENGTH or "\x00" in value for value in given):
        wrong[name] = _("Choose some of the offered values.")
        return ()
    return given


def _named(wrong: Mapping[str, object]) -> dict[str, object]:
    names = {"since": _("From"), "until": _("To"), "source": _("Source"), "country": _("Country")}
    return {name: f"{names[name]}: {text}" for name, text in wrong.items()}
