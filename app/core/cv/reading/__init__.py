"""From an uploaded file to a ``Document``.

The bytes of a stranger are only ever parsed in a child process with little memory, little time
and no network; ``read`` asks that child and believes nothing but a well-formed answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.cv.reading.limits import DEFAULT, Limits

if TYPE_CHECKING:
    from pathlib import Path

    from app.core.cv.document import Document

__all__ = ["DEFAULT", "Limits", "read"]


def read(path: Path, file_name: str, limits: Limits = DEFAULT) -> Document:
    """The text of the upload stored at ``path``, which its owner calls ``file_name``.

    Blank lines separate paragraphs and blocks; a tab separates what stands apart on one line, such as
    the cells of a table. ``warnings`` may hold ``ocr``, ``truncated`` (text or pages are missing) and
    ``hidden_text``.

    Raises Refused with one of REFUSAL_CODES, whatever the file contains; OSError only when there
    is no such file. Takes at most ``limits.wall`` seconds, plus ``limits.ocr_seconds`` for a scan.
    """
    from app.core.cv.reading.reader import read_in_child  # the child itself has no use for it

    return read_in_child(path, file_name, limits)
