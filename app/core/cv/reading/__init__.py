"""From an uploaded file to a ``Document``.

The bytes of a stranger are only ever parsed in a child process with little memory, little time
and no network; ``read`` asks that child and believes nothing but a well-formed answer.
"""

from __future__ import annotations

from app.core.cv.reading.limits import DEFAULT, Limits
from app.core.cv.reading.reader import read

__all__ = ["DEFAULT", "Limits", "read"]
