"""Whatever the lines: claims that point at a line, each once, in time that grows with the text."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.cv.document import Document, Line
from app.core.cv.parse import parse
from app.core.cv.profile import Education, LanguageSkill, Profile
from app.core.proofs.claim import CATEGORIES, NO_LINE, claim_from, fields_of, key_of
from app.core.proofs.claims import read_claims, skills_of
from app.core.proofs.claims.pieces import name_of
from app.core.skills.lexicon import default_lexicon
from tests.core.cv.cv_texts import TODAY

WORDS = st.sampled_from(
    [
        "Certifications",
        "Zertifikate",
        "Formation",
        "Education",
        "Languages",
        "الشهادات",
        "اللغات",
        "Experience",
        "MOOC",
        "PMP",
        "PSM",
        "I",
        "CCNA",
        "AZ-104",
        "Cisco",
        "Coursera",
        "TOEIC",
        "920",
        "DELF",
        "B2",
        "Anglais",
        "Deutsch",
        "العربية",
        "2021",
        "05/2022",
        "–",
        "2023",
        "présent",
        "en",
        "cours",
        "ID:",
        "X12345",
        "n°",
        "https://a.io/x",
        "(",
        ")",
        "|",
        ",",
        ";",
        "•",
        "-",
        "Master",
        "Licence",
        "Bachelor",
        "of",
        "in",
        "valid",
        "until",
        "gültig",
        "bis",
        "Université",
        "seit",
    ]
)
WRITTEN = st.lists(WORDS, max_size=9).map(" ".join)
LINES = st.lists(WRITTEN | st.text(max_size=60), max_size=25)


@given(LINES, st.booleans())
@settings(max_examples=60, deadline=None)
def test_any_lines_give_sound_claims(texts: list[str], shifted: bool) -> None:
    lines = tuple(Line(number * 3 + 7 if shifted else number, text) for number, text in enumerate(texts))
    profile = parse(Document("txt", lines), TODAY)
    claims = read_claims(lines, profile)
    assert claims == read_claims(lines, profile)
    numbers = {line.number for line in lines} | {NO_LINE}
    assert all(claim.line in numbers for claim in claims)
    assert len({key_of(claim) for claim in claims}) == len(claims)
    assert [CATEGORIES.index(claim.category) for claim in claims] == sorted(
        CATEGORIES.index(claim.category) for claim in claims
    )
    assert all(claim_from(fields_of(claim)) == claim for claim in claims)


@given(st.text(max_size=200), st.text(max_size=80))
@settings(max_examples=30, deadline=None)
def test_a_profile_of_other_lines_does_no_harm(title: str, line: str) -> None:
    profile = Profile(
        education=(Education("master", title, None, 20_000, 99),), languages=(LanguageSkill("fr", "B9", -5),)
    )
    for claim in read_claims((Line(3, line),), profile):
        assert claim.line in (3, NO_LINE)
        known = {skill.label for skill in default_lexicon().skills.values()}
        assert set(skills_of(claim)) <= known


HOSTILE = (
    "a",
    "(",
    "1",
    "2021 ",
    "a.",
    "- ",
    "PMP, ",
    "ID: ",
    "شهادة ",
    "valid ",
    "http://",
    "A-",
    "|",
    "[(",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_reading_takes_time_in_proportion(piece: str) -> None:
    def cost(size: int) -> float:
        text = (piece * size)[:size]
        started = process_time()
        name_of(text)
        return process_time() - started

    cost(1_000)
    small, large = min(cost(8_000) for _ in range(3)), min(cost(32_000) for _ in range(3))
    assert large < 10 * small + 0.05


@pytest.mark.parametrize("piece", ["a", "2021 PMP, ", "ID: valid ("])
def test_twice_the_lines_take_about_twice_the_time(piece: str) -> None:
    def cost(size: int) -> float:
        lines = tuple(Line(number, (piece * 40)[:40]) for number in range(size))
        started = process_time()
        read_claims((Line(-9, "Certifications"), *lines), Profile())
        return process_time() - started

    cost(20)
    assert cost(400) < 20 * cost(100) + 0.1
