"""Passwords: argon2id, and the same work for people we do not know."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

MIN_LENGTH = 10
MAX_LENGTH = 256

_hasher = PasswordHasher()
_NOBODY = _hasher.hash("a password that nobody has")


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def is_right(stored: str | None, password: str) -> bool:
    """Takes the same time when there is nothing stored, so that an unknown address cannot be told apart."""
    if len(password) > MAX_LENGTH:
        return False
    try:
        return _hasher.verify(stored or _NOBODY, password) and stored is not None
    except (Argon2Error, InvalidHashError):
        return False
