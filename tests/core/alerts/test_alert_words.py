"""Words are cut and folded as the full-text index of SQLite does, which is asked."""

from __future__ import annotations

import sqlite3
import unicodedata

import pytest

from app.core.alerts.words import fts5_words, tsvector_words

# Letters of the alphabets of Europe and the Arab world, signs and spaces, and much of what a phone can type.
ALPHABETS = (
    *range(0x01, 0x1E0), *range(0x1E2, 0x37F), *range(0x380, 0x528), *range(0x620, 0x700), *range(0x1E00, 0x2065),
    *range(0x20A0, 0x20BA), *range(0x2100, 0x218A), *range(0x3041, 0x3100), *range(0x4E00, 0x5000), *range(0xFE80, 0xFEFD),
    *range(0xFF01, 0xFF5F),
)  # fmt: skip


@pytest.fixture(scope="module")
def index() -> dict[int, list[str]]:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        """CREATE VIRTUAL TABLE t USING fts5(x, tokenize="unicode61 remove_diacritics 2 tokenchars '+#'")"""
    )
    connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, 'instance')")
    connection.executemany(
        "INSERT INTO t(rowid, x) VALUES (?, ?)", [(code, f"a{chr(code)}b") for code in ALPHABETS]
    )
    found: dict[int, list[str]] = {}
    for term, row in connection.execute("SELECT term, doc FROM v ORDER BY doc, offset"):
        found.setdefault(row, []).append(term)
    connection.close()
    return found


def test_every_character_is_what_the_index_takes_it_for(index: dict[int, list[str]]) -> None:
    differing = {
        f"{code:x} {unicodedata.name(chr(code), '')}": (fts5_words(f"a{chr(code)}b"), index[code])
        for code in ALPHABETS
        if fts5_words(f"a{chr(code)}b") != index[code]
    }
    assert not differing


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Développeur C++/C# à Tunis", ["developpeur", "cplusplus", "csharp", "a", "tunis"]),
        ("Straße, Œuvre & Ærø", ["strasse", "oeuvre", "aero"]),
        ("مهندس برمجيات", ["مهندس", "برمجيات"]),
        ("full-stack node.js", ["full", "stack", "node", "js"]),
    ],
)
def test_words_of_a_tsvector(text: str, words: list[str]) -> None:
    assert tsvector_words(text) == words
