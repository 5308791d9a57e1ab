"""Descriptions: safe HTML and the same as plain text."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Final, NamedTuple

import nh3

from job_scraper.normalise.block_reader import blocks_of_html, blocks_of_text
from job_scraper.normalise.blocks import Block, Run, run_html, to_html, to_text
from job_scraper.normalise.characters import unescape
from job_scraper.normalise.markup import looks_like_html

DESCRIPTION_LENGTH: Final = 60_000
_READ_AT_MOST: Final = 500_000
_TAGS = {"p", "br", "ul", "ol", "li", "strong", "em", "h3", "h4", "a"}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags={"script", "style"},
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="nofollow noopener ugc",
    strip_comments=True,
)


class Description(NamedTuple):
    """``html`` is None when there is nothing to show; neither part exceeds 60,000 characters."""

    html: str | None
    text: str


EMPTY = Description(None, "")


def describe(source: str) -> Description:
    """Any description, HTML, escaped HTML or plain text, as safe HTML and as plain text."""
    blocks = _limited(_blocks(source[:_READ_AT_MOST]))
    safe = _CLEANER.clean(to_html(blocks))
    return Description(safe, to_text(blocks)[:DESCRIPTION_LENGTH]) if safe else EMPTY


def sanitise(markup: str) -> str:
    """HTML of allowed tags only. Sanitising twice changes nothing."""
    return _CLEANER.clean(to_html(_limited(blocks_of_html(markup[:_READ_AT_MOST], DESCRIPTION_LENGTH))))


def plain_text(source: str) -> str:
    """Text of any description, with its paragraphs and bullets."""
    return to_text(_limited(_blocks(source[:_READ_AT_MOST])))[:DESCRIPTION_LENGTH]


def _blocks(source: str) -> list[Block]:
    """Some boards escape their HTML, once or twice, and some escape plain text."""
    for _ in range(3):
        if looks_like_html(source):
            return blocks_of_html(source, DESCRIPTION_LENGTH)
        unescaped = unescape(source)
        if unescaped == source:
            break
        source = unescaped
    return blocks_of_text(source)


def _limited(blocks: list[Block]) -> list[Block]:
    """As many blocks, and as much of the last, as fit into the HTML limit."""
    kept: list[Block] = []
    room = DESCRIPTION_LENGTH
    for block in blocks:
        room -= 9 + 9 * 2 * block.depth
        runs: list[Run] = []
        for run in block.runs:
            size = len(run_html(run))
            if size > room:
                runs += _head(run, room)
                break
            room -= size
            runs.append(run)
        else:
            kept.append(block)
            continue
        if runs:
            kept.append(replace(block, runs=tuple(runs)))
        return kept
    return kept


def _head(run: Run, room: int) -> list[Run]:
    """The beginning of a run that fits once its special characters are escaped."""
    room -= len(run_html(replace(run, text="")))
    text = run.text[: max(0, room)]
    while text and len(escape(text)) > room:
        text = text[: -(1 + (len(escape(text)) - room) // len("&quot;"))]
    return [replace(run, text=text.rstrip())] if text.strip() else []
