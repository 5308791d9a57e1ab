"""Language and theme, for everybody, remembered in the session and on the account."""

from __future__ import annotations

from flask import Blueprint, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.errors import BadInput
from app.services import accounts
from app.web.navigation import safe_next
from app.web.viewer import viewer
from app.words.language import LANGUAGES

blueprint = Blueprint("preferences", __name__, url_prefix="/preferences")
THEMES = ("auto", "light", "dark")


@blueprint.post("/language")
def set_language() -> ResponseReturnValue:
    return _remember("language", request.form.get("language", ""), tuple(LANGUAGES))


@blueprint.post("/theme")
def set_theme() -> ResponseReturnValue:
    return _remember("theme", request.form.get("theme", ""), THEMES)


def _remember(name: str, value: str, allowed: tuple[str, ...]) -> ResponseReturnValue:
    if value not in allowed:
        raise BadInput(_("Choose one of the offered values."), fields={name: _("Unknown value.")})
    session[name] = value
    if viewer.user_id is not None:
        accounts.set_preference(viewer.user_id, name, value)
    return redirect(safe_next(request.form.get("next")))
