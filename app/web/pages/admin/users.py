"""People as administrators see them: accounts and counts, nothing that people wrote or uploaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from flask_babel import gettext as _

from app.services.people.listing import (
    KINDS,
    LONGEST_TEXT,
    ROLES,
    SEEN,
    SORTS,
    STATES,
    PeopleFilter,
    PeopleList,
    PersonRow,
)
from app.services.people.person import Person
from app.web.pages.admin.audit import EntryRow, entry_row
from app.web.pages.menus import Choice, Menu, menu
from app.words.labels import label

PATH = "/admin/users"
EVERYBODY = "all"


@dataclass(frozen=True, slots=True)
class PeoplePage:
    found: PeopleList
    menus: tuple[Menu, ...]

    @property
    def rows(self) -> tuple[PersonRow, ...]:
        return self.found.rows

    @property
    def page(self) -> int:
        return self.found.page

    @property
    def pages(self) -> int:
        return self.found.pages

    def url(self, page: int) -> str:
        return people_url(self.found.chosen, page)


@dataclass(frozen=True, slots=True)
class PersonPage:
    """``counts`` are (what, how many). ``is_self`` for the one who looks, who decides nothing about themselves."""

    person: Person
    title: str
    counts: tuple[tuple[str, int], ...]
    entries: tuple[EntryRow, ...]
    is_self: bool
    audit_url: str


def filter_from(given: Mapping[str, str]) -> PeopleFilter:
    """What is no such value filters nothing; registered people are shown unless somebody asks for others."""
    kind = given.get("kind", "")
    sort = given.get("sort", "")
    return PeopleFilter(
        text=given.get("q", "").replace("\x00", "").strip()[:LONGEST_TEXT],
        kind="" if kind == EVERYBODY else kind if kind in KINDS else "member",
        role=_one_of(given.get("role", ""), ROLES),
        state=_one_of(given.get("state", ""), STATES),
        seen=_one_of(given.get("seen", ""), SEEN),
        sort=sort if sort in SORTS else "newest",
    )


def people_url(chosen: PeopleFilter, page: int = 1) -> str:
    pairs = {
        "q": chosen.text,
        "kind": {"": EVERYBODY, "member": ""}.get(chosen.kind, chosen.kind),
        "role": chosen.role,
        "state": chosen.state,
        "seen": chosen.seen,
        "sort": "" if chosen.sort == "newest" else chosen.sort,
        "page": str(page) if page > 1 else "",
    }
    query = urlencode({name: value for name, value in pairs.items() if value})
    return f"{PATH}?{query}" if query else PATH


def people_page(found: PeopleList) -> PeoplePage:
    chosen = found.chosen
    kinds = (
        ("", label("person_kind", "member")),
        ("guest", label("person_kind", "guest")),
        (EVERYBODY, _("All")),
    )
    shown = {"": EVERYBODY, "member": ""}.get(chosen.kind, chosen.kind)
    return PeoplePage(
        found,
        (
            Menu("kind", _("Accounts"), tuple(Choice(code, said, code == shown) for code, said in kinds)),
            _menu("role", _("Role"), chosen.role, ROLES),
            _menu("state", _("State"), chosen.state, STATES),
            _menu("seen", _("Last seen"), chosen.seen, SEEN),
            Menu("sort", _("Order"), tuple(
                Choice("" if code == "newest" else code, label("person_sort", code), code == chosen.sort)
                for code in SORTS
            )),
        ),
    )  # fmt: skip


def person_page(person: Person, viewer_id: int) -> PersonPage:
    return PersonPage(
        person=person,
        title=person.email or _("Guest %(n)s", n=person.id),
        counts=tuple((label("site_count", name), count) for name, count in person.counts.items()),
        entries=tuple(entry_row(entry, {}) for entry in person.entries),
        is_self=person.id == viewer_id,
        audit_url=f"/admin/audit?{urlencode({'person': person.id})}",
    )


def _menu(name: str, title: str, chosen: str, codes: Mapping[str, object] | tuple[str, ...]) -> Menu:
    return menu(name, title, chosen, [(code, label(f"person_{name}", code)) for code in codes])


def _one_of(given: str, values: Mapping[str, object] | tuple[str, ...]) -> str:
    return given if given in values else ""
