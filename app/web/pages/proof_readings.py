"""What a model read on a document, as its owner sees it."""

from __future__ import annotations

from dataclasses import dataclass

from app.services.assistant.proof_readings import ProofHelp
from app.web.pages.assistant import HelpView, help_view
from app.words.labels import label

ITEMS = ("name", "title", "level", "issuer", "date", "identifier", "url")


@dataclass(frozen=True, slots=True)
class ProofReadingView:
    """``items`` are (what, as printed). ``refreshes``: the verdict beside it may be another now."""

    proof_id: int
    help: HelpView
    items: tuple[tuple[str, str], ...]
    is_checking: bool
    waits: bool
    refreshes: bool


def reading_view(found: ProofHelp, *, was_waiting: bool = False) -> ProofReadingView:
    """``was_waiting``: the page asked for it while the model was asked."""
    url, read = f"/proof/{found.proof_id}/reading", found.reading
    state = found.state
    return ProofReadingView(
        proof_id=found.proof_id,
        help=help_view(
            state, poll_url=f"{url}?was=waiting", ask_url=url, back_url=url, key=str(found.proof_id)
        ),
        items=tuple(
            (label("finding", name), getattr(read, name)) for name in ITEMS if getattr(read, name, "")
        ),
        is_checking=found.is_checking,
        waits=state.note == "later",
        refreshes=was_waiting and state.state == "answered",
    )
