"""Pages that are empty without JavaScript are opened again in a browser; others, and refusals, are not."""

from __future__ import annotations

import shutil
from typing import Any, cast

import pytest
from flask import Flask

from app.services.page_client import WithBrowser, page_client
from outgoing.answer import Answer
from outgoing.browser import Browser
from outgoing.client import Client
from outgoing.faults import BrowserMissing
from tests.fake_web import FakeWeb, client_for

URL = "https://jobs.example/1"
EMPTY = "<html><body><div id=root></div><script src=/app.js></script></body></html>"
SHOWN = Answer(URL, 200, b"<h1>Glazier</h1>")


class FakeBrowser:
    def __init__(self, *, is_missing: bool = False) -> None:
        self.asked: list[str] = []
        self.is_missing = is_missing

    def get(self, url: str, **_how: Any) -> Answer:
        self.asked.append(url)
        if self.is_missing:
            raise BrowserMissing(url)
        return SHOWN


def given(web: FakeWeb, browser: FakeBrowser) -> WithBrowser:
    return WithBrowser(client_for(web), cast(Browser, browser))


def test_an_empty_page_is_opened_in_the_browser(web: FakeWeb) -> None:
    web.answer("jobs.example", "/1", body=EMPTY, headers={"Content-Type": "text/html"})
    browser = FakeBrowser()
    assert given(web, browser).get(URL) is SHOWN
    assert browser.asked == [URL]


@pytest.mark.parametrize(
    ("body", "kind", "how"),
    [
        ("<p>" + "We repair kites and sell string. " * 60 + "</p><script>1</script>", "text/html", {}),
        (
            '<script type="application/ld+json">{"@type": "JobPosting", "title": "x"}</script>',
            "text/html",
            {},
        ),
        ("<title>Just a moment...</title><script>challenge()</script>", "text/html", {}),
        ('{"jobs": []}', "application/json", {}),
        (EMPTY, "text/html", {"robots": False}),
        (EMPTY, "text/html", {"auth": ("me", "key")}),
    ],
)
def test_what_can_be_read_or_keeps_programs_out_is_not(
    web: FakeWeb, body: str, kind: str, how: dict[str, Any]
) -> None:
    web.answer("jobs.example", "/1", body=body, headers={"Content-Type": kind})
    browser = FakeBrowser()
    assert given(web, browser).get(URL, **how).text == body
    assert browser.asked == []


def test_without_a_browser_on_the_machine_the_page_comes_as_it_is(web: FakeWeb) -> None:
    web.answer("jobs.example", "/1", body=EMPTY, headers={"Content-Type": "text/html"})
    assert given(web, FakeBrowser(is_missing=True)).get(URL).text == EMPTY


def test_it_is_off_unless_switched_on(context: Flask) -> None:
    assert isinstance(page_client(), Client)
    context.extensions["settings"] = context.extensions["settings"].model_copy(
        update={"browser_fallback": True}
    )
    assert isinstance(page_client(), WithBrowser)


@pytest.mark.browser
def test_a_real_browser_fills_the_page(web: FakeWeb) -> None:
    if not shutil.which("chromium") or not shutil.which("chromedriver"):
        pytest.skip("chromium and chromium-driver are not installed")
    script = "<script>document.body.innerHTML = '<h1>Glazier</h1>' + '<p>Cut and fit glass.</p>'</script>"
    web.answer(
        "jobs.example",
        "/1",
        body=f"<html><body>{script}</body></html>",
        headers={"Content-Type": "text/html"},
    )
    client = client_for(web)
    assert "<h1>Glazier</h1>" in WithBrowser(client, Browser(client)).get(URL).text
