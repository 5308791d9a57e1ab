from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.core.search.query import MAX_TERMS, Term, TextQuery, parse_places, parse_terms, skill_code


def test_words_phrases_prefixes_and_exclusions() -> None:
    assert parse_terms('java -senior "chef de projet" -"no code" devel*') == (
        Term("java"),
        Term("senior", excluded=True),
        Term("chef de projet"),
        Term("no code", excluded=True),
        Term("devel", prefix=True),
    )


def test_signs_inside_names_stay() -> None:
    assert [term.text for term in parse_terms("C++ C# node.js full-stack")] == [
        "C++",
        "C#",
        "node.js",
        "full-stack",
    ]


def test_an_unclosed_quote_is_a_phrase_to_the_end() -> None:
    assert parse_terms('"data eng') == (Term("data eng"),)


def test_what_has_no_letter_is_skipped() -> None:
    assert parse_terms('- -- "" * +++ ()') == ()


def test_a_query_of_exclusions_alone_says_so() -> None:
    assert TextQuery(anywhere=(Term("x", excluded=True),)).only_excludes
    assert not TextQuery(anywhere=(Term("x", excluded=True),), skills=("sql",)).only_excludes
    assert not TextQuery().only_excludes


def test_skill_codes_are_one_word() -> None:
    assert skill_code("c-plus-plus") == "sklcplusplus"


@given(st.text(max_size=300))
def test_any_text_is_parsed_within_bounds(text: str) -> None:
    terms = parse_terms(text)
    assert len(terms) <= MAX_TERMS
    assert all(any(char.isalnum() or char == "_" for char in term.text) for term in terms)


def test_a_bar_between_places_makes_them_alternatives() -> None:
    assert parse_places("Tunis Sfax") == ((Term("Tunis"), Term("Sfax")), ())
    assert parse_places("Tunis | La Marsa|Tunis") == ((), ((Term("Tunis"),), (Term("La"), Term("Marsa"))))
    assert parse_places("Paris -11e | Lyon") == (
        (Term("11e", excluded=True),),
        ((Term("Paris"),), (Term("Lyon"),)),
    )
    assert parse_places("| Tunis |") == ((Term("Tunis"),), ())
