"""Options that several sources have, in the same words."""

from __future__ import annotations

from typing import Final

from job_scraper.option import Option
from job_scraper.query import Query
from job_scraper.words import to_translate as _
from outgoing.endings import Failed

OUR_COUNTRIES: Final = ("TN", "FR", "DE", "BE", "GB")


_EACH: Final = _("Each is searched on its own. Empty: the newest offers.")


def keywords(default: tuple[str, ...] = (), help: str = _EACH) -> Option:
    return Option("keywords", _("Keywords"), "list", default, maximum=20, help=help)


def picked_keywords() -> Option:
    return keywords(
        help=_("The source has no search: offers with one of these in title or tags are kept. Empty: all.")
    )


def countries(choices: tuple[str, ...]) -> Option:
    return Option(
        "countries",
        _("Countries"),
        "list",
        choices,
        maximum=len(choices),
        choices=choices,
        help=_("ISO codes."),
    )


def places(default: tuple[str, ...] = (), help: str = _("Towns or regions. Empty: everywhere.")) -> Option:
    return Option("places", _("Places"), "list", default, maximum=20, help=help)


def pages(default: int, most: int, size: str) -> Option:
    return Option("pages", _("Pages of each search"), "number", default, minimum=1, maximum=most, help=size)


def days(default: int) -> Option:
    return Option(
        "days", _("Not older than days"), "number", default, minimum=0, maximum=365, help=_("0: any age.")
    )


def requests(default: int, most: int, help: str) -> Option:
    return Option("requests", _("Requests in a run"), "number", default, minimum=1, maximum=most, help=help)


def details() -> Option:
    return Option(
        "details",
        _("Fetch the whole description"),
        "flag",
        True,
        help=_("One more request for each offer; without it only what the list says."),
    )


def countries_of(query: Query, known: tuple[str, ...]) -> tuple[str, ...]:
    """Those asked for that the source has; all it has when none is named. Raises Failed when it has none."""
    asked = tuple(dict.fromkeys(name.upper() for name in query.words("countries")))
    found = tuple(name for name in asked if name in known) if asked else known
    if not found:
        raise Failed(f"none of these countries is covered: {', '.join(asked)}")
    return found


def number_of(query: Query, name: str, default: int, most: int) -> int:
    """At least 1, also when the option is absent."""
    return min(max(1, query.number(name) or default), most)
