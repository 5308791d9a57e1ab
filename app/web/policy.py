"""Who may enter which route. What is not listed here is closed; a test compares this with the URL map."""

from __future__ import annotations

from enum import Enum

from flask import Flask, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from app.errors import Forbidden, NotFound, Unauthorized
from app.web.errors import wants_json
from app.web.operators import may_see_figures
from app.web.viewer import viewer


class Who(Enum):
    PUBLIC = "anybody"
    GUEST = "somebody with data here: a guest or a registered user"
    MEMBER = "a registered user"
    ADMIN = "an administrator"
    OPERATOR = "a machine that looks after this one: by token, or from its network"


OTHER_DOORS = ("api_v1.", "api_docs.")
POLICY: dict[str, Who] = {
    "static": Who.PUBLIC,
    "system.healthz": Who.PUBLIC,
    "system.readyz": Who.PUBLIC,
    "system.metrics": Who.OPERATOR,
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
    "cvs.proposals": Who.GUEST,
    "cvs.ask_proposals": Who.GUEST,
    "cvs.decide_proposal": Who.GUEST,
    "cvs.make_primary": Who.GUEST,
    "cvs.delete": Who.GUEST,
    "matching.recommendations": Who.PUBLIC,
    "matching.how": Who.PUBLIC,
    "preparing.show": Who.GUEST,
    "preparing.look": Who.GUEST,
    "preparing.ask": Who.GUEST,
    "market.show": Who.PUBLIC,
    "dashboard.show": Who.PUBLIC,
    "courses.index": Who.PUBLIC,
    "courses.mine": Who.PUBLIC,
    "courses.show": Who.PUBLIC,
    "courses.mark": Who.PUBLIC,
    "courses.read_syllabus": Who.ADMIN,
    "courses.of_job": Who.PUBLIC,
    "courses.plan_of_job": Who.PUBLIC,
    "courses.plan": Who.PUBLIC,
    "course_api.recommend_courses": Who.PUBLIC,
    "quizzes.index": Who.PUBLIC,
    "quizzes.start": Who.PUBLIC,
    "quizzes.history": Who.GUEST,
    "quizzes.show": Who.GUEST,
    "quizzes.submit": Who.GUEST,
    "quizzes.report": Who.GUEST,
    "quiz_api.generate": Who.PUBLIC,
    "quiz_api.submit": Who.PUBLIC,
    "proofs.index": Who.PUBLIC,
    "proofs.add_claim": Who.PUBLIC,
    "proofs.delete_claim": Who.GUEST,
    "proofs.hide_claim": Who.PUBLIC,
    "proofs.upload": Who.PUBLIC,
    "proofs.verify": Who.PUBLIC,
    "proofs.state": Who.GUEST,
    "proofs.reading": Who.GUEST,
    "proofs.ask_reading": Who.GUEST,
    "proofs.preview": Who.GUEST,
    "proofs.download": Who.GUEST,
    "proofs.delete": Who.GUEST,
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
    "tokens.index": Who.MEMBER,
    "tokens.create": Who.MEMBER,
    "tokens.revoke": Who.MEMBER,
    "privacy.show": Who.PUBLIC,
    "privacy.ask_export": Who.GUEST,
    "privacy.export_state": Who.GUEST,
    "privacy.download": Who.GUEST,
    "privacy.discard": Who.GUEST,
    "privacy.delete_account": Who.GUEST,
    "sessions.end": Who.MEMBER,
    "sessions.end_others": Who.MEMBER,
    "searches.index": Who.GUEST,
    "searches.delete": Who.GUEST,
    "searches.clear": Who.GUEST,
    "saved_jobs.index": Who.PUBLIC,
    "saved_jobs.hidden": Who.PUBLIC,
    "saved_jobs.save": Who.PUBLIC,
    "saved_jobs.hide": Who.PUBLIC,
    "saved_jobs.remove": Who.GUEST,
    "saved_jobs.favorite": Who.GUEST,
    "saved_jobs.notes": Who.GUEST,
    "saved_jobs.show_again": Who.GUEST,
    "comparison.show": Who.PUBLIC,
    "comparison.add": Who.PUBLIC,
    "comparison.remove": Who.PUBLIC,
    "comparison.clear": Who.PUBLIC,
    "comparison.of_cvs": Who.GUEST,
    "assistant.index": Who.PUBLIC,
    "assistant.grant": Who.PUBLIC,
    "assistant.withdraw": Who.GUEST,
    "assistant.delete": Who.GUEST,
    "assistant.clear": Who.GUEST,
    "tracker.index": Who.PUBLIC,
    "tracker.track": Who.PUBLIC,
    "tracker.new": Who.PUBLIC,
    "tracker.create": Who.PUBLIC,
    "tracker.create_by_address": Who.MEMBER,
    "tracker.create_by_text": Who.MEMBER,
    "tracker.move": Who.GUEST,
    "tracker.show": Who.GUEST,
    "tracker.save_text": Who.GUEST,
    "tracker.save_follow_up": Who.GUEST,
    "tracker.delete_follow_up": Who.GUEST,
    "tracker.edit": Who.GUEST,
    "tracker.use_cv": Who.GUEST,
    "tracker.delete": Who.GUEST,
    "tracker.new_interview": Who.GUEST,
    "tracker.interview": Who.GUEST,
    "tracker.delete_interview": Who.GUEST,
    "tracker.new_contact": Who.GUEST,
    "tracker.contact": Who.GUEST,
    "tracker.delete_contact": Who.GUEST,
    "tracker.add_document": Who.GUEST,
    "tracker.download_document": Who.GUEST,
    "tracker.delete_document": Who.GUEST,
    "tracker.as_csv": Who.GUEST,
    "tracker.as_workbook": Who.GUEST,
    "tracker.as_json": Who.GUEST,
    "tracker.files": Who.PUBLIC,
    "tracker.take_in": Who.PUBLIC,
    "tracker.calendar_ics": Who.GUEST,
    "tracker.make_calendar_address": Who.MEMBER,
    "tracker.delete_calendar_address": Who.MEMBER,
    "tracker.calendar_feed": Who.PUBLIC,
    "saved_searches.index": Who.GUEST,
    "saved_searches.save": Who.PUBLIC,
    "saved_searches.edit": Who.GUEST,
    "saved_searches.visit": Who.GUEST,
    "saved_searches.set_default": Who.GUEST,
    "saved_searches.delete": Who.GUEST,
    "alerts.index": Who.MEMBER,
    "alerts.new": Who.MEMBER,
    "alerts.show": Who.MEMBER,
    "alerts.edit": Who.MEMBER,
    "alerts.set_active": Who.MEMBER,
    "alerts.delete": Who.MEMBER,
    "alerts.trigger": Who.MEMBER,
    "alerts.unsubscribe": Who.PUBLIC,
    "notifications.index": Who.GUEST,
    "notifications.read": Who.GUEST,
    "notifications.read_all": Who.GUEST,
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
    "admin_chromadb.update_courses": Who.ADMIN,
    "admin_chromadb.cancel_update": Who.ADMIN,
    "admin_quizzes.index": Who.ADMIN,
    "admin_quizzes.proposals": Who.ADMIN,
    "admin_quizzes.propose": Who.ADMIN,
    "admin_quizzes.show": Who.ADMIN,
    "admin_quizzes.edit": Who.ADMIN,
    "admin_quizzes.decide": Who.ADMIN,
    "chromadb_api.status": Who.ADMIN,
    "chromadb_api.migrate": Who.ADMIN,
    "admin_ai.index": Who.ADMIN,
    "admin_ai.live": Who.ADMIN,
    "admin_ai.save": Who.ADMIN,
    "admin_ai.test": Who.ADMIN,
    "admin_ai.models": Who.ADMIN,
    "admin_tasks.index": Who.ADMIN,
    "admin_tasks.cancel": Who.ADMIN,
    "admin_tasks.retry": Who.ADMIN,
    "admin_home.index": Who.ADMIN,
    "admin_users.index": Who.ADMIN,
    "admin_users.show": Who.ADMIN,
    "admin_users.set_state": Who.ADMIN,
    "admin_users.set_role": Who.ADMIN,
    "admin_users.mail_new_password": Who.ADMIN,
    "admin_users.delete": Who.ADMIN,
    "admin_statistics.index": Who.ADMIN,
    "admin_audit.index": Who.ADMIN,
    "admin_audit.as_csv": Who.ADMIN,
    "scraping_api.start": Who.ADMIN,
    "scraping_api.status": Who.ADMIN,
    "scraping_api.statistics": Who.ADMIN,
}


def init_app(app: Flask) -> None:
    app.before_request(_enforce)


def _enforce() -> ResponseReturnValue | None:
    if request.endpoint is None or request.endpoint.startswith(OTHER_DOORS):
        return None  # no such route: the router answers 404 or 405; or another door has its own table
    who = POLICY.get(request.endpoint)
    if who is None:
        current_app.logger.error("route without policy: %s", request.endpoint)
        raise NotFound(_("There is no such page."))
    if who is Who.PUBLIC or _may_enter(who):
        return None
    if not viewer.is_member and who not in (Who.GUEST, Who.OPERATOR):
        if wants_json() or request.headers.get("HX-Request"):  # neither can show a page to log in on
            raise Unauthorized(_("Log in first."))
        return redirect(
            url_for("accounts.login", next=request.full_path if request.method == "GET" else None)
        )
    if who in (Who.GUEST, Who.OPERATOR):
        raise NotFound(_("There is no such page."))
    raise Forbidden(_("This page is for administrators."))


def _may_enter(who: Who) -> bool:
    if who is Who.OPERATOR:
        return may_see_figures()
    if who is Who.GUEST:
        return viewer.user_id is not None
    return viewer.is_member if who is Who.MEMBER else viewer.is_admin
