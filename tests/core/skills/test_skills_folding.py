from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.skills import folding
from app.core.skills.folding import fold, fold_with_offsets


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Développement", "developpement"),
        ("De\u0301veloppement", "developpement"),
        ("Größe", "grosse"),
        ("Œuvre", "oeuvre"),
        ("Ｐｙｔｈｏｎ", "python"),
        ("o\ufb03ce", "office"),
        ("Py\u200bthon\u00ad", "python"),
        ("l’IA", "l'ia"),
        ("C♯", "c#"),
        ("Java™", "java "),
        ("إدارة", "اداره"),
        ("مُهَنْدِس", "مهندس"),
        ("٢٠٢٤", "2024"),
        ("A\r\nB", "a\n\nb"),
    ],
)
def test_spellings_of_the_same_word_become_equal(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60), st.text(max_size=60))
def test_folding_goes_character_by_character(first: str, second: str) -> None:
    assert fold(first + second) == fold(first) + fold(second)


def test_many_different_letters_take_the_same_way() -> None:
    letters = "".join(chr(code) for code in range(0xC0, 0x250)) + "été Python"
    assert fold(letters) == "".join(map(fold, letters))


def test_what_is_remembered_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    table = folding._FoldTable()
    monkeypatch.setattr(folding, "_TABLE", table)
    monkeypatch.setattr(folding, "_MOST_KNOWN", 100)
    text = "".join(chr(code) for code in range(0x4E00, 0x5000)) + "é"
    assert fold(text).endswith("e")
    assert len(table) == 100


@given(st.text(alphabet=st.sampled_from("aé\u0301\u200bßﬁœ ـع٣\U0001f600Z"), max_size=40))
def test_each_folded_character_leads_back_to_its_source(text: str) -> None:
    folded = fold_with_offsets(text)
    for place, character in enumerate(folded.text):
        source = text[folded.start_in_source(place)]
        assert character in fold(source)


def test_a_range_ends_after_its_combining_marks() -> None:
    text = "cafe\u0301 noir"
    folded = fold_with_offsets(text)
    start, end = folded.start_in_source(0), folded.end_in_source(4)
    assert unicodedata.normalize("NFC", text[start:end]) == "café"


def test_offsets_survive_dropped_and_widened_characters() -> None:
    text = "\u200bﬁn ßtraße Python"
    folded = fold_with_offsets(text)
    place = folded.text.index("python")
    assert text[folded.start_in_source(place) : folded.end_in_source(place + 6)] == "Python"
