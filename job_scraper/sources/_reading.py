"""Answers as bytes into records: what every source does the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from reprlib import Repr
from typing import Any, Final

from job_scraper.page import Broken
from outgoing.answer import Answer
from outgoing.challenge import looks_like_challenge
from outgoing.endings import Blocked, Changed, Failed
from record_files.json_text import NotJson, parse_json

Record = dict[str, Any]
_ERROR_KEYS: Final = ("error", "errors", "message", "detail", "title")
_SHORT = Repr()
_SHORT.maxlevel, _SHORT.maxdict, _SHORT.maxstring, _SHORT.maxother = 3, 8, 80, 80


def head_of(body: bytes) -> str:
    return Answer("", 200, body).head


def read_json(body: bytes) -> Any:
    """Raises Blocked for a page that asks whether a person is there, Changed for anything else that is
    no JSON."""
    text = Answer("", 200, body).text
    try:
        return parse_json(text)
    except NotJson as error:
        raise no_document(body, f"not JSON ({error})") from error


def no_document(body: bytes, why: str) -> Blocked | Changed:
    """The fault to raise when an answer is not in the language of this source."""
    if looks_like_challenge(Answer("", 200, body).text):
        return Blocked("it asks for a proof that a person is there", head_of(body))
    return Changed(f"the answer is {why}", head_of(body))


def list_in(document: Any, key: str, body: bytes) -> list[Any]:
    """The list of that name. Raises Failed with the words of the service when it reports a fault, else
    Changed."""
    if isinstance(document, Mapping):
        found = document.get(key)
        if isinstance(found, list):
            return found
        said = next((document[name] for name in _ERROR_KEYS if document.get(name)), None)
        if said is not None and key not in document:
            raise Failed(f"it reports: {_SHORT.repr(said)}", head_of(body))
    raise Changed(f'the answer holds no list "{key}"', head_of(body))


def at(value: Any, *path: str) -> Any:
    """What is nested there, None where the path ends early."""
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def read_items(
    items: Iterable[Any], read: Callable[[Mapping[str, Any]], Record | None]
) -> tuple[tuple[Record, ...], tuple[Broken, ...]]:
    """Records of the items, those without a value left out, and what could not be read.

    ``read`` gives None for an item that is no offer for the public.
    """
    records: list[Record] = []
    broken: list[Broken] = []
    for item in items:
        try:
            record = _readable(item, read)
        except _Unreadable as error:
            broken.append(Broken(str(error), _SHORT.repr(item)[:600]))
        else:
            if record:
                records.append(record)
    return tuple(records), tuple(broken)


class _Unreadable(Exception):
    pass


def _readable(item: Any, read: Callable[[Mapping[str, Any]], Record | None]) -> Record | None:
    if not isinstance(item, Mapping):
        raise _Unreadable("not an object")
    try:
        record = read(item)
    except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError) as error:
        raise _Unreadable(f"{type(error).__name__}: {error}"[:200]) from error
    if record is None:
        return None
    title = record.get("title")
    if not isinstance(title, str) or not any(letter.isalpha() for letter in title):
        raise _Unreadable("no title")
    if not has_id(record.get("id")) and not record.get("url"):
        raise _Unreadable("neither an id nor an address")
    return {name: value for name, value in record.items() if value not in (None, "", [], {})}


def has_id(value: object) -> bool:
    return isinstance(value, int | str) and not isinstance(value, bool) and bool(str(value).strip())
