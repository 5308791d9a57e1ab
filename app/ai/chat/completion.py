"""What a model server answered, as a reply or a fault. Both engines speak the same JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from app.ai.chat.engine import Reply
from app.ai.chat.faults import (
    BadKey,
    ChatFault,
    NoSuchModel,
    NotAModel,
    NotTaken,
    QuotaUsedUp,
    RateLimited,
    Refused,
    ServerFault,
)
from outgoing.answer import Answer
from outgoing.faults import NotJson
from outgoing.retry_after import seconds_until

MAX_TOKENS_COUNTED: Final = 10_000_000
MAX_MODELS: Final = 500
_BY_CODE: Final[Mapping[str, type[ChatFault]]] = {
    **dict.fromkeys(("insufficient_quota", "quota_exceeded", "billing_hard_limit_reached"), QuotaUsedUp),
    **dict.fromkeys(("model_decommissioned", "model_not_found", "model_terms_required"), NoSuchModel),
    **dict.fromkeys(("content_filter", "content_policy_violation"), Refused),
    **dict.fromkeys(("context_length_exceeded", "request_too_large"), NotTaken),
    "invalid_api_key": BadKey,
}
_BY_STATUS: Final[Mapping[int, type[ChatFault]]] = {
    401: BadKey, 402: QuotaUsedUp, 403: BadKey, 404: NoSuchModel, 405: NoSuchModel, 408: ServerFault,
    409: ServerFault, 410: NoSuchModel, 413: NotTaken, 425: ServerFault,
}  # fmt: skip
# Other codes are not repeated: a server may put anything there, the key too.
_KNOWN: Final = frozenset(_BY_CODE) | {
    "rate_limit_exceeded", "json_validate_failed", "invalid_request_error", "internal_error", "over_capacity",
    "permission_denied", "unsupported_parameter", "unsupported_value", "server_error",
}  # fmt: skip
_PER_DAY = re.compile(r"per day|\(TPD\)|\(RPD\)")


class FormatNotTaken(Exception):
    """The server took offence at the request, perhaps because of the form of answer that it asks for."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


def reply_of(answer: Answer) -> Reply:
    """Raises ChatFault, FormatNotTaken."""
    if not answer.is_ok:
        raise _fault_of(answer)
    body = _object(answer)
    choice = _first(body.get("choices"))
    message = choice.get("message")
    if not isinstance(message, dict):
        raise NotAModel("no message in the answer")
    if choice.get("finish_reason") == "content_filter" or _text(message.get("refusal")):
        raise Refused("the model refused")
    usage = _mapping(body.get("usage"))
    return Reply(
        text=_text(message.get("content")),
        input_tokens=_count(usage.get("prompt_tokens")),
        output_tokens=_count(usage.get("completion_tokens")),
        is_cut=choice.get("finish_reason") == "length",
        retry_after=seconds_until(answer.headers.get("retry-after")),
        model=_text(body.get("model"))[:120],
    )


def models_of(answer: Answer) -> list[str]:
    """Raises ChatFault."""
    if not answer.is_ok:
        try:
            raise _fault_of(answer)
        except FormatNotTaken as error:
            raise NotAModel(error.detail) from error
    listed = _object(answer).get("data")
    if not isinstance(listed, list):
        raise NotAModel("no list of models in the answer")
    names = {_text(one.get("id")) for one in listed[:MAX_MODELS] if isinstance(one, dict)}
    return sorted(name for name in names if 0 < len(name) <= 120 and name.isprintable())


def _fault_of(answer: Answer) -> ChatFault | FormatNotTaken:
    error = _error(answer)
    code = next((text for key in ("code", "type") if (text := _text(error.get(key))) in _KNOWN), "")
    detail = f"answered {answer.status}" + (f" ({code})" if code else "")
    wait = seconds_until(answer.headers.get("retry-after"))
    if answer.status == 429 and code not in _BY_CODE:
        is_for_today = _PER_DAY.search(_text(error.get("message"))[:2000]) is not None
        return QuotaUsedUp(detail, wait) if is_for_today else RateLimited(detail, wait)
    kind = _BY_CODE.get(code) or _BY_STATUS.get(answer.status)
    if kind is None and answer.status in {400, 422}:
        return FormatNotTaken(detail)
    if kind is None:
        kind = ServerFault if answer.status >= 498 else NotAModel
    return kind(detail, wait)


def _error(answer: Answer) -> Mapping[str, Any]:
    """{} where the server sent no such thing."""
    try:
        body = answer.json()
    except NotJson:
        return {}
    return _mapping(_mapping(body).get("error"))


def _object(answer: Answer) -> Mapping[str, Any]:
    try:
        body = answer.json()
    except NotJson as error:
        raise NotAModel("the answer is not JSON") from error
    if not isinstance(body, dict):
        raise NotAModel("the answer is not a JSON object")
    return body


def _first(choices: object) -> Mapping[str, Any]:
    return _mapping(choices[0] if isinstance(choices, list) and choices else None)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        return 0
    return max(0, min(value, MAX_TOKENS_COUNTED))
