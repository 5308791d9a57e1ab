"""A course page taken apart: its state, its JSON-LD, and which node of each is the course."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from course_scraper.coursera.json_ld import json_ld_objects, of_type
from course_scraper.coursera.state import State, find_state
from course_scraper.identity import slug, slug_of

PAGE_TYPES: Final = (
    "_CoursePage",
    "_SpecializationPage",
    "_ProfessionalCertificatePage",
    "_Specialization",
    "_ProfessionalCertificate",
)
LENGTH: Final = 8_000_000


@dataclass(frozen=True, slots=True)
class Document:
    """``node`` is the course in the state, ``linked`` the course in JSON-LD; either may be empty."""

    text: str
    state: State
    node: Mapping[str, Any]
    linked: Mapping[str, Any]
    objects: list[Mapping[str, Any]] = field(default_factory=list)

    @property
    def is_course(self) -> bool:
        return bool(self.node or self.linked)


def read_document(page: str, url: str = "") -> Document:
    """Never an error: what is not there is empty."""
    text = page[:LENGTH]
    state = find_state(text) or State({})
    objects = json_ld_objects(text)
    linked: Mapping[str, Any] = next(of_type(objects, "Course"), {})
    return Document(text, state, _course_node(state, slug_of(url)[0] if url else ""), linked, objects)


def _course_node(state: State, own_slug: str) -> Mapping[str, Any]:
    """Pages also hold nodes of courses they recommend: only one with the slug of the address, or without
    any, is the course of the page."""
    nodes = [node for node in state.of_type(*PAGE_TYPES) if node.get("name")]
    for wanted in (own_slug, "") if own_slug else ():
        for node in nodes:
            if slug(str(node.get("slug") or "")) == wanted:
                return node
    return nodes[0] if nodes and not own_slug else {}
