"""Offers side by side, choosing them, and two CVs for one offer. What is compared stands in the address."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import BadInput
from app.services import jobs
from app.services.comparison import cvs, offers
from app.web import chosen
from app.web.navigation import safe_next
from app.web.pages.comparison import comparison_page
from app.web.pages.comparison_cvs import cv_comparison_page
from app.web.viewer import require_user_id, viewer

blueprint = Blueprint("comparison", __name__)
MOST_GIVEN = 10  # more are refused without being read
DIGITS = 18


@blueprint.get("/compare")
def show() -> ResponseReturnValue:
    only = request.args.get("differences", "")
    if only not in {"", "1"}:
        raise _unknown("differences")
    if "job" not in request.args:
        now = chosen.chosen()
        return redirect(now.url) if now.is_enough else render_template("comparison/index.html")
    found = offers.compare(_ids("job"), viewer.user_id)
    return render_template("comparison/show.html", page=comparison_page(found, only_differences=only == "1"))


@blueprint.post("/compare/<int:job_id>/add")
def add(job_id: int) -> ResponseReturnValue:
    job = jobs.get(job_id, viewer.user_id)
    said = "" if chosen.choose(job.id) else _full()
    return _answer(job_id, job.title, said)


@blueprint.post("/compare/<int:job_id>/remove")
def remove(job_id: int) -> ResponseReturnValue:
    """Also one that is gone meanwhile."""
    chosen.drop(job_id)
    if not request.headers.get("HX-Request"):
        return redirect(_back())
    return _answer(job_id, jobs.get(job_id, viewer.user_id).title, "")


@blueprint.post("/compare/clear")
def clear() -> ResponseReturnValue:
    chosen.clear()
    return redirect(_back())


@blueprint.get("/job/<int:job_id>/compare-cvs")
def of_cvs(job_id: int) -> ResponseReturnValue:
    user_id = require_user_id()
    if "cv" not in request.args:
        return render_template("comparison/choose_cvs.html", choice=cvs.choice(user_id, job_id))
    found = cvs.compare(user_id, job_id, _ids("cv"))
    return render_template("comparison/cvs.html", page=cv_comparison_page(found))


def _ids(name: str) -> list[int]:
    """Numbers that may be ids of something or of nothing. Raises BadInput."""
    given = [text.strip() for text in request.args.getlist(name)]
    if len(given) > MOST_GIVEN or not all(_is_number(text) for text in given):
        raise _unknown(name)
    return [int(text) for text in given]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= DIGITS


def _unknown(name: str) -> BadInput:
    text = _("This address is not that of a comparison. Choose the offers or CVs again.")
    return BadInput(text, code="invalid_filter", fields={name: text})


def _answer(job_id: int, title: str, said: str) -> ResponseReturnValue:
    """The changed pieces for htmx; else back to the page."""
    now = chosen.chosen()
    if request.headers.get("HX-Request"):
        values = {"job_id": job_id, "title": title, "said": said, "chosen": now}
        return render_template("comparison/_button.html", **values)
    if said:
        flash(said, "warning")
    return redirect(_back(f"compare-{job_id}"))


def _full() -> str:
    return _(
        "You compare %(n)s offers already. Take one out of the comparison to put another in.", n=offers.MOST
    )


def _back(anchor: str = "") -> str:
    target = safe_next(request.form.get("next"), default="/compare")
    return f"{target}#{anchor}" if anchor and "#" not in target and target != "/compare" else target
