"""Offers that a page describes in RDFa (``typeof="JobPosting"``, ``property="title"``)."""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import etree

from job_scraper.pages.tree import Node, attribute, line, markup

_DEPTH: Final = 8
_MOST_POSTINGS: Final = 200
_LONG_TEXTS: Final = frozenset({"description", "responsibilities", "qualifications", "jobBenefits"})
_ADDRESS: Final = {"a": "href", "link": "href", "img": "src", "time": "datetime", "data": "value"}


def read_rdfa(tree: Node) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for node in tree.iter(etree.Element):
        if "JobPosting" in _terms(node, "typeof"):
            found.append(_properties(node, 0))
            if len(found) >= _MOST_POSTINGS:
                break
    return [record for record in found if record]


def _terms(node: Node, name: str) -> list[str]:
    """The local names of ``schema:JobPosting``, ``https://schema.org/JobPosting`` and the like."""
    return [re.split(r"[/:#]", term)[-1] for term in (node.get(name) or "")[:400].split()]


def _properties(subject: Node, depth: int) -> dict[str, Any]:
    """Of the things inside of it that have a type of their own, only those it names by a property."""
    found: dict[str, Any] = {}
    waiting = list(reversed(subject))
    while waiting:
        node = waiting.pop()
        if not isinstance(node.tag, str):
            continue
        names, is_thing = _terms(node, "property"), node.get("typeof") is not None
        for name in names:
            value = _properties(node, depth + 1) if is_thing and depth < _DEPTH else _value(node, name)
            _add(found, name, value)
        if not is_thing:
            waiting.extend(reversed(node))
    return found


def _value(node: Node, name: str) -> str:
    said = attribute(node, "content") or attribute(node, _ADDRESS.get(node.tag, "content"))
    if said:
        return said
    return markup(node) if name in _LONG_TEXTS else attribute(node, "resource") or line(node, 1000)


def _add(found: dict[str, Any], name: str, value: Any) -> None:
    if not value:
        return
    known = found.get(name)
    if known is None:
        found[name] = value
    else:
        found[name] = [*(known if isinstance(known, list) else [known]), value]
