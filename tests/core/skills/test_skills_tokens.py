from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.skills.tokens import key_of, read_page, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("C++ and C#", ["c++", "and", "c#"]),
        ("C++17", ["c++", "17"]),
        ("F#/.NET", ["f#", ".net"]),
        ("ASP.NET Core", ["asp", "net", "core"]),
        (".NET", [".net"]),
        ("C#.NET", ["c#", ".net"]),
        ("Node.js", ["node", "js"]),
        ("R&D", ["r", "&", "d"]),
        ("CI/CD", ["ci", "cd"]),
        ("Security+", ["security+"]),
        ("Python+Django", ["python", "django"]),
        ("abc#def", ["abc", "def"]),
        ("l'API", ["l", "api"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
        ("...", []),
    ],
)
def test_signs_that_belong_to_names_stay(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_non_ascii_text_is_split_like_ascii_text() -> None:
    ascii_words = read_page("C++ C# .NET R&D ASP.NET x+y").words
    assert read_page("C++ C# .NET R&D ASP.NET x+y بايثون").words == [*ascii_words, "بايثون"]


@given(st.text(max_size=200))
def test_words_and_gaps_rebuild_the_folded_text(text: str) -> None:
    page = read_page(text)
    parts = [page.gaps[0]]
    for number, word in enumerate(page.words):
        assert page.folded.text[page.start(number) : page.end(number)] == word
        parts += [word, page.gaps[number + 1]]
    assert "".join(parts) == page.folded.text


@pytest.mark.parametrize(
    "text", ["data mining", "data-mining", "data/mining", "data\nmining", "data\u00a0mining"]
)
def test_words_of_one_name_are_joined(text: str) -> None:
    assert read_page(text).joined(0)


@pytest.mark.parametrize(
    "text", ["data, mining", "data. mining", "data; mining", "data\n\nmining", "data (mining"]
)
def test_punctuation_parts_names(text: str) -> None:
    assert not read_page(text).joined(0)


def test_a_spaced_slash_joins_only_short_words() -> None:
    assert read_page("CI / CD").joined(0)
    assert not read_page("Development / Operations").joined(0)


def test_spelling_variants_share_a_key() -> None:
    assert (
        len({key_of(name) for name in ("Scikit-Learn", "scikit learn", "SCIKIT_LEARN", "scikit/learn")}) == 1
    )
