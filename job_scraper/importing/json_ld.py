"""Offers that a web page describes in ``application/ld+json`` scripts, as schema.org JobPosting."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from record_files.items import RECORD_LENGTH, BadRecord, ImportedRecord, RecordOrError
from record_files.json_text import NotJson, parse_json

_OPENING = re.compile(r"<script\b([^<>]*)>", re.I)
_CLOSING = re.compile(r"</script\b", re.I)
_TYPE = re.compile(r"application/ld\+json", re.I)
_BEFORE_SCRIPT: Final = (
    "<!--",
    "//<![CDATA[",
    "// <![CDATA[",
    "/*<![CDATA[*/",
    "/* <![CDATA[ */",
    "<![CDATA[",
)
_BEHIND_SCRIPT: Final = ("//-->", "// -->", "-->", "//]]>", "// ]]>", "/*]]>*/", "/* ]]> */", "]]>", ";")
_STRING: Final = r'"(?:[^"\\]|\\.?)*+(?:"|\Z)'  # an open one reaches to the end
_STRING_OR_COMMA = re.compile(_STRING + r"|,\s{0,999}(?=[}\]])", re.S)
_STRING_OR_COMMENT = re.compile(_STRING + r"|/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)", re.S)
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')
_VALUES: Final = 20_000


def read_json_ld(page: str) -> Iterator[RecordOrError]:
    """Every JobPosting of the page, each once; a script that cannot be read gives an error item."""
    seen: set[str] = set()
    for line, script in _scripts(page):
        if "JobPosting" not in script:
            continue
        try:
            document = _parse(script)
        except NotJson as error:
            yield BadRecord(line, error.code, error.detail)
            continue
        for posting in postings_in(document):
            key = repr(posting)
            if key not in seen:
                seen.add(key)
                yield ImportedRecord(line, posting)


def _scripts(page: str) -> Iterator[tuple[int, str]]:
    line, counted, end = 1, 0, 0
    for opening in _OPENING.finditer(page):
        if opening.start() < end or not _TYPE.search(opening.group(1)):
            continue
        closing = _CLOSING.search(page, opening.end())
        end = closing.start() if closing else len(page)
        line += page.count("\n", counted, opening.end())
        counted = opening.end()
        yield line, page[opening.end() : min(end, opening.end() + RECORD_LENGTH * 4)]


def _parse(script: str) -> Any:
    """As it is, then with one fault after another mended. Raises NotJson of the first attempt."""
    text = _unwrapped(script)
    mended = (_without_comments, _without_spare_commas, _with_good_escapes, html.unescape)
    try:
        return parse_json(text)
    except NotJson as error:
        first = error
    for mend in (*mended, _without_spare_commas):
        text = mend(text)
        try:
            return parse_json(text)
        except NotJson:
            continue
    raise first


def _unwrapped(script: str) -> str:
    """Without the comment or CDATA signs that pages put around scripts."""
    text = script.strip().lstrip("\ufeff")
    for _ in range(2):
        for sign in _BEFORE_SCRIPT:
            text = text.removeprefix(sign).lstrip()
        for sign in _BEHIND_SCRIPT:
            text = text.removesuffix(sign).rstrip()
    return text


def _without_spare_commas(text: str) -> str:
    return _STRING_OR_COMMA.sub(lambda found: "" if found.group().startswith(",") else found.group(), text)


def _without_comments(text: str) -> str:
    return _STRING_OR_COMMENT.sub(lambda found: "" if found.group().startswith("/") else found.group(), text)


def _with_good_escapes(text: str) -> str:
    return _BAD_ESCAPE.sub(r"\\\\", text)


def postings_in(document: Any) -> Iterator[dict[str, Any]]:
    """Every object of type JobPosting, at any depth; its references by ``@id`` are filled in."""
    values = list(_values(document))
    by_id = {value["@id"]: value for value in values if isinstance(value.get("@id"), str) and len(value) > 1}
    for value in values:
        if is_posting(value):
            yield {str(key): _resolved(item, by_id) for key, item in value.items()}


def is_posting(value: Mapping[str, Any]) -> bool:
    """``JobPosting``, ``schema:JobPosting``, an address that ends so, or a list with one of them."""
    types = value.get("@type")
    listed = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and re.split(r"[/:#]", name)[-1] == "JobPosting" for name in listed)


def _values(document: Any) -> Iterator[dict[str, Any]]:
    """All objects in order of appearance, without recursion."""
    stack = [document]
    for _ in range(_VALUES):
        if not stack:
            return
        value = stack.pop()
        if isinstance(value, dict):
            yield value
        children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        stack.extend(child for child in reversed(list(children)) if isinstance(child, dict | list))


def _resolved(item: Any, by_id: Mapping[str, Any]) -> Any:
    if isinstance(item, list):
        return [_resolved(part, by_id) for part in item]
    if isinstance(item, dict) and set(item) == {"@id"} and isinstance(item["@id"], str):
        return by_id.get(item["@id"], item)
    return item
