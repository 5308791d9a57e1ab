"""Words for what administrators see of accounts, figures and the audit log."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

ADMIN_LABELS: Mapping[str, Mapping[str, LazyString]] = {
    "audit_action": {
        "signed_in": _("Logged in"),
        "sign_in_failed": _("Failed log-in"),
        "signed_out_everywhere": _("Logged out everywhere"),
        "registered": _("Registered"),
        "password_changed": _("Changed the password"),
        "password_reset": _("Chose a new password by mail"),
        "password_mail_asked": _("Sent a mail to choose a new password"),
        "role_given": _("Gave the role of administrator"),
        "role_taken": _("Took the role of administrator"),
        "account_disabled": _("Disabled an account"),
        "account_enabled": _("Enabled an account"),
        "data_exported": _("Exported their data"),
        "cv_deleted": _("Deleted a CV"),
        "account_deleted": _("Deleted an account"),
        "retention_mailed": _("Warned that an unused account will be deleted"),
        "retention_deleted": _("Deleted what was kept long enough"),
        "consent_given": _("Gave consent"),
        "consent_withdrawn": _("Withdrew consent"),
        "source_saved": _("Changed a source"),
        "models_saved": _("Changed the language model"),
        "index_asked": _("Had the course index built"),
        "index_switched_back": _("Went back to the previous course index"),
        "course_update_asked": _("Had the courses updated"),
        "question_saved": _("Edited a quiz question"),
        "question_decided": _("Decided about a quiz question"),
        "copies_decided": _("Decided whether two offers are the same"),
        "audit_exported": _("Exported the audit log"),
    },
    "person_kind": {"member": _("Registered"), "guest": _("Guests")},
    "person_role": {"user": _("User"), "admin": _("Administrator")},
    "person_state": {"active": _("Active"), "disabled": _("Disabled")},
    "person_seen": {
        "week": _("In the last 7 days"),
        "month": _("In the last 30 days"),
        "not_month": _("Not for 30 days"),
        "not_year": _("Not for a year"),
    },
    "person_sort": {
        "newest": _("Newest account first"),
        "oldest": _("Oldest account first"),
        "seen": _("Seen last first"),
        "unseen": _("Not seen for longest first"),
        "email": _("By e-mail address"),
    },
    "site_count": {
        "cvs": _("CVs"),
        "matches": _("Matches computed"),
        "saved_jobs": _("Saved offers"),
        "saved_searches": _("Saved searches"),
        "applications": _("Applications"),
        "alerts": _("Alerts"),
        "searches": _("Remembered searches"),
        "quizzes": _("Quizzes"),
        "proofs": _("Proofs"),
        "imported_jobs": _("Imported offers"),
        "consents": _("Standing consents"),
        "tasks": _("Tasks asked for"),
        "devices": _("Signed-in devices"),
    },
    "offer_age": {
        "week": _("Less than 7 days"),
        "month": _("7 to 29 days"),
        "quarter": _("30 to 89 days"),
        "older": _("90 days and more"),
    },
    "quiz_outcome": {
        "passed": _("Passed"),
        "failed": _("Not passed"),
        "open": _("Open or abandoned"),
        "late": _("Not finished in time"),
        "done": _("Handed in"),
    },
    "storage": {
        "database": _("Database"),
        "cvs": _("CV files"),
        "documents": _("Documents of applications"),
        "proofs": _("Proofs"),
        "course_index": _("Course index"),
    },
}
