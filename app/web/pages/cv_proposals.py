"""What a model proposes for a CV, as its owner sees it."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from app.core.cv.profile import Experience
from app.services.assistant.cv_proposals import CvHelp, Proposal
from app.web.pages.assistant import HelpView, help_view
from app.words.skills import skill_name


@dataclass(frozen=True, slots=True)
class ProposalView:
    key: str
    title: str
    details: str
    lines: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class CvProposalsView:
    cv_id: int
    help: HelpView
    proposals: tuple[ProposalView, ...]
    dropped: int
    decide_url: str


def proposals_view(found: CvHelp) -> CvProposalsView:
    url = f"/cv/{found.cv_id}/proposals"
    return CvProposalsView(
        cv_id=found.cv_id,
        help=help_view(found.state, poll_url=url, ask_url=url, back_url=url),
        proposals=tuple(map(_view, found.proposals)),
        dropped=found.dropped,
        decide_url=f"{url}/decide",
    )


def _view(one: Proposal) -> ProposalView:
    if one.job is None:
        return ProposalView(one.key, skill_name(one.skill), str(_("Skill")), one.lines)
    return ProposalView(one.key, one.job.title, _details(one.job), one.lines)


def _details(job: Experience) -> str:
    period = ""
    if job.start is not None:
        end = _("now") if job.current else job.end.strftime("%m/%Y") if job.end else "?"
        period = f"{job.start.strftime('%m/%Y')} – {end}"
    return ", ".join(filter(None, (job.company, period)))
