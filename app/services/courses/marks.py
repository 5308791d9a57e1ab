"""Saving a course, starting it, having done it; and taking that back."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from sqlalchemy import select, update

from app.errors import BadInput, NotFound
from app.extensions import db
from app.models import CV, Course, UserCourse
from app.models.course import COURSE_STATES
from app.services.courses import kept
from app.services.courses.cards import CourseCard, load_cards
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
        mine = UserCourse.user_id == user_id
        before = session.scalar(select(UserCourse.state).where(mine, UserCourse.course_id == number))
        if before is None and state != NONE and len(kept.states(user_id)) >= MOST:
            raise BadInput(_("You keep %(n)s courses. Remove one to add another.", n=MOST))
        if state == NONE:
            kept.forget(user_id, card.course_id)
        else:
            kept.keep(user_id, card.course_id, state)
        if (before == "done") != (state == "done"):
            newer = {"version": CV.version + 1, "updated_at": CV.updated_at}
            session.execute(update(CV).where(CV.user_id == user_id).values(**newer))
    return card


def get_card(number: int) -> CourseCard:
    """Raises NotFound, also for a course that is not offered any more."""
    course_id = db.session.scalar(select(Course.course_id).where(Course.id == number))
    card = load_cards([course_id]).get(course_id) if course_id else None
    if card is None:
        raise NotFound(_("There is no such course."))
    return card
