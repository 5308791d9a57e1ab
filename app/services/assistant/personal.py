"""What says who a person is, taken out of what a question holds of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from sqlalchemy import select

from app.ai.question import MAX_PART, Part, Question
from app.core.cv.profile import Contact, from_json
from app.core.privacy.redact import redact
from app.extensions import db
from app.models import CV, User

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Person:
    """All that is known here of how somebody is called and reached: from the account and every CV."""

    contacts: tuple[Contact, ...] = ()
    names: tuple[str, ...] = ()


def person(user_id: int | None) -> Person:
    user = db.session.get(User, user_id) if user_id is not None else None
    if user is None:
        return Person()
    found = db.session.execute(select(CV.parsed_data, CV.profile).where(CV.user_id == user_id))
    contacts = [contact for row in found for data in row if (contact := _contact(data)) is not None]
    account = Contact(
        name=" ".join(filter(None, (user.first_name, user.last_name))) or None,
        email=user.email,
        phone=user.phone,
    )
    contacts.append(account)
    names = dict.fromkeys(contact.name for contact in contacts if contact.name)
    return Person(tuple(dict.fromkeys(contacts)), tuple(names))


def redacted(text: str, somebody: Person) -> str:
    """The text as it may leave."""
    for contact in somebody.contacts or (Contact(),):
        text = redact(text, contact, somebody.names)
    return text


def without_details(question: Question[T], somebody: Person) -> Question[T]:
    """What is the person's own, redacted; offers and courses as they are."""
    return replace(question, parts=tuple(_part(part, somebody) for part in question.parts))


def _part(part: Part, somebody: Person) -> Part:
    return replace(part, text=redacted(part.text, somebody)[:MAX_PART]) if part.owner == "person" else part


def _contact(data: dict[str, Any]) -> Contact | None:
    try:
        return from_json(data).contact
    except ValidationError:
        return None
