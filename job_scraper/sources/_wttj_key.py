"""The search key that Welcome to the Jungle puts into its public pages, and changes now and then."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from job_scraper.client import Client
from job_scraper.pages.refusals import is_challenge
from job_scraper.query import Query
from outgoing.answer import Answer
from outgoing.endings import Blocked, Changed, Failed

_APP: Final = "CSEKHVMS53"
_PREFIX: Final = "wttj_jobs_production"
_ENV = re.compile(r"window\.env\s{0,9}=")
_READ: Final = 200_000
_VALUE: Final = r"[\"']?\s{0,9}:\s{0,9}[\"']"
_NAMED_APP = re.compile(rf"ALGOLIA_APPLICATION_ID{_VALUE}([A-Z0-9]{{6,20}})[\"']")
_NAMED_KEY = re.compile(rf"ALGOLIA_API_KEY_CLIENT{_VALUE}([A-Za-z0-9+/=_-]{{16,400}})[\"']")
_NAMED_PREFIX = re.compile(rf"ALGOLIA_JOBS_INDEX_PREFIX{_VALUE}([a-z0-9_]{{3,60}})[\"']")
_HOSTS: Final = ("welcometothejungle.com", "www.welcometothejungle.com")


@dataclass(frozen=True, slots=True)
class SearchKey:
    """``repr`` does not show the key."""

    app: str
    prefix: str
    value: str

    def __repr__(self) -> str:
        return f"SearchKey({self.app})"


def search_key(query: Query, client: Client) -> SearchKey:
    """What the admin set, else what a public page holds. Raises SourceFault and what the client raises."""
    given = query.text("search_key")
    if given:
        return SearchKey(_APP, _PREFIX, given)
    page = query.text("key_page")
    if urlsplit(page).hostname not in _HOSTS:
        raise Failed("the page with the search key is not one of Welcome to the Jungle")
    answer = client.get(page)
    refuse_challenge(answer)
    return key_in(answer)


def refuse_challenge(answer: Answer) -> None:
    """Raises Blocked for the firewall's puzzle, which comes with status 202."""
    if answer.status == 202 or "challenge" in answer.headers.get("x-amzn-waf-action", "").lower():
        raise Blocked("Welcome to the Jungle sends programs a puzzle", answer.head)


def key_in(answer: Answer) -> SearchKey:
    """Faults show nothing of the page: it may hold the key."""
    if not answer.is_ok:
        raise Changed(f"the page with the search key answered {answer.status}")
    text = answer.text
    env = _ENV.search(text)
    piece = text[env.end() : env.end() + _READ] if env else ""
    key = _NAMED_KEY.search(piece)
    if key is None:
        if not env and is_challenge(text):
            raise Blocked("a captcha or a check of the browser came instead of the page", answer.head)
        raise Changed("the page holds no search key; another page, or the key itself, can be set")
    app, prefix = _NAMED_APP.search(piece), _NAMED_PREFIX.search(piece)
    return SearchKey(app[1] if app else _APP, prefix[1] if prefix else _PREFIX, key[1])
