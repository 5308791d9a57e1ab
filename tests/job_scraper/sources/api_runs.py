"""Running the connectors of interfaces against the local web, through the real client."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from job_scraper.page import Page
from job_scraper.query import Query
from job_scraper.registry import all_sources
from tests.fake_web import Asked, FakeWeb, Reply, client_for
from tests.job_scraper.sources import api_answers as answers

Answering = Callable[[Asked], Any]


def query_for(name: str, limit: int = 1000, **options: Any) -> Query:
    """Defaults of the source, then one narrow search, then ``options``."""
    source = all_sources()[name]
    defaults = {option.name: option.default for option in source.options if option.kind != "secret"}
    return Query(
        {**defaults, "details": False, "worldwide": False, **answers.OPTIONS[name], **options}, limit
    )


def run(name: str, web: FakeWeb, limit: int = 1000, **options: Any) -> list[Page]:
    return list(all_sources()[name].fetch(query_for(name, limit, **options), client_for(web)))


def answer_with(web: FakeWeb, name: str, answer: Answering | Reply) -> None:
    web.answer(*answers.PLACES[name], answer)


def asked(web: FakeWeb, name: str) -> list[Asked]:
    return web.asked(*answers.PLACES[name])


def ids(pages: list[Page]) -> list[str]:
    return [str(record["id"]) for page in pages for record in page.parsed.records]
