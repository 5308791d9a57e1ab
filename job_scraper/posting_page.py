"""Offers of any web page: what it says to machines first, then what is known of the board, then its labels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from job_scraper.importing.html_page import page_address, postings_of_page
from job_scraper.normalise.url import canonical_url
from job_scraper.page import Broken, Parsed
from job_scraper.pages.addresses import absolute
from job_scraper.pages.boards import find_board
from job_scraper.pages.refusals import is_challenge, why_no_offer
from job_scraper.pages.tree import tree_of
from job_scraper.record import USUAL, Habits
from outgoing.charsets import decoded
from record_files.items import ImportedRecord

_SAVED_FROM = re.compile(r"<!--\s{0,5}saved from url=\(\d{1,6}\)(https?://[^\s<>\"']{1,2000})", re.I)
_ADDRESS_NAMES: Final = ("url", "@id", "sameAs")
_TOP: Final = 5000


@dataclass(frozen=True, slots=True)
class PostingPage:
    """``records`` are for ``posting_from_record``, with ``habits``; ``address`` is the page's own."""

    records: tuple[Mapping[str, Any], ...]
    address: str = ""
    broken: tuple[Broken, ...] = ()
    habits: Habits = field(default=USUAL)

    @property
    def is_list(self) -> bool:
        return len(self.records) > 1


def parse_page(body: bytes) -> Parsed:
    """For sources whose answers are such pages. Raises Blocked, LoginWall, NeedsScript and NoOffer."""
    page = read_posting_page(decoded(body))
    return Parsed(records=page.records, broken=page.broken)


def read_posting_page(page: str, address: str = "") -> PostingPage:
    """``address`` is where the page was found, if that is known. Raises Blocked, LoginWall, NeedsScript
    and NoOffer (``job_scraper.pages.refusals``) and nothing else."""
    own = canonical_url(address) or _own_address(page)
    records, broken = _described(page, own)
    board = find_board(own)
    tree = None
    if not records:
        tree = tree_of(page)
        if tree is not None and board is not None and not is_challenge(page):
            records = [dict(record) for record in board.read(tree, own)]
    if not records:
        raise why_no_offer(page, tree, address or own)
    if len(records) == 1 and own and not canonical_url(str(records[0].get("url") or "")):
        records[0]["url"] = own
    return PostingPage(tuple(records), own, tuple(broken), board.habits if board else USUAL)


def _own_address(page: str) -> str:
    saved = _SAVED_FROM.search(page[:_TOP])
    return (canonical_url(saved[1]) if saved else None) or page_address(page) or ""


def _described(page: str, own: str) -> tuple[list[dict[str, Any]], list[Broken]]:
    """What the page says as schema.org JobPosting; addresses made absolute."""
    records, broken = [], []
    for item in postings_of_page(page):
        if isinstance(item, ImportedRecord):
            records.append(_with_whole_address(dict(item.record), own))
        else:
            broken.append(Broken(item.code, item.detail))
    return records, broken


def _with_whole_address(record: dict[str, Any], own: str) -> dict[str, Any]:
    for name in _ADDRESS_NAMES:
        said = record.get(name)
        if isinstance(said, str) and said.startswith(("/", "?", "./")) and own:
            record[name] = absolute(own, said)
    return record
