"""Values as the document of the API shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def example(document: Mapping[str, Any], schema: Mapping[str, Any]) -> Any:
    """A value as the document shows one: the example, else made of the examples of its parts."""
    if "$ref" in schema:
        return example(document, document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]])
    if schema.get("examples"):
        return schema["examples"][0]
    for name in ("default", "const"):
        if name in schema:
            return schema[name]
    for options in (schema.get("anyOf"), schema.get("allOf"), schema.get("oneOf")):
        if options:
            return example(document, options[0])
    if schema.get("enum"):
        return schema["enum"][0]
    if schema.get("type") == "array":
        return [example(document, schema["items"])] if schema.get("minItems") else []
    if schema.get("type") == "object":
        wanted = schema.get("required", [])
        return {
            name: example(document, part)
            for name, part in schema.get("properties", {}).items()
            if name in wanted
        }
    return {"integer": 1, "number": 1, "boolean": True}.get(schema.get("type", ""), "x")
