"""Making the blueprints of the API: every operation has the same errors, says what token it needs, and its own name."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from flask_openapi import APIBlueprint, Response, Tag
from pydantic import BaseModel

from app.api.policy import OPEN, POLICY

BEARER: Final = "bearer"
VERSION: Final = "api_v1"
Responses = dict[str | int | HTTPStatus, type[BaseModel] | Response | dict[str, Any] | None]
PROBLEMS: Final[dict[int, dict[str, Any]]] = {
    status: {
        "description": said,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for status, said in {
        400: "The request does not have this form: `errors` says which field.",
        401: "No token, or one that is not good any more.",
        403: "The token may not do that.",
        404: "There is none, or it is somebody else's.",
        409: "It was changed meanwhile, or is there already.",
        412: "It is not what If-Match says any more.",
        413: "More than an operation takes.",
        415: "Another kind of content than this operation takes.",
        422: "Well formed, but the content cannot be used: `errors` says which field.",
        429: "Too many requests: Retry-After says when to come again.",
        503: "Something behind this service is down or full.",
    }.items()
}


def group(name: str, path: str, said: str) -> APIBlueprint:
    """Operations about one noun, below ``/api/v1``."""

    def operation_id(*, name: str, path: str, method: str, bp_name: str = "") -> str:  # noqa: ARG001
        return f"{bp_name}_{name}"

    return APIBlueprint(
        name,
        __name__,
        url_prefix=path,
        abp_tags=[Tag(name=name, description=said)],
        abp_responses={status: PROBLEMS[status] for status in (400, 401, 403, 404, 413, 415, 422, 429)},
        operation_id_callback=operation_id,
    )


def needed_token(endpoint: str) -> list[dict[str, list[str]]]:
    """The ``security`` of an operation in the document."""
    scope = POLICY[endpoint]
    return [{BEARER: []}, {}] if scope == OPEN else [{BEARER: [scope]}]


def answers(status: int, schema: type[BaseModel] | dict[str, Any] | None, *problems: int) -> Responses:
    """The ``responses`` of an operation that has more ``problems`` than its group."""
    return {status: schema, **{problem: PROBLEMS[problem] for problem in problems}}
