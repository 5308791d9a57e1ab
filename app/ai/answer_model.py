"""What an answer may look like: a pydantic model whose every part is bounded, and its JSON schema."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar, Final

from pydantic import BaseModel, ConfigDict

MAX_TEXT: Final = 8000
# What servers that hold a model to a schema are known to understand; pydantic checks the rest afterwards.
_UNDERSTOOD: Final = frozenset(
    {"type", "properties", "items", "enum", "const", "anyOf", "required", "additionalProperties",
     "description", "$ref", "$defs"}
)  # fmt: skip


class StrictAnswer(BaseModel):
    """Base of all answers. Text is at most MAX_TEXT characters unless a field says less; numbers are numbers and
    no text; members that were not asked for are dropped."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        strict=True, extra="ignore", frozen=True, allow_inf_nan=False, str_max_length=MAX_TEXT
    )


@cache
def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """As strict servers want it: every member required, none besides. Raises ValueError for a list without an
    upper bound and for an object with free names."""
    schema: dict[str, Any] = _strict(model.model_json_schema())
    return schema


def _strict(node: Any) -> Any:
    if isinstance(node, list):
        return [_strict(each) for each in node]
    if not isinstance(node, dict):
        return node
    if node.get("type") == "array" and "maxItems" not in node:
        raise ValueError("a list in an answer needs max_length")
    if node.get("type") == "object" and "properties" not in node:
        raise ValueError("an object in an answer needs names for its members")
    kept = {name: _strict(each) for name, each in node.items() if name in _UNDERSTOOD and name not in _NAMED}
    for name in _NAMED & node.keys():
        kept[name] = {key: _strict(each) for key, each in node[name].items()}
    if node.get("type") == "array":
        kept["description"] = f"at most {node['maxItems']} entries"
    if "properties" in kept:
        kept |= {"required": list(kept["properties"]), "additionalProperties": False}
    return kept


_NAMED: Final = frozenset({"properties", "$defs"})
