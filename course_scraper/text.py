"""Titles and descriptions as plain text. Markup is taken off, never trusted."""

from __future__ import annotations

import html
import re
from typing import Final

import nh3

TITLE_LENGTH: Final = 300
TEXT_LENGTH: Final = 20_000
_MARKUP_LENGTH: Final = 200_000
_SILENT: Final = {"script", "style", "noscript", "iframe", "object", "svg", "template", "title", "textarea"}
_BREAK: Final = re.compile(r"<(?:br|/?p|/?div|/?li|/?ul|/?ol|/?tr|/?h[1-6])(?=[\s/>])[^<>]{0,500}>", re.I)
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,4000}>|<!--")
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b\u200e\u200f\u2060\ufeff\ud800-\udfff]")
_SPACES: Final = re.compile(r"[^\S\n]+")
_LINES: Final = re.compile(r" ?\n[ \n]*")


def plain(text: str) -> str:
    """Paragraphs parted by single line ends; at most ``TEXT_LENGTH`` characters."""
    cut = text[:_MARKUP_LENGTH].replace("\r\n", "\n").replace("\r", "\n")
    if _TAG.search(cut):
        # nh3 keeps the text of the page and escapes it again
        cut = nh3.clean(_BREAK.sub("\n", cut), tags=set(), clean_content_tags=_SILENT)
    unescaped = _UNSEEN.sub("", html.unescape(cut))
    return _LINES.sub("\n", _SPACES.sub(" ", unescaped)).strip()[:TEXT_LENGTH].rstrip()


def one_line(text: str) -> str:
    """At most one more character than ``TITLE_LENGTH``, so that a longer text can be told."""
    return plain(text[: TITLE_LENGTH * 40]).replace("\n", " ")[: TITLE_LENGTH + 1]
