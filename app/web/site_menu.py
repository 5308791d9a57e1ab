"""The menus in the header of every page: what there is, for whom, and where the reader is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import current_app, request, url_for
from flask_babel import LazyString, pgettext
from flask_babel import lazy_gettext as _

from app.web.policy import POLICY, Who
from app.web.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Item:
    """``sections`` are blueprints whose other pages belong to this entry. ``for_data`` entries show nothing to who has
    left no data here yet."""

    endpoint: str
    label: LazyString
    sections: tuple[str, ...] = ()
    for_data: bool = False


MAIN = (
    Item("jobs.search", _("Offers"), ("jobs", "preparing", "comparison")),
    Item("matching.recommendations", _("Recommendations")),
    Item("saved_jobs.index", LazyString(lambda: pgettext("navigation", "Saved")), ("saved_jobs",)),
    Item("tracker.index", _("Applications"), ("tracker",)),
    Item("dashboard.show", _("Dashboard"), ("dashboard",), for_data=True),
)
CAREER = (
    Item("cvs.index", _("My CV"), ("cvs",)),
    Item("proofs.index", _("Proofs"), ("proofs",)),
    Item("quizzes.index", _("Skill tests"), ("quizzes",)),
    Item("courses.index", _("Courses"), ("courses",)),
    Item("courses.plan", _("Learning plan")),
    Item("market.show", _("Job market"), ("market",)),
)
PERSONAL = (
    Item("profile.show", _("My account"), ("profile", "sessions")),
    Item("privacy.show", _("My data"), ("privacy",), for_data=True),
    Item("saved_searches.index", _("Saved searches"), ("saved_searches",)),
    Item("alerts.index", _("My alerts"), ("alerts",)),
    Item("searches.index", _("My searches"), ("searches",)),
    Item("imports.index", _("My imported offers"), ("imports",)),
)
ADMIN = (
    Item("admin_home.index", _("Overview"), ("admin_home",)),
    Item(
        "admin_scraping.index",
        _("Sources"),
        ("admin_scraping", "admin_runs", "admin_copies", "admin_exports"),
    ),
    Item("admin_chromadb.index", _("Course index"), ("admin_chromadb",)),
    Item("admin_quizzes.index", _("Quiz questions"), ("admin_quizzes",)),
    Item("admin_ai.index", _("Language model"), ("admin_ai",)),
    Item("admin_tasks.index", _("Background work"), ("admin_tasks",)),
    Item("admin_users.index", _("People"), ("admin_users",)),
    Item("admin_statistics.index", _("Figures"), ("admin_statistics",)),
    Item("admin_audit.index", _("Audit log"), ("admin_audit",)),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """``current`` is the value of aria-current: page, true for another page of its section, or "" elsewhere."""

    endpoint: str
    label: str
    href: str
    current: str


@dataclass(frozen=True, slots=True)
class SiteMenu:
    main: tuple[Entry, ...]
    career: tuple[Entry, ...]
    personal: tuple[Entry, ...]
    admin: tuple[Entry, ...]


def site_menu(viewer: Viewer) -> SiteMenu:
    """What this reader may enter, as their policy says."""
    return SiteMenu(*(_entries(items, viewer) for items in (MAIN, CAREER, PERSONAL, ADMIN)))


def _entries(items: Iterable[Item], viewer: Viewer) -> tuple[Entry, ...]:
    return tuple(
        Entry(item.endpoint, str(item.label), url_for(item.endpoint), _current(item))
        for item in items
        if item.endpoint in current_app.view_functions and _is_for(item, viewer)
    )


def _is_for(item: Item, viewer: Viewer) -> bool:
    who = POLICY[item.endpoint]
    if who is Who.GUEST or item.for_data:
        return viewer.user_id is not None
    return {Who.PUBLIC: True, Who.MEMBER: viewer.is_member, Who.ADMIN: viewer.is_admin}[who]


def _current(item: Item) -> str:
    if request.endpoint == item.endpoint:
        return "page"
    has_own_entry = request.endpoint in _ALL
    return "true" if request.blueprint in item.sections and not has_own_entry else ""


_ALL = frozenset(item.endpoint for item in (*MAIN, *CAREER, *PERSONAL, *ADMIN))
