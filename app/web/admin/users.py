"""People: finding them, disabling and enabling accounts, giving and taking the role of administrator."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import BadInput
from app.services.people import deciding, listing, person
from app.web.pages.admin.numbers import page_number
from app.web.pages.admin.users import filter_from, people_page, person_page
from app.web.viewer import require_user_id

blueprint = Blueprint("admin_users", __name__, url_prefix="/admin/users")


@blueprint.get("")
def index() -> ResponseReturnValue:
    found = listing.people(filter_from(request.args), page_number(request.args.get("page")))
    return render_template("admin_users/index.html", page=people_page(found))


@blueprint.get("/<int:user_id>")
def show(user_id: int) -> ResponseReturnValue:
    return render_template("admin_users/show.html", page=person_page(person.get(user_id), require_user_id()))


@blueprint.post("/<int:user_id>/state")
def set_state(user_id: int) -> ResponseReturnValue:
    is_active = _chosen("state", {"active": True, "disabled": False})
    deciding.set_active(user_id, is_active, require_user_id())
    said = _("The account is enabled.") if is_active else _("The account is disabled; its sessions are over.")
    flash(said, "success")
    return _back(user_id)


@blueprint.post("/<int:user_id>/role")
def set_role(user_id: int) -> ResponseReturnValue:
    is_admin = _chosen("role", {"admin": True, "user": False})
    deciding.set_admin(user_id, is_admin, require_user_id())
    flash(_("This person is an administrator now.") if is_admin else _("The role is taken."), "success")
    return _back(user_id)


@blueprint.post("/<int:user_id>/password-mail")
def mail_new_password(user_id: int) -> ResponseReturnValue:
    deciding.mail_new_password(user_id, require_user_id())
    flash(_("A mail with a link to choose a new password is on its way."), "success")
    return _back(user_id)


@blueprint.post("/<int:user_id>/delete")
def delete(user_id: int) -> ResponseReturnValue:
    deciding.erase(user_id, request.form.get("typed", "")[:300], require_user_id())
    flash(_("Account %(n)s is deleted, with everything that belonged to it.", n=user_id), "success")
    return redirect(url_for("admin_users.index"))


def _chosen(name: str, values: dict[str, bool]) -> bool:
    given = request.form.get(name, "")
    if given not in values:
        raise BadInput(_("Choose one of the offered values."))
    return values[given]


def _back(user_id: int) -> ResponseReturnValue:
    return redirect(url_for("admin_users.show", user_id=user_id))
