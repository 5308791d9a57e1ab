"""How a page asks for a model's help: one task for a person, a purpose and a subject, and what came of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import Task, User, utc_now
from app.services import tasks
from app.services.assistant import consents
from app.services.assistant.outcomes import ALL_CODES, Answered, Unanswered
from app.services.assistant.set_up import AiSetUp, current
from app.services.transaction import transaction

TASK: Final = "ask_model"
MAX_WAITING: Final = 5
ATTEMPTS: Final = 2
ANSWERED, UNANSWERED = "answered", "unanswered"
# What a purpose means: (user_id, subject, arguments, task_id) -> what came of it. An admin's try has no user.
Work = Callable[[int | None, str, Mapping[str, Any], int], Answered[Any] | Unanswered]


@dataclass(frozen=True, slots=True)
class HelpState:
    """``state``: off (no model here), needs_consent, ready (may be asked for), waiting, answered, unanswered.

    ``code`` says why there is no answer, ``provider`` who would be asked, ``seconds`` how long it has been waiting,
    ``note`` what the task noted beside its answer.
    """

    state: str
    purpose: str
    subject: str
    provider: str = ""
    model: str = ""
    code: str = ""
    seconds: float = 0.0
    note: str = ""


def state(user_id: int | None, purpose: str, subject: str, *, is_personal: bool = True) -> HelpState:
    """For a page that shows it, without asking for anything. ``is_personal``: consent is needed."""
    set_up = current()
    if not set_up.is_ready:
        return _state(set_up, "off", purpose, subject)
    if is_personal and not consents.stands(db.session(), user_id, purpose, set_up.provider):
        return _state(set_up, "needs_consent", purpose, subject)
    task = _find(db.session(), user_id, purpose, subject)
    return _of_task(set_up, task, purpose, subject)


def request(
    user_id: int | None,
    purpose: str,
    subject: str,
    arguments: Mapping[str, Any] | None = None,
    *,
    is_personal: bool = True,
    again: bool = False,
) -> HelpState:
    """Have the worker ask, unless it is being asked already or was answered (then ``again``). ``arguments`` hold
    ids and codes, never text of a person; ``subject`` says what it is about in at most 120 characters, such as
    "job 482 cv 7 v3": another version of the data is another subject."""
    now = state(user_id, purpose, subject, is_personal=is_personal)
    if now.state not in {"ready", "unanswered", "answered"} or (now.state == "answered" and not again):
        return now
    if user_id is not None and _waiting(db.session(), user_id) >= MAX_WAITING:
        return _state(current(), "unanswered", purpose, subject, "too_many")
    put(user_id, purpose, subject, arguments or {})
    return state(user_id, purpose, subject, is_personal=is_personal)


def put(user_id: int | None, purpose: str, subject: str, arguments: Mapping[str, Any]) -> bool:
    """Ask the worker, whatever was answered before. False when it is being asked already."""
    given = {"user_id": user_id, "purpose": purpose, "subject": subject[:120], "arguments": dict(arguments)}
    try:
        with transaction() as session:
            task = _put(session, user_id, given)
    except IntegrityError:  # somebody asked the same at the same time
        return False
    if task is not None:
        tasks.start(task)
    return task is not None


def noted(user_id: int, purpose: str, subject: str) -> Mapping[str, Any]:
    """The arguments of the task, with what was noted there since."""
    task = _find(db.session(), user_id, purpose, subject)
    return {} if task is None else task.arguments["arguments"]


def note(user_id: int, purpose: str, subject: str, codes: Mapping[str, Any]) -> None:
    """Keep ``codes`` beside an answer, as long as its task is kept. Raises no error where there is none."""
    with transaction() as session:
        task = _find(session, user_id, purpose, subject)
        if task is not None:
            task.arguments = {**task.arguments, "arguments": {**task.arguments["arguments"], **codes}}


def is_waiting(user_id: int | None, purpose: str, subject: str) -> bool:
    task = _find(db.session(), user_id, purpose, subject)
    return task is not None and task.state in {"queued", "running"}


def run(
    table: Mapping[str, Work],
    user_id: int | None,
    purpose: str,
    subject: str,
    arguments: Mapping[str, Any],
    task_id: int,
) -> str:
    """What the worker does; the message of the task tells the page what came of it."""
    if user_id is not None and db.session.get(User, user_id) is None:
        return f"{UNANSWERED}:gone"
    outcome = table[purpose](user_id, subject, arguments, task_id)
    if isinstance(outcome, Unanswered):
        return f"{UNANSWERED}:{outcome.code}"
    return f"{ANSWERED}:{outcome.note}" if outcome.note else ANSWERED


def _put(session: Session, user_id: int | None, given: Mapping[str, Any]) -> Task | None:
    """A new task, or the ended one of this slot once more; None while it waits or runs."""
    known = _find(session, user_id, given["purpose"], given["subject"])
    if known is None:
        slot = _slot(user_id, given["purpose"], given["subject"])
        return tasks.add(session, TASK, given, slot=slot, asked_by_id=user_id, max_attempts=ATTEMPTS)
    if known.state in {"queued", "running"}:
        return None
    known.state, known.arguments, known.attempts = "queued", dict(given), 0
    known.cancel_requested, known.progress, known.message = False, 0, ""
    known.created_at = utc_now()
    known.wake_at, known.finished_at = known.created_at + tasks.FIRST_WAKE, None
    return known


def _find(session: Session, user_id: int | None, purpose: str, subject: str) -> Task | None:
    slot = _slot(user_id, purpose, subject)
    return session.scalar(select(Task).where(Task.name == TASK, Task.slot == slot))


def _slot(user_id: int | None, purpose: str, subject: str) -> str:
    given = f"{user_id}\n{purpose}\n{subject[:120]}"
    return hashlib.sha256(given.encode("utf-8", "surrogatepass")).hexdigest()[:48]


def _waiting(session: Session, user_id: int) -> int:
    counted = select(func.count()).where(
        Task.name == TASK, Task.asked_by_id == user_id, Task.state.in_(("queued", "running"))
    )
    return session.scalar(counted) or 0


def _of_task(set_up: AiSetUp, task: Task | None, purpose: str, subject: str) -> HelpState:
    if task is None:
        return _state(set_up, "ready", purpose, subject)
    if task.state in {"queued", "running"}:
        seconds = (utc_now() - task.created_at).total_seconds()
        return _state(set_up, "waiting", purpose, subject, seconds=seconds)
    word, _, code = task.message.partition(":")
    if task.state == "done" and word == ANSWERED:
        return replace(_state(set_up, "answered", purpose, subject), note=code)
    code = code if task.state == "done" and code in ALL_CODES else "failed"
    if code == "needs_consent":  # it stands by now
        return _state(set_up, "ready", purpose, subject)
    return _state(set_up, "unanswered", purpose, subject, code)


def _state(
    set_up: AiSetUp, name: str, purpose: str, subject: str, code: str = "", seconds: float = 0.0
) -> HelpState:
    return HelpState(name, purpose, subject, set_up.provider, set_up.model, code, seconds)
