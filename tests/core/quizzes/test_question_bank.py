"""The shipped question bank, whatever files it has at the time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

import pytest

from app.core.quizzes.bank import BANK, read_bank, read_file
from app.core.quizzes.question import LANGUAGES, Question
from app.core.skills.lexicon import default_lexicon

FILES = sorted(BANK.glob("*.json"))
LEAST = {"easy": 3, "medium": 5, "hard": 2}
MOST_LONGEST = 0.45  # of the questions of a skill: else length gives the right option away
CODE = re.compile(r"`[^`]*`")
each_file = pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])


def texts(question: Question, language: str) -> Iterator[str]:
    said = question.texts[language]
    yield from (said.question, *said.options, said.explanation)


def test_there_is_a_bank() -> None:
    assert FILES
    assert len({question.key for question in read_bank()}) == len(read_bank())


@each_file
def test_a_skill_has_enough_questions_of_each_difficulty(file) -> None:
    questions = read_file(file)
    counts = Counter(question.difficulty for question in questions)
    assert len(questions) >= 15
    assert all(counts[name] >= least for name, least in LEAST.items()), counts


@each_file
def test_a_skill_is_one_of_the_lexicon(file) -> None:
    assert {question.skill for question in read_file(file)} == {default_lexicon().label(file.stem)}


@each_file
def test_no_question_is_asked_twice(file) -> None:
    for language in LANGUAGES:
        asked = [" ".join(one.texts[language].question.casefold().split()) for one in read_file(file)]
        assert len(asked) == len(set(asked))


@each_file
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_right_option_is_not_given_away_by_its_length(file, language: str) -> None:
    questions = read_file(file)
    longest = sum(_is_alone_longest(one.texts[language].options) for one in questions)
    assert longest <= MOST_LONGEST * len(questions), f"{longest} of {len(questions)}"


@each_file
def test_nothing_refers_to_the_place_of_an_option(file) -> None:
    """Options are shuffled."""
    place = re.compile(
        r"\b(?i:(all|none) of the (above|others|options)|(first|second|third|fourth|last) option)\b"
        r"|\b[Oo]ption [A-D]\b(?!['’])|\b(?i:(toutes les|aucune des) réponses|(première|dernière) option)\b"
    )
    found = [
        (one.key, match[0]) for one in read_file(file) for language in LANGUAGES
        for text in texts(one, language) if (match := place.search(text))
    ]  # fmt: skip
    assert not found


@each_file
def test_backticks_come_in_pairs(file) -> None:
    found = [
        (one.key, text) for one in read_file(file) for language in LANGUAGES
        for text in texts(one, language) if text.count("`") % 2
    ]  # fmt: skip
    assert not found


@each_file
def test_french_is_set_as_french_is(file) -> None:
    """No-break spaces before ; : ! ? and inside « », curved apostrophes; code is left alone."""
    found = [
        (one.key, fault)
        for one in read_file(file)
        for text in texts(one, "fr")
        for fault in french_faults(text)
    ]
    assert not found


def french_faults(text: str) -> list[str]:
    prose = CODE.sub("", text)
    rules = {
        "an ordinary space before a sign": r"[ \n][;!?»](?![\w=])|(?<=\w) :(?!\w)",
        "no space before a sign": r"(?<=[^\W\d_])[?!](?=\s|$)|(?<=[^\W\d_]);(?=\s|$)",
        "an ordinary space after «": r"« ",
        "no space after «": r"«[^\u00a0\u202f]",
        "a straight apostrophe": r"\b(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu|aujourd)'[a-zà-ÿœ]",
    }
    return [name for name, rule in rules.items() if re.search(rule, prose, re.IGNORECASE)]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("Que fait `x ? y : z` ?", ["an ordinary space before a sign"]),
        ("Que fait `x ? y : z`\u00a0?", []),
        ("L'option", ["a straight apostrophe"]),
        (
            "L’option « a »",
            ["an ordinary space before a sign", "an ordinary space after «", "no space after «"],
        ),
        ("«\u202fa\u202f»\u00a0: oui\u00a0!", []),
        ("Vraiment?", ["no space before a sign"]),
    ],
)
def test_what_counts_as_a_fault_of_french(text: str, faults: list[str]) -> None:
    assert french_faults(text) == faults


def _is_alone_longest(options: tuple[str, ...]) -> bool:
    right, *wrong = map(len, options)
    return right > max(wrong)


def test_the_files_are_sorted_by_key() -> None:
    for file, group in groupby(read_bank(), key=lambda one: one.skill):
        keys = [one.key for one in group]
        assert keys == sorted(keys), file
