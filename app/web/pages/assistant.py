"""Help of a model as a page shows it, and what a person decides and reads about it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.services.assistant import consents
from app.services.assistant.calls import CallPage, LoggedCall
from app.services.assistant.consents import ConsentState, PastConsent
from app.services.assistant.pending import HelpState
from app.words.assistant import consent_text
from app.words.labels import label

LONG = 25.0  # seconds after which a person is told that it takes longer


@dataclass(frozen=True, slots=True)
class HelpView:
    """For ``assistant/_state.html``. ``poll_url`` gives the fragment, ``ask_url`` is posted to and gives it too;
    ``back_url`` is the page it stands on, for those without scripts and after agreeing."""

    id: str
    state: str
    purpose: str
    title: str
    provider: str
    model: str
    message: str
    what_now: str
    consent: str
    text_version: str
    is_long: bool
    poll_url: str
    ask_url: str
    back_url: str


def help_view(state: HelpState, *, poll_url: str, ask_url: str, back_url: str, key: str = "") -> HelpView:
    """``key`` tells several of one purpose on a page apart."""
    name = state.purpose.replace("_", "-")
    return HelpView(
        id=f"help-{name}-{key}" if key else f"help-{name}",
        state=state.state,
        purpose=state.purpose,
        title=label("ai_purpose", state.purpose),
        provider=state.provider,
        model=state.model,
        message=label("ai_fault", state.code) if state.code else "",
        what_now=label("ai_what_now", state.code) if state.code else "",
        consent=consent_text(state.purpose, state.provider),
        text_version=consents.TEXT_VERSIONS.get(state.purpose, ""),
        is_long=state.seconds > LONG,
        poll_url=poll_url,
        ask_url=ask_url,
        back_url=back_url,
    )


@dataclass(frozen=True, slots=True)
class ConsentRow:
    purpose: str
    text: str
    text_version: str
    granted_at: datetime | None


@dataclass(frozen=True, slots=True)
class CallRow:
    """``answer`` is JSON as text, "" while there is none; ``fault`` in words."""

    call: LoggedCall
    answer: str
    fault: str


@dataclass(frozen=True, slots=True)
class AssistantPage:
    """``provider`` is "" where the site uses no model."""

    provider: str
    model: str
    consents: tuple[ConsentRow, ...]
    history: tuple[PastConsent, ...]
    calls: tuple[CallRow, ...]
    total: int
    page: int
    pages: int

    @property
    def previous_url(self) -> str:
        return f"/assistant?page={self.page - 1}" if self.page > 1 else ""

    @property
    def next_url(self) -> str:
        return f"/assistant?page={self.page + 1}" if self.page < self.pages else ""


def assistant_page(
    provider: str,
    model: str,
    states: Sequence[ConsentState],
    history: Sequence[PastConsent],
    found: CallPage,
) -> AssistantPage:
    return AssistantPage(
        provider=provider,
        model=model,
        consents=tuple(_consent(state, provider) for state in states) if provider else (),
        history=tuple(history),
        calls=tuple(map(_call, found.calls)),
        total=found.total,
        page=found.page,
        pages=found.pages,
    )


def _consent(state: ConsentState, provider: str) -> ConsentRow:
    text, version = consent_text(state.purpose, provider), consents.TEXT_VERSIONS[state.purpose]
    return ConsentRow(state.purpose, text, version, state.granted_at)


def _call(call: LoggedCall) -> CallRow:
    answer = "" if call.answer is None else json.dumps(call.answer, ensure_ascii=False, indent=2)
    return CallRow(call, answer, label("ai_fault", call.fault) if call.fault else "")
