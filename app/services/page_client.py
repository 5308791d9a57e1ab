"""The client for pages: what is empty without JavaScript is opened in a browser, where that is switched on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.outgoing import outgoing_browser, outgoing_client
from job_scraper.client import Client, Parameters
from job_scraper.pages.refusals import is_challenge, waits_for_script
from outgoing.answer import Answer
from outgoing.browser import Browser
from outgoing.faults import BrowserMissing


class WithBrowser:
    """Only pages that were asked for as pages, with robots.txt obeyed, are opened again; a page that keeps
    programs out is not."""

    def __init__(self, client: Client, browser: Browser) -> None:
        self._client = client
        self._browser = browser

    def get(
        self,
        url: str,
        *,
        params: Parameters | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        robots: bool = True,
    ) -> Answer:
        answer = self._client.get(url, params=params, headers=headers, auth=auth, robots=robots)
        if auth or not robots or not _is_empty_page(answer):
            return answer
        try:
            return self._browser.get(answer.url)
        except BrowserMissing:
            return answer  # whoever reads it says that it needs JavaScript

    def post(self, url: str, **how: Any) -> Answer:
        return self._client.post(url, **how)


def page_client(*, keeps_answers: bool = True) -> Client:
    """``keeps_answers``: not for a page that one person asked for."""
    browser = outgoing_browser()
    client = outgoing_client() if keeps_answers else outgoing_client().keeping_nothing()
    return WithBrowser(client, browser) if browser else client


def _is_empty_page(answer: Answer) -> bool:
    if not answer.is_ok or "html" not in answer.headers.get("content-type", "html"):
        return False
    page = answer.text
    return "JobPosting" not in page and waits_for_script(page) and not is_challenge(page)
