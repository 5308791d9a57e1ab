"""Codes of sources, runs and background work as words in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

Labels = Mapping[str, LazyString]

RUN_STATE: Labels = {
    "waiting": _("Waiting for a worker"),
    "running": _("Running"),
    "ok": _("Worked"),
    "empty": _("Nothing found"),
    "suspect": _("Suspicious"),
    "blocked": _("Blocked"),
    "quota": _("Allowance used up"),
    "auth": _("Key refused"),
    "changed": _("Page has changed"),
    "failed": _("Failed"),
    "interrupted": _("Interrupted"),
    "cancelled": _("Cancelled"),
    "never": _("Never ran"),
}
RUN_ADVICE: Labels = {
    "waiting": _("It starts as soon as the worker is free."),
    "running": _("Nothing to do; this page follows it."),
    "ok": _("Nothing to do."),
    "empty": _(
        "The source itself says that it has no offers for these settings. Widen them if that surprises you."
    ),
    "suspect": _(
        "There were offers before, or many items lack a title, company or address. "
        "Open the run, look at what came back, then run it again."
    ),
    "blocked": _(
        "The site refuses programs. Do not run it more often: leave it off for some days, or take the way named below."
    ),
    "quota": _("Wait until the allowance is renewed, ask for fewer offers, or run it less often."),
    "auth": _(
        "Check the key in the settings of this source: it is missing, wrong, or not made for this interface."
    ),
    "changed": _(
        "The answer has another shape than before, so nothing can be read from it. The reader must be mended; "
        "the first lines that came back are kept with the run."
    ),
    "failed": _(
        "The service reported a fault or did not answer. Run it again later; if it persists, read the log."
    ),
    "interrupted": _("The worker ended in the middle. What was stored is kept; run it again for the rest."),
    "cancelled": _("Somebody ended it. What was stored is kept."),
    "never": _("Check its settings, then run it."),
}
TERMS: Labels = {
    "open": _("Open interface"),
    "key": _("Needs your own key"),
    "tolerated": _("Neither invited nor forbidden"),
    "forbidden": _("Terms speak against it"),
}
OFFER_FIELD: Labels = {
    "title": _("Title"),
    "company": _("Company"),
    "url": _("Address of the page"),
    "city": _("City"),
    "country": _("Country"),
    "description": _("Description"),
    "published": _("Date posted"),
    "salary": _("Salary"),
    "contract": _("Contract"),
    "skills": _("Skills"),
}
REJECTED: Labels = {
    "bad_record": _("not readable as an offer"),
    "too_large": _("too large"),
    "no_title": _("without a title"),
    "no_text": _("with a title only"),
}
LINE_LEVEL: Labels = {"info": _("Note"), "warning": _("Warning"), "error": _("Error")}
TASK_STATE: Labels = {
    "all": _("All"),
    "queued": _("Waiting"),
    "running": _("Running"),
    "done": _("Done"),
    "failed": _("Failed"),
    "cancelled": _("Cancelled"),
}
TASK_NAME: Labels = {
    "scrape": _("Fetch offers from a source"),
    "recheck": _("Look at stored offers again"),
    "account_mail": _("Mail about an account"),
    "hourly": _("Housekeeping of the hour"),
    "daily": _("Housekeeping of the day"),
    "courses_index": _("Build the index over the courses"),
    "courses_update": _("Update the courses"),
    "course_syllabus": _("Read what a course teaches"),
    "score_history": _("Note how offers fit each CV"),
    "first_scores": _("Note how offers fit a new CV"),
}
COPY_LIST: Labels = {
    "apart": _("Alike, left apart"),
    "joined": _("Joined"),
    "decided": _("Decided"),
}
COPY_REASON: Labels = {
    "same": _("Same title, company and city"),
    "similar": _("Similar title and text"),
    "decided": _("Decided by an administrator"),
}
CLOSED_REASON: Labels = {
    "expired": _("past its last day"),
    "gone": _("gone at the source"),
    "unseen": _("no longer seen"),
    "removed": _("removed"),
}
SOURCE_LABELS: Mapping[str, Labels] = {
    "run_state": RUN_STATE,
    "run_advice": RUN_ADVICE,
    "terms": TERMS,
    "offer_field": OFFER_FIELD,
    "rejected": REJECTED,
    "line_level": LINE_LEVEL,
    "task_state": TASK_STATE,
    "task_name": TASK_NAME,
    "copy_list": COPY_LIST,
    "copy_reason": COPY_REASON,
    "closed_reason": CLOSED_REASON,
}
