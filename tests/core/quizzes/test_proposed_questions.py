"""What a question must be like that somebody else than the bank wrote."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.quizzes.proposed import Proposed, is_repeat, question_of
from app.core.quizzes.question import BadQuestion

GOOD = Proposed(
    question="Which word makes a function a generator in Python?",
    options=("return", "yield", "await", "lambda"),
    right="yield",
    explanation="A function with `yield` returns a generator.",
    difficulty="medium",
    topic="Generators",
    source="Python 8, School 3",
)


def test_the_right_option_comes_first() -> None:
    question = question_of(GOOD, "Python", "en")
    assert question.texts["en"].options == ("yield", "return", "await", "lambda")
    assert (question.skill, question.difficulty, question.topic) == ("Python", "medium", "Generators")
    assert set(question.texts) == {"en"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"options": ("return", "yield", "await")}, "not_four"),
        ({"options": ("return", "yield", "await", "lambda", "def")}, "not_four"),
        ({"options": ("return", "yield", "Yield ", "lambda")}, "same_twice"),
        ({"options": ("return", "yield", "yield.", "lambda")}, "same_twice"),
        ({"options": ("return", "yield", " ", "lambda")}, "missing"),
        ({"right": "B"}, "right_is_no_option"),
        ({"right": "2"}, "right_is_no_option"),
        ({"right": "7"}, "right_is_no_option"),
        ({"right": "yield, await"}, "right_is_no_option"),
        ({"right": ""}, "right_is_no_option"),
        ({"options": ("A) return", "B) yield", "C) await", "D) lambda")}, "speaks_of_places"),
        ({"options": ("return", "yield", "await", "All of the above")}, "speaks_of_places"),
        ({"options": ("return", "yield", "await", "A and B")}, "speaks_of_places"),
        ({"options": ("return", "yield", "await", "Toutes les réponses")}, "speaks_of_places"),
        ({"options": ("return", "yield", "await", "Aucune de ces réponses")}, "speaks_of_places"),
        ({"question": "Which word, <b>really</b>, makes a generator?"}, "markup"),
        ({"explanation": "<img src=x onerror=alert(1)>"}, "markup"),
        ({"difficulty": "expert"}, "unknown"),
        ({"question": "Why?"}, "too_short"),
        ({"question": "W" * 301}, "too_long"),
        ({"question": "Which word makes a\x07 generator?"}, "control_sign"),
        ({"explanation": ""}, "missing"),
        (
            {
                "options": ("return", "yield, which stops and goes on where it was", "await", "lambda"),
                "right": "yield, which stops and goes on where it was",
            },
            "told_by_length",
        ),
        (
            {
                "options": ("a word that is far too long", "yield", "another long one of words", "x" * 30),
            },
            "told_by_length",
        ),
    ],
)
def test_what_is_wrong_is_named(changes: dict[str, object], code: str) -> None:
    with pytest.raises(BadQuestion) as raised:
        question_of(replace(GOOD, **changes), "Python", "en")  # type: ignore[arg-type]
    assert raised.value.code == code


def test_repeats_are_known_by_their_words() -> None:
    known = ["Which word makes a function a generator in Python?", "Que renvoie `len` pour une liste vide ?"]
    assert is_repeat("In Python, which word makes a function a generator?", known)
    assert is_repeat("QUE RENVOIE len pour une liste vide", known)
    assert not is_repeat("Which word ends a loop early?", known)
    assert not is_repeat("Which word ends a loop early?", [])


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(
    st.text(max_size=40),
    st.lists(st.text(max_size=10), max_size=6),
    st.text(max_size=10),
    st.text(max_size=9),
)
def test_any_words_give_a_question_or_a_reason(
    question: str, options: list[str], right: str, difficulty: str
) -> None:
    proposed = replace(
        GOOD,
        question=question,
        options=tuple(options),
        right=right,
        difficulty=difficulty,
        explanation=question,
    )
    try:
        made = question_of(proposed, "Python", "en")
    except BadQuestion as bad:
        assert bad.code
    else:
        assert len(set(made.texts["en"].options)) == 4
