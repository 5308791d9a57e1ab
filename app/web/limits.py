"""Whose attempts are counted together: an address (a /64 in IPv6), or the account being tried."""

from __future__ import annotations

import hashlib
from ipaddress import ip_address, ip_network

from flask import request

from app.models import email_key
from app.web.viewer import viewer

# Attempts per minute and per hour, for each key function.
SIGN_IN = "10 per minute; 60 per hour"
MAILS = "5 per minute; 20 per hour"
IMPORTS = "10 per minute; 60 per hour"


def by_address() -> str:
    """IPv6 users own whole networks, so the first 64 bits count."""
    address = ip_address(request.remote_addr or "0.0.0.0")  # noqa: S104 - a name for "unknown", nothing binds to it
    mapped = getattr(address, "ipv4_mapped", None)
    if address.version == 4 or mapped:
        return str(mapped or address)
    return str(ip_network((address, 64), strict=False))


def by_user() -> str:
    """Who is logged in."""
    return f"user {viewer.user_id}"


def by_account() -> str:
    """The e-mail in the form, hashed so that the store holds no addresses."""
    return hashlib.sha256(
        email_key(request.form.get("email", "")[:300]).encode("utf-8", "ignore")
    ).hexdigest()[:32]
