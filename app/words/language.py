"""The language of who reads."""

from __future__ import annotations

from flask import g, has_request_context
from flask_babel import get_locale

LANGUAGES = {"en": "English", "fr": "Français"}


def current_language() -> str:
    """Within a request it is looked up once: a page asks a hundred times."""
    try:
        return g.language  # type: ignore[no-any-return]
    except (AttributeError, RuntimeError):  # not looked up yet, or no application at work
        language = _language_of_context()
    if has_request_context():
        g.language = language
    return language


def _language_of_context() -> str:
    locale = get_locale()
    return locale.language if locale else "en"
