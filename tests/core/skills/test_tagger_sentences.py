from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.skills.tagger.sentences import split_sentences


def words(text: str) -> list[list[str]]:
    return [[word.text for word in sentence] for sentence in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("You know C++, C# and .NET.", [["You", "know", "C++", "C#", "and", ".NET", "."]]),
        ("We use SQL. You write tests.", [["We", "use", "SQL", "."], ["You", "write", "tests", "."]]),
        ("tools, e.g. Git (daily)", [["tools", "e.g", ".", "Git", "(", "daily", ")"]]),
        ("Requirements:\n• Java;\n• Go", [["Requirements:"], ["•", "Java;"], ["•", "Go"]]),
        ("paid 9,000 a month,Java,Go", [["paid", "9,000", "a", "month", "Java", "Go"]]),
        ("Ready? Apply!", [["Ready?"], ["Apply!"]]),
        ('the "STAR" method', [["the", "STAR", "method"]]),
    ],
)
def test_words_and_sentences(text: str, expected: list[list[str]]) -> None:
    assert words(text) == expected


def test_the_word_after_a_comma_stands_apart() -> None:
    [sentence] = split_sentences("Java, Go and “Rust”")
    assert [word.apart for word in sentence] == [False, True, False, True]


@given(
    st.text(alphabet=st.sampled_from("ab Z1,.;:()[]•-\"'“\n\t\r\u2028/+#é\u200f😀<>"), max_size=80)
    | st.text(max_size=80)
)
def test_every_word_is_where_it_says(text: str) -> None:
    found = [word for sentence in split_sentences(text) for word in sentence]
    assert all(text[word.start : word.end] == word.text and word.text for word in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    kept = "".join(word.text for word in found)
    assert [sign for sign in text if sign.isalnum()] == [sign for sign in kept if sign.isalnum()]
