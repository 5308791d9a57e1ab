"""Names of files: those that people gave, fit for showing, and ours, which nobody can guess."""

from __future__ import annotations

import secrets
import unicodedata

MAX_NAME = 120


def new_name(suffix: str) -> str:
    """``suffix`` begins with its dot."""
    return f"{secrets.token_hex(16)}{suffix}"


def checked(name: str) -> str:
    """Raises ValueError for a name that we would never have made."""
    if not name.isascii() or not name.replace(".", "").isalnum() or name.startswith("."):
        raise ValueError("not a stored name")
    return name


def display_name(raw: str | None) -> str:
    """A file name fit for showing: the last part, NFC, at most 120 characters, no control or bidi marks."""
    base = (raw or "").replace("\\", "/").rsplit("/", 1)[-1]
    normal = unicodedata.normalize("NFC", base.encode("utf-8", "ignore").decode())
    shown = "".join(char for char in normal if unicodedata.category(char)[0] != "C").strip()
    if len(shown) > MAX_NAME:
        stem, dot, suffix = shown.rpartition(".")
        shown = (
            f"{stem[: MAX_NAME - len(suffix) - 1]}.{suffix}" if dot and len(suffix) < 10 else shown[:MAX_NAME]
        )
    return shown or "cv"
