"""Saving offers, the list of them, and hiding what does not interest. Each button is a form; htmx swaps only the
button."""

from __future__ import annotations

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf

from app.errors import BadInput
from app.services.saved_jobs import keeping, listing
from app.services.saved_jobs.keeping import Edited
from app.services.saved_jobs.listing import Asked, Listing
from app.web.navigation import safe_next
from app.web.pages.saved_jobs import asked_for, saved_page
from app.web.viewer import require_user_id, viewer

blueprint = Blueprint("saved_jobs", __name__, url_prefix="/saved")
NOTHING = Listing(Asked(), 0, 0, (), ())


@blueprint.get("")
def index() -> ResponseReturnValue:
    asked = asked_for(request.args)
    found = listing.listing(viewer.user_id, asked) if viewer.user_id else NOTHING
    return render_template("saved_jobs/index.html", page=saved_page(found))


@blueprint.get("/hidden")
def hidden() -> ResponseReturnValue:
    found = listing.hidden(viewer.user_id) if viewer.user_id else ()
    return render_template("saved_jobs/hidden.html", offers=found)


@blueprint.post("/<int:job_id>/save")
def save(job_id: int) -> ResponseReturnValue:
    job = keeping.require_offer(job_id, viewer.user_id)  # before a visitor becomes a guest for nothing
    title = job.title
    keeping.save(require_user_id(), job_id)
    said = {
        "text": _("Saved."),
        "undo": f"/saved/{job_id}/remove",
        "url": "/saved",
        "link": _("Saved offers"),
    }
    return _answer("saved_jobs/_button.html", said, f"save-{job_id}", job_id=job_id, title=title, saved=True)


@blueprint.post("/<int:job_id>/remove")
def remove(job_id: int) -> ResponseReturnValue:
    keeping.remove(require_user_id(), job_id)
    job = keeping.require_offer(job_id, viewer.user_id)
    text = _("Removed from your saved offers.")
    said = {"text": text, "undo": f"/saved/{job_id}/save", "url": "/saved", "link": _("Saved offers")}
    return _answer(
        "saved_jobs/_button.html", said, f"save-{job_id}", job_id=job_id, title=job.title, saved=False
    )


@blueprint.post("/<int:job_id>/favorite")
def favorite(job_id: int) -> ResponseReturnValue:
    keeping.require_offer(job_id, viewer.user_id)
    given = request.form.get("on", "")
    if given not in {"0", "1"}:
        raise BadInput(_("Choose one of the offered values."), fields={"on": _("Unknown value.")})
    keeping.set_favorite(require_user_id(), job_id, given == "1")
    return redirect(_back(f"offer-{job_id}"))


@blueprint.post("/<int:job_id>/notes")
def notes(job_id: int) -> ResponseReturnValue:
    """Who was overtaken by another window gets both texts and decides."""
    keeping.require_offer(job_id, viewer.user_id)
    version = request.form.get("version", "")
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        raise BadInput(_("Choose one of the offered values."), fields={"version": _("Unknown value.")})
    try:
        keeping.save_notes(require_user_id(), job_id, request.form.get("text", ""), int(version))
    except Edited as conflict:
        values = {"job_id": job_id, "conflict": conflict, "back": _back(f"offer-{job_id}")}
        return render_template("saved_jobs/conflict.html", **values), conflict.status
    flash(_("Saved."), "success")
    return redirect(_back(f"offer-{job_id}"))


@blueprint.post("/<int:job_id>/hide")
def hide(job_id: int) -> ResponseReturnValue:
    job = keeping.require_offer(job_id, viewer.user_id)
    title = job.title
    was_saved = keeping.hide(require_user_id(), job_id)
    undo = f"/saved/{job_id}/save" if was_saved else f"/saved/{job_id}/show"
    text = _("This offer is hidden: you will not be shown it again.")
    said = {"text": text, "undo": undo, "url": "/saved/hidden", "link": _("Hidden offers")}
    return _answer("saved_jobs/_hidden_card.html", said, "", job_id=job_id, title=title, undo=undo)


@blueprint.post("/<int:job_id>/show")
def show_again(job_id: int) -> ResponseReturnValue:
    keeping.show_again(require_user_id(), job_id)
    flash(_("This offer is shown again."), "success")
    return redirect(_back())


def _answer(template: str, said: dict[str, str], anchor: str, **values: object) -> ResponseReturnValue:
    """The changed piece for htmx; else back to the page, with a word about what was done and how to undo it."""
    if not request.headers.get("HX-Request"):
        flash(said, "success")  # type: ignore[arg-type]
        return redirect(_back(anchor))
    back = safe_next(request.form.get("next"), default=url_for("saved_jobs.index"))
    response = make_response(render_template(template, said=said, back=back, **values))
    response.headers["X-CSRFToken"] = generate_csrf()  # a new one for who just became a guest
    return response


def _back(anchor: str = "") -> str:
    target = safe_next(request.form.get("next"), default=url_for("saved_jobs.index"))
    return f"{target}#{anchor}" if anchor and "#" not in target else target
