"""What every template can use."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app
from jinja2 import pass_context
from jinja2.runtime import Context

from app.services.demo import has_demo_data
from app.web import times, words
from app.web.chosen import chosen
from app.web.locale import current_direction
from app.web.pages.quizzes import with_code
from app.web.pages.search import search_url
from app.web.pages.text import paragraphs
from app.web.site_menu import site_menu
from app.web.viewer import current_viewer, viewer
from app.words.labels import label, note_text, reason_text, refusal_text
from app.words.language import LANGUAGES, current_language
from app.words.skills import skill_name
from app.words.tracker import row_fault


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(
        day=words.day,
        ago=words.ago,
        number=words.number,
        years=words.years,
        salary=words.salary,
        country=words.country_name,
        skill=skill_name,
        file_size=words.file_size,
        clock=times.clock,
        since=times.since,
        lasted=times.lasted,
        iso=times.iso,
        code=_code,
        paragraphs=paragraphs,
        reason=reason_text,
        refusal=refusal_text,
        note=note_text,
        row_fault=lambda row: row_fault(row.code),
        with_code=with_code,
    )
    app.jinja_env.globals.update(
        search_url=search_url, site_menu=site_menu, languages=tuple(LANGUAGES.items())
    )
    app.context_processor(_per_request)


@pass_context  # keeps the template compiler from translating a literal once and for all readers
def _code(_context: Context, code: str | None, kind: str) -> str:
    return words.country_name(code) if kind == "country" else label(kind, code) or code or ""


def _per_request() -> dict[str, Any]:
    return {
        "viewer": current_viewer(),
        "locale": current_language(),
        "direction": current_direction(),
        "theme": viewer.theme,
        "settings_demo": has_demo_data(),
        "chosen": chosen(),
        "site_name": "JobMatch",
        "is_production": current_app.extensions["settings"].is_production,
    }
