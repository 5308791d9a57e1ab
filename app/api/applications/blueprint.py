"""The one blueprint of all operations about applications."""

from __future__ import annotations

from typing import Any, Final

from app.api.operation import PROBLEMS, group

blueprint = group(
    "applications", "/applications", "What I sent or mean to send, with all that belongs to it."
)
ADDRESS: Final = "/api/v1/applications"


def changed(model: Any) -> dict[Any, Any]:
    """Answers of an operation that changes what somebody read before."""
    return {204 if model is None else 200: model, 409: PROBLEMS[409], 412: PROBLEMS[412]}
