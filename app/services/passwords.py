"""Passwords: argon2id, and the same work for people we do not know."""

from __future__ import annotations

from base64 import b64encode

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from argon2.low_level import ARGON2_VERSION

MIN_LENGTH = 10
MAX_LENGTH = 256

_hasher = PasswordHasher()


def _of_nobody() -> str:
    """No password makes it, and to compare with it is as much work as with any other. To hash takes 0.1 seconds."""
    salt, digest = (
        b64encode(bytes(size)).decode().rstrip("=") for size in (_hasher.salt_len, _hasher.hash_len)
    )
    costs = f"m={_hasher.memory_cost},t={_hasher.time_cost},p={_hasher.parallelism}"
    return f"$argon2id$v={ARGON2_VERSION}${costs}${salt}${digest}"


_NOBODY = _of_nobody()


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
