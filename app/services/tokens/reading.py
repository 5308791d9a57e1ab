"""Any token that a program may send."""

from __future__ import annotations

from app.services.tokens import access, personal
from app.services.tokens.caller import Caller


def read(token: str) -> Caller | None:
    """None for one that is not good, or not any more."""
    return personal.read(token) if token.startswith(personal.PREFIX) else access.read(token)
