"""The reader's language and clock: chosen, remembered, else asked of the browser."""

from __future__ import annotations

from flask import Flask, request
from flask_babel import get_locale

from app.extensions import babel
from app.web.viewer import viewer

LANGUAGES = {"en": "English", "fr": "Français"}
RIGHT_TO_LEFT = {"ar"}


def init_app(app: Flask) -> None:
    default = app.extensions["settings"].default_timezone
    babel.init_app(app, locale_selector=choose_language, timezone_selector=lambda: default)


def choose_language() -> str | None:
    """None outside of a request: then the site's default language applies."""
    if not request:
        return None
    if viewer.language in LANGUAGES:
        return viewer.language
    return request.accept_languages.best_match(list(LANGUAGES))


def current_language() -> str:
    locale = get_locale()
    return locale.language if locale else "en"


def current_direction() -> str:
    return "rtl" if current_language() in RIGHT_TO_LEFT else "ltr"
