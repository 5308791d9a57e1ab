"""One application as files carry it, with its texts in the form in which they are stored."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

LINE: Final = 255
TEXT: Final = 20_000  # characters of notes and of a cover letter: one cell of a workbook holds them
NOTE: Final = 2_000  # of a contact or an interview
ADDRESS: Final = 2_000
INTERVIEW_KINDS: Final = ("phone", "video", "on_site", "test", "other")
INTERVIEW_OUTCOMES: Final = ("passed", "failed", "cancelled")
_ODD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x85]")


@dataclass(frozen=True, slots=True)
class ContactRecord:
    name: str
    role: str = ""
    email: str = ""
    phone: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class InterviewRecord:
    """``outcome`` is "" until there is one."""

    starts_at: datetime
    kind: str = "video"
    minutes: int = 60
    place: str = ""
    notes: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """Times are UTC in whole seconds. ``id`` is what the application was called where it was written down."""

    title: str
    company: str = ""
    location: str = ""
    url: str = ""
    source: str = ""
    status: str = "saved"
    applied_at: datetime | None = None
    follow_up_at: datetime | None = None
    follow_up_text: str = ""
    notes: str = ""
    cover_letter: str = ""
    cv_name: str = ""
    created_at: datetime | None = None
    id: int | None = None
    contacts: tuple[ContactRecord, ...] = ()
    interviews: tuple[InterviewRecord, ...] = ()


def one_line(text: str) -> str:
    """Without control characters and line breaks, single-spaced."""
    return " ".join(_ODD.sub("", _BREAKS.sub(" ", text)).split())


def long_text(text: str) -> str:
    """Line breaks as \\n, no other control characters, nothing empty around it."""
    return _ODD.sub("", _BREAKS.sub("\n", text)).strip()


def whole_second(when: datetime) -> datetime:
    return when.astimezone(UTC).replace(microsecond=0)


def web_address(text: str) -> str | None:
    """An address that a browser opens, with https:// where nothing stood before it; None for anything else."""
    bare = one_line(text)
    if not bare or len(bare) > ADDRESS or " " in bare:
        return None
    full = bare if re.match(r"(?i)https?://", bare) else f"https://{bare}"
    try:
        parts = urlsplit(full)
        port = parts.port
    except ValueError:
        return None
    host = parts.hostname or ""
    well = parts.scheme.lower() in {"http", "https"} and "." in host.strip(".") and "@" not in parts.netloc
    return full if well and port != 0 else None


def merged_text(stored: str, brought: str) -> str:
    """Both texts where neither holds the other: bringing a file in never loses what somebody wrote."""
    if brought in stored:
        return stored
    return brought if stored in brought else f"{stored}\n\n{brought}"
