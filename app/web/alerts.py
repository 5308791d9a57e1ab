"""Mails about new offers: make, preview, pause, follow, and stop them from the mail itself."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import BadInput
from app.extensions import csrf, limiter
from app.services import saved_searches
from app.services.alerts import due, preview, rules, unsubscribing
from app.web.forms.alerts import AlertForm, form_for
from app.web.limits import by_address, by_user
from app.web.pages.alerts import alert_page, alert_views
from app.web.viewer import require_user_id

blueprint = Blueprint("alerts", __name__, url_prefix="/alerts")
TRIGGERS = "2 per minute; 10 per day"


@blueprint.get("")
def index() -> ResponseReturnValue:
    return render_template("alerts/index.html", alerts=alert_views(rules.of_person(require_user_id())))


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    user_id = require_user_id()
    form = form_for(saved_searches.names_of(user_id), chosen=request.args.get("search", type=int))
    if form.validate_on_submit() and (made := _try(form, lambda: rules.create(user_id, form.wish()))):
        flash(_("Your alert is set."), "success")
        return redirect(url_for("alerts.show", alert_id=made))
    return render_template("alerts/edit.html", form=form, alert=None), 400 if form.is_submitted() else 200


@blueprint.get("/<int:alert_id>")
def show(alert_id: int) -> ResponseReturnValue:
    user_id = require_user_id()
    return render_template("alerts/show.html", page=alert_page(preview.page(user_id, alert_id)))


@blueprint.route("/<int:alert_id>/edit", methods=["GET", "POST"])
def edit(alert_id: int) -> ResponseReturnValue:
    user_id = require_user_id()
    alert = rules.find(user_id, alert_id)
    form = form_for(saved_searches.names_of(user_id), alert)
    if form.validate_on_submit() and _try(form, lambda: rules.change(user_id, alert_id, form.wish())):
        flash(_("Saved."), "success")
        return redirect(url_for("alerts.show", alert_id=alert_id))
    return render_template("alerts/edit.html", form=form, alert=alert), 400 if form.is_submitted() else 200


@blueprint.post("/<int:alert_id>/active")
def set_active(alert_id: int) -> ResponseReturnValue:
    rules.set_active(require_user_id(), alert_id, is_active=request.form.get("active") == "1")
    return redirect(url_for("alerts.show", alert_id=alert_id))


@blueprint.post("/<int:alert_id>/delete")
def delete(alert_id: int) -> ResponseReturnValue:
    rules.delete(require_user_id(), alert_id)
    flash(_("The alert was deleted."), "success")
    return redirect(url_for("alerts.index"))


@blueprint.post("/<int:alert_id>/trigger")
@limiter.limit(TRIGGERS, key_func=by_user)
def trigger(alert_id: int) -> ResponseReturnValue:
    due.trigger(require_user_id(), alert_id)
    flash(_("We are looking. If there is anything new, the mail is on its way."), "info")
    return redirect(url_for("alerts.show", alert_id=alert_id))


@blueprint.route("/unsubscribe/<secret>", methods=["GET", "POST"])
@csrf.exempt  # mail programs post here by themselves (RFC 8058); the address holds a signature
@limiter.limit("60 per minute", key_func=by_address)
def unsubscribe(secret: str) -> ResponseReturnValue:
    name = unsubscribing.named(secret)
    if request.method == "POST":
        unsubscribing.unsubscribe(secret)
    return render_template("alerts/unsubscribe.html", name=name, is_done=request.method == "POST")


def _try(form: AlertForm, action: object) -> int:
    """The id that it gave, 1 for none; 0 when it was refused, with the reason in the form."""
    try:
        return action() or 1  # type: ignore[operator]
    except BadInput as fault:
        for name, message in (fault.fields or {"name": fault.message}).items():
            form[name].errors = [message]
        return 0
