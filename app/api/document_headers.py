"""Headers in the document: what requests may say with them, and what answers carry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from app.api.operation import PROBLEMS
from app.api.repeating import KEY

_TEXT: Final = {"type": "string"}
PARAMETERS: Final[dict[str, dict[str, Any]]] = {
    "If-None-Match": {
        "description": "An ETag that was answered earlier: what has not changed since is 304, without content.",
        "schema": _TEXT,
    },
    "If-Match": {
        "description": "The ETag of what was read: only if it is still so, it is changed; else 412.",
        "schema": _TEXT,
    },
    "Idempotency-Key": {
        "description": "Under the same key it is done once within a day, and answered the same again.",
        "schema": {"type": "string", "pattern": f"^{KEY.pattern}$"},
        "example": "my-first",
    },
}
HEADERS: Final[dict[str, dict[str, Any]]] = {
    "X-Request-ID": {
        "description": "To quote when you ask for help.",
        "required": True,
        "schema": {"type": "string", "minLength": 1},
    },
    "ETag": {"description": "For If-None-Match and If-Match.", "required": True, "schema": _TEXT},
    "Location": {
        "description": "Address of what was made, or of the task that makes it.",
        "required": True,
        "schema": {"type": "string", "format": "uri-reference"},
    },
    "Link": {"description": "first, prev, next and last page (RFC 8288).", "schema": _TEXT},
    "Idempotency-Replayed": {
        "description": "true: answered as the first time, and not done again.",
        "schema": {"type": "string", "enum": ["true"]},
    },
    "WWW-Authenticate": {"description": "Bearer.", "required": True, "schema": _TEXT},
    "Retry-After": {
        "description": "Seconds to wait.",
        "required": True,
        "schema": {"type": "integer", "minimum": 0},
    },
}
JSON: Final = "application/json"


def describe(components: dict[str, Any]) -> None:
    """What operations point to."""
    components["parameters"] = {
        name: {"name": name, "in": "header", "required": False, **said} for name, said in PARAMETERS.items()
    }
    components["headers"] = HEADERS


def add_to(operation: dict[str, Any], method: str, view: Callable[..., Any], schemas: dict[str, Any]) -> None:
    """The headers of one operation, and the answers that come of them."""
    responses = operation["responses"]
    if method == "get" and responses["200"].get("content", {}).keys() == {JSON}:
        _may_say(operation, "If-None-Match")
        responses["304"] = {"description": "It has not changed."}
    if "412" in responses:
        _may_say(operation, "If-Match")
    if getattr(view, "takes_key", False):
        _may_say(operation, "Idempotency-Key")
        responses.setdefault("409", dict(PROBLEMS[409]))
    for status, response in responses.items():
        names = _carried(status, response, method, getattr(view, "takes_key", False))
        if _is_paged(response, schemas):
            names.append("Link")
        response["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _may_say(operation: dict[str, Any], name: str) -> None:
    operation.setdefault("parameters", []).append({"$ref": f"#/components/parameters/{name}"})


def _carried(status: str, response: dict[str, Any], method: str, takes_key: bool) -> list[str]:
    is_read = method == "get" and (status == "304" or response.get("content", {}).keys() == {JSON})
    carried = {
        "ETag": is_read and status in {"200", "304"},
        "Location": status == "201",
        "Idempotency-Replayed": takes_key and status < "300",
        "WWW-Authenticate": status == "401",
        "Retry-After": status == "429",
    }
    return ["X-Request-ID", *(name for name, is_so in carried.items() if is_so)]


def _is_paged(response: dict[str, Any], schemas: dict[str, Any]) -> bool:
    name = response.get("content", {}).get(JSON, {}).get("schema", {}).get("$ref", "").rpartition("/")[2]
    return "paging" in schemas.get(name, {}).get("properties", {})
