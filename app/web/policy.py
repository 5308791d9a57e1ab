"""Who may enter which route. What is not listed here is closed; a test compares this with the URL map."""

from __future__ import annotations

from enum import Enum

from flask import Flask, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from app.errors import Forbidden, NotFound, Unauthorized
from app.web.errors import wants_json
from app.web.viewer import viewer


class Who(Enum):
    PUBLIC = "anybody"
    GUEST = "somebody with data here: a guest or a registered user"
    MEMBER = "a registered user"
    ADMIN = "an administrator"


POLICY: dict[str, Who] = {
    "static": Who.PUBLIC,
    "system.healthz": Who.PUBLIC,
    "system.readyz": Who.PUBLIC,
    "preferences.set_language": Who.PUBLIC,
    "preferences.set_theme": Who.PUBLIC,
    "jobs.search": Who.PUBLIC,
    "jobs.show": Who.PUBLIC,
    "jobs.api_search": Who.PUBLIC,
    "cvs.index": Who.PUBLIC,
    "cvs.upload": Who.PUBLIC,
    "cvs.check": Who.PUBLIC,
    "cvs.remove": Who.PUBLIC,
    "cvs.skill_suggestions": Who.PUBLIC,
    "cvs.show": Who.GUEST,
    "cvs.download": Who.GUEST,
    "cvs.correct": Who.GUEST,
    "cvs.undo_corrections": Who.GUEST,
    "cvs.make_primary": Who.GUEST,
    "cvs.delete": Who.GUEST,
    "matching.recommendations": Who.PUBLIC,
    "matching.how": Who.PUBLIC,
    "market.show": Who.PUBLIC,
    "courses.index": Who.PUBLIC,
    "courses.mine": Who.PUBLIC,
    "courses.show": Who.PUBLIC,
    "courses.mark": Who.PUBLIC,
    "courses.of_job": Who.PUBLIC,
    "courses.plan_of_job": Who.PUBLIC,
    "courses.plan": Who.PUBLIC,
    "course_api.recommend_courses": Who.PUBLIC,
    "accounts.register": Who.PUBLIC,
    "accounts.check_mail": Who.PUBLIC,
    "accounts.confirm": Who.PUBLIC,
    "accounts.login": Who.PUBLIC,
    "accounts.logout": Who.PUBLIC,
    "accounts.logout_everywhere": Who.MEMBER,
    "accounts.ask_reset": Who.PUBLIC,
    "accounts.reset": Who.PUBLIC,
    "profile.show": Who.MEMBER,
    "profile.change_password": Who.MEMBER,
    "profile.set_avatar": Who.MEMBER,
    "profile.remove_avatar": Who.MEMBER,
    "profile.avatar": Who.MEMBER,
    "searches.index": Who.GUEST,
    "searches.delete": Who.GUEST,
    "searches.clear": Who.GUEST,
    "imports.new": Who.MEMBER,
    "imports.ask": Who.MEMBER,
    "imports.from_text": Who.MEMBER,
    "imports.from_page": Who.MEMBER,
    "imports.show": Who.MEMBER,
    "imports.index": Who.MEMBER,
    "imports.delete": Who.MEMBER,
    "admin_scraping.index": Who.ADMIN,
    "admin_scraping.live": Who.ADMIN,
    "admin_scraping.run_all": Who.ADMIN,
    "admin_scraping.run": Who.ADMIN,
    "admin_scraping.cancel": Who.ADMIN,
    "admin_scraping.show": Who.ADMIN,
    "admin_scraping.source_live": Who.ADMIN,
    "admin_scraping.save": Who.ADMIN,
    "admin_scraping.switch": Who.ADMIN,
    "admin_scraping.rollback": Who.ADMIN,
    "admin_runs.index": Who.ADMIN,
    "admin_runs.show": Who.ADMIN,
    "admin_runs.live": Who.ADMIN,
    "admin_copies.index": Who.ADMIN,
    "admin_copies.decide": Who.ADMIN,
    "admin_exports.index": Who.ADMIN,
    "admin_exports.as_csv": Who.ADMIN,
    "admin_exports.as_workbook": Who.ADMIN,
    "admin_chromadb.index": Who.ADMIN,
    "admin_chromadb.live": Who.ADMIN,
    "admin_chromadb.build": Who.ADMIN,
    "admin_chromadb.cancel": Who.ADMIN,
    "admin_chromadb.probe": Who.ADMIN,
    "admin_chromadb.switch_back": Who.ADMIN,
    "chromadb_api.status": Who.ADMIN,
    "chromadb_api.migrate": Who.ADMIN,
    "admin_tasks.index": Who.ADMIN,
    "admin_tasks.cancel": Who.ADMIN,
    "admin_tasks.retry": Who.ADMIN,
    "scraping_api.start": Who.ADMIN,
    "scraping_api.status": Who.ADMIN,
    "scraping_api.statistics": Who.ADMIN,
}


def init_app(app: Flask) -> None:
    app.before_request(_enforce)


def _enforce() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None  # no such route: the router answers 404 or 405
    who = POLICY.get(request.endpoint)
    if who is None:
        current_app.logger.error("route without policy: %s", request.endpoint)
        raise NotFound(_("There is no such page."))
    if who is Who.PUBLIC or _may_enter(who):
        return None
    if not viewer.is_member and who is not Who.GUEST:
        if wants_json() or request.headers.get("HX-Request"):  # neither can show a page to log in on
            raise Unauthorized(_("Log in first."))
        return redirect(
            url_for("accounts.login", next=request.full_path if request.method == "GET" else None)
        )
    if who is Who.GUEST:
        raise NotFound(_("There is no such page."))
    raise Forbidden(_("This page is for administrators."))


def _may_enter(who: Who) -> bool:
    if who is Who.GUEST:
        return viewer.user_id is not None
    return viewer.is_member if who is Who.MEMBER else viewer.is_admin
