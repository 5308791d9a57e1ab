"""The offers that a visitor chose to compare: their ids in the session cookie, so that nobody needs an account and
nothing is stored here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from flask import g, has_request_context, session

from app.services.comparison.offers import LEAST, MOST, Title, titles
from app.web.viewer import viewer

KEY = "compare"


@dataclass(frozen=True)
class Chosen:
    """In the order in which they were chosen."""

    offers: tuple[Title, ...] = ()

    @cached_property
    def ids(self) -> frozenset[int]:
        return frozenset(offer.id for offer in self.offers)

    @property
    def is_enough(self) -> bool:
        return len(self.offers) >= LEAST

    @property
    def is_full(self) -> bool:
        return len(self.offers) >= MOST

    @property
    def url(self) -> str:
        return compare_url([offer.id for offer in self.offers])


NOTHING = Chosen()


def compare_url(job_ids: list[int]) -> str:
    """The address of a comparison, for as many offers as it takes; else that of the page that says how."""
    if len(job_ids) < LEAST:
        return "/compare"
    return "/compare?" + urlencode([("job", job_id) for job_id in job_ids])


def chosen() -> Chosen:
    """Loaded once for a request, and only for who chose something; what is gone meanwhile is left out."""
    if not has_request_context() or not session.get(KEY):
        return NOTHING
    if "chosen" not in g:
        g.chosen = Chosen(titles(session[KEY], viewer.user_id))
    found: Chosen = g.chosen
    return found


def choose(job_id: int) -> bool:
    """Whether there was room for it, or it was chosen already."""
    now = chosen()
    if job_id not in now.ids:
        if now.is_full:
            return False
        _keep([*(offer.id for offer in now.offers), job_id])
    return True


def drop(job_id: int) -> None:
    _keep([offer.id for offer in chosen().offers if offer.id != job_id])


def clear() -> None:
    _keep([])


def _keep(job_ids: list[int]) -> None:
    if job_ids:
        session[KEY] = job_ids
    else:
        session.pop(KEY, None)
    g.pop("chosen", None)
