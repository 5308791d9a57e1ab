"""Pages that ask whether a person is there, sent with status 200 in place of what was asked for."""

from __future__ import annotations

from typing import Final

_TOP: Final = 60_000
_SIGNS: Final = (
    "captcha",
    "cf-chl",
    "challenge-platform",
    "just a moment",
    "attention required!",
    "verify you are human",
    "verifying you are human",
    "are you a robot",
    "not a robot",
    "unusual traffic",
    "performing security verification",
    "enable javascript and cookies to continue",
    "datadome",
    "perimeterx",
    "_incapsula_resource",
    "awswafintegration",
    "vérifiez que vous êtes humain",
    "zugriff verweigert",
    "access denied",
)


def looks_like_challenge(text: str) -> bool:
    """Meant for an answer in which nothing was found: ordinary pages with a form may hold the same words."""
    top = text[:_TOP].lower()
    return any(sign in top for sign in _SIGNS)
