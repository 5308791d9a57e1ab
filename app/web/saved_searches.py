"""Searches kept under a name: save, open, change, make one the default."""

from __future__ import annotations

from urllib.parse import parse_qsl

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.search.filters import Filters, InvalidFilter
from app.core.search.words import filters_from
from app.errors import BadInput
from app.services import saved_searches
from app.web.forms.saved_searches import form_of
from app.web.pages.saved_searches import proposed_name, search_entry
from app.web.viewer import require_user_id
from app.words.labels import invalid_filter_text

blueprint = Blueprint("saved_searches", __name__, url_prefix="/saved-searches")
MAX_QUERY = 5000


@blueprint.get("")
def index() -> ResponseReturnValue:
    entries = [search_entry(one) for one in saved_searches.of_person(require_user_id())]
    return render_template("saved_searches/index.html", entries=entries)


@blueprint.post("")
def save() -> ResponseReturnValue:
    """With scripts the button changes in place; without, the search is shown again."""
    filters = _sent_filters()
    name = request.form.get("name", "").strip() or proposed_name(filters)
    user_id = require_user_id()
    saved = saved_searches.find(user_id, saved_searches.save(user_id, saved_searches.Wish(name, filters)))
    if request.headers.get("HX-Request"):
        return render_template("saved_searches/_saved.html", saved=saved)
    flash(_("Saved as “%(name)s”.", name=saved.name), "success")
    return redirect(saved.url)


@blueprint.route("/<int:preference_id>", methods=["GET", "POST"])
def edit(preference_id: int) -> ResponseReturnValue:
    user_id = require_user_id()
    search = saved_searches.find(user_id, preference_id)
    form = form_of(search)
    if form.validate_on_submit():
        try:
            saved_searches.change(user_id, preference_id, form.wish(search.filters))
        except BadInput as fault:
            for name, message in fault.fields.items():
                form[name].errors = [message]
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("saved_searches.index"))
    status = 400 if form.is_submitted() else 200
    return render_template("saved_searches/edit.html", form=form, entry=search_entry(search)), status


@blueprint.post("/<int:preference_id>/open")
def visit(preference_id: int) -> ResponseReturnValue:
    """Looking at a saved search marks its offers as seen, so it is asked for by a button and not by a link."""
    return redirect(saved_searches.visit(require_user_id(), preference_id))


@blueprint.post("/<int:preference_id>/default")
def set_default(preference_id: int) -> ResponseReturnValue:
    is_default = request.form.get("default") == "1"
    saved_searches.set_default(require_user_id(), preference_id, is_default=is_default)
    return redirect(url_for("saved_searches.index"))


@blueprint.post("/<int:preference_id>/delete")
def delete(preference_id: int) -> ResponseReturnValue:
    saved_searches.delete(require_user_id(), preference_id)
    flash(_("The saved search was deleted."), "success")
    return redirect(url_for("saved_searches.index"))


def _sent_filters() -> Filters:
    """Raises BadInput."""
    query = request.form.get("query", "")
    if len(query) > MAX_QUERY:
        raise BadInput(_("This search is too long to be saved."))
    try:
        return filters_from(parse_qsl(query, max_num_fields=200))
    except InvalidFilter as error:
        raise BadInput(invalid_filter_text(error.field, error.code), code="invalid_filter") from error
    except ValueError as error:
        raise BadInput(_("This search is too long to be saved.")) from error
