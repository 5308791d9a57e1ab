"""What a token must be good for, for each operation. What is not listed is closed; a test compares this with the
URL map."""

from __future__ import annotations

from typing import Final

from flask import current_app, request
from flask_babel import gettext as _

from app.api.caller import caller, find_caller
from app.errors import Forbidden, NotFound
from app.services.tokens.caller import ACCOUNT, ADMIN, READ, WRITE

OPEN: Final = ""  # anybody; a token, where one is sent, must be good all the same

POLICY: dict[str, str] = {
    "api_v1.auth.register": OPEN,
    "api_v1.auth.confirm": OPEN,
    "api_v1.auth.login": OPEN,
    "api_v1.auth.refresh": OPEN,
    "api_v1.auth.logout": OPEN,
    "api_v1.auth.me": READ,
    "api_v1.auth.change_me": WRITE,
    "api_v1.auth.change_password": ACCOUNT,
    "api_v1.tokens.sessions": ACCOUNT,
    "api_v1.tokens.end_session": ACCOUNT,
    "api_v1.tokens.index": ACCOUNT,
    "api_v1.tokens.create": ACCOUNT,
    "api_v1.tokens.revoke": ACCOUNT,
    "api_v1.jobs.search": OPEN,
    "api_v1.jobs.show": OPEN,
    "api_v1.jobs.similar": OPEN,
    "api_v1.jobs.suggestions": OPEN,
    "api_v1.jobs.trending": OPEN,
    "api_v1.saved_jobs.index": READ,
    "api_v1.saved_jobs.favorites": READ,
    "api_v1.saved_jobs.hidden": READ,
    "api_v1.saved_jobs.hide": WRITE,
    "api_v1.saved_jobs.show_again": WRITE,
    "api_v1.saved_jobs.show": READ,
    "api_v1.saved_jobs.save": WRITE,
    "api_v1.saved_jobs.remove": WRITE,
    "api_v1.saved_jobs.set_favorite": WRITE,
    "api_v1.saved_jobs.set_notes": WRITE,
    "api_v1.applications.index": READ,
    "api_v1.applications.show": READ,
    "api_v1.applications.timeline": READ,
    "api_v1.applications.interviews": READ,
    "api_v1.applications.interview": READ,
    "api_v1.applications.contacts": READ,
    "api_v1.applications.contact": READ,
    "api_v1.applications.list_documents": READ,
    "api_v1.applications.download_document": READ,
    "api_v1.applications.export": READ,
    "api_v1.applications.calendar_ics": READ,
    "api_v1.applications.calendar_address": READ,
    "api_v1.applications.create": WRITE,
    "api_v1.applications.track": WRITE,
    "api_v1.applications.change": WRITE,
    "api_v1.applications.delete": WRITE,
    "api_v1.applications.set_status": WRITE,
    "api_v1.applications.set_notes": WRITE,
    "api_v1.applications.set_cover_letter": WRITE,
    "api_v1.applications.set_follow_up": WRITE,
    "api_v1.applications.delete_follow_up": WRITE,
    "api_v1.applications.set_cv": WRITE,
    "api_v1.applications.add_interview": WRITE,
    "api_v1.applications.change_interview": WRITE,
    "api_v1.applications.delete_interview": WRITE,
    "api_v1.applications.add_contact": WRITE,
    "api_v1.applications.change_contact": WRITE,
    "api_v1.applications.delete_contact": WRITE,
    "api_v1.applications.add_document": WRITE,
    "api_v1.applications.delete_document": WRITE,
    "api_v1.applications.take_in": WRITE,
    "api_v1.applications.make_calendar_address": ACCOUNT,
    "api_v1.applications.delete_calendar_address": ACCOUNT,
    "api_v1.search_preferences.index": READ,
    "api_v1.search_preferences.show": READ,
    "api_v1.search_preferences.create": WRITE,
    "api_v1.search_preferences.change": WRITE,
    "api_v1.search_preferences.delete": WRITE,
    "api_v1.search_preferences.activate": WRITE,
    "api_v1.search_preferences.deactivate": WRITE,
    "api_v1.search_preferences.mark_seen": WRITE,
    "api_v1.alerts.index": READ,
    "api_v1.alerts.show": READ,
    "api_v1.alerts.preview": READ,
    "api_v1.alerts.log": READ,
    "api_v1.alerts.create": WRITE,
    "api_v1.alerts.change": WRITE,
    "api_v1.alerts.set_active": WRITE,
    "api_v1.alerts.delete": WRITE,
    "api_v1.alerts.trigger": WRITE,
    "api_v1.notifications.index": READ,
    "api_v1.notifications.read": WRITE,
    "api_v1.notifications.read_all": WRITE,
    "api_v1.searches.index": READ,
    "api_v1.searches.delete": WRITE,
    "api_v1.searches.clear": WRITE,
    "api_v1.tasks.show": READ,
    "api_v1.cv.index": READ,
    "api_v1.cv.upload": WRITE,
    "api_v1.cv.show": READ,
    "api_v1.cv.correct": WRITE,
    "api_v1.cv.delete": WRITE,
    "api_v1.cv.parse": READ,
    "api_v1.cv.undo_corrections": WRITE,
    "api_v1.cv.make_primary": WRITE,
    "api_v1.cv.file": READ,
    "api_v1.matching.recommendations": READ,
    "api_v1.matching.score": READ,
    "api_v1.matching.analyze": READ,
    "api_v1.matching.batch": READ,
    "api_v1.courses.search": READ,
    "api_v1.courses.mine": READ,
    "api_v1.courses.plan": READ,
    "api_v1.courses.of_job": READ,
    "api_v1.courses.plan_of_job": READ,
    "api_v1.courses.show": READ,
    "api_v1.courses.mark": WRITE,
    "api_v1.users.profile": READ,
    "api_v1.users.change_profile": WRITE,
    "api_v1.users.stats": READ,
    "api_v1.users.delete_account": ACCOUNT,
    "api_v1.users.ask_export": ACCOUNT,
    "api_v1.users.export_state": ACCOUNT,
    "api_v1.users.download": ACCOUNT,
    "api_v1.users.discard": ACCOUNT,
    "api_v1.quizzes.index": READ,
    "api_v1.quizzes.history": READ,
    "api_v1.quizzes.start": WRITE,
    "api_v1.quizzes.show": READ,
    "api_v1.quizzes.submit": WRITE,
    "api_v1.quizzes.result": READ,
    "api_v1.quizzes.report": WRITE,
    "api_v1.imports.index": READ,
    "api_v1.imports.show": READ,
    "api_v1.imports.ask": WRITE,
    "api_v1.imports.from_text": WRITE,
    "api_v1.imports.from_page": WRITE,
    "api_v1.imports.delete": WRITE,
    "api_v1.proofs.index": READ,
    "api_v1.proofs.upload": WRITE,
    "api_v1.proofs.show": READ,
    "api_v1.proofs.check": WRITE,
    "api_v1.proofs.picture": READ,
    "api_v1.proofs.delete": WRITE,
    "api_v1.admin.logs": ADMIN,
    "api_v1.admin.trigger": ADMIN,
    "api_v1.admin.stats": ADMIN,
    "api_v1.admin.users": ADMIN,
    "api_docs.openapi": OPEN,
    "api_docs.docs": OPEN,
}


def enforce() -> None:
    """Before every request to the API."""
    if request.method == "OPTIONS":
        return  # says which methods there are, and to a browser which sites may ask
    endpoint = request.endpoint or ""
    needed = POLICY.get(endpoint)
    if needed is None:
        current_app.logger.error("operation without policy: %s", endpoint)
        raise NotFound(_("There is no such operation."))
    if needed == OPEN:
        find_caller()
        return
    if needed not in caller().scopes:
        if needed == ADMIN:
            raise Forbidden(_("This is for administrators."))
        raise Forbidden(
            _("This token may not do that: it lacks the scope %(scope)s.", scope=needed),
            code="insufficient_scope",
        )
