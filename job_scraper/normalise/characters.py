"""Text fit to store and show: no control, invisible or direction-changing characters."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

_BAD = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # control, without tab and line ends
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"  # invisible
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"  # zero width, direction
    "\ud800-\udfff"  # lone surrogates
    "\ufdd0-\ufdef\U000e0000-\U000e007f"  # noncharacters, tag characters
    "]"
)
_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")

TITLE_LENGTH: Final = 255


def clean(text: str) -> str:
    """NFC with ``\\n`` line ends. Cleaning twice changes nothing."""
    if text.isascii() and text.replace("\n", " ").replace("\t", " ").isprintable():
        return text  # the regular expressions below take ten times as long to find nothing
    return unicodedata.normalize("NFC", _BAD.sub("", _LINE_ENDS.sub("\n", text)))


def unescape(text: str) -> str:
    """Character references that end with a semicolon; ``&copy=1`` of an address stays."""
    return _ENTITY.sub(lambda match: html.unescape(match.group()), text) if "&" in text else text


def one_line(text: str, limit: int = TITLE_LENGTH) -> str:
    """A single trimmed line of at most ``limit`` characters."""
    head = clean(unescape(text[: limit * 40]))
    return " ".join(head.split())[:limit].rstrip()
