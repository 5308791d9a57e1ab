"""Having a model propose questions, as administrators see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.quizzes.question import LANGUAGES
from app.services.assistant import quiz_proposals
from app.services.assistant.pending import HelpState
from app.services.assistant.quiz_proposals import MOST, Wish
from app.web.pages.admin.quizzes import PATH
from app.web.pages.assistant import HelpView, help_view

NAMES = {"en": "English", "fr": "Français"}


@dataclass(frozen=True, slots=True)
class ProposalsPage:
    """``help`` is None while nothing was asked for; ``came`` says how many drafts came of it. ``languages`` are
    (code, name, is chosen)."""

    skill: str
    number: int
    languages: tuple[tuple[str, str, bool], ...]
    help: HelpView | None
    came: str
    drafts_url: str
    url: str
    most: int = MOST


def wish_of(given: Mapping[str, str]) -> Wish:
    """Raises BadInput."""
    return quiz_proposals.wish(given.get("skill", ""), given.get("number", ""), given.get("language", ""))


def proposals_page(wanted: Wish | None, state: HelpState | None) -> ProposalsPage:
    url = _url(wanted) if wanted else f"{PATH}/propose"
    chosen = wanted.language if wanted else "en"
    drafts = {"state": "draft", **({"skill": wanted.label} if wanted else {})}
    return ProposalsPage(
        skill=wanted.label if wanted else "",
        number=wanted.count if wanted else MOST,
        languages=tuple((code, NAMES[code], code == chosen) for code in LANGUAGES),
        help=help_view(state, poll_url=url, ask_url=url, back_url=url) if state else None,
        came=_came(state.note) if state else "",
        drafts_url=f"{PATH}?{urlencode(drafts)}",
        url=url,
    )


def _url(wanted: Wish) -> str:
    query = {"skill": wanted.skill, "number": wanted.count, "language": wanted.language}
    return f"{PATH}/propose?{urlencode(query)}"


def _came(note: str) -> str:
    """``note`` is "7 of 10"."""
    kept, _of, asked = note.partition(" of ")
    if not (kept.isdigit() and asked.isdigit()):
        return ""
    left_out = int(asked) - int(kept)
    said = ngettext("%(num)d question is a new draft.", "%(num)d questions are new drafts.", int(kept))
    if not left_out:
        return str(said)
    why = _(
        "%(n)s of %(all)s did not come or could not be used: not four different options with one right, asked "
        "already, or nothing in the course that shows the answer.",
        n=left_out,
        all=int(asked),
    )
    return f"{said} {why}"
