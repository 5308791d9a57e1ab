"""What offers ask for and the lexicon lacks."""

from __future__ import annotations

import pytest
from flask import Flask

from app.cli.skills import group
from app.services import skill_spans
from tests.factories import posting, store

TEXT = (
    "Requirements: experience with Zorblax and Kubernetes. Knowledge of Python is required. "
    "You know Zorblax and Terraform well."
)


@pytest.fixture(autouse=True)
def sentence_model(context: Flask) -> None:
    if not skill_spans.shipped_tagger().semantic:
        pytest.skip("no sentence model here: an invented word is found by its meaning only")


def test_words_that_the_lexicon_has_are_not_proposed(context: Flask) -> None:
    store(
        posting(1, language="en", description_text=TEXT),
        posting(2, language="en", title="Other", company="Other", description_text=TEXT),
        posting(3, language="fr", title="Autre", company="Autre", description_text="Zorblax exigé."),
    )
    found = dict(skill_spans.unknown_names(10))
    assert found.get("zorblax") == 2
    assert "python" not in found
    assert "kubernetes" not in found


def test_the_command_prints_them(app: Flask) -> None:
    with app.app_context():
        store(posting(1, language="en", description_text=TEXT))
    done = app.test_cli_runner().invoke(group, ["unknown", "--offers", "5"])
    assert done.exit_code == 0, done.output
    assert "zorblax" in done.output
