"""Cutting HTML into tags and text in one pass, whatever its depth or damage. Nothing is trusted yet."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TAG = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})"
    r"((?:[\s/](?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*|[\s/][^<>]*)?)>"
)
_HREF = re.compile(
    r"(?:^|[\s\"'/])href\s{0,5}=\s{0,5}(?:\"([^\"]{0,4000})\"|'([^']{0,4000})'|([^\s\"'>]{1,4000}))", re.I
)
_SILENT = (
    "script", "style", "noscript", "iframe", "object", "embed", "template", "svg", "math", "textarea", "xmp",
    "select", "noembed", "noframes", "audio", "video", "canvas", "title", "plaintext", "button",
)  # fmt: skip
_SILENT_END = {name: re.compile(rf"</{name}(?=[\s/>])[^<>]*>?", re.I) for name in _SILENT}
_KNOWN = re.compile(
    r"</?(?:p|br|div|ul|ol|li|strong|b|em|i|u|span|font|h[1-6]|a|table|tbody|tr|td|th|section|article|header|dl|dt"
    r"|dd|html|body|head|pre|blockquote|hr|img|center|small|sup|sub|script|style|svg|iframe|object|form|input|math"
    r"|details|video|audio|link|meta|base|embed|template|textarea|marquee|xml|o:p)(?=[\s/>])[^<>]*>",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Tag:
    name: str
    closing: bool = False
    href: str | None = None


def looks_like_html(text: str) -> bool:
    return "<" in text and _KNOWN.search(text) is not None


def tokens(markup: str) -> Iterator[Tag | str]:
    """Tags in lower case and the text between them, unescaped. What scripts and forms hold is left out."""
    position = 0
    while position < len(markup):
        start = markup.find("<", position)
        if start < 0:
            yield html.unescape(markup[position:])
            return
        if start > position:
            yield html.unescape(markup[position:start])
        tag = _TAG.match(markup, start)
        if tag is None:
            position = _after_declaration(markup, start)
            if position == start:
                yield "<"
                position += 1
            continue
        name, closing = tag.group(2).lower(), bool(tag.group(1))
        if name in _SILENT_END and not closing:
            end = _SILENT_END[name].search(markup, tag.end())
            position = end.end() if end else len(markup)
            continue
        yield Tag(name, closing, _href(tag.group(3)) if name == "a" and not closing else None)
        position = tag.end()


def _after_declaration(markup: str, start: int) -> int:
    """Behind a comment, doctype or processing instruction that begins here; ``start`` when none does."""
    if markup.startswith("<!--", start):
        end = markup.find("-->", start + 4)
        return end + 3 if end >= 0 else len(markup)
    if markup[start + 1 : start + 2] in {"!", "?"}:
        end = markup.find(">", start)
        return end + 1 if end >= 0 else len(markup)
    return start


def _href(attributes: str) -> str | None:
    found = _HREF.search(attributes)
    if found is None:
        return None
    return html.unescape(next(value for value in found.groups() if value is not None))
