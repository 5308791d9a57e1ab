from __future__ import annotations

import pytest

from app.core.cv.document import Document, Refused
from app.core.cv.reading.parse import parse
from tests.core.cv.reading.cv_files import PARAGRAPH

BODY = "\\par\n".join(PARAGRAPH) + "\\par "


def read(more: str, before: str = "") -> Document:
    return parse(("{\\rtf1\\ansi\\ansicpg1252\\deff0 " + before + BODY + more + "}").encode("latin-1"), "rtf")


def last(document: Document) -> str:
    return document.visible[-1].text


def test_paragraphs_are_lines() -> None:
    document = read("")
    assert [line.text for line in document.lines] == list(PARAGRAPH)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("caf\\'e9 \\u8364?uro \\endash  na\\uc2\\u239??ve", "café €uro – naïve"),
        ("surrogates \\u55357?\\u56832?", "surrogates \U0001f600"),
        ("\\{braces\\} back\\\\slash full\\_time\\~job", "{braces} back\\slash full-time job"),
        ("French\\tab C1", "French\tC1"),
        ("\\trowd 2021\\cell Auditor\\cell\\row", "2021\tAuditor"),
        ('{\\field{\\*\\fldinst HYPERLINK "http://e.example"}{\\fldrslt a link}}', "a link"),
        ("{\\*\\unknown no}yes{\\pict 8950}", "yes"),
        ("{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv y}}{\\shptxt In a box\\par}}}", "In a box"),
        ("a{\\bin5 {{}}}b", "ab"),
    ],
)
def test_control_words_become_text(source: str, text: str) -> None:
    assert last(read(source)) == text


def test_headers_are_read() -> None:
    assert read("", before="{\\header +216 20 000 222\\par}").lines[0].text == "+216 20 000 222"


def test_fonts_have_their_own_code_page() -> None:
    fonts = "{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset178 Arial;}}"
    assert last(read("{\\f1\\'d3\\'ed\\'d1\\'c9}", before=fonts)) == "سيرة"


def test_hidden_and_deleted_text_is_marked() -> None:
    document = read("Seen {\\v COBOL} and {\\deleted Fortran}done\\v0")
    assert [line.text for line in document.lines if line.hidden] == ["COBOLFortran"]
    assert last(document) == "Seen and done"


def test_groups_without_end_are_refused() -> None:
    with pytest.raises(Refused) as refused:
        read("{" * 1_000)
    assert refused.value.code == "damaged"
