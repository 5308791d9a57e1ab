"""The data that a page is drawn from: one JSON object in a script, whose nodes refer to each other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

MARK: Final = "__APOLLO_STATE__"
_MENTIONS: Final = 20
_HOPS: Final = 5
_BEFORE: Final = 200
_DECODER: Final = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True)
class State:
    """``nodes`` by name, such as ``Type:id``."""

    nodes: Mapping[str, Any]

    def of_type(self, *endings: str) -> Iterator[Mapping[str, Any]]:
        """Nodes whose type ends so, those of the first ending first; prefixes of types change."""
        for ending in endings:
            for node in self.nodes.values():
                if isinstance(node, Mapping) and str(node.get("__typename", "")).endswith(ending):
                    yield node

    def resolve(self, value: Any) -> Any:
        """What a reference refers to, in lists one by one; None where it leads nowhere."""
        if isinstance(value, list):
            return [self.resolve(item) for item in value]
        for _ in range(_HOPS):
            if not (isinstance(value, Mapping) and isinstance(value.get("__ref"), str)):
                return value
            value = self.nodes.get(value["__ref"])
        return None

    def items(self, value: Any) -> list[Mapping[str, Any]]:
        """The objects of a list or the one object, references followed."""
        found = self.resolve(value)
        several = found if isinstance(found, list) else [found]
        return [item for item in several if isinstance(item, Mapping)]


def find_state(page: str) -> State | None:
    """The first object behind the mark that is one. Its end is where its last brace closes: braces and
    quotes inside of strings do not count."""
    at = -1
    for _ in range(_MENTIONS):
        at = page.find(MARK, at + 1)
        if at < 0:
            return None
        nodes = _object_behind(page, at + len(MARK))
        if nodes:
            return State(nodes)
    return None


def _object_behind(page: str, mark_end: int) -> dict[str, Any] | None:
    start = page.find("{", mark_end, mark_end + _BEFORE)
    if start < 0 or "=" not in page[mark_end:start]:
        return None
    try:
        found, _end = _DECODER.raw_decode(page, start)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
