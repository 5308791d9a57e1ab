# ruff: noqa: DTZ001 - times without a zone are what is read
"""Tables and JSON of applications: read tolerantly, written so that the same comes back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.cv.document import Refused
from app.core.tracker.columns import FIELDS, field_of, status_of
from app.core.tracker.days import local, moment_of, zone_of
from app.core.tracker.documents import kind_of
from app.core.tracker.reading import MOST, NoTable, read_objects, read_rows
from app.core.tracker.record import (
    ContactRecord,
    InterviewRecord,
    Record,
    long_text,
    merged_text,
    one_line,
    web_address,
)
from app.core.tracker.status import STATUSES
from app.core.tracker.writing import guarded, parsed_json, row_of, to_json, unguarded
from app.services.table_files import csv_cell

PARIS = ZoneInfo("Europe/Paris")
moments = st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC)).map(
    lambda when: when.replace(microsecond=0)
)
lines = st.text(max_size=40).map(one_line)
records = st.builds(
    Record,
    title=lines.filter(bool),
    company=lines,
    location=lines,
    url=st.sampled_from(["", "https://jobs.example.org/42?x=1", "http://example.org"]),
    source=lines.map(lambda text: text[:40].strip()),
    status=st.sampled_from(STATUSES),
    applied_at=st.none() | moments,
    follow_up_at=st.none() | moments,
    follow_up_text=lines,
    notes=st.text(max_size=200).map(long_text),
    cover_letter=st.text(max_size=200).map(long_text),
    cv_name=lines,
    created_at=st.none() | moments,
    id=st.none() | st.integers(1, 2**31),
)
with_people = st.builds(
    lambda record, contacts, interviews: Record(
        **{name: getattr(record, name) for name in FIELDS}, contacts=contacts, interviews=interviews
    ),
    records,
    st.lists(st.builds(ContactRecord, lines.filter(bool), lines, lines), max_size=3).map(tuple),
    st.lists(
        st.builds(
            InterviewRecord, moments, minutes=st.integers(1, 1440), notes=st.text(max_size=50).map(long_text)
        ),
        max_size=3,
    ).map(tuple),
)


@given(st.lists(records, max_size=5))
def test_a_table_comes_back(given_ones: list[Record]) -> None:
    rows = [list(FIELDS), *(row_of(one) for one in given_ones)]
    reading = read_rows(rows, PARIS)
    assert [record for _line, record, _fields in reading.records] == given_ones
    assert not reading.rejected
    assert not reading.unknown


@given(st.lists(with_people, max_size=4))
def test_json_comes_back(given_ones: list[Record]) -> None:
    reading = read_objects(parsed_json(to_json(given_ones)), PARIS)
    assert [record for _line, record, _fields in reading.records] == given_ones
    assert not reading.rejected
    assert not reading.unknown


@given(st.text(max_size=30) | st.text("'=+-@\t\n x", max_size=8))
def test_guarded_text_comes_back(text: str) -> None:
    clean = long_text(text)
    cell = csv_cell(guarded(clean))
    assert unguarded(str(cell)) == clean
    assert not str(cell).lstrip()[:1] or str(cell).lstrip()[0] not in "=+-@"


def test_a_french_tracker() -> None:
    rows = [
        ["Mes candidatures 2026", None, None],
        ["Entreprise", "Poste", "Statut", "Date de candidature", "Lien de l'offre", "Commentaires", "Humeur"],
        [
            "Nour Systems",
            "Développeuse Python",
            "Entretien prévu",
            "05/03/2026",
            "jobs.example.org/1",
            "Rappeler",
            "!",
        ],
        ["Atlas", "Comptable", "Refusée", date(2026, 3, 6), None, "", None],
        ["Carthage", "", "Envoyée", "", "", "", ""],
        ["Medina", "Cheffe", "peut-être", "", "", "", ""],
        ["Sahel", "Infirmier", "", "31/02/2026", "", "", ""],
        ["Sahel", "Infirmier", "", "", "voir le mail", "", ""],
        [None, "", " "],
    ]
    reading = read_rows(rows, ZoneInfo("Africa/Tunis"))
    (first_line, first, _), (_, second, _) = reading.records
    assert (first_line, first.title, first.company, first.status) == (
        3,
        "Développeuse Python",
        "Nour Systems",
        "interview",
    )
    assert first.applied_at == datetime(2026, 3, 4, 23, tzinfo=UTC)
    assert (first.url, first.notes) == ("https://jobs.example.org/1", "Rappeler")
    assert (second.status, second.applied_at) == ("rejected", datetime(2026, 3, 5, 23, tzinfo=UTC))
    assert [(one.line, one.code, one.field) for one in reading.rejected] == [
        (5, "no_title", "title"), (6, "bad_status", "status"), (7, "bad_date", "applied_at"), (8, "bad_address", "url"),
    ]  # fmt: skip
    assert reading.unknown == ("Humeur",)


@pytest.mark.parametrize(
    ("name", "field"),
    [("Job Title", "title"), ("INTITULÉ DU POSTE", "title"), ("Date applied", "applied_at"), ("société", "company"),
     ("Next follow-up", "follow_up_at"), ("CV utilisé", "cv_name"), ("Unternehmen", "company"), ("colour", None), ("", None)],
)  # fmt: skip
def test_names_of_columns(name: str, field: str | None) -> None:
    assert field_of(name) == field


@pytest.mark.parametrize(
    ("word", "status"),
    [("Ghosted", "no_answer"), ("sans réponse", "no_answer"), ("En attente", "applied"), ("Wishlist", "saved"),
     ("EMBAUCHÉE", "offer"), ("no_answer", "no_answer"), ("Absage", "rejected"), ("?", None)],
)  # fmt: skip
def test_words_for_statuses(word: str, status: str | None) -> None:
    assert status_of(word) == status


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-03-05", "2026-03-04T23:00:00+00:00"),
        ("2026-03-05T13:00:00Z", "2026-03-05T13:00:00+00:00"),
        ("05.03.2026 14:30", "2026-03-05T13:30:00+00:00"),
        ("5/3/26", "2026-03-04T23:00:00+00:00"),
        ("03/25/2026", "2026-03-24T23:00:00+00:00"),
        ("5 mars 2026 à 9h", "2026-03-05T08:00:00+00:00"),
        ("March 5, 2026", "2026-03-04T23:00:00+00:00"),
        ("1er août 2026", "2026-07-31T22:00:00+00:00"),
        (46086, "2026-03-04T23:00:00+00:00"),
        ("46086.5", "2026-03-05T11:00:00+00:00"),
        (datetime(2026, 3, 5, 9), "2026-03-05T08:00:00+00:00"),
        ("", None),
        (None, None),
    ],
)  # fmt: skip
def test_dates(value: object, expected: str | None) -> None:
    found = moment_of(value, PARIS)
    assert (found.isoformat() if found else None) == expected


@pytest.mark.parametrize(
    "value", ["soon", "2026-02-30", "99/99/2026", "1800-01-01", "9" * 99, True, 7, 1e300, float("nan"), []]
)
def test_what_is_no_date(value: object) -> None:
    with pytest.raises((ValueError, OverflowError)):
        moment_of(value, PARIS)


def test_clocks_that_change() -> None:
    missing = local(date(2026, 3, 29), datetime(2026, 3, 29, 2, 30).time(), PARIS)
    assert missing == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    twice = local(date(2026, 10, 25), datetime(2026, 10, 25, 2, 30).time(), PARIS)
    assert twice == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert zone_of("No/Such").key == zone_of("../etc").key == zone_of("").key == "UTC"


@given(
    st.lists(
        st.lists(st.none() | st.text(max_size=20) | st.floats() | st.booleans() | st.datetimes(), max_size=6),
        max_size=6,
    )
)
def test_any_rows_are_read_or_refused(rows: list[list[object]]) -> None:
    try:
        reading = read_rows([["Poste", "Date", "Statut", "Lien"], *rows], PARIS)
    except NoTable:
        pytest.fail("the header is there")
    assert len(reading.records) + len(reading.rejected) <= len(rows)


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*FIELDS, "contacts", "interviews", "x"]), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@given(json_values)
def test_any_json_is_read_or_refused(value: object) -> None:
    try:
        reading = read_objects(value, PARIS)
    except NoTable:
        return
    assert all(record.title for _line, record, _fields in reading.records)


@pytest.mark.parametrize("text", ["", "{", "[" * 5000 + "]" * 5000, "nul", "{'a': 1}", '"' * 999])
def test_what_is_no_json(text: str) -> None:
    with pytest.raises(NoTable) as caught:
        parsed_json(text)
    assert caught.value.code == "not_json"


def test_what_is_no_table() -> None:
    for rows in ([], [["a", "b"], ["c", "d"]], [["Entreprise"], ["Nour"]]):
        with pytest.raises(NoTable) as caught:
            read_rows(rows, PARIS)
        assert caught.value.code == "no_header"
    with pytest.raises(NoTable) as caught:
        read_rows([["Poste", "Entreprise"], *([["a", "b"]] * (MOST + 1))], PARIS)
    assert caught.value.code == "too_many"


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [("example.org/x", "https://example.org/x"), ("HTTP://Example.org", "HTTP://Example.org"), ("javascript:alert(1)", None),
     ("https://user@example.org", None), ("see mail", None), ("https://[", None), ("http://example.org:99999", None),
     ("data:text/html,x", None), ("localhost", None), ("", None), ("x" * 3000, None)],
)  # fmt: skip
def test_addresses(given_text: str, expected: str | None) -> None:
    assert web_address(given_text) == expected


@given(st.text(max_size=20), st.text(max_size=20))
def test_merging_keeps_both_texts(stored: str, brought: str) -> None:
    both = merged_text(stored, brought)
    assert stored in both
    assert brought in both
    assert merged_text(both, brought) == both


PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 30 + b"IEND\xaeB`\x82"


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [(b"%PDF-1.7\n", "letter.PDF", "pdf"), (b"A letter", "a.txt", "txt"), (PNG, "a.png", "png"),
     (b"\xff\xd8\xff\xe0x\xff\xd9", "a.JPG", "jpeg")],
)  # fmt: skip
def test_documents(data: bytes, name: str, kind: str) -> None:
    assert kind_of(data, name) == kind


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [(b"", "a.pdf", "empty"), (b"x" * (5 * 1024 * 1024 + 1), "a.txt", "too_large"), (b"%PDF-1.7", "a.png", "wrong_type"),
     (b"<html><script>", "a.txt", "wrong_type"), (b"MZ\x90", "a.pdf", "wrong_type"), (b"<svg>", "a.svg", "wrong_type"),
     (PNG[:20], "a.png", "damaged"), (b"PK\x03\x04xx", "a.docx", "damaged"), (b"{\\rtf1", "a.rtf", "wrong_type"),
     (b"a\x00b", "a.txt", "wrong_type"), (b"%PDF-1.7", "a", "wrong_type"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.docx", "wrong_type")],
)  # fmt: skip
def test_documents_that_are_refused(data: bytes, name: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        kind_of(data, name)
    assert caught.value.code == code
