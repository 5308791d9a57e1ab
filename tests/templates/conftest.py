"""The real application, so that filters, globals and languages are the real ones, with invented pages."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, g, render_template

from app import create_app
from tests.conftest import make_settings
from tests.templates.cases import CASES

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "translations" / "fr" / "LC_MESSAGES" / "messages.po"
Render = Callable[..., str]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest test of all starts first in the second of two processes; the first one begins with the browser's
    other tests."""
    [*longest] = [item for item in items if item.name == "test_pages_are_accessible"]
    for item in longest:
        items.remove(item)
        items.insert(len(items) // 2 + 20, item)


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory, empty_database: Path | None) -> Flask:
    folder = tmp_path_factory.mktemp("pages")
    if empty_database:
        shutil.copy(empty_database, folder / "jobmatch.db")
    application = create_app(make_settings(folder))
    application.extensions["babel"].translation_directories[:] = [str(_compiled(folder / "translations"))]
    application.jinja_env.globals["asset"] = "/static/{}".format
    return application


@pytest.fixture(scope="session")
def render(pages: Flask) -> Render:
    def draw(name: str, language: str = "en", theme: str = "light") -> str:
        case = CASES[name]
        with pages.test_request_context(case.path):
            g.viewer = replace(case.viewer, language=language, theme=theme)
            context = {name: value() if callable(value) else value for name, value in case.context.items()}
            return render_template(case.template, **context)

    return draw


def _compiled(folder: Path) -> Path:
    """The French of this checkout, whether or not it was compiled."""
    target = folder / "fr" / "LC_MESSAGES" / "messages.mo"
    target.parent.mkdir(parents=True)
    with CATALOGUE.open("rb") as source, target.open("wb") as compiled:
        write_mo(compiled, read_po(source, locale="fr"))
    return folder
