"""Title, company and description of a record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from job_scraper.fields import columns
from job_scraper.fields.lookup import Fields, squeeze, text_of
from job_scraper.fold import words
from job_scraper.normalise.characters import one_line
from job_scraper.normalise.markup import looks_like_html
from job_scraper.normalise.text import Description, describe_parts, plain_text

_TITLE_LABEL = re.compile(
    r"^(?:job title|titre du poste|intitulé du poste|titre|title|poste|stellentitel) ?: ?", re.I
)
_LETTER = re.compile(r"[^\W\d_]")
_SECTION_LISTS = ("lists", "jobadsections", "sections", "jobhighlights")


def title_of(fields: Fields) -> str | None:
    """The first title column with a letter in it, without markup and labels."""
    for text in map(text_of, fields.each(columns.TITLE)):
        title = _TITLE_LABEL.sub("", _without_markup(text)) if text else ""
        if _LETTER.search(title):
            return title
    return None


def company_of(fields: Fields) -> str | None:
    text = fields.text(columns.COMPANY)
    return _without_markup(text).strip(" ,") or None if text else None


def _without_markup(text: str) -> str:
    return one_line(plain_text(text[:20_000]) if looks_like_html(text[:20_000]) else text)


def description_of(fields: Fields) -> Description:
    """The description with the sections that some boards keep in columns of their own."""
    parts: list[tuple[str | None, str]] = []
    main = fields.text(columns.DESCRIPTION) or fields.text(columns.SNIPPET)
    if main:
        parts.append((None, main))
    for heading, text in _sections(fields):
        if not any(_opening(text) in words(said[:20_000]) for _, said in parts):
            parts.append((heading, text))
    return describe_parts(parts)


def _opening(text: str) -> str:
    """The first words, to notice a section that the description already contains."""
    return words(plain_text(text[:2000]))[:60]


def _sections(fields: Fields) -> Iterator[tuple[str | None, str]]:
    for value in fields.each(_SECTION_LISTS):
        yield from _listed_sections(value)
    for value in fields.each(columns.MORE_TEXT):
        text = _as_list(value) if isinstance(value, list) else text_of(value)
        if text and len(text) > 2:
            yield None, text


def _as_list(items: list[Any]) -> str:
    return "\n".join(f"- {item}" for item in items[:60] if isinstance(item, str))


def _listed_sections(value: Any) -> Iterator[tuple[str | None, str]]:
    """Lever's ``lists``, SmartRecruiters' ``sections`` and SerpApi's ``job_highlights``."""
    items = list(value.values()) if isinstance(value, Mapping) else value if isinstance(value, list) else []
    for item in items[:40]:
        if not isinstance(item, Mapping):
            continue
        by_name = {squeeze(str(key)): part for key, part in item.items()}
        content = by_name.get("content") or by_name.get("items") or by_name.get("text")
        heading = by_name.get("title") or (by_name.get("text") if "content" in by_name else None)
        if isinstance(content, list):
            content = _as_list(content)
        if isinstance(content, str) and content.strip():
            listed = f"<ul>{content}</ul>" if content.lstrip().lower().startswith("<li") else content
            yield text_of(heading), listed
