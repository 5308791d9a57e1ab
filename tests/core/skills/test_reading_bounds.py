"""What holds for every text, and how much work a text may make."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.skills import scopes
from app.core.skills.cues import SECTIONS
from app.core.skills.extract import MAX_CHARACTERS
from app.core.skills.lexicon import Lexicon, default_lexicon
from app.core.skills.reading import asked, read_skills
from app.core.skills.sections import Sentence

PIECES = [
    *(
        "Python",
        "Java",
        "SQL",
        "Go",
        "C++",
        "Projekt-",
        "Zeitmanagement",
        "Kuberntes",
        "بايثون",
        "جافا",
        "English",
    ),
    *(
        "required",
        "is a plus",
        "ideally",
        "no",
        "not only",
        "sans",
        "kein",
        "لا يشترط",
        "يفضل",
        "sauf",
        "but",
        "mais",
    ),
    *(
        "Requirements",
        "Profil :",
        "Nice to have:",
        "We are a leader in",
        "you will",
        "Wir bieten",
        "المتطلبات",
    ),
    *(
        "3 years",
        "5+ ans",
        "zwei Jahre",
        "ثلاث سنوات",
        "of",
        "3-5",
        "(",
        ")",
        ",",
        ".",
        ";",
        ":",
        "\n",
        "\n\n",
        "- ",
    ),
    *(
        "•",
        "\u200f",
        "\u200b",
        "\u00ad",
        "ﬁ",
        "ß",
        "e\u0301",
        "\x00",
        "\U0001f600",
        "\ud800",
        "İ",
        "وK",
        "و",
        "z. B.",
    ),
]
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
)


@settings(deadline=None, max_examples=300)
@given(text=TEXTS)
def test_uses_are_slices_in_order_that_never_overlap(text: str) -> None:
    uses = read_skills(text)
    assert all(text[use.start : use.end] == use.surface for use in uses)
    assert all(use.start < use.end and use.section in SECTIONS for use in uses)
    assert all(before.end <= after.start for before, after in pairwise(uses))
    assert all(not (use.wished and use.negated) for use in uses)
    assert all(use.years is None or 0 < use.years <= 40 for use in uses)
    assert set(asked(uses)) <= {use.skill for use in uses}


@settings(deadline=None, max_examples=50)
@given(text=TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read_skills(text) == read_skills(text)


class CountingScopes(scopes.Scopes):
    words = 0

    def read(self, sentence: Sentence, numbers: range) -> None:  # type: ignore[override]
        CountingScopes.words += len(numbers) * (sentence.after - sentence.first)
        super().read(sentence, numbers)


@pytest.mark.parametrize(
    "text", ["Python, ", "no Python or Java ", "is a plus (Python) ", "3 years of SQL and "]
)
def test_a_sentence_without_end_makes_no_more_work_than_its_length(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.core.skills.reading.Scopes", CountingScopes)

    def work(times: int) -> int:
        CountingScopes.words = 0
        read_skills(text * times)
        return CountingScopes.words

    once = work(500)
    assert once > 0
    assert work(2000) <= 4.2 * once


@pytest.mark.parametrize(
    "text",
    [
        "Python " * 4000,
        "a" * 200_000,
        "Python" + " " * 100_000 + "\n" * 100_000,
        "(" * 50_000 + "Python" + ")" * 50_000,
        "no " * 20_000 + "Python",
        "Projekt- und " * 10_000,
        "Profil : " * 10_000,
        "والإيطالية " * 2_000,
        "Python\u200f\u200b\u202eبايثون " * 2_000,
    ],
    ids=lambda text: text[:12],
)
def test_odd_texts_are_read(text: str) -> None:
    uses = read_skills(text)
    assert all(text[use.start : use.end] == use.surface for use in uses)


def test_ten_thousand_skills_in_a_list(shipped: Lexicon) -> None:
    names = [skill.label for skill in shipped.skills.values()]
    listed = (names * 4)[:10_000]
    assert 9_000 < len(read_skills(", ".join(listed))) <= 11_000


def test_text_after_the_limit_is_not_read() -> None:
    text = "x " * (MAX_CHARACTERS // 2) + "Python"
    assert read_skills(text) == []
    assert read_skills(text[6:])[0].skill == "python"


def test_another_lexicon_can_be_read_with(small: Lexicon) -> None:
    assert [use.skill for use in read_skills("Python is a plus, Docker too", small)] == ["python"]
    assert small is not default_lexicon()


def test_the_language_opens_compounds_of_short_texts() -> None:
    assert [use.skill for use in read_skills("Finanzbuchhaltung", language="de")]
