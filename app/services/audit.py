"""Writing down what happened to accounts and settings: numbers and codes, never words of a person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import structlog
from sqlalchemy.orm import Session

from app.models import AuditEntry

Value = bool | int | float | str | None
Details = Mapping[str, Value | Sequence[Value]]

ACTIONS: Final = (
    "signed_in",
    "sign_in_failed",
    "signed_out_everywhere",
    "registered",
    "password_changed",
    "password_reset",
    "password_mail_asked",
    "role_given",
    "role_taken",
    "account_disabled",
    "account_enabled",
    "data_exported",
    "cv_deleted",
    "account_deleted",
    "retention_mailed",
    "retention_deleted",
    "token_made",
    "token_revoked",
    "refresh_reused",
    "consent_given",
    "consent_withdrawn",
    "source_saved",
    "models_saved",
    "index_asked",
    "index_switched_back",
    "course_update_asked",
    "question_saved",
    "question_decided",
    "copies_decided",
    "audit_exported",
)
_KNOWN: Final = frozenset(ACTIONS)
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,31}")
_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:/-]{0,63}")
_SUBJECT: Final = re.compile(r"[a-z][a-z_]{0,31}(:[A-Za-z0-9][A-Za-z0-9_.:/-]{0,79})?")
_MOST_DETAILS: Final = 12
_MOST_VALUES: Final = 40
_MOST: Final = 10**15


def note(
    session: Session,
    action: str,
    *,
    actor_id: int | None = None,
    user_id: int | None = None,
    subject: str = "",
    details: Details | None = None,
) -> None:
    """Add an entry in the caller's transaction, so that it stands exactly if what it tells happened.

    ``actor_id`` is who did it (None: the system, or nobody known), ``user_id`` whose account it was about.
    ``subject`` is like "source:adzuna". Raises ValueError for an unknown action and for what could be words of a
    person: that is a mistake of the caller, which tests show.
    """
    if action not in _KNOWN:
        raise ValueError(f"not an action of the audit log: {action!r}")
    if subject and not _SUBJECT.fullmatch(subject):
        raise ValueError("a subject is a kind and an id, such as source:adzuna")
    session.add(
        AuditEntry(
            action=action,
            actor_id=actor_id,
            user_id=user_id,
            subject=subject,
            details=_checked(details or {}),
            request_id=str(structlog.contextvars.get_contextvars().get("request_id", ""))[:64],
        )
    )


def _checked(details: Details) -> dict[str, object]:
    if len(details) > _MOST_DETAILS:
        raise ValueError("too many details")
    checked: dict[str, object] = {}
    for name, given in details.items():
        if not _NAME.fullmatch(name):
            raise ValueError("the name of a detail is a code")
        if isinstance(given, Sequence) and not isinstance(given, str | bytes):
            checked[name] = [_value(one) for one in given[:_MOST_VALUES]]
        else:
            checked[name] = _value(given)
    return checked


def _value(given: object) -> Value:
    if given is None or isinstance(given, bool):
        return given
    if isinstance(given, int | float) and abs(given) <= _MOST:  # not for NaN either, which is no JSON
        return given
    if isinstance(given, str) and (not given or _CODE.fullmatch(given)):
        return given
    raise ValueError("a detail is a number, a yes or no, or a short code")
