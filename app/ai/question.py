"""A question to a model: what is told, what is shown as data, how the answer must look; and asking it."""

from __future__ import annotations

import hashlib
import json
import random
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Generic, Literal, TypeVar

from pydantic import BaseModel, ValidationError

from app.ai.answer_model import schema_of
from app.ai.chat.engine import ChatEngine, ChatRequest, Message, Reply
from app.ai.chat.faults import ChatFault, Garbage, TimedOut
from app.ai.json_answer import NoJson, objects_in, plain_texts
from app.ai.prompt_files import system_text

T = TypeVar("T", bound=BaseModel)
MAX_PART: Final = 24_000
MAX_PARTS: Final = 12
MAX_IMAGES: Final = 5
MAX_IMAGE_LENGTH: Final = 3_500_000
MAX_COMPLAINTS: Final = 10
MAX_REPEATED: Final = 6000
LONGEST_REST: Final = 5.0
_NAME = re.compile(r"[a-z][a-z0-9_ ]{0,39}")
_IMAGE = re.compile(r"data:image/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]{8,}={0,2}")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
Owner = Literal["person", "public"]


@dataclass(frozen=True, slots=True)
class Part:
    """Data that somebody else wrote. ``owner`` is "person" for anything out of a CV, answers to a quiz or a
    proof: it leaves only with consent and without personal details; "public" for offers and courses."""

    name: str
    text: str
    owner: Owner


Check = Callable[[T, Mapping[str, str]], list[str]]


def no_complaints(_answer: object, _sent: Mapping[str, str]) -> list[str]:
    return []


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """``prompt`` names a file in ``app/ai/prompts``. ``check(answer, sent)`` returns complaints, [] for none;
    ``sent`` are the texts by name of their part as they left, so that quotes can be looked for in them.
    ``images`` are data URLs and always a person's. ``seconds`` is for one call.

    Raises ValueError for what could not be sent as it is.
    """

    purpose: str
    prompt: str
    parts: tuple[Part, ...]
    answer: type[T]
    check: Check[T] = no_complaints
    language: str = ""
    images: tuple[str, ...] = ()
    max_tokens: int = 1500
    seconds: float | None = None
    keeps_links: bool = False

    def __post_init__(self) -> None:
        names = [part.name for part in self.parts]
        if len(names) > MAX_PARTS or len(set(names)) < len(names) or not all(map(_NAME.fullmatch, names)):
            raise ValueError("parts need short names, each another")
        if any(len(part.text) > MAX_PART for part in self.parts):
            raise ValueError(f"a part is longer than {MAX_PART} characters")
        if len(self.images) > MAX_IMAGES or sum(map(len, self.images)) > MAX_IMAGE_LENGTH:
            raise ValueError("too many or too large images")
        if not all(map(_IMAGE.fullmatch, self.images)):
            raise ValueError("images must be data URLs of PNG, JPEG or WEBP")
        schema_of(self.answer)
        system_text(self.prompt, self.language)

    @property
    def is_personal(self) -> bool:
        return bool(self.images) or any(part.owner == "person" and part.text.strip() for part in self.parts)

    @property
    def sent(self) -> dict[str, str]:
        return {part.name: part.text for part in self.parts}

    def messages(self) -> tuple[Message, ...]:
        system = Message("system", system_text(self.prompt, self.language))
        return system, Message("user", _shown(self.parts), self.images)


@dataclass(slots=True)
class Spent:
    """Filled in while a question is asked, also when it fails. ``requests`` went out, ``answers`` came back;
    ``messages`` are those of the last request, which repeats the ones before."""

    requests: int = 0
    answers: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    messages: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    value: T
    model: str
    spent: Spent = field(default_factory=Spent)


