"""Skill reading against the labelled sentences, and the soundness of the labels."""

from __future__ import annotations

from functools import cache

import pytest

from app.core.skills.lexicon import default_lexicon
from tests.core.skills.sentences.labelled import KINDS, LANGUAGES, PARTS, STATUSES, Item, Label, items_of
from tests.core.skills.sentences.measure import Measured, judge, measure
from tests.core.skills.sentences.readers import Read, default_reader

LEAST_ITEMS = 75
LEAST_F1 = 0.85
LEAST_STATUS = 0.85

each_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def measured(language: str) -> Measured:
    return measure(language, default_reader())


@each_language
def test_skills_are_found(language: str) -> None:
    result = measured(language)
    assert result.f1 >= LEAST_F1, f"precision {result.precision:.3f}, recall {result.recall:.3f}"


@each_language
def test_found_skills_are_read_as_they_are_meant(language: str) -> None:
    assert measured(language).status >= LEAST_STATUS


@each_language
def test_there_are_enough_items_under_unique_ids(language: str) -> None:
    ids = [item.id for item in items_of(language)]
    assert len(ids) >= LEAST_ITEMS
    assert len(ids) == len(set(ids))
    assert {item.part for item in items_of(language)} == set(PARTS)


@each_language
def test_each_item_stands_in_every_language(language: str) -> None:
    english = {item.id: item.kind for item in items_of("en")}
    assert {item.id: item.kind for item in items_of(language)} == english


@each_language
def test_an_item_means_the_same_in_every_language(language: str) -> None:
    """Its labels have the same statuses and years; wording may add or drop one."""
    for english, item in zip(items_of("en"), items_of(language), strict=True):
        ours = [(label.status, label.years) for label in item.labels]
        theirs = [(label.status, label.years) for label in english.labels]
        assert abs(len(ours) - len(theirs)) <= 1, item.id
        assert set(ours) == set(theirs), item.id


@each_language
def test_labels_are_sound(language: str) -> None:
    known = {skill.label for skill in default_lexicon().skills.values()}
    for item in items_of(language):
        assert item.kind in KINDS
        assert item.text.strip() == item.text != ""
        names = [name for label in item.labels for name in label.skills]
        assert len(names) == len(set(names)), item.id
        for label in item.labels:
            assert label.status in STATUSES
            assert label.status != ("has" if item.kind == "offer" else "required"), item.id
            assert [name in known for name in label.skills] == [not label.outside] * len(label.skills), (
                item.id
            )


@each_language
def test_some_items_name_no_skill(language: str) -> None:
    items = items_of(language)
    assert 0.08 <= sum(not item.labels for item in items) / len(items) <= 0.16


ITEM = Item(
    id="invented-1",
    kind="offer",
    text="",
    labels=(
        Label(("Python",), "required", 3.0, outside=False),
        Label(("AWS", "AWS certification"), "wished", None, outside=False),
        Label(("SQL",), "required", None, outside=False),
        Label(("Java",), "not_asked", None, outside=False),
        Label(("Falconry",), "required", None, outside=True),
    ),
)


def test_a_verdict_counts_what_was_read() -> None:
    found = {
        "Python": Read("required", 2.0),
        "AWS": Read("required"),
        "AWS certification": Read("wished"),
        "Java": Read("required"),
        "Rust": Read("required"),
        "SQL": Read("not_asked"),
    }
    counts = judge(ITEM, found).counts
    assert (counts.right, counts.wrong, counts.missed) == (2, 2, 1)
    assert (counts.said_right, counts.said) == (2, 4)
    assert (counts.dated_right, counts.dated) == (0, 1)
    assert counts.unknown == 1


def test_a_verdict_names_every_error() -> None:
    assert judge(ITEM, {"Python": Read("wished", 3.0), "Rust": Read("required")}).errors == (
        "missed AWS|AWS certification",
        "missed SQL",
        "wrong Rust",
        "Python: wished, not required",
    )


def test_a_reader_that_knows_the_labels_is_perfect() -> None:
    def knowing(item: Item, language: str) -> dict[str, Read]:
        return {
            label.skills[0]: Read(label.status, label.years) for label in item.labels if not label.outside
        }

    result = measure("en", knowing, "check")
    assert (result.f1, result.interval, result.status, result.years) == (1.0, (1.0, 1.0), 1.0, 1.0)


def test_a_reader_that_finds_nothing_has_no_recall() -> None:
    result = measure("en", lambda item, language: {})
    assert (result.recall, result.f1) == (0.0, 0.0)
