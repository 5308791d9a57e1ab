"""Personal tokens, for scripts and assistants that act for somebody."""

from __future__ import annotations

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import BadInput
from app.extensions import limiter
from app.services import accounts
from app.services.tokens import personal
from app.web.forms.tokens import TokenForm
from app.web.limits import SIGN_IN, by_address
from app.web.viewer import require_user_id, viewer

blueprint = Blueprint("tokens", __name__, url_prefix="/account/tokens")


@blueprint.get("")
def index() -> ResponseReturnValue:
    return _page(_form())


@blueprint.post("")
@limiter.limit(SIGN_IN, key_func=by_address)
def create() -> ResponseReturnValue:
    """The secret is on the answer and nowhere else."""
    user_id, form = require_user_id(), _form()
    if not form.validate_on_submit():
        return _page(form, status=400)
    try:
        accounts.confirm_password(user_id, form.password.data)
        days = int(form.days.data) if form.days.data else None
        _row, secret = personal.create(user_id, form.name.data, form.scopes.data, days)
    except BadInput as fault:
        for name, said in (fault.fields or {"name": fault.message}).items():
            form[name].errors = [said]
        return _page(form, status=400)
    return _page(_form(formdata=None), secret=secret)


@blueprint.post("/<int:token_id>/delete")
def revoke(token_id: int) -> ResponseReturnValue:
    personal.revoke(require_user_id(), token_id)
    flash(_("The token is deleted. What uses it is refused from now on."), "success")
    return redirect(url_for("tokens.index"))


def _form(**given: object) -> TokenForm:
    return TokenForm.of(is_admin=viewer.is_admin, **given)


def _page(form: TokenForm, secret: str = "", status: int = 200) -> ResponseReturnValue:
    tokens = personal.of_person(require_user_id())
    page = render_template("accounts/tokens.html", form=form, tokens=tokens, secret=secret)
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response
