"""Codes of courses and of the index over them as words."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

COURSE_LABELS: Mapping[str, Mapping[str, LazyString]] = {
    "course_level": {
        "beginner": _("Beginner"),
        "intermediate": _("Intermediate"),
        "advanced": _("Advanced"),
        "mixed": _("All levels"),
    },
    "course_kind": {
        "course": _("Course"),
        "specialization": _("Specialization"),
        "certificate": _("Professional certificate"),
        "project": _("Guided project"),
    },
    "course_state": {
        "saved": _("Saved"),
        "started": _("Started"),
        "done": _("Done"),
    },
    "course_why": {
        "title_exact": _("its title is this skill"),
        "tag": _("its provider lists this skill"),
        "title": _("its title names this skill"),
        "text": _("shares words with it"),
        "meaning": _("close in meaning"),
        "level": _("the level that fits"),
        "other_level": _("another level: the nearest there is"),
        "other_language": _("in another language"),
        "well_rated": _("rated 4.5 of 5 or better"),
    },
    "closeness": {
        "very_close": _("Very close"),
        "close": _("Close"),
        "related": _("Related"),
        "loose": _("Loosely related"),
    },
    "generation_state": {
        "building": _("Being built"),
        "ready": _("Ready"),
        "failed": _("Failed"),
        "cancelled": _("Cancelled"),
        "removed": _("Replaced by a newer one"),
    },
    "update_count": {
        "listed": _("Listed"),
        "asked": _("Pages asked for"),
        "new": _("New"),
        "updated": _("Changed"),
        "unchanged": _("Unchanged"),
        "gone": _("Gone"),
        "missing": _("Without an answer"),
        "unread": _("Not readable"),
        "waiting": _("Left for the next one"),
    },
    "index_step": {
        "words": _("Indexing words"),
        "vectors": _("Writing vectors"),
        "checking": _("Checking"),
    },
}
CLOSENESS = (("very_close", 0.85), ("close", 0.7), ("related", 0.55))


def closeness(score: float) -> str:
    """A code of ``closeness`` for a score of 0 to 1."""
    return next((code for code, least in CLOSENESS if score >= least), "loose")
