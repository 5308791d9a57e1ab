"""Table rows as lines: what belongs together in a row stays together."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.cv.reading.raw import Piece

_FEW = 2  # lines of a cell that is a label, a date or a value, not a column of its own


def row_lines(cells: Sequence[Sequence[Piece]]) -> list[Piece]:
    """The lines of one row; a tab stands between cells.

    A table of values gives one line a row. A long cell beside short ones (a date and what was done
    then) keeps its later lines below the first. Two long cells are columns of a page: one is read
    after the other.
    """
    shown = [[piece for piece in cell if piece.text.strip() and not piece.hidden] for cell in cells]
    hidden = [piece for cell in cells for piece in cell if piece.hidden]
    long = [cell for cell in shown if len(cell) > _FEW]
    if len(long) > 1:
        return [piece for cell in cells for piece in (*cell, Piece(""))]
    heads = [
        cell[0].text if cell in long else " ".join(piece.text for piece in cell) for cell in shown if cell
    ]
    first = [Piece("\t".join(heads))] if heads else []
    return first + [piece for cell in long for piece in cell[1:]] + hidden
