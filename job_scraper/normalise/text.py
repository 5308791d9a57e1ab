"""Descriptions: safe HTML and the same as plain text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from html import escape
from typing import Final, NamedTuple

import nh3

from job_scraper.normalise.block_reader import blocks_of_html, blocks_of_text
from job_scraper.normalise.blocks import Block, Run, run_html, to_html, to_text
from job_scraper.normalise.characters import one_line, unescape
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
    return describe_parts([(None, source)])


def describe_parts(parts: Iterable[tuple[str | None, str]]) -> Description:
    """Several texts as one description, each under its heading if it has one."""
    blocks: list[Block] = []
    for heading, source in parts:
        if heading:
            blocks.append(Block("h3", (Run(one_line(heading, 120)),)))
        blocks += _blocks(source[:_READ_AT_MOST])
    return _described(blocks)


def _described(blocks: list[Block]) -> Description:
    kept, markup = _fitting(blocks)
    safe = _CLEANER.clean(markup)
    return Description(safe, to_text(kept)[:DESCRIPTION_LENGTH]) if safe else EMPTY


def sanitise(markup: str) -> str:
    """HTML of allowed tags only. Sanitising twice changes nothing."""
    return _CLEANER.clean(_fitting(blocks_of_html(markup[:_READ_AT_MOST], DESCRIPTION_LENGTH))[1])


def plain_text(source: str) -> str:
    """Text of any description, with its paragraphs and bullets."""
    return to_text(_blocks(source[:_READ_AT_MOST]))[:DESCRIPTION_LENGTH]


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


def _fitting(blocks: list[Block]) -> tuple[list[Block], str]:
    markup = to_html(blocks)
    if len(markup) <= DESCRIPTION_LENGTH:
        return blocks, markup
    kept = _limited(blocks)
    return kept, to_html(kept)


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
    room -= len(run_html(run._replace(text="")))
    text = run.text[: max(0, room)]
    while text and len(escape(text)) > room:
        text = text[: -(1 + (len(escape(text)) - room) // len("&quot;"))]
    return [run._replace(text=text.rstrip())] if text.strip() else []
