"""One employer's board, read page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urljoin

from job_scraper.client import Client
from job_scraper.page import Broken, Page, Parsed
from job_scraper.sources._company import Company, Sites
from job_scraper.sources._reading import has_id, head_of
from outgoing.answer import Answer
from outgoing.endings import Changed, Failed
from outgoing.faults import Unreachable

MAX_PAGES: Final = 100
_DETAILS_AT_ONCE: Final = 10

Ask = Callable[[Client, Company, int], Answer]
Complete = Callable[[Client, Company, Mapping[str, Any]], Mapping[str, Any] | None]


class UnknownCompany(Exception):
    """The service has no board of this name."""


@dataclass(frozen=True, slots=True)
class Board:
    """A service that hosts boards. ``ask`` gets one page, counted from 0; ``parse`` reads it and sets
    ``next`` while more pages follow. An address that begins with / is completed by where the answer came
    from. ``complete`` asks for the rest of a record without its text; None when the offer is gone meanwhile.
    """

    name: str
    label: str
    sites: Sites
    ask: Ask
    parse: Callable[[bytes], Parsed]
    complete: Complete | None = None


def pages_of(board: Board, company: Company, client: Client, limit: int) -> Iterator[Page]:
    """At most ``limit`` records; ``progress`` is that of this company. The last page ends the listing only
    when all of it could be read: an offer that could not is not gone."""
    listing = f"{board.name}:{company.shown.lower()}"
    seen: set[str] = set()
    brought, is_whole = 0, True
    for number in range(MAX_PAGES):
        answer = checked(board.ask(client, company, number))
        head = head_of(answer.body)
        parsed = _of_company(_read(board, answer), company, answer.url)
        is_end = not _has_news(parsed, seen) or not parsed.next
        if is_end and not (seen or parsed.broken or parsed.says_none):
            note = f"{company.shown}: no offer, or no board of this name"
            yield Page(parsed, listing=listing, progress=1.0, head=head, notes=(note,))
            return
        room = limit - brought
        is_whole = is_whole and len(parsed.records) <= room
        parts = _parts(board, company, client, replace(parsed, records=parsed.records[:room]))
        for part, is_last_part in parts:
            brought += len(part.records)
            is_whole = is_whole and not part.broken
            is_last = is_end and is_last_part
            share = 1.0 if is_last else min(brought / parsed.total, 0.99) if parsed.total else 0.5
            yield Page(part, listing=listing, is_last=is_last and is_whole, progress=share, head=head)
        if is_end or brought >= limit:
            return


def checked(answer: Answer) -> Answer:
    """Raises UnknownCompany for 404 and 410, Failed for every other answer that is no success."""
    if answer.status in {404, 410}:
        raise UnknownCompany
    if not answer.is_ok:
        raise Failed(f"it answered {answer.status}", answer.head)
    return answer


def _read(board: Board, answer: Answer) -> Parsed:
    """Raises Changed when there are items and none could be read."""
    parsed = board.parse(answer.body)
    if parsed.broken and not parsed.records:
        first = parsed.broken[0]
        raise Changed(f"none of {len(parsed.broken)} items could be read: {first.reason}", first.sample)
    return parsed


def _of_company(parsed: Parsed, company: Company, url: str) -> Parsed:
    return replace(parsed, records=tuple(_own(record, company, url) for record in parsed.records))


def _own(record: Mapping[str, Any], company: Company, url: str) -> Mapping[str, Any]:
    """With an id that no other company has, an absolute address and an employer."""
    own = dict(record)
    said = own.pop("id", None)
    if has_id(said):
        own["external_id"] = f"{company.key}/{str(said).strip()}"
    for name in ("url", "apply_url"):
        if str(own.get(name, "")).startswith("/"):
            own[name] = urljoin(url, own[name])
    own.setdefault("company_name", company.name)
    return own


def _has_news(parsed: Parsed, seen: set[str]) -> bool:
    """Not the same offers over again, as from a service that ignores which page was asked for."""
    names = {str(record.get("external_id") or record.get("url")) for record in parsed.records}
    news = names - seen
    seen |= names
    return bool(news)


def _parts(board: Board, company: Company, client: Client, parsed: Parsed) -> Iterator[tuple[Parsed, bool]]:
    """The answer whole, or in small parts where each record takes a request; True with the last."""
    if board.complete is None or all(_has_text(record) for record in parsed.records):
        yield parsed, True
        return
    broken = parsed.broken
    for start in range(0, len(parsed.records), _DETAILS_AT_ONCE):
        chunk = parsed.records[start : start + _DETAILS_AT_ONCE]
        found = [
            record if _has_text(record) else _completed(board.complete, client, company, record)
            for record in chunk
        ]
        records = tuple(each for each in found if isinstance(each, Mapping))
        broken += tuple(each for each in found if isinstance(each, Broken))
        yield replace(parsed, records=records, broken=broken), start + len(chunk) == len(parsed.records)
        broken = ()


def _has_text(record: Mapping[str, Any]) -> bool:
    return "description" in record or "sections" in record


def _completed(
    complete: Complete, client: Client, company: Company, record: Mapping[str, Any]
) -> Mapping[str, Any] | Broken | None:
    try:
        return complete(client, company, record)
    except UnknownCompany:
        return None
    except (Changed, Failed, Unreachable) as fault:
        return Broken(f"its details: {fault}"[:300], str(record.get("title"))[:200])
