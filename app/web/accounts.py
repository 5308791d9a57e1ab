"""Registering, logging in and out, passwords."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.extensions import limiter
from app.services import account_links, accounts, guests
from app.web.forms.accounts import ConfirmForm, LoginForm, NewPasswordForm, RegisterForm, ResetRequestForm
from app.web.limits import MAILS, SIGN_IN, by_account, by_address
from app.web.navigation import safe_next
from app.web.viewer import enter, leave, viewer
from app.words.language import current_language

blueprint = Blueprint("accounts", __name__)


@blueprint.route("/register", methods=["GET", "POST"])
@limiter.limit(MAILS, key_func=by_address, methods=["POST"])
@limiter.limit(MAILS, key_func=by_account, methods=["POST"])
def register() -> ResponseReturnValue:
    form = RegisterForm()
    if not form.validate_on_submit():
        return _form("accounts/register.html", form)
    names = {"first_name": form.first_name.data, "last_name": form.last_name.data}
    guest_id = viewer.user_id if viewer.is_guest else None
    account_links.ask_to_register(form.email.data, form.password.data, names, current_language(), guest_id)
    return redirect(url_for("accounts.check_mail"))


@blueprint.get("/check-mail")
def check_mail() -> ResponseReturnValue:
    on_console = current_app.config["MAIL_BACKEND"] == "console"
    return render_template("accounts/check_mail.html", mail_on_console=on_console)


@blueprint.route("/register/<secret>", methods=["GET", "POST"])
@limiter.limit(SIGN_IN, key_func=by_address)
def confirm(secret: str) -> ResponseReturnValue:
    form = ConfirmForm()
    if not form.validate_on_submit():
        link = account_links.find_open("register", secret)
        return render_template("accounts/confirm.html", form=form, is_open=link is not None)
    enter(account_links.confirm_registration(secret))
    flash(_("Welcome. Your account is ready, and everything you did so far is in it."), "success")
    return redirect(url_for("jobs.search"))


@blueprint.route("/login", methods=["GET", "POST"])
@limiter.limit(SIGN_IN, key_func=by_address, methods=["POST"])
@limiter.limit(SIGN_IN, key_func=by_account, methods=["POST"])
def login() -> ResponseReturnValue:
    form = LoginForm(next=request.args.get("next", ""))
    if not form.validate_on_submit():
        return _form("accounts/login.html", form)
    user = accounts.authenticate(form.email.data, form.password.data)
    if user is None:
        form.password.errors = [_("E-mail and password do not go together.")]
        return _form("accounts/login.html", form, 401)
    if viewer.is_guest and viewer.user_id is not None:
        guests.adopt(viewer.user_id, user.id)
    enter(user)
    return redirect(safe_next(form.next.data))


@blueprint.post("/logout")
def logout() -> ResponseReturnValue:
    leave()
    flash(_("You are logged out."), "success")
    return redirect(url_for("jobs.search"))


@blueprint.post("/logout-everywhere")
def logout_everywhere() -> ResponseReturnValue:
    if viewer.user_id is not None:
        accounts.log_out_everywhere(viewer.user_id)
    return logout()


@blueprint.route("/reset", methods=["GET", "POST"])
@limiter.limit(MAILS, key_func=by_address, methods=["POST"])
@limiter.limit(MAILS, key_func=by_account, methods=["POST"])
def ask_reset() -> ResponseReturnValue:
    form = ResetRequestForm()
    if not form.validate_on_submit():
        return _form("accounts/ask_reset.html", form)
    account_links.ask_to_reset(form.email.data, current_language())
    return redirect(url_for("accounts.check_mail"))


@blueprint.route("/reset/<secret>", methods=["GET", "POST"])
@limiter.limit(SIGN_IN, key_func=by_address)
def reset(secret: str) -> ResponseReturnValue:
    form = NewPasswordForm()
    if not form.validate_on_submit():
        link = account_links.find_open("reset", secret)
        return _form("accounts/reset.html", form, is_open=link is not None)
    account_links.reset_password(secret, form.password.data)
    session.clear()
    flash(_("Your password is changed. Log in with the new one."), "success")
    return redirect(url_for("accounts.login"))


def _form(template: str, form: object, status: int | None = None, **context: object) -> ResponseReturnValue:
    """The form again, with what is wrong beside each field; 400 when it was sent."""
    sent = request.method == "POST"
    return render_template(template, form=form, **context), status or (400 if sent else 200)
