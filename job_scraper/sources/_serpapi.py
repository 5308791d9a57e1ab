"""What SerpApi's answers mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from job_scraper.client import Client
from job_scraper.sources._items import complaint
from job_scraper.sources._reading import at
from outgoing.answer import Answer
from outgoing.endings import Failed, KeyRefused, QuotaUsedUp, from_refusal
from outgoing.faults import Refused

URL: Final = "https://serpapi.com/search.json"
_NOTHING: Final = "hasn't returned any results"
_EMPTY: Final = "fully empty"


def asked(client: Client, params: Mapping[str, str | int]) -> Answer:
    """An answer with status 200. Raises SourceFault for other statuses and what the client raises."""
    try:
        answer = client.get(URL, params=params, robots=False)
    except Refused as refused:
        said = complaint(refused.head.encode()) or "no reason given"
        if refused.status == 403:
            raise KeyRefused(f"SerpApi refuses the account: {said}", refused.head) from None
        if refused.status == 429:
            raise QuotaUsedUp(f"SerpApi: {said}", refused.head) from None
        raise from_refusal(refused) from None
    if answer.is_ok:
        return answer
    said = complaint(answer.body) or "no reason given"
    if answer.status == 401:
        raise KeyRefused(f"SerpApi refuses the key: {said}", answer.head)
    raise Failed(f"SerpApi answered {answer.status}: {said}", answer.head)


def says_nothing_found(document: Any) -> bool:
    """Told as an error, with status 200."""
    said = document.get("error") if isinstance(document, Mapping) else None
    state = at(document, "search_information", "jobs_results_state")
    return (isinstance(said, str) and _NOTHING in said.lower()) or (
        isinstance(state, str) and state.lower() == _EMPTY
    )
