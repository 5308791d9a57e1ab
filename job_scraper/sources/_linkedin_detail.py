"""One offer of LinkedIn's guest pages: the fragment, or the whole page with JSON-LD in it."""

from __future__ import annotations

import html
import re
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from job_scraper.importing.json_ld import read_json_ld
from job_scraper.pages.refusals import why_no_offer
from job_scraper.pages.tree import Node, find, line_of, markup, select, tree_of
from record_files.items import ImportedRecord

_CRITERIA: Final = {
    "seniority level": "seniority_level",
    "employment type": "employment_type",
    "job function": "job_function",
    "industries": "industries",
}
_APPLY = re.compile(r"<code\b[^<>]{0,300}\bid=[\"']?applyUrl\b[^<>]{0,300}>([^>]{1,6000})", re.I)
_ADDRESS = re.compile(r"https?://[^\s\"'<>]{1,4000}")


def read_detail(page: str) -> dict[str, Any]:
    """What it adds to a card. Raises SourceFault for a page without a title or a description."""
    tree = tree_of(page)
    described = next((item.record for item in read_json_ld(page) if isinstance(item, ImportedRecord)), {})
    found: dict[str, Any] = {} if tree is None else _fragment(tree)
    found["apply_url"] = _apply_url(page)
    found = {**described, **{name: value for name, value in found.items() if value}}
    if not found.get("title") and not found.get("description"):
        raise why_no_offer(page, tree)
    return found


def _fragment(tree: Node) -> dict[str, Any]:
    return {
        "title": line_of(tree, ".top-card-layout__title", ".topcard__title"),
        "company": line_of(tree, "a.topcard__org-name-link"),
        "location": line_of(tree, "span.topcard__flavor--bullet"),
        "posted": line_of(tree, "span.posted-time-ago__text"),
        "description": markup(find(tree, "div.show-more-less-html__markup")),
        "salary": line_of(tree, "div.compensation__salary"),
        **_criteria(tree),
    }


def _criteria(tree: Node) -> dict[str, str]:
    """By their English names; where none is English, by the order that four of them stand in."""
    pairs = [
        (line_of(item, "h3").lower(), line_of(item, "span.description__job-criteria-text", "span"))
        for item in select(tree, "li.description__job-criteria-item", 20)
    ]
    named = {_CRITERIA[label]: value for label, value in pairs if label in _CRITERIA}
    if named or len(pairs) != len(_CRITERIA):
        return named
    return dict(zip(_CRITERIA.values(), (value for _label, value in pairs), strict=True))


def _apply_url(page: str) -> str:
    """Where the employer takes applications: the ``url`` parameter of an address in a comment."""
    code = _APPLY.search(page)
    address = _ADDRESS.search(html.unescape(code[1])) if code else None
    try:
        targets = parse_qs(urlsplit(address[0]).query).get("url", []) if address else []
    except ValueError:
        return ""
    return next((target for target in targets if _ADDRESS.match(target)), "")
