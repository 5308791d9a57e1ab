"""The JSON object in what a model wrote: fenced or not, with prose around it, with more behind it.

Linear in the length of the text. Numbers that are none (NaN, Infinity) and strings that no page and no database
can hold are taken care of here.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from typing import Any, Final

MAX_LENGTH: Final = 200_000
MAX_DEPTH: Final = 30
MAX_TRIES: Final = 8
_THOUGHTS = re.compile(r"\A\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
_NOT_TEXT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,200}\]\([^()\n]{0,2000}\)")
_LABELLED_LINK = re.compile(r"\[([^\[\]\n]{0,200})\]\([^()\n]{0,2000}\)")
_LINK = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]{1,20}://|\bwww\.)[^\s<>\"']{1,2000}")


class NoJson(Exception):
    """``code`` says what was found instead."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def objects_in(text: str) -> list[dict[str, Any]]:
    """Every JSON object that stands by itself in the text, at most MAX_TRIES, the longest first.

    The last of members with the same name counts. Raises NoJson with one of: empty, too_long, too_deep,
    not_a_number, no_object.
    """
    text = _THOUGHTS.sub("", text[: MAX_LENGTH + 1]).strip().lstrip("\ufeff")
    if not text:
        raise NoJson("empty")
    if len(text) > MAX_LENGTH:
        raise NoJson("too_long")
    found: list[tuple[int, dict[str, Any]]] = []
    codes: list[str] = []
    for start, end in _spans(text):
        try:
            value = _parsed(text[start:end])
        except NoJson as fault:
            codes.append(fault.code)
            continue
        if isinstance(value, dict):
            found.append((end - start, value))
    if not found:
        raise NoJson(codes[0] if codes else "no_object")
    return [value for _length, value in sorted(found, key=lambda each: -each[0])]


def plain_texts(value: Any, *, keeps_links: bool = False) -> Any:
    """The same JSON with every string as text to show: no invisible characters, no links or pictures from
    Markdown, and no addresses unless ``keeps_links``."""
    if isinstance(value, str):
        return _plain(value, keeps_links)
    if isinstance(value, list):
        return [plain_texts(each, keeps_links=keeps_links) for each in value]
    if isinstance(value, dict):
        return {
            _plain(name, keeps_links): plain_texts(each, keeps_links=keeps_links)
            for name, each in value.items()
        }
    return value


def _plain(text: str, keeps_links: bool) -> str:
    text = _NOT_TEXT.sub("", text)
    if keeps_links:
        return text.strip()
    text = _LABELLED_LINK.sub(r"\1", _IMAGE.sub("", text))
    return _LINK.sub("", text).strip()


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where balanced braces begin and end, strings respected. One that never ends hides nothing that
    begins later: the search goes on behind its first brace."""
    position = tries = 0
    while tries < MAX_TRIES:
        start = text.find("{", position)
        if start < 0:
            return
        end = _end_of(text, start)
        tries += 1
        if end is None:
            position = start + 1
            if tries == 1:
                yield start, len(text)  # cut off: its parser says what is wrong
        else:
            yield start, end
            position = end


_MARK = re.compile(r'[{}"\\]')


def _end_of(text: str, start: int) -> int | None:
    depth, in_string, skip = 0, False, -1
    for match in _MARK.finditer(text, start):
        at, mark = match.start(), match[0]
        if at == skip:
            continue
        if mark == "\\":
            skip = at + 1 if in_string else -1
        elif mark == '"':
            in_string = not in_string
        elif not in_string:
            depth += 1 if mark == "{" else -1
            if depth == 0:
                return at + 1
    return None


def _parsed(text: str) -> Any:
    if _is_deep(text):
        raise NoJson("too_deep")
    try:
        value = json.loads(text, parse_constant=_no_number, parse_float=_finite)
    except NoJson:
        raise
    except (ValueError, RecursionError):
        raise NoJson("no_object") from None
    return value


def _is_deep(text: str) -> bool:
    depth = 0
    for mark in re.finditer(r"[\[\]{}]", text):
        depth += 1 if mark[0] in "[{" else -1
        if depth > MAX_DEPTH:
            return True
    return False


def _no_number(_name: str) -> float:
    raise NoJson("not_a_number")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise NoJson("not_a_number")
    return value
