"""My account: name, phone, time zone, picture, password."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import downloads
from app.errors import NotFound
from app.extensions import limiter
from app.models import User
from app.services import accounts, avatars, sessions
from app.web.forms.accounts import AvatarForm, ChangePasswordForm, ProfileForm
from app.web.limits import SIGN_IN, by_address
from app.web.viewer import enter, require_user_id, session_id

blueprint = Blueprint("profile", __name__, url_prefix="/account")


@blueprint.route("", methods=["GET", "POST"])
def show() -> ResponseReturnValue:
    user = accounts.get(require_user_id())
    form = ProfileForm(obj=user)
    if form.validate_on_submit():
        accounts.update_profile(
            user.id,
            first_name=form.first_name.data or None,
            last_name=form.last_name.data or None,
            phone=form.phone.data or None,
            timezone=form.timezone.data,
            email_notifications=form.email_notifications.data,
            reminder_mails=form.reminder_mails.data,
        )
        flash(_("Saved."), "success")
        return redirect(url_for("profile.show"))
    return _page(user, form=form, status=400 if form.is_submitted() else 200)


@blueprint.post("/password")
@limiter.limit(SIGN_IN, key_func=by_address)
def change_password() -> ResponseReturnValue:
    user = accounts.get(require_user_id())
    form = ChangePasswordForm()
    if not form.validate_on_submit():
        return _page(user, password_form=form, status=400)
    enter(accounts.change_password(user.id, form.current.data, form.password.data))
    flash(_("Your password is changed. All other devices are logged out."), "success")
    return redirect(url_for("profile.show"))


@blueprint.post("/avatar")
@limiter.limit("30 per hour", key_func=by_address)
def set_avatar() -> ResponseReturnValue:
    form = AvatarForm()
    if not form.validate_on_submit():
        return _page(accounts.get(require_user_id()), avatar_form=form, status=400)
    avatars.store(require_user_id(), form.picture.data.stream)
    flash(_("Your picture is saved."), "success")
    return redirect(url_for("profile.show"))


@blueprint.post("/avatar/delete")
def remove_avatar() -> ResponseReturnValue:
    avatars.remove(require_user_id())
    return redirect(url_for("profile.show"))


@blueprint.get("/avatar/<name>")
def avatar(name: str) -> ResponseReturnValue:
    """Only one's own picture."""
    picture = avatars.find(require_user_id(), name)
    if picture is None:
        raise NotFound(_("There is no such page."))
    return downloads.send(picture, "image/webp")


def _page(user: User, status: int = 200, **given: object) -> ResponseReturnValue:
    """The account page; forms that were not sent are fresh."""
    forms = {
        "form": given.get("form") or ProfileForm(formdata=None, obj=user),
        "password_form": given.get("password_form") or ChangePasswordForm(formdata=None),
        "avatar_form": given.get("avatar_form") or AvatarForm(formdata=None),
    }
    devices = sessions.of_person(user.id, session_id())
    return render_template("accounts/profile.html", user=user, devices=devices, **forms), status
