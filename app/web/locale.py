"""The reader's language and clock: chosen, remembered, else asked of the browser."""

from __future__ import annotations

from functools import cache, lru_cache

from babel.support import NullTranslations, Translations
from flask import Flask, request
from markupsafe import Markup

from app.extensions import babel
from app.settings import ROOT
from app.web.viewer import viewer
from app.words.language import LANGUAGES, current_language

RIGHT_TO_LEFT = {"ar"}


def init_app(app: Flask) -> None:
    default = app.extensions["settings"].default_timezone
    babel.init_app(app, locale_selector=choose_language, timezone_selector=lambda: default)
    app.jinja_env.install_gettext_callables(_translate, _translate_plural, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals["_"] = _say


def choose_language() -> str | None:
    """None outside of a request: then the site's default language applies."""
    if not request:
        return None
    if viewer.language in LANGUAGES:
        return viewer.language
    return request.accept_languages.best_match(list(LANGUAGES))


def _translate(message: str) -> str:
    """For templates: Flask-Babel looks the catalogue up for each of the sixty texts of a page."""
    return _translated(current_language(), message)


def _translate_plural(singular: str, plural: str, count: int) -> str:
    return _catalogue(current_language()).ungettext(singular, plural, count)


def _say(message: str, **values: object) -> Markup:
    """A text in a template, as HTML with escaped ``values``. Jinja's own way goes through five calls for
    each, which was a fifth of a page's time.
    """
    language = current_language()
    return _marked(language, message) % values if values else _plain(language, message)


@lru_cache(8192)
def _marked(language: str, message: str) -> Markup:
    return Markup(_translated(language, message))  # noqa: S704 - our own catalogues


@lru_cache(8192)
def _plain(language: str, message: str) -> Markup:
    """Without values too a ``%%`` means a percent sign."""
    return _marked(language, message) % {}


@lru_cache(8192)
def _translated(language: str, message: str) -> str:
    return _catalogue(language).ugettext(message)


@cache
def _catalogue(language: str) -> NullTranslations:
    return Translations.load(ROOT / "translations", [language])


def current_direction() -> str:
    return "rtl" if current_language() in RIGHT_TO_LEFT else "ltr"
