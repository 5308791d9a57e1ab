"""Keys of outside services, encrypted with a key that is derived from SECRET_KEY."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app

SOURCES = "keys of sources"
MODELS = "keys of models"


class Unreadable(Exception):
    """The text was sealed under another SECRET_KEY, or is damaged."""


def seal(values: Mapping[str, str], purpose: str = SOURCES) -> str:
    """ "" for nothing. What was sealed for one purpose cannot be opened for another."""
    return _box(purpose).encrypt(json.dumps(dict(values)).encode()).decode() if values else ""


def unseal(text: str, purpose: str = SOURCES) -> dict[str, str]:
    """Raises Unreadable."""
    if not text:
        return {}
    try:
        opened = json.loads(_box(purpose).decrypt(text.encode()))
    except (InvalidToken, ValueError) as error:
        raise Unreadable from error
    return {str(name): str(value) for name, value in opened.items()}


def _box(purpose: str) -> Fernet:
    secret = current_app.extensions["settings"].signing_key.encode()
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"jobmatch: {purpose}".encode()).derive(
        secret
    )
    return Fernet(base64.urlsafe_b64encode(derived))