def ask(
    engine: ChatEngine,
    question: Question[T],
    *,
    seconds: float = 45.0,
    call_seconds: float = 15.0,
    spent: Spent | None = None,
) -> Answer[T]:
    """At most ``seconds`` for everything: one repair of an answer that cannot be used, one more try after a fault
    that passes. Raises ChatFault."""
    spent = spent if spent is not None else Spent()
    until = time.monotonic() + seconds
    request = ChatRequest(
        question.messages(), schema_of(question.answer), question.max_tokens, question.seconds or call_seconds
    )
    reply = _called(engine, request, until, spent)
    try:
        return Answer(_understood(question, reply), engine.model, spent)
    except _Unusable as wrong:
        request = replace(request, messages=(*request.messages, *_repair(reply, wrong.complaints)))
    reply = _called(engine, request, until, spent)
    try:
        return Answer(_understood(question, reply), engine.model, spent)
    except _Unusable as wrong:
        raise Garbage("; ".join(wrong.complaints)[:300]) from None


class _Unusable(Exception):
    def __init__(self, complaints: list[str]) -> None:
        super().__init__()
        self.complaints = complaints[:MAX_COMPLAINTS]


def _called(engine: ChatEngine, request: ChatRequest, until: float, spent: Spent) -> Reply:
    try:
        return _once(engine, request, until, spent)
    except ChatFault as fault:
        rest = max(fault.retry_after or 0.0, random.uniform(0.2, 0.8))  # noqa: S311 - jitter
        if not fault.is_passing or rest > LONGEST_REST or time.monotonic() + rest + 1 > until:
            raise
    time.sleep(rest)
    return _once(engine, request, until, spent)


def _once(engine: ChatEngine, request: ChatRequest, until: float, spent: Spent) -> Reply:
    left = min(request.seconds, until - time.monotonic())
    if left <= 0:
        raise TimedOut("no time left")
    spent.requests += 1
    spent.messages = request.messages
    reply = engine.complete(replace(request, seconds=left))
    spent.answers += 1
    spent.input_tokens += reply.input_tokens
    spent.output_tokens += reply.output_tokens
    return reply


def understood(question: Question[T], value: object) -> T | None:
    """A stored answer, checked as a new one is; None when it does not pass (any more)."""
    try:
        return _checked(question, value)
    except _Unusable:
        return None


def _understood(question: Question[T], reply: Reply) -> T:
    """The first object of the answer that passes. Raises _Unusable with what is wrong with the longest."""
    try:
        found = objects_in(reply.text)
    except NoJson as fault:
        raise _Unusable(["cut_off" if reply.is_cut else fault.code]) from None
    wrong: _Unusable | None = None
    for value in found:
        try:
            return _checked(question, plain_texts(value, keeps_links=question.keeps_links))
        except _Unusable as fault:
            wrong = wrong or fault
    raise wrong or _Unusable(["no_object"])


def _checked(question: Question[T], value: object) -> T:
    try:
        answer = question.answer.model_validate_json(json.dumps(value))
    except ValidationError as error:
        raise _Unusable([f"{_place(each['loc'])}: {each['type']}" for each in error.errors()]) from None
    complaints = question.check(answer, question.sent)
    if complaints:
        raise _Unusable(complaints)
    return answer


def _place(loc: tuple[int | str, ...]) -> str:
    return ".".join(str(each)[:40] for each in loc[:6]) or "answer"


def _repair(reply: Reply, complaints: list[str]) -> tuple[Message, Message]:
    said = _CONTROL.sub("", reply.text[:MAX_REPEATED]) or "(nothing)"
    listed = "\n".join(f"- {each[:200]}" for each in complaints)
    return Message("assistant", said), Message(
        "user",
        f"This answer cannot be used:\n{listed}\n"
        "Answer again, with one JSON object of the asked shape and nothing else.",
    )


def _shown(parts: tuple[Part, ...]) -> str:
    """Each text between two lines with a mark that nothing inside can hold: it is made from all of it."""
    cleaned = [(part.name, _CONTROL.sub("", part.text)) for part in parts]
    mark = hashlib.sha256(json.dumps(cleaned).encode()).hexdigest()[:16]
    blocks = [f"DATA {mark} {name}\n{text}\nEND {mark} {name}" for name, text in cleaned]
    return "\n\n".join(blocks) or "There is no data for this task."
