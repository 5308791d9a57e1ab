"""Courses: the catalogue, one course, those one keeps, those for the gaps of an offer, learning plans."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.services import course_page, job_courses, learning_plan
from app.services.courses import facets, kept, marks, syllabus
from app.services.courses.search import search
from app.web.navigation import safe_next
from app.web.pages.courses import asked_for, courses_page, gap_views
from app.web.pages.learning import kept_views, one_course, plan_page
from app.web.routing import LARGEST_ID
from app.web.viewer import require_user_id, viewer
from app.words.language import current_language

blueprint = Blueprint("courses", __name__)


@blueprint.get("/courses")
def index() -> ResponseReturnValue:
    asked = asked_for(request.args)
    states = kept.states(viewer.user_id) if viewer.user_id else {}
    found = search(asked.q, asked.filters(), asked.page)
    return render_template("courses/index.html", page=courses_page(asked, found, facets.facets(), states))


@blueprint.get("/courses/mine")
def mine() -> ResponseReturnValue:
    found = kept.kept_courses(viewer.user_id) if viewer.user_id else []
    return render_template("courses/mine.html", courses=kept_views(found))


@blueprint.get("/courses/<int:course_id>")
def show(course_id: int) -> ResponseReturnValue:
    job_id = _number(request.args.get("job"))
    page = course_page.page(course_id, viewer.user_id, job_id)
    if page.course.id != course_id:
        return redirect(url_for("courses.show", course_id=page.course.id, job=job_id), 301)
    return render_template("courses/show.html", page=one_course(page))


@blueprint.post("/courses/<int:course_id>/state")
def mark(course_id: int) -> ResponseReturnValue:
    """Save it, start it, have done it, or none of these. What is done shows what that changed."""
    state, job_id = request.form.get("state", ""), _number(request.form.get("job"))
    course_id = marks.get_card(course_id).id
    course = marks.mark(require_user_id(), course_id, state)
    said = {
        "saved": _("Saved: %(course)s.", course=course.title),
        "started": _("Started: %(course)s.", course=course.title),
        "done": _("Done: %(course)s. Your scores count it from now on.", course=course.title),
        "none": _("Taken off your list: %(course)s.", course=course.title),
    }
    flash(said[state], "success")
    here = url_for("courses.show", course_id=course_id, job=job_id)
    return redirect(here if state == "done" else safe_next(request.form.get("back"), here))


@blueprint.post("/courses/<int:course_id>/syllabus")
def read_syllabus(course_id: int) -> ResponseReturnValue:
    card = marks.get_card(course_id)
    if syllabus.ask(card.course_id):
        flash(_("The worker was asked to read the page of this course."), "success")
    else:
        flash(_("It was read, or asked for, not long ago."), "info")
    return redirect(url_for("courses.show", course_id=card.id))


@blueprint.get("/job/<int:job_id>/courses")
def of_job(job_id: int) -> ResponseReturnValue:
    found = job_courses.of_job(job_id, viewer.user_id, current_language())
    is_fragment = "HX-Request" in request.headers
    if found is None:
        return "" if is_fragment else _upload_first()
    template = "courses/_job.html" if is_fragment else "courses/job.html"
    return render_template(template, found=found, gaps=gap_views(found), job_id=job_id)


@blueprint.get("/job/<int:job_id>/plan")
def plan_of_job(job_id: int) -> ResponseReturnValue:
    found = learning_plan.of_job(job_id, viewer.user_id, current_language())
    if found is None:
        return _upload_first()
    return render_template("courses/plan.html", page=plan_page(found, 0))


@blueprint.get("/learning-plan")
def plan() -> ResponseReturnValue:
    given = _number(request.args.get("offers"))
    count = given if given in learning_plan.COUNTS else learning_plan.COUNTS[-1]
    found = learning_plan.of_best(viewer.user_id, count, current_language())
    if found is None:
        return _upload_first()
    return render_template("courses/plan.html", page=plan_page(found, count))


def _upload_first() -> ResponseReturnValue:
    flash(_("Upload a CV first: then it is known which skills are missing."), "info")
    return redirect(url_for("cvs.index"))


def _number(given: str | None) -> int | None:
    """An id from an address or a form; None for what is none."""
    if not given or not given.isascii() or not given.isdigit() or len(given) > 10:
        return None
    return int(given) if 0 < int(given) <= LARGEST_ID else None
