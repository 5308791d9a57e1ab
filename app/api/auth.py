"""Registering, signing in, refreshing, and one's own account."""

from __future__ import annotations

from flask import Response
from flask_babel import gettext as _

from app.api.answers import answer, nothing
from app.api.caller import caller, find_caller
from app.api.limits import MAILS, SIGN_IN, by_account, by_address
from app.api.operation import group
from app.api.schemas.auth import (
    ChangePassword,
    Confirm,
    Refresh,
    Said,
    TokenResponse,
    UserChange,
    UserLogin,
    UserRegister,
    UserResponse,
)
from app.errors import Unauthorized
from app.extensions import limiter
from app.services import account_links, accounts
from app.services.tokens import signing_in
from app.words.language import current_language

blueprint = group("auth", "/auth", "Registering, signing in, tokens of a session, one's own account.")
PROGRAM = "API"
CLEARABLE = {"first_name", "last_name", "phone"}  # null takes them away


@blueprint.post("/register", responses={202: Said})
@limiter.limit(MAILS, key_func=by_address)
@limiter.limit(MAILS, key_func=by_account)
def register(body: UserRegister) -> Response:
    """Ask for an account

    A mail brings a link; its last part goes to `/auth/register/confirm`, which answers with tokens. The answer is the
    same whether the address has an account or not."""
    names = {"first_name": body.first_name, "last_name": body.last_name}
    account_links.ask_to_register(
        body.email, body.password.get_secret_value(), names, current_language(), None
    )
    return answer(Said(message=_("Look into your mail: a link there finishes the registration.")), 202)


@blueprint.post("/register/confirm", responses={200: TokenResponse})
@limiter.limit(SIGN_IN, key_func=by_address)
def confirm(body: Confirm) -> Response:
    """Finish the registration"""
    user = account_links.confirm_registration(body.secret)
    return _granted(signing_in.sign_in(user, PROGRAM))


@blueprint.post("/login", responses={200: TokenResponse})
@limiter.limit(SIGN_IN, key_func=by_address)
@limiter.limit(SIGN_IN, key_func=by_account)
def login(body: UserLogin) -> Response:
    """Sign in"""
    user = accounts.authenticate(body.email, body.password.get_secret_value())
    if user is None:
        raise Unauthorized(_("E-mail and password do not go together."), code="wrong_password")
    return _granted(signing_in.sign_in(user, PROGRAM))


@blueprint.post("/refresh", responses={200: TokenResponse})
@limiter.limit(SIGN_IN, key_func=by_address)
def refresh(body: Refresh) -> Response:
    """New tokens for a refresh token

    The refresh token is spent by that. Sending a spent one again ends the session, because somebody else may have
    it."""
    return _granted(signing_in.refresh(body.refresh_token))


@blueprint.post("/logout", responses={204: None})
def logout() -> Response:
    """Sign out: this session's tokens are good for nothing any more"""
    found = find_caller()
    if found is not None and found.session_id is not None:
        signing_in.sign_out(found.session_id, found.user_id)
    return nothing()


@blueprint.get("/me", responses={200: UserResponse})
def me() -> Response:
    """Who I am"""
    return answer(UserResponse.model_validate(accounts.get(caller().user_id)))


@blueprint.put("/me", responses={200: UserResponse})
def change_me(body: UserChange) -> Response:
    """Change my account"""
    changes = body.model_dump(exclude_unset=True)
    user_id, language = caller().user_id, changes.pop("language", None)
    if language:
        accounts.set_preference(user_id, "language", language)
    kept = {name: value for name, value in changes.items() if value is not None or name in CLEARABLE}
    if kept:
        accounts.update_profile(user_id, **kept)
    return me()


@blueprint.post("/change-password", responses={200: TokenResponse})
@limiter.limit(SIGN_IN, key_func=by_address)
def change_password(body: ChangePassword) -> Response:
    """Change my password

    All sessions end; the answer has the tokens of a new one."""
    old, new = body.current.get_secret_value(), body.new.get_secret_value()
    user = accounts.change_password(caller().user_id, old, new)
    return _granted(signing_in.sign_in(user, PROGRAM))


def _granted(granted: signing_in.Granted) -> Response:
    response = answer(TokenResponse.model_validate(granted))
    response.headers["Cache-Control"] = "no-store"
    return response
