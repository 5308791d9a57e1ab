"""A board whose pages are read by their markup, because they describe their offers for people only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from job_scraper.pages.addresses import absolute
from job_scraper.pages.tree import Node, attribute
from job_scraper.record import USUAL, Habits

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Board:
    """``read`` gives one record for the page of an offer, one for each card of a list, none for
    a page that is neither. The address it gets is "" where a saved page does not name its own."""

    name: str
    hosts: tuple[str, ...]
    read: Callable[[Node, str], list[Record]]
    habits: Habits = USUAL


def link(node: Node | None, base: str) -> str:
    """Where a link leads, absolute and canonical; "" when nowhere on the web."""
    href = attribute(node, "href")
    return absolute(base, href) if href else ""


def each_once(cards: list[Record]) -> list[Record]:
    """Cards with a title, each address once."""
    found: dict[str, Record] = {}
    for card in cards:
        if card.get("title") and card.get("url"):
            found.setdefault(card["url"], card)
    return list(found.values())
