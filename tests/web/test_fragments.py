"""Pieces of pages that are rendered once: by key, language and day, and never one reader's."""

from __future__ import annotations

from datetime import datetime

import pytest
import time_machine
from flask import Flask
from markupsafe import Markup

from app.web.fragments import Fragments, kept
from tests.client import CheckingClient
from tests.factories import posting, store


@pytest.fixture
def made() -> list[str]:
    return []


def ask(app: Flask, made: list[str], key: object, language: str = "en") -> Markup:
    def make() -> Markup:
        made.append(language)
        return Markup(f"<p>{len(made)}</p>")

    with app.test_request_context(headers={"Accept-Language": language}):
        return kept(key, make)  # type: ignore[arg-type]


def test_a_piece_is_made_once_for_a_language_and_a_day(app: Flask, made: list[str]) -> None:
    with time_machine.travel(datetime.fromisoformat("2030-01-01T12:00:00+00:00")):
        first = ask(app, made, "a")
        assert ask(app, made, "a") == first
        assert ask(app, made, "b") != first
        assert ask(app, made, "a", "fr") != first
    with time_machine.travel(datetime.fromisoformat("2030-01-02T12:00:00+00:00")):
        assert ask(app, made, "a") != first


def test_what_has_no_key_is_made_each_time(app: Flask, made: list[str]) -> None:
    assert ask(app, made, None) != ask(app, made, None)


def test_what_is_kept_is_bounded() -> None:
    fragments = Fragments(most=10)
    for number in range(25):
        fragments.get(number, lambda: Markup("x"))
    assert len(fragments._kept) <= 10


def test_a_changed_offer_is_shown_changed(client: CheckingClient, context: Flask) -> None:
    store(posting(1, title="Nurse in Sfax"))
    assert "Nurse in Sfax" in client.get("/").text
    store(posting(1, title="Nurse in Tunis"))
    page = client.get("/").text
    assert "Nurse in Tunis" in page
    assert "Nurse in Sfax" not in page


def test_the_header_of_one_reader_is_not_shown_to_another(app: Flask) -> None:
    one, other = app.test_client(), app.test_client()
    tokens = {one.get("/").text.split('name="csrf_token" value="')[1][:80], other.get("/").text.split(
        'name="csrf_token" value="')[1][:80]}  # fmt: skip
    assert len(tokens) == 2
    assert 'name="next" value="/?keyword=python"' in one.get("/?keyword=python").text
    assert 'name="next" value="/?keyword=java"' in other.get("/?keyword=java").text
