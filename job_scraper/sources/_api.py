"""Asking a JSON interface: what its refusals mean, and that no key ever leaves through a message."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from json import dumps
from typing import Final
from urllib.parse import quote, quote_plus

from job_scraper.client import Client, Parameters
from job_scraper.page import Parsed
from job_scraper.query import Query
from job_scraper.sources._items import complaint, is_markup
from job_scraper.sources._reading import head_of
from outgoing.answer import Answer
from outgoing.challenge import looks_like_challenge
from outgoing.endings import (
    Blocked,
    Changed,
    Failed,
    KeyRefused,
    QuotaUsedUp,
    SourceFault,
    from_refusal,
)
from outgoing.faults import Fault, Refused

HIDDEN: Final = "[hidden]"
_SHORTEST_SECRET: Final = 4
_SHORTEST_IN_OFFERS: Final = 8  # shorter ones would take words out of what offers say
_QUOTA = re.compile(
    r"rate.?limit|too many|quota|limit (?:has been )?(?:exceeded|reached)|exceeded .{0,30}limit"
    r"|usage.?limit|throttl",
    re.I,
)
_KEY = re.compile(
    r"auth\w{0,20}[ _](?:fail|required|error)|unauthori[sz]ed|not authori[sz]ed|credential|forbidden"
    r"|(?:api|access|app|client)[ _-]?(?:key|id)\b|\baffid\b|undeclared referr?er|invalid key|user_ip",
    re.I,
)
_NOTHING = re.compile(
    r"(?:^|\b)(?:no|0|zero) (?:\w{1,20} ){0,2}(?:jobs?|results?|listings?|offers?|vacancies)\b|nothing found",
    re.I,
)
_PARAMETER_STATUSES: Final = frozenset({400, 404, 410, 416, 422})


class SearchRefused(Failed):
    """This one search was refused: an unknown place, a word too short. Others may go on."""


class NothingFound(SourceFault):
    """An error status whose text says that there are no offers."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One answer, read. ``head`` is set where the answer looks other than it should."""

    parsed: Parsed
    head: str = ""


@dataclass(frozen=True, slots=True)
class Api:
    """``secrets`` never appear in what is raised or returned. ``robots`` is True for an interface that
    its owner does not invite programs to."""

    client: Client
    secrets: tuple[str, ...] = ()
    robots: bool = False

    def read(
        self,
        parse: Callable[[bytes], Parsed],
        url: str,
        params: Parameters | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        json: Mapping[str, str | int] | None = None,
    ) -> Sheet:
        """Posts when there is ``json`` to send. Raises SourceFault only."""
        try:
            if json is None:
                answer = self.client.get(url, params=params, headers=headers, auth=auth, robots=self.robots)
            else:
                answer = self.client.post(url, json=json, params=params, headers=headers, robots=self.robots)
            return self._sheet(parse, answer)
        except Refused as refused:
            raise self._hidden(_refusal(refused, bool(self.secrets))) from None
        except Fault as fault:
            raise self._hidden(from_refusal(fault)) from None
        except SourceFault as fault:
            raise self._hidden(fault) from None

    def _sheet(self, parse: Callable[[bytes], Parsed], answer: Answer) -> Sheet:
        if not answer.is_ok:
            raise complained(answer.status, answer.body)
        body = self._without_keys(answer.body)
        found = parse(body)
        looks_odd = bool(found.broken) or not (found.records or found.says_none)
        return Sheet(found, self.hide(head_of(body)) if looks_odd else "")

    def hide(self, said: str) -> str:
        """The text without any key, in whatever spelling, also where it was cut in the middle of one."""
        for form in self._spellings(_SHORTEST_SECRET):
            said = re.sub(re.escape(form), HIDDEN, said, flags=re.I)
            cut = next((n for n in range(len(form) - 1, 3, -1) if said.endswith(form[:n])), 0)
            said = said[:-cut] + HIDDEN if cut else said
        return said

    def _hidden(self, fault: SourceFault) -> SourceFault:
        return type(fault)(self.hide(fault.detail), self.hide(fault.head))

    def _without_keys(self, body: bytes) -> bytes:
        """The address of an offer may carry the key of who asked. Figures are replaced by figures, and only
        where they stand alone, so that numbers stay numbers."""
        for form in self._spellings(_SHORTEST_IN_OFFERS):
            pattern, instead = re.escape(form), HIDDEN
            if form.isdigit():
                pattern, instead = rf"(?<![\w.]){form}(?![\w.])", "1" * len(form)
            body = re.sub(pattern.encode(), instead.encode(), body, flags=re.I)
        return body

    def _spellings(self, shortest: int) -> list[str]:
        """Of every key as long as that, the longest first: as it is, in an address, in JSON, and in a header
        of Basic authentication."""
        forms: set[str] = set()
        for secret in (each for each in self.secrets if len(each) >= shortest):
            basic = {b64encode(f"{secret}{tail}".encode()).decode() for tail in (":", "")}
            quoted = {quote(secret, safe=""), quote_plus(secret), dumps(secret)[1:-1]}
            forms |= {secret, *quoted, *basic}
        forms |= {form.replace("/", "\\/") for form in forms}
        return sorted(forms, key=lambda form: (-len(form), form))


def key_of(query: Query, name: str, what: str) -> str:
    """A secret option. Raises KeyRefused when it is not set."""
    key = query.text(name)
    if not key:
        raise KeyRefused(f"{what} is not set")
    return key


def complained(status: int, body: bytes) -> SourceFault:
    """What an answer with an error status means."""
    head, said = head_of(body), complaint(body)
    if is_markup(head) and looks_like_challenge(head):
        return Blocked(f"a page for people came with status {status}", head)
    what = f"answered {status}" + (f": {said}" if said else "")
    if status == 401 or (_KEY.search(said) and not _QUOTA.search(said)):
        return KeyRefused(what, head)
    if _QUOTA.search(said):
        return QuotaUsedUp(what, head)
    if status in _PARAMETER_STATUSES:
        if said and _NOTHING.search(said):
            return NothingFound(what, head)
        return (
            Changed(f"{what}: the address leads to a page", head)
            if is_markup(head)
            else SearchRefused(what, head)
        )
    return Failed(what, head)


def _refusal(refused: Refused, has_key: bool) -> SourceFault:
    """403 with a key is about the key, unless a page for people came."""
    said = complaint(refused.head.encode()) or refused.head
    if refused.status == 403 and has_key and not is_markup(refused.head):
        if _QUOTA.search(said):
            return QuotaUsedUp(f"answered 403: {said[:200]}", refused.head)
        return KeyRefused(f"answered 403: {said[:200] or 'nothing more'}", refused.head)
    return from_refusal(refused)
