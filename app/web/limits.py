"""Whose attempts are counted together: an address (a /64 in IPv6), or the account being tried."""

from __future__ import annotations

from flask import request

from app.models import email_key
from app.rate_limits import account_name, address_name
from app.web.viewer import viewer

# Attempts per minute and per hour, for each key function.
SIGN_IN = "10 per minute; 60 per hour"
MAILS = "5 per minute; 20 per hour"
IMPORTS = "10 per minute; 60 per hour"
CONSENTS = "30 per minute; 200 per hour"
ASSISTANT = "20 per minute; 120 per hour"  # questions to a model, by address: guests cost nothing to make


def by_address() -> str:
    return address_name(request.remote_addr)


def by_user() -> str:
    """Who is logged in."""
    return f"user {viewer.user_id}"


def by_account() -> str:
    """The e-mail in the form, hashed so that the store holds no addresses."""
    return account_name(email_key(request.form.get("email", "")[:300]))
