"""Asking for an answer in JSON: by schema, where the server cannot do that as any JSON object, else in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, Literal

from app.ai.chat.completion import FormatNotTaken, models_of, reply_of
from app.ai.chat.engine import ChatRequest, Message, Reply
from app.ai.chat.faults import BadAddress, ChatFault, NotAModel, NotTaken, ServerFault, TimedOut
from outgoing.answer import Answer
from outgoing.deadline import Deadline
from outgoing.faults import AddressForbidden, Fault, Interrupted, TooLarge, TooSlow, Unreachable

Format = Literal["schema", "object", "words"]
FORMATS: Final[tuple[Format, ...]] = ("schema", "object", "words")
Send = Callable[[dict[str, Any], float], Answer]


class Asker:
    """Remembers for as long as it lives which form of answer the server takes. ``send`` posts a body within so
    many seconds; ``secret`` is taken out of whatever comes back."""

    def __init__(self, send: Send, secret: str) -> None:
        self._send = send
        self._secret = secret
        self._first = 0

    def complete(self, model: str, request: ChatRequest, options: Mapping[str, Any]) -> Reply:
        """Raises ChatFault."""
        deadline = Deadline(request.seconds)
        detail = ""
        for position in range(self._first if request.schema else len(FORMATS) - 1, len(FORMATS)):
            body = {"model": model, **options, **body_of(request, FORMATS[position])}
            try:
                reply = reply_of(sent(lambda body=body: self._send(body, deadline.left())))  # type: ignore[misc]
            except FormatNotTaken as fault:
                detail = fault.detail
                continue
            if request.schema:
                self._first = position
            return replace(reply, text=_without(reply.text, self._secret))
        raise NotTaken(detail)


def sent(send: Callable[[], Answer]) -> Answer:
    """The answer, or the fault of ours that what went wrong on the way is. Raises ChatFault."""
    try:
        return send()
    except Fault as fault:
        raise fault_of(fault) from None
    except TimeoutError:
        raise TimedOut("no answer in time") from None


def listed(send: Callable[[], Answer]) -> list[str]:
    return models_of(sent(send))


def fault_of(fault: Fault) -> ChatFault:
    if isinstance(fault, TooSlow):
        return TimedOut("no answer in time")
    if isinstance(fault, TooLarge):
        return NotAModel("the answer is too large")
    if isinstance(fault, Interrupted):
        return ServerFault("the connection failed")
    if isinstance(fault, AddressForbidden | Unreachable):
        return BadAddress(fault.detail[:120])
    return ServerFault(type(fault).__name__)


def body_of(request: ChatRequest, form: Format) -> dict[str, Any]:
    messages = request.messages
    if request.schema and form != "schema":
        messages = (
            replace(messages[0], text=f"{messages[0].text}\n\n{_in_words(request.schema)}"),
            *messages[1:],
        )
    body: dict[str, Any] = {"messages": [_message(each) for each in messages]}
    if form == "schema":
        schema = {"name": "answer", "strict": True, "schema": request.schema}
        body["response_format"] = {"type": "json_schema", "json_schema": schema}
    elif form == "object":
        body["response_format"] = {"type": "json_object"}
    return body


def _in_words(schema: Mapping[str, Any]) -> str:
    return "Answer with one JSON object and nothing else. It follows this JSON schema:\n" + json.dumps(schema)


def _message(message: Message) -> dict[str, Any]:
    if not message.images:
        return {"role": message.role, "content": message.text}
    pictures = [{"type": "image_url", "image_url": {"url": url}} for url in message.images]
    return {"role": message.role, "content": [{"type": "text", "text": message.text}, *pictures]}


def _without(text: str, secret: str) -> str:
    return text.replace(secret, "•" * 8) if len(secret) >= 4 else text
