"""What a course is called: its id, its slug and its kind, however a catalogue writes them.

Ids are ``kind~key`` with two name spaces: ``course`` for courses and guided projects, ``s12n`` for
whatever is made of courses (specializations, professional certificates).
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, unquote, urlsplit

KINDS: Final = ("course", "specialization", "certificate", "project")
HOST: Final = "https://www.coursera.org"
ID: Final = re.compile(r"(?:course|s12n)~[A-Za-z0-9_.%-]{1,150}")
_PATH_KINDS: Final = {
    "learn": "course",
    "courses": "course",
    "course": "course",
    "specializations": "specialization",
    "professional-certificates": "certificate",
    "certificates": "certificate",
    "projects": "project",
}
_KIND_WORDS: Final = (
    ("certificate", ("certificat", "zertifikat", "شهادة")),
    ("specialization", ("special", "spezial", "spécial", "s12n", "تخصص")),
    ("project", ("project", "projet", "projekt", "rhyme", "مشروع")),
    ("course", ("course", "cours", "kurs", "v2.ondemand", "دورة")),
)
_PREFIX: Final = re.compile(r"([A-Za-z0-9 _-]{1,30})[~:/]{1,3}(.{1,200})", re.S)
_NOT_KEY: Final = re.compile(r"[^A-Za-z0-9_.%-]+")
_SLUG: Final = re.compile(r"[^\w%.-]+")
SHORT_NUMBER: Final = re.compile(r"[0-9]{1,7}")


def namespace(kind: str) -> str:
    return "s12n" if kind in {"specialization", "certificate"} else "course"


def canonical_id(written: str, kind: str) -> str | None:
    """``course~abc``, ``course:abc`` and ``abc`` are one; None when nothing nameable is left.

    A prefix that the id carries wins over ``kind``.
    """
    text = written.strip()[:240]
    prefixed = _PREFIX.fullmatch(text)
    if prefixed and (said := kind_word(prefixed.group(1))) is not None:
        kind, text = said, prefixed.group(2)
    key = _NOT_KEY.sub("-", quote(text.strip(), safe=""))[:150]
    return f"{namespace(kind)}~{key}" if key.strip("-") else None


def kind_word(written: str) -> str | None:
    """The kind meant by "Guided Project", "SPECIALIZATION", "s12n", "Certificat professionnel" ..."""
    text = written.strip().casefold()[:60]
    return next((kind for kind, parts in _KIND_WORDS if any(part in text for part in parts)), None)


def address(written: str) -> str | None:
    """A full http(s) address without query and fragment; a bare path belongs to Coursera."""
    text = written.strip()[:2000]
    if text.startswith("/") and not text.startswith("//"):
        text = HOST + text
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host or any(sign <= " " for sign in text):
        return None
    return f"https://{host}{parts.path.rstrip('/')}"


def slug_of(url: str) -> tuple[str, str | None]:
    """The last part of the path, and the kind that the part before it says."""
    parts = [part for part in unquote(urlsplit(url).path).split("/") if part]
    kind = _PATH_KINDS.get(parts[-2].lower()) if len(parts) > 1 else None
    return (slug(parts[-1]) if parts else ""), kind


def slug(written: str) -> str:
    """The last part of what may be a path, in small letters. A hyphen at its end is part of the name."""
    last = written.strip().strip("/").rsplit("/", 1)[-1]
    return _SLUG.sub("-", last.lower())[:150]
