"""The tables of issuers, certificates and language tests."""

from __future__ import annotations

from collections import Counter

import pytest

from app.core.cv.language_words import LANGUAGE_CODE
from app.core.proofs.claim import LEVELS
from app.core.proofs.claims.name_index import NameIndex
from app.core.proofs.claims.tables import BODY, PLATFORM, issuers, language_tests, products, rows
from app.core.skills.lexicon import default_lexicon

WIDTHS = {"issuers": 3, "products": 5, "language_tests": 4}


@pytest.mark.parametrize(("table", "width"), WIDTHS.items())
def test_every_row_is_whole_and_named_once(table: str, width: int) -> None:
    listed = list(rows(table))
    assert {len(row) for row in listed} == {width}
    assert [name for name, times in Counter(row[0] for row in listed).items() if times > 1] == []
    assert all(cell == cell.strip() for row in listed for cell in row)


def test_skills_of_certificates_are_labels_of_the_lexicon() -> None:
    named = {skill.strip() for row in rows("products") for skill in row[4].split(";") if skill.strip()}
    labels = {skill.label for skill in default_lexicon().skills.values()}
    assert named - labels == set()


def test_cells_hold_what_they_may() -> None:
    assert {row[1] for row in rows("issuers")} == {BODY, PLATFORM}
    assert {row[1] for row in rows("products")} == {"any", "listed"}
    assert {row[2] for row in rows("products")} == {"one", "several"}
    assert {row[1] for row in rows("language_tests")} <= {"", *LANGUAGE_CODE.values()}
    assert {row[2] for row in rows("language_tests")} <= {"", *LEVELS}


def test_every_name_is_found_as_it_is_written() -> None:
    for index, table in (
        (issuers(), "issuers"),
        (products(), "products"),
        (language_tests(), "language_tests"),
    ):
        missing = [row[0] for row in rows(table) if not index.find(row[0])]
        assert missing == []


def test_the_longest_name_wins_whatever_case_and_accents() -> None:
    index = NameIndex([("TÜV", "short"), ("TÜV Süd Akademie", "long"), ("SST", "sst")])
    assert [found.entry for found in index.find("tuv sud AKADEMIE und TÜV")] == ["long", "short"]
    assert [found.entry for found in index.find("SST, sst")] == ["sst"]


def test_a_plus_belongs_to_the_name() -> None:
    assert products().find("security, linux and networks") == []
    assert [found.entry.title for found in products().find("Security+")] == ["CompTIA Security+"]
