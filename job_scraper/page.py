"""What a source found in one answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Broken:
    """One item that could not be read; the others are kept."""

    reason: str
    sample: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """``records`` are for ``job_scraper.record.posting_from_record``: plain names and values.

    ``total`` is how many offers the source says there are, None where it does not say.
    ``says_none`` when the answer itself says that nothing was found: without it, an answer without
    offers is suspicious. ``next`` is whatever the source needs to ask for what follows, "" at the end.
    """

    records: tuple[Mapping[str, Any], ...] = ()
    broken: tuple[Broken, ...] = ()
    total: int | None = None
    says_none: bool = False
    next: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One step of a run: what was parsed and how far the run is.

    ``listing`` names a list that the source gives whole, such as one employer's board; the page with
    ``is_last`` ends it, and an offer of that listing that was not on its pages is gone. "" where the
    source answers searches. ``progress`` is 0 to 1 over the whole run. ``head`` is the beginning of what
    came back, kept when the answer looks changed.
    """

    parsed: Parsed
    message: str = ""
    progress: float = 0.0
    listing: str = ""
    is_last: bool = False
    head: str = ""
    notes: tuple[str, ...] = field(default=())  # what the admin should know although the run goes on
