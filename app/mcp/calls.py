"""One call of a tool: who calls, in which language, how often, and what goes wrong in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Final, ParamSpec, TypeVar

from flask import Flask
from flask_babel import force_locale
from flask_babel import gettext as _
from limits import parse_many
from mcp.server.mcpserver.exceptions import ToolError
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from app.errors import AppError, Forbidden, Unauthorized
from app.extensions import limiter
from app.rate_limits import EVERYTHING, address_name
from app.services.tokens import reading
from app.services.tokens.caller import Caller
from app.words.language import LANGUAGES

P = ParamSpec("P")
R = TypeVar("R")
Refusal = Callable[[AppError, str], Exception]
OPEN: Final = ""  # anybody; a token, where one is given, must be good all the same
SCOPE: Final = "mcp"  # all tools count together


@dataclass(frozen=True, slots=True)
class Visit:
    """What came with a call. ``token`` is empty for a visitor, ``address`` where they come from, ``languages`` an
    Accept-Language header."""

    token: str = ""
    address: str = ""
    languages: str = ""


class TooManyCalls(AppError):
    status = 429
    code = "too_many_requests"


visit: ContextVar[Visit] = ContextVar("visit", default=Visit())  # noqa: B039 - it is frozen
_caller: ContextVar[Caller | None] = ContextVar("caller", default=None)


def find_user_id() -> int | None:
    found = _caller.get()
    return found.user_id if found else None


def user_id() -> int:
    """For tools that nobody is let into without a token."""
    found = find_user_id()
    if found is None:
        raise no_token()
    return found


class Door:
    """Lets calls in to the services of an application."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def guarded(self, scope: str, function: Callable[P, R], refusal: Refusal) -> Callable[P, R]:
        """``function`` for callers who hold ``scope``. Raises what ``refusal`` makes of an error and its text."""

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            with self._entered(scope, refusal):
                return function(*args, **kwargs)

        return call

    def find_caller(self, at: Visit) -> Caller | None:
        """None for a token that is not good. Raises TooManyCalls where an address tries too often."""
        with self._app.app_context():
            found = reading.read(at.token)
            if found is None:
                count(None, at)
            return found

    @contextmanager
    def _entered(self, scope: str, refusal: Refusal) -> Iterator[None]:
        at = visit.get()
        with self._app.app_context():
            found = reading.read(at.token) if at.token else None
            default = self._app.config["BABEL_DEFAULT_LOCALE"]
            with force_locale(_language(found, at.languages) or default):
                entered = _caller.set(found)
                try:
                    _admit(scope, found, at)
                    yield
                except AppError as fault:
                    raise refusal(fault, said(fault)) from fault
                finally:
                    _caller.reset(entered)


def count(found: Caller | None, at: Visit) -> None:
    """Like the API: of a person, else of an address. Raises TooManyCalls."""
    name = f"user {found.user_id}" if found else address_name(at.address or None)
    for each in parse_many(EVERYTHING) if limiter.enabled else ():
        if not limiter.limiter.hit(each, name, SCOPE):
            raise TooManyCalls(
                _("Too many attempts. Wait a few minutes and try again."), retry_after=each.get_expiry()
            )


def said(fault: AppError) -> str:
    """What the person's assistant reads: the text, each wrong argument, and the stable code."""
    wrong = [f"{name}: {text}" for name, text in fault.fields.items()]
    return "\n".join([f"{fault.message} ({fault.code})", *wrong])


def refused_tool(_fault: AppError, text: str) -> ToolError:
    return ToolError(text)


def no_token() -> Unauthorized:
    return Unauthorized(
        _("This needs a personal token of an account here; without one, offers can be searched.")
    )


def _admit(scope: str, found: Caller | None, at: Visit) -> None:
    count(found, at)
    if found is None and at.token:
        raise Unauthorized(
            _("This token is not good, or not any more. Make a new one."), code="invalid_token"
        )
    if scope == OPEN:
        return
    if found is None:
        raise no_token()
    if scope not in found.scopes:
        raise Forbidden(
            _("This token may not do that: it lacks the scope %(scope)s.", scope=scope),
            code="insufficient_scope",
        )


def _language(found: Caller | None, asked: str) -> str | None:
    if found and found.language in LANGUAGES:
        return found.language
    return parse_accept_header(asked[:200], LanguageAccept).best_match(list(LANGUAGES))
