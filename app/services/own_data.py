"""What is kept about a person, on one page: CVs, consents, copies, and what would go with the account."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app

from app.services import cvs
from app.services.account_export import asking
from app.services.account_export.asking import ExportState
from app.services.assistant import consents, set_up
from app.services.assistant.consents import ConsentState
from app.services.cvs import CvSummary
from app.services.erasure import person
from app.services.erasure.person import Belongings

NOTHING = Belongings(0, 0, 0, 0, 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class OwnData:
    """``consents`` are those given to ``provider``, which is "" where the site asks no model. ``guest_hours`` is
    how long what a guest left is kept after the last visit."""

    cvs: tuple[CvSummary, ...]
    provider: str
    consents: tuple[ConsentState, ...]
    export: ExportState
    belongings: Belongings
    guest_hours: int


def overview(user_id: int | None) -> OwnData:
    now = set_up.current()
    given = tuple(state for state in consents.states(user_id) if state.granted_at) if user_id else ()
    return OwnData(
        cvs=cvs.summaries(user_id) if user_id else (),
        provider=now.provider if now.is_ready else "",
        consents=given,
        export=asking.state(user_id),
        belongings=person.belongings(user_id) if user_id else NOTHING,
        guest_hours=current_app.extensions["settings"].guest_hours,
    )
