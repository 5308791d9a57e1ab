"""Whether a SECRET_KEY is the one under which something was made, without saying anything about it."""

from __future__ import annotations

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app


def key_check() -> str:
    """32 hexadecimal digits that only this key gives."""
    secret = current_app.extensions["settings"].signing_key.encode()
    derived = HKDF(algorithm=SHA256(), length=16, salt=None, info=b"jobmatch: check of backups").derive(
        secret
    )
    return derived.hex()
