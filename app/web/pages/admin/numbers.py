"""Numbers in the addresses of lists."""

from __future__ import annotations

MOST_PAGES = 10_000


def page_number(given: str | None) -> int:
    """A page of a list; 1 for what is no such number."""
    number = int(given) if given and given.isascii() and given.isdigit() and len(given) < 7 else 1
    return min(max(number, 1), MOST_PAGES)
