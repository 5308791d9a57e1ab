"""Keys of outside services, encrypted with a key that is derived from SECRET_KEY."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app

PURPOSE = b"jobmatch: keys of sources"


class Unreadable(Exception):
    """The text was sealed under another SECRET_KEY, or is damaged."""


def seal(values: Mapping[str, str]) -> str:
    """ "" for nothing."""
    return _box().encrypt(json.dumps(dict(values)).encode()).decode() if values else ""


def unseal(text: str) -> dict[str, str]:
    """Raises Unreadable."""
    if not text:
        return {}
    try:
        opened = json.loads(_box().decrypt(text.encode()))
    except (InvalidToken, ValueError) as error:
        raise Unreadable from error
    return {str(name): str(value) for name, value in opened.items()}


def _box() -> Fernet:
    secret = current_app.extensions["settings"].signing_key.encode()
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret)
    return Fernet(base64.urlsafe_b64encode(derived))
