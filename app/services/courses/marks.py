"""Saving a course, starting it, having done it; and taking that back."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.errors import BadInput, NotFound
from app.extensions import db
from app.models import Course, UserCourse
from app.models.course import COURSE_STATES
from app.services.courses import aliases, kept
from app.services.courses.cards import CourseCard, load_cards
from app.services.cv_versions import raise_versions
from app.services.transaction import transaction

NONE = "none"
CHOICES = (*COURSE_STATES, NONE)
MOST = 500


def mark(user_id: int, number: int, state: str) -> CourseCard:
    """``number`` is the row of the course, ``state`` one of CHOICES. What is done, or no longer is, counts in the
    scores at once: the CVs get a new version. Raises NotFound and BadInput."""
    if state not in CHOICES:
        raise BadInput(_("Choose one of the offered values."))
    with transaction() as session:
        card = get_card(number)
        number = card.id
        mine = UserCourse.user_id == user_id
        before = session.scalar(select(UserCourse.state).where(mine, UserCourse.course_id == number))
        if before is None and state != NONE and len(kept.states(user_id)) >= MOST:
            raise BadInput(_("You keep %(n)s courses. Remove one to add another.", n=MOST))
        if state == NONE:
            kept.forget(user_id, card.course_id)
        else:
            kept.keep(user_id, card.course_id, state)
        if (before == "done") != (state == "done"):
            raise_versions(session, user_id)
    return card


def get_card(number: int) -> CourseCard:
    """Of the row with this number, or of the one that it became. Raises NotFound, also for a course that is not
    offered any more."""
    row = select(Course.course_id)
    course_id = db.session.scalar(row.where(Course.id == number)) or db.session.scalar(
        row.where(Course.id == aliases.find_number(number))
    )
    card = load_cards([course_id]).get(course_id) if course_id else None
    if card is None:
        raise NotFound(_("There is no such course."))
    return card
