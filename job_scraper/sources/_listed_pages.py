"""Career pages, pages of offers, feeds and sitemaps whose addresses an admin gave."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from job_scraper.client import Client
from job_scraper.normalise.url import canonical_url
from job_scraper.page import Broken, Page, Parsed
from job_scraper.pages.addresses import absolute, host_of, is_on, path_of
from job_scraper.pages.refusals import NoOffer
from job_scraper.pages.tree import attribute, select, tree_of
from job_scraper.pages.xml_lists import XmlList, read_xml_list
from job_scraper.posting_page import read_posting_page
from job_scraper.query import Query
from job_scraper.sources._api import NothingFound
from job_scraper.sources._reading import Record
from job_scraper.sources._web_pages import page_at
from outgoing.answer import Answer
from outgoing.endings import Blocked, Failed, SourceFault, from_refusal
from outgoing.faults import Fault, Refused

AT_ONCE: Final = 10
MOST_SITEMAPS: Final = 10
LISTING_LENGTH: Final = 160
_UNPACKED: Final = 20_000_000
_OFFER_PATH = re.compile(
    r"(?:^|[/_.-])(?:jobs?|careers?|carri[eè]res?|offres?|offers?|emplois?|stellen?|stellen\w{1,20}|vacanc(?:y|ies)"
    r"|vacatures?|positions?|openings?|recrutement|karriere|postes?|viewjob|jobdetail|job-?offers?)(?:[/_.-]|\d|$)",
    re.I,
)


@dataclass(slots=True)
class _Found:
    """What an address led to: offers of its own, and pages that may hold more. ``fault`` would hit every
    further page."""

    records: list[Record] = field(default_factory=list)
    broken: tuple[Broken, ...] = ()
    leads: list[str] = field(default_factory=list)
    is_whole: bool = True
    without_offer: int = 0
    fault: SourceFault | Fault | None = None


@dataclass(frozen=True, slots=True)
class ListedPages:
    """``hosts`` bounds the addresses to a site and its parts; empty for any. ``contains``: only pages with
    one of these in their address; empty for addresses that look like those of offers."""

    source: str
    client: Client
    query: Query
    hosts: tuple[str, ...] = ()

    def pages(self) -> Iterator[Page]:
        """One address that fails does not stop the others. Raises the last fault when all of them failed."""
        addresses = self.query.words("addresses")
        if not addresses:
            raise Failed("no address is set: name career pages, feeds or sitemaps in the set-up")
        faults: list[SourceFault] = []
        room = self.query.limit
        for number, address in enumerate(addresses, 1):
            progress = number / len(addresses)
            try:
                for page in self._of_address(address, room, progress):
                    room -= len(page.parsed.records)
                    yield page
            except (SourceFault, Fault) as error:
                fault = error if isinstance(error, SourceFault) else from_refusal(error)
                faults.append(fault)
                yield Page(Parsed(says_none=True), progress=progress, notes=(f"{address}: {fault.detail}",))
            if room <= 0:
                return
        if len(faults) == len(addresses):
            raise faults[-1]

    def _of_address(self, given: str, room: int, progress: float) -> Iterator[Page]:
        address = canonical_url(given)
        if address is None or (self.hosts and not any(is_on(host_of(address), own) for own in self.hosts)):
            raise Failed("no address of a page" + (f" at {' or '.join(self.hosts)}" if self.hosts else ""))
        listing = _listing(self.source, address)
        found = self._look(page_at(self.client, address), address)
        most = max(1, self.query.number("max_pages") or 50)
        leads = found.leads[:most]
        is_whole = found.is_whole and len(found.leads) <= most
        if found.records or found.broken:
            taken = found.records[:room]
            is_last = not leads and not found.broken and len(taken) == len(found.records) and is_whole
            room -= len(taken)
            yield Page(Parsed(tuple(taken), found.broken), address, progress, listing, is_last)
        without_offer = 0
        for start in range(0, len(leads), AT_ONCE):
            part = leads[start : start + AT_ONCE]
            opened = self._opened(part)
            taken, room = opened.records[:room], room - len(opened.records)
            is_whole = is_whole and opened.is_whole and room >= 0
            without_offer += opened.without_offer
            if without_offer == len(leads):
                raise NoOffer(f"none of {without_offer} pages that it leads to holds an offer")
            is_last = part[-1] == leads[-1] and is_whole
            parsed = Parsed(tuple(taken), opened.broken, says_none=not (opened.records or opened.broken))
            notes = (f"{opened.without_offer} pages without an offer",) if opened.without_offer else ()
            yield Page(parsed, f"{address}: {len(part)} pages", progress, listing, is_last, notes=notes)
            if opened.fault:
                raise opened.fault
            if room <= 0:
                return

    def _look(self, answer: Answer, address: str) -> _Found:
        """Raises what ``read_posting_page`` raises when the page leads nowhere."""
        xml = read_xml_list(_unpacked(answer.body))
        if xml is not None:
            return self._of_xml(xml, address)
        try:
            page = read_posting_page(answer.text, answer.url)
        except NoOffer:
            leads = self._links(answer)
            if not leads:
                raise
            return _Found(leads=leads)
        whole = [dict(record) for record in page.records if _has_text(record)]
        bare = [
            url for record in page.records if not _has_text(record) if (url := str(record.get("url") or ""))
        ]
        return _Found(whole, page.broken, [url for url in bare if canonical_url(url)])

    def _of_xml(self, xml: XmlList, address: str) -> _Found:
        found = _Found()
        lists = [xml]
        if xml.kind == "index":
            parts = [canonical_url(entry.address) for entry in xml.entries]
            wanted = sorted((part for part in parts if part), key=lambda part: not _OFFER_PATH.search(part))
            found.is_whole = len(wanted) <= MOST_SITEMAPS
            lists = [self._sitemap(part) for part in wanted[:MOST_SITEMAPS]]
        for each in lists:
            addresses = [absolute(address, entry.address) for entry in each.entries if entry.address]
            found.leads += [url for url in addresses if url and (each.kind == "feed" or self._is_wanted(url))]
        found.leads = list(dict.fromkeys(found.leads))
        if not found.leads and any(each.entries for each in lists):
            raise NoOffer("none of the addresses it lists looks like an offer: set words for the address")
        return found

    def _sitemap(self, address: str) -> XmlList:
        found = read_xml_list(_unpacked(page_at(self.client, address).body))
        return found if found is not None and found.kind != "index" else XmlList("sitemap", "", ())

    def _links(self, answer: Answer) -> list[str]:
        """Of the same host, in order."""
        tree = tree_of(answer.text)
        if tree is None:
            return []
        hrefs = (attribute(one, "href") for one in select(tree, "a", 3000))
        found = [absolute(answer.url, href) for href in hrefs if href and not href.startswith("#")]
        own = canonical_url(answer.url)
        host = host_of(answer.url)
        wanted = (
            url for url in found if url and url != own and host_of(url) == host and self._is_wanted(url)
        )
        return list(dict.fromkeys(wanted))

    def _is_wanted(self, url: str) -> bool:
        words = self.query.words("contains")
        if words:
            return any(word.lower() in url.lower() for word in words)
        return bool(_OFFER_PATH.search(path_of(url)))

    def _opened(self, addresses: Sequence[str]) -> _Found:
        """A page that is gone holds no offer; one that cannot be read now is counted."""
        found = _Found()
        for address in addresses:
            try:
                page = read_posting_page(page_at(self.client, address).text, address)
            except NothingFound:
                continue
            except NoOffer:
                found.without_offer += 1
            except (Blocked, Refused) as fault:
                found.fault, found.is_whole = fault, False
                break
            except (SourceFault, Fault) as fault:
                found.broken += (Broken(str(fault)[:300], address),)
                found.is_whole = False
            else:
                found.records += [dict(record) for record in page.records]
                found.broken += page.broken
        return found


def _has_text(record: object) -> bool:
    return isinstance(record, dict) and bool(record.get("description") or record.get("responsibilities"))


def _listing(source: str, address: str) -> str:
    whole = f"{source}:{address}"
    if len(whole) <= LISTING_LENGTH:
        return whole
    return f"{source}:{sha256(address.encode()).hexdigest()}"


def _unpacked(body: bytes) -> bytes:
    """Sitemaps are often kept compressed; the client undoes only what the transfer added."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, _UNPACKED)
    except zlib.error:
        return body
