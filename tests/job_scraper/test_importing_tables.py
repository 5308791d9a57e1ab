"""CSV files as people save them."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest

from job_scraper.importing.reader import count_records, read_records
from record_files.items import BadRecord, ImportedRecord, UnreadableFile

TABLE = "title,company,city\nComptable,Exemple,Sfax\nCaissière,Société Été,Gabès\n"
ROWS = [
    {"title": "Comptable", "company": "Exemple", "city": "Sfax"},
    {"title": "Caissière", "company": "Société Été", "city": "Gabès"},
]


def records(path: Path) -> list[Any]:
    return [dict(item.record) for item in read_records(path) if isinstance(item, ImportedRecord)]


def errors(path: Path) -> list[tuple[int, str]]:
    return [(item.line, item.code) for item in read_records(path) if isinstance(item, BadRecord)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "offers.any"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"])
def test_delimiters_and_encodings(file: Path, delimiter: str, encoding: str) -> None:
    file.write_bytes(TABLE.replace(",", delimiter).encode(encoding))
    assert records(file) == ROWS
    assert errors(file) == []


def test_arabic_windows_text(file: Path) -> None:
    text = (
        "title;company\n"
        + "محاسب في شركة صغيرة;شركة المثال للتجارة\nمهندس برمجيات;شركة أخرى في تونس العاصمة\n" * 20
    )
    file.write_bytes(text.encode("cp1256"))
    assert records(file)[0] == {"title": "محاسب في شركة صغيرة", "company": "شركة المثال للتجارة"}


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_cells_of_several_lines(file: Path, line_end: str) -> None:
    lines = [
        "title;description",
        '"Comptable";"Première ligne',
        'deuxième ; ""citée"" ligne"',
        '"Caissier";"x"',
        "",
    ]
    file.write_bytes(line_end.join(lines).encode())
    items = list(read_records(file))
    assert [item.line for item in items] == [2, 4]
    assert records(file)[0]["description"] == f'Première ligne{line_end}deuxième ; "citée" ligne'
    assert records(file)[1] == {"title": "Caissier", "description": "x"}


def test_short_rows_and_empty_cells(file: Path) -> None:
    file.write_text("title,company,city\nComptable\n\n ,,\nCaissier,, Sfax\n", "utf-8")
    assert records(file) == [{"title": "Comptable"}, {"title": "Caissier", "city": " Sfax"}]


def test_a_row_with_too_many_cells_is_one_error(file: Path) -> None:
    file.write_text(
        "title,company\nComptable,Exemple\nCaissier,Exemple,Sfax,TN\nVendeur,Exemple,,\n", "utf-8"
    )
    assert errors(file) == [(3, "broken_row")]
    assert [row["title"] for row in records(file)] == ["Comptable", "Vendeur"]


def test_a_quotation_mark_that_never_closes(file: Path) -> None:
    rows = "".join(f"Poste {number},Exemple\n" for number in range(10))
    file.write_text(f'title,company\n{rows}Comptable,"Exemple\n' + "x,y\n" * 260_000, "utf-8")
    items = list(read_records(file))
    assert [item.line for item in items if isinstance(item, BadRecord)] == [12]
    assert len([item for item in items if isinstance(item, ImportedRecord)]) >= 10


def test_columns_of_the_same_name_or_none(file: Path) -> None:
    file.write_text("title,title,,company\nComptable,Caissier,x,Exemple\n", "utf-8")
    assert records(file) == [
        {"title": "Comptable", "title 2": "Caissier", "column 3": "x", "company": "Exemple"}
    ]


def test_bytes_that_mean_nothing_do_not_stop_the_file(file: Path) -> None:
    file.write_bytes(
        TABLE.encode() + b"Vend\xff\x00eur,Exemple,Tunis\n" + "Étudiant,Été,Tunis\n".encode() * 9000
    )
    assert len(records(file)) == 9003


def test_compressed_tables(file: Path) -> None:
    file.write_bytes(gzip.compress(TABLE.encode("cp1252")))
    assert records(file) == ROWS
    assert count_records(file) == 2


@pytest.mark.parametrize("rows", [0, 1, 7])
def test_counting_rows(file: Path, rows: int) -> None:
    file.write_text("title,description\n" + '"Comptable","a\nb, ""c""\n\nd"\n' * rows + "Caissier,x", "utf-8")
    assert count_records(file) == rows + 1 == len(records(file))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR,,\x00", "unknown_format"),
        (b"PK\x03\x04\x14\x00\x00\x00,;\n", "unknown_format"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "unknown_format"),
        (b"Une lettre de motivation.\nAvec des phrases.\nSans aucune table.\n", "unknown_format"),
        (b"title\nComptable\nCaissier\n", "unknown_format"),
    ],
)
def test_files_that_are_no_table(file: Path, content: bytes, code: str) -> None:
    file.write_bytes(content)
    for use in (lambda: list(read_records(file)), lambda: count_records(file)):
        with pytest.raises(UnreadableFile) as refused:
            use()
        assert refused.value.code == code


def test_a_compressed_file_that_breaks_off(file: Path) -> None:
    whole = gzip.compress(
        ("title,company\n" + "".join(f"Poste {n},Exemple {n * n}\n" for n in range(50_000))).encode()
    )
    file.write_bytes(whole[: len(whole) // 2])
    found = []
    with pytest.raises(UnreadableFile, match="damaged"):
        found.extend(read_records(file))
    assert found


def test_a_file_that_unpacks_without_end(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("record_files.files.UNPACKED_LENGTH", 400_000)
    file.write_bytes(gzip.compress(b"title,company\n" + b"Comptable,Exemple\n" * 40_000))
    with pytest.raises(UnreadableFile, match="too_large"):
        list(read_records(file))


def test_reading_may_stop_in_the_middle(file: Path) -> None:
    file.write_text(TABLE * 100, "utf-8")
    reading = iter(read_records(file))
    assert isinstance(next(reading), ImportedRecord)
    reading.close()  # type: ignore[attr-defined]
    file.unlink()
