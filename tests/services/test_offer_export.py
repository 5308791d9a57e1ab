"""Offers and runs as files: all rows, in pieces, and no cell that computes."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import event, update

from app.errors import BadInput
from app.extensions import db
from app.models import Job, ScrapingRun
from app.services import offer_export, table_files
from app.services.offer_export import Table
from app.services.offer_scope import ALL, Scope
from app.services.transaction import transaction
from tests.factories import NOW, make_user, posting, salary, store

FORMULAS = [
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1+1", "=HYPERLINK(\"http://x\")",
]  # fmt: skip


def rows_of_csv(table: Table) -> list[list[str]]:
    text = "".join(table_files.csv_lines(table))
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:])))


def rows_of_workbook(table: Table) -> list[tuple[Any, ...]]:
    with table_files.workbook(table) as file:
        return list(load_workbook(file).worksheets[0].iter_rows(values_only=True))


def by_name(rows: list[Any], number: int = 1) -> dict[str, Any]:
    return dict(zip(rows[0], rows[number], strict=True))


@pytest.mark.usefixtures("context")
def test_both_files_have_every_offer_and_its_values() -> None:
    store(
        posting(1, title="Développeur “C++” à Tunis", salary=salary(30_000, 40_000)),
        posting(2, company=None, published_at=datetime(2026, 3, 5, 12, tzinfo=UTC)),
    )
    as_csv = rows_of_csv(offer_export.offers(ALL))
    as_workbook = rows_of_workbook(offer_export.offers(ALL))
    assert len(as_csv) == len(as_workbook) == 3
    assert by_name(as_csv)["title"] == by_name(as_workbook)["title"] == "Développeur “C++” à Tunis"
    assert by_name(as_workbook)["salary_min"] == 30_000
    assert by_name(as_csv)["salary_min"] == "30000.0"
    assert by_name(as_csv, 2)["company"] == ""
    assert by_name(as_workbook, 2)["published_at"] == "2026-03-05T12:00:00+00:00"


@pytest.mark.usefixtures("context")
@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text: str) -> None:
    job_id = store(posting(1))[0]
    with transaction() as session:
        session.execute(update(Job).where(Job.id == job_id).values(title=text, company=text))
    cell = by_name(rows_of_csv(offer_export.offers(ALL)))["title"]
    assert cell.startswith("'")
    assert cell[1:] == text
    with table_files.workbook(offer_export.offers(ALL)) as file:
        sheet = load_workbook(file).worksheets[0]
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_what_names_an_error_or_is_too_long_is_plain_text() -> None:
    table = Table("odd", ("a",), iter([["#N/A"], ["x" * 40_000], ["a\x00b\x0bc\ud800"]]))
    rows = rows_of_workbook(table)
    assert [row[0] for row in rows] == ["a", "#N/A", "x" * table_files.CELL, "abc"]


@given(st.text(max_size=60))
def test_a_cell_never_begins_like_a_formula(text: str) -> None:
    cell = table_files.csv_cell(text)
    assert isinstance(cell, str)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))
    assert cell.removeprefix("'").lstrip("'") in text or table_files.CONTROLS.search(text)


@pytest.mark.usefixtures("context")
@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(sources=("one",)), {"1", "3"}),
        (Scope(countries=("FR", "DE")), {"2", "3"}),
        (Scope(since=(NOW - timedelta(days=5)).date()), {"1", "2"}),
        (Scope(until=(NOW - timedelta(days=5)).date()), {"3"}),
        (Scope(sources=("one",), countries=("FR",)), {"3"}),
        (Scope(sources=("nowhere",)), set()),
    ],
)
def test_what_is_chosen_is_exported(scope: Scope, expected: set[str]) -> None:
    store(
        posting(1, source="one", country="TN"),
        posting(2, source="two", country="DE"),
        posting(3, source="one", country="FR", published_at=NOW - timedelta(days=30)),
    )
    rows = rows_of_csv(offer_export.offers(scope))
    assert {by_name(rows, number)["external_id"] for number in range(1, len(rows))} == expected


@pytest.mark.usefixtures("context")
def test_what_one_person_imported_is_left_out() -> None:
    first, _second = store(posting(1, title="Secret of Amel"), posting(2))
    owner = make_user()
    with transaction() as session:
        session.execute(update(Job).where(Job.id == first).values(owner_id=owner))
    assert "Secret of Amel" not in "".join(table_files.csv_lines(offer_export.offers(ALL)))


def test_rows_are_read_in_pieces(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offer_export, "PIECE", 7)
    store(*(posting(number) for number in range(20)))
    asked = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "FROM jobs" in statement:
            asked.append(statement)

    table = offer_export.offers(ALL)
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        next(table.rows)
        assert len(asked) == 1, "nothing is read ahead"
        assert len(list(table.rows)) == 19
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert all("LIMIT" in statement for statement in asked)
    assert len(asked) == 4


@pytest.mark.usefixtures("context")
def test_too_many_rows_for_a_workbook_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    store(posting(1), posting(2))
    monkeypatch.setattr(offer_export, "MOST_IN_WORKBOOK", 1)
    with pytest.raises(BadInput, match="CSV"):
        offer_export.require_room_in_workbook("offers", ALL)
    offer_export.require_room_in_workbook("runs", ALL)


@pytest.mark.usefixtures("context")
def test_runs_are_chosen_by_the_day_they_began() -> None:
    with transaction() as session:
        for number, day in enumerate((4, 5, 6)):
            began = datetime(2026, 3, day, 23, 59, tzinfo=UTC)
            session.add(
                ScrapingRun(
                    source=f"s{number}", status="ok", started_at=began, completed_at=began, message="=1+1"
                )
            )
    day = date(2026, 3, 5)
    rows = rows_of_csv(offer_export.runs(Scope(since=day, until=day)))
    assert len(rows) == 2
    assert by_name(rows)["source"] == "s1"
    assert by_name(rows)["message"] == "'=1+1"
