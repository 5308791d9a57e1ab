"""Which addresses are pages of courses, and which of them only translate another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from course_scraper.identity import HOST, address, slug_of

HOSTS: Final = frozenset({"www.coursera.org", "coursera.org"})
SITEMAPS: Final = {
    "course": f"{HOST}/sitemap~www~courses.xml",
    "specialization": f"{HOST}/sitemap~www~specializations.xml",
    "certificate": f"{HOST}/sitemap~www~certificates.xml",
}
_PATH: Final = re.compile(
    r"/(?:learn|specializations|professional-certificates|projects)/[A-Za-z0-9%._~-]{1,150}"
)
_TRANSLATED: Final = frozenset(
    {
        "ar", "de", "el", "es", "fr", "hu", "ja", "kk", "ko", "nl", "pl", "ru", "sv", "tr", "vi", "zh",
        "ptbr", "ptpt", "zhcn", "zhtw", "zhhk", "esla",
    }
)  # fmt: skip
_ALSO_WORDS: Final = frozenset({"hi", "id", "it", "pt", "ro", "th", "uk"})


def course_address(written: str) -> str | None:
    """``https://www.coursera.org/learn/slug`` and its like, without query; None for every other address."""
    found = address(written)
    parts = urlsplit(found) if found else None
    if parts is None or parts.hostname not in HOSTS or not _PATH.fullmatch(parts.path):
        return None
    return HOST + parts.path


def kind_of(url: str) -> str:
    """Of an address from ``course_address``."""
    return slug_of(url)[1] or "course"


def translations(urls: Iterable[str]) -> frozenset[str]:
    """Those whose slug ends in a code of a language: the same course, offered in another one.

    Codes that are also words (``introduction-to-it``) count only where the slug without them is there too.
    """
    known = frozenset(urls)
    return frozenset(url for url in known if _is_translation(url, known))


def _is_translation(url: str, known: frozenset[str]) -> bool:
    base, hyphen, code = url.rpartition("-")
    if not hyphen or base.endswith("/"):
        return False
    return code in _TRANSLATED or (code in _ALSO_WORDS and base in known)
