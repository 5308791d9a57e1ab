from __future__ import annotations

import pytest

from app.core.cv.document import Refused
from app.core.cv.reading.parse import parse
from app.core.cv.reading.txt import decode

FRENCH = (
    "Développeuse à Sfax, diplômée de l'École supérieure,\nmaîtrise Python et PostgreSQL, forêt et cœur, 30 €"
)
ARABIC = "مهندس برمجيات من تونس له خبرة خمس سنوات في تطوير تطبيقات الويب وقواعد البيانات"
GERMAN = "Größere Projekte für Behörden in Köln und Düsseldorf, fließend Französisch\nund Englisch"


@pytest.mark.parametrize("text", [FRENCH, GERMAN, ARABIC], ids=["fr", "de", "ar"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings_are_recognised(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (GERMAN, "cp1252"),
        (ARABIC, "cp1256"),
        (FRENCH, "utf-16-le"),
        (FRENCH, "utf-16-be"),
    ],
)
def test_encodings_without_a_mark_are_guessed(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_a_file_that_was_cut_is_still_utf8() -> None:
    assert decode(FRENCH.encode()[:-1]) == FRENCH[:-1] + "\ufffd"


def test_what_cannot_be_seen_is_removed() -> None:
    text = "Na\u200bdia\u202e Ka\0ro\u00adui\ufeff \x1b[31maccountant\x1b[0m, Sousse\u2029"
    text += "Five years in audit\x0bExcel and Sage"
    document = parse(text.encode(), "txt")
    assert document.text == "Nadia Karoui accountant, Sousse\nFive years in audit\nExcel and Sage"


def test_lines_are_kept_and_blank_lines_collapse() -> None:
    document = parse(f"\n\n{FRENCH}\r\n \r\n\r\n\t\n{GERMAN}\r{ARABIC}\n\n".encode(), "txt")
    assert document.text.splitlines() == [*FRENCH.splitlines(), "", *GERMAN.splitlines(), ARABIC]


@pytest.mark.parametrize(("letters", "code"), [(0, "empty"), (1, "too_short"), (49, "too_short"), (50, None)])
def test_fifty_visible_characters_are_enough(letters: int, code: str | None) -> None:
    data = (" \n" * 30 + "x " * letters).encode()
    if code is None:
        assert parse(data, "txt").kind == "txt"
    else:
        with pytest.raises(Refused) as refused:
            parse(data, "txt")
        assert refused.value.code == code


def test_binary_data_is_no_text() -> None:
    with pytest.raises(Refused) as refused:
        parse(bytes(range(256)) * 50, "txt")
    assert refused.value.code == "wrong_type"
