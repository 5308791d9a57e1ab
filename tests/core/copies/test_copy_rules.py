"""What tells two offers apart, and what does not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.copies.company import company_of, same_company
from app.core.copies.contradiction import contradiction
from app.core.copies.offer import Said, facts_of, offer_of, references
from app.core.copies.place import elsewhere, place_of, same_town
from app.core.copies.signature import MOST_BANDS, bands
from app.core.copies.text import likeness, sentences, shingles, words_of
from app.core.copies.title import closeness, title_of
from app.core.copies.verdict import verdict

TEXT = (
    "You keep the ledgers of two companies up to trial balance. You prepare the monthly accounts and explain them. "
    "You reconcile grants with care and report on time. Two years in a finance team are needed. We offer a pension "
    "of eight percent and lunches grown on our own farm near the river."
)
SAID = Said("board", "Accountant", "Willowmere Trust", "Leeds", "GB", TEXT, language="en")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Développeur Python (H/F)", "DÉVELOPPEUSE PYTHON - CDI"),
        ("Infirmier diplômé", "Infirmière diplômée - Réf. 4711"),
        ("Softwareentwickler (m/w/d)", "Softwareentwicklerin gesucht"),
        ("Nurse", "Nurse - hiring now"),
        ("محاسب", "مطلوب محاسبة"),
        ("Technicien de maintenance", "Technicien maintenence"),
    ],
)
def test_titles_that_say_the_same(one: str, other: str) -> None:
    assert closeness(title_of(one), title_of(other)) == "equal"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Comptable", "Comptable fournisseurs", "within"),
        ("Développeur Java", "Développeur PHP", "far"),
        ("Nurse", "Cook", "far"),
        ("Elektriker", "Elektroniker", "far"),
        ("Infirmier", "Infirmier de nuit", "near"),
        ("Chargé de clientèle", "Chargé de clientèle allemand", "near"),
        ("Data engineer Paris", "Data engineer", "equal"),
    ],
)
def test_titles_that_do_not(one: str, other: str, expected: str) -> None:
    assert closeness(title_of(one, ["Paris"]), title_of(other, ["Paris"])) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Nour Systems", "NOUR SYSTEMS S.A.R.L.", True),
        ("Nour Systems", "Nour Systems via Jobsammler", True),
        ("Nour Systems", "Nour Systems Sfax", True),
        ("Werkhof GmbH & Co. KG", "Werkhof", True),
        ("شركة الياسمين", "الياسمين", True),
        ("Nour Systems", "Nadir Systems", False),
        ("Confidentiel", "Confidentiel", False),
        (None, None, False),
    ],
)
def test_employers(one: str | None, other: str | None, same: bool) -> None:
    assert same_company(company_of(one), company_of(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "same", "apart"),
    [
        (("Köln", "DE"), ("Cologne", "DE"), True, False),
        (("Paris 8e arrondissement", "FR"), ("Paris", "FR"), True, False),
        (("Lyon", "FR"), ("Paris", "FR"), False, True),
        (("Lyon", "FR"), (None, "FR"), False, False),
        ((None, "FR"), (None, "DE"), False, True),
    ],
)
def test_places(one: Any, other: Any, same: bool, apart: bool) -> None:
    assert same_town(place_of(*one), place_of(*other)) is same
    assert elsewhere(place_of(*one), place_of(*other)) is apart


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"city": "York"}, "place"),
        ({"language": "fr"}, "language"),
        ({"contract": "fixed_term"}, "contract"),
        ({"work_time": "part_time"}, "work_time"),
        ({"title": "Senior Accountant"}, "level"),
        ({"level": "senior"}, "level"),
        ({"remote": "remote"}, "remote"),
        ({"years": 5.0}, "years"),
        ({"pay": (60_000, None)}, "pay"),
        ({"pay": (44_000, 60_000)}, None),
        ({"text": TEXT + " Reference: ZX-99123"}, "reference"),
    ],
)
def test_what_contradicts(changes: dict[str, Any], expected: str | None) -> None:
    one = replace(
        SAID,
        text=TEXT + " Reference: AB-41",
        contract="permanent",
        work_time="full_time",
        level="junior",
        remote="onsite",
        years=2.0,
        pay=(40_000, 45_000),
    )
    other = replace(one, **changes)
    assert contradiction(facts_of(one), facts_of(other)) == expected
    assert contradiction(facts_of(other), facts_of(one)) == expected


def test_a_rank_that_a_board_moved_from_the_title_into_a_field_is_no_contradiction() -> None:
    titled = replace(SAID, title="Internship Accountant", contract="internship")
    assert contradiction(facts_of(titled), facts_of(replace(SAID, contract="internship"))) is None


def test_references_have_digits_and_are_no_years() -> None:
    assert references("Réf. : AB-4417, référence de l'annonce 99-12, reference 2026, ref: nothing") == {
        "ab-4417",
        "99-12",
    }


def test_the_same_text_of_two_employers_stays_apart_and_a_staffing_firm_passes_on() -> None:
    offer = offer_of(SAID)
    assert not verdict(offer, offer_of(replace(SAID, source="x", company="Harrow & Finch"))).is_copy
    assert verdict(offer, offer_of(replace(SAID, source="x", company="Brightpath Recruitment"))).is_copy
    assert not verdict(offer, offer_of(replace(SAID, source="x", company=None, city=None))).is_copy


def test_what_is_alike_but_not_enough_is_left_to_a_person() -> None:
    other = replace(
        SAID,
        source="x",
        text="We bake bread at night and sell it in the morning to our neighbours and schools.",
    )
    found = verdict(offer_of(SAID), offer_of(other))
    assert (found.is_copy, found.is_unsure) == (False, True)


def test_likeness_of_nothing() -> None:
    empty = shingles(words_of(""))
    assert likeness(empty, shingles(words_of("one two three"))).containment == 0
    assert sentences("Too short. A b") == frozenset()


TEXTS = st.text(max_size=300)


@given(TEXTS, TEXTS, st.one_of(st.none(), TEXTS), st.one_of(st.none(), TEXTS))
def test_any_text_has_a_signature_and_is_like_itself(
    title: str, text: str, company: str | None, city: str | None
) -> None:
    one = offer_of(Said("a", title, company, city, None, text))
    other = offer_of(Said("b", title, company, city, None, text))
    assert bands(one) == bands(other)
    assert len(bands(one)) <= MOST_BANDS
    assert all(-(2**63) <= number < 2**63 for number in bands(one))
    assert verdict(one, other) == verdict(other, one)
    assert verdict(one, other).contradiction is None


def test_a_long_text_of_one_letter_is_read_in_time() -> None:
    for letters in ("a" * 200_000, "ref " * 50_000, "a1-" * 60_000):
        assert bands(offer_of(replace(SAID, text=letters, title=letters[:255])))
