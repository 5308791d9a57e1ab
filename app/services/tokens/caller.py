"""Who calls, as the token says that they sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.models import User

READ, WRITE, ACCOUNT, ADMIN = "read", "write", "account", "admin"
SCOPES: Final = (READ, WRITE, ACCOUNT, ADMIN)


@dataclass(frozen=True, slots=True)
class Caller:
    """``session_id`` is the signed-in session, ``token_id`` the personal token: exactly one of them is given.
    Nobody holds ``admin`` who is no administrator at this moment, whatever their token was made for."""

    user_id: int
    scopes: frozenset[str]
    language: str | None
    session_id: int | None = None
    token_id: int | None = None

    @property
    def is_admin(self) -> bool:
        return ADMIN in self.scopes


def caller_of(
    user: User, scopes: frozenset[str], *, session_id: int | None = None, token_id: int | None = None
) -> Caller:
    held = scopes if user.role == "admin" else scopes - {ADMIN}
    return Caller(user.id, held, user.language, session_id, token_id)
