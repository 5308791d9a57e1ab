"""A table as a file of a spreadsheet program, in which no cell can be a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from app.services.offer_export import Table, Value

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
CELL = 32_767  # characters that a cell of a workbook can hold
BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for an old code page
LINES_AT_ONCE = 200


def csv_lines(table: Table) -> Iterator[str]:
    """The file in pieces of some hundred lines. Every cell is quoted."""
    buffer = io.StringIO()
    buffer.write(BYTE_ORDER_MARK)
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL)
    writer.writerow(table.header)
    for number, row in enumerate(table.rows):
        writer.writerow([csv_cell(value) for value in row])
        if number % LINES_AT_ONCE == 0:
            yield _taken(buffer)
    yield _taken(buffer)


def csv_cell(value: Value) -> Value:
    """Text that a spreadsheet program would compute gets an apostrophe in front, which it does not show."""
    if not isinstance(value, str):
        return value
    text = CONTROLS.sub("", value)
    return f"'{text}" if FORMULA.match(text) else text


def workbook(table: Table) -> IO[bytes]:
    """A file of Excel, open at its beginning; rows go to the disk as they are written."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.name.capitalize())
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, title, is_bold=True) for title in table.header])
    for row in table.rows:
        sheet.append([_cell(sheet, value) for value in row])
    file = TemporaryFile()  # noqa: SIM115 - who sends it closes it
    book.save(file)
    file.seek(0)
    return file


def _cell(sheet: Any, value: Value, *, is_bold: bool = False) -> Any:
    """Text is stored as text: what begins like a formula, or names an error, is neither."""
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, CONTROLS.sub("", value)[:CELL])
    cell.data_type = "s"
    if is_bold:
        cell.font = Font(bold=True)
    return cell


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
