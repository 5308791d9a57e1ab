"""Where the work is done: from fields, title and place, else from what the text says in so many words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from job_scraper.fold import camel_words, fold, word_list, word_set
from job_scraper.vocabulary import remote

_DAYS = re.compile(
    r"[1-5](?<!\d\d) ?(?:a|to|-|bis|/|or|ou)? ?[1-5]? ?"
    r"(?:jours?|jrs?|j|days?|tage?n?)(?: ?/ ?| par | per | a | pro | de | of | d'| )?"
    r"(?:semaine|week|woche|wk)? ?(?:de |d'|en |of |from |im |in )?"
    r"(?:teletravail|tt\b|remote|home|homeoffice|wfh|working from home|remotely|distance)"
)

_HOME_WORDS = word_set("teletravail tt remote home homeoffice wfh remotely distance")


def remote_from_field(values: Sequence[str | bool]) -> str | None:
    """True means remote; False only says "not fully remote", which is no answer."""
    for value in values:
        if value is True:
            return "remote"
        if isinstance(value, str):
            code = remote.FIELD.exact(camel_words(value)) or remote_from_title(value)
            if code:
                return code
    return None


def remote_from_title(title: str) -> str | None:
    """Also for a location such as ``Lyon (télétravail partiel)``. Hybrid wins over remote."""
    if not remote.HOME_TRADES.isdisjoint(word_list(title)):
        return None
    found = remote.TITLE.all(title)
    return "hybrid" if "hybrid" in found else (found[0] if found else None)


def remote_from_text(text: str) -> str | None:
    """Home days make a job hybrid whatever else is said; then a refusal counts before a promise."""
    if not _HOME_WORDS.isdisjoint(word_list(text)) and _DAYS.search(fold(text)):
        return "hybrid"
    found = remote.PROSE.all(text)
    return next((code for code in ("hybrid", "onsite", "remote") if code in found), None)
