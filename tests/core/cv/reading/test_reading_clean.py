from __future__ import annotations

import unicodedata
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.cv.reading.clean import clean_line, tidy
from app.core.cv.reading.limits import DEFAULT
from app.core.cv.reading.raw import Piece
from tests.core.cv.reading.any_input import patiently

TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=80)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("ﬁnance  oﬃce", "finance office"),
        ("e\u0301tudes", "études"),
        ("C\u200b++\u00a0\u2003et\u2009.NET", "C++ et .NET"),
        ("\uf0e0 a@e.example \uf095 +216", "a@e.example +216"),
        ("2019 \t  2021\t ", "2019\t2021"),
        ("E X P E R I E N C E", "EXPERIENCE"),
        ("É T U D E S   E T   S T A G E S", "ÉTUDES ET STAGES"),
        ("c o m p é t e n c e s", "compétences"),
        ("a b c d", "a b c d"),
        ("Permis A B", "Permis A B"),
        ("languages C R Q", "languages C R Q"),
        ("\ud83d\ude00 \ud800 x", "\U0001f600 x"),
        ("o" + "\u0316\u0300" * 5_000, "o\u0316\u0300\u0316"),
    ],
)
def test_characters_have_one_spelling(raw: str, clean: str) -> None:
    result = clean_line(raw)
    assert unicodedata.normalize("NFD", result) == unicodedata.normalize("NFD", clean)


@patiently
@given(st.lists(st.builds(Piece, TEXT, st.just(1), st.booleans()), max_size=12))
def test_every_line_is_clean_whatever_came_in(pieces: list[Piece]) -> None:
    limits = replace(DEFAULT, max_characters=200, max_line=30)
    lines, _ = tidy(pieces, limits)
    assert sum(len(line.text) + 1 for line in lines) <= limits.max_characters
    assert [line.number for line in lines] == list(range(len(lines)))
    assert not any(not a.text and not b.text for a, b in pairwise(lines))
    for line in lines:
        assert len(line.text) <= limits.max_line
        assert unicodedata.is_normalized("NFKC", line.text)
        assert line.text == line.text.strip()
        assert "  " not in line.text
        assert all(letter.isprintable() or letter == "\t" for letter in line.text)
        line.text.encode()


@patiently
@given(TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_line(text)
    assert clean_line(once) == once


def test_long_lines_break_at_a_space() -> None:
    lines, truncated = tidy([Piece("word " * 50)], replace(DEFAULT, max_line=24))
    assert not truncated
    assert all(len(line.text) <= 24 for line in lines)
    assert " ".join(line.text for line in lines) == ("word " * 50).strip()


def test_too_much_text_is_cut_and_said() -> None:
    lines, truncated = tidy([Piece("a" * 60)] * 5, replace(DEFAULT, max_characters=130))
    assert (len(lines), truncated) == (2, True)


def test_reading_stops_when_enough_was_seen() -> None:
    def endless() -> object:
        while True:
            yield Piece("line after line")

    lines, truncated = tidy(endless(), DEFAULT)  # type: ignore[arg-type]
    assert truncated
    assert len(lines) == DEFAULT.max_characters // 16
