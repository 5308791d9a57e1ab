"""How many requests are answered: of an address, an account, a person."""

from __future__ import annotations

from flask import request

from app.api.caller import find_caller
from app.errors import AppError
from app.models import email_key
from app.rate_limits import EVERYTHING, account_name, address_name

__all__ = [
    "COSTLY", "EVERYTHING", "IMPORTS", "MAILS", "SIGN_IN", "by_account", "by_address", "by_caller",
]  # fmt: skip
SIGN_IN = "10 per minute; 60 per hour"
MAILS = "5 per minute; 20 per hour"
IMPORTS = "10 per minute; 60 per hour"
COSTLY = "20 per minute; 200 per hour"  # uploads, exports, questions to a model


def by_address() -> str:
    return address_name(request.remote_addr)


def by_caller() -> str:
    """Who calls; without a good token the address."""
    try:
        found = find_caller()
    except AppError:
        found = None
    return f"user {found.user_id}" if found else by_address()


def by_account() -> str:
    """The e-mail that is tried, hashed so that the store holds no addresses."""
    body = request.get_json(silent=True)
    email = body.get("email") if isinstance(body, dict) else None
    return account_name(email_key(email[:300] if isinstance(email, str) else ""))
