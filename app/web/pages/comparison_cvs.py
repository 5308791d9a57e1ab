"""Two CVs for one offer as a page: scores, requirements with the lines that meet them, and which to send."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.comparison.verdict import Held, PartGain, Requirement, Verdict
from app.core.matching.match import Match, Reason
from app.core.matching.outcome import NEAR, SkillMatch
from app.services.comparison.cvs import ComparedCv, CvComparison
from app.services.cvs import CvSummary
from app.web.pages.comparison import part_cell
from app.web.pages.comparison_facts import Row
from app.web.pages.job import EvidenceLine, evidence_lines, nearest_lines
from app.web.words import number
from app.words.labels import label
from app.words.reasons import reason_text
from app.words.skills import skill_name

MOST_SKILLS = 8


@dataclass(frozen=True, slots=True)
class HeldView:
    """How one CV stands to a requirement; ``how`` is by what, ``lines`` are its own."""

    state: str
    how: str
    lines: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class RequirementView:
    label: str
    required: bool
    differs: bool
    held: tuple[HeldView, ...]


@dataclass(frozen=True, slots=True)
class CvColumn:
    id: int
    name: str
    is_primary: bool
    match: Match
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CvComparisonPage:
    """``advice`` says which to send, ``reasons`` why, ``but`` what speaks for the other; ``best`` is 0, 1 or None."""

    job_id: int
    job_title: str
    company: str
    columns: tuple[CvColumn, ...]
    parts: tuple[Row, ...]
    requirements: tuple[RequirementView, ...]
    best: int | None
    advice: str
    reasons: tuple[str, ...]
    but: tuple[str, ...]
    notes: tuple[str, ...]
    others: tuple[CvSummary, ...]


def cv_comparison_page(found: CvComparison) -> CvComparisonPage:
    said = found.verdict
    names = [one.cv.file_name for one in found.cvs]
    matches = [one.match for one in found.cvs]
    parts = [
        Row(label("part", pair[0].name), tuple(part_cell(part) for part in pair))
        for pair in zip(*(match.parts for match in matches), strict=True)
        if any(part.score is not None for part in pair)
    ]
    return CvComparisonPage(
        job_id=found.job.id,
        job_title=found.job.title,
        company=found.job.company or "",
        columns=tuple(_column(one) for one in found.cvs),
        parts=tuple(parts),
        requirements=tuple(_requirement(row, found.cvs) for row in found.requirements),
        best=said.best,
        advice=_advice(said, names),
        reasons=_for(said.skills, said.parts, said.warnings) if said.best is not None else (),
        but=_for(said.skills_against, said.parts_against, said.warnings_against)
        if said.best is not None
        else (),
        notes=tuple(_note(name) for name in said.uneven),
        others=found.others,
    )


def _column(one: ComparedCv) -> CvColumn:
    reasons = tuple(reason_text(reason) for reason in one.match.reasons)
    return CvColumn(one.cv.id, one.cv.file_name, one.cv.is_primary, one.match, reasons)


def _requirement(row: Requirement, cvs: tuple[ComparedCv, ComparedCv]) -> RequirementView:
    held = tuple(_held(entry, one, row.skill) for entry, one in zip(row.held, cvs, strict=True))
    return RequirementView(skill_name(row.skill), row.required, row.differs, held)


def _held(entry: Held, one: ComparedCv, skill: str) -> HeldView:
    texts = dict(enumerate(one.cv.lines))
    if not isinstance(entry, SkillMatch):
        return HeldView(entry.state, "", ())
    if entry.rung == NEAR:
        return HeldView(entry.state, label("rung", NEAR), nearest_lines(entry.lines, texts, skill))
    how = label("rung", entry.rung)
    if entry.via:
        how = _("%(how)s, shown by %(skill)s", how=how, skill=skill_name(entry.via))
    return HeldView(entry.state, how, evidence_lines(entry.lines, texts))


def _advice(said: Verdict, names: list[str]) -> str:
    if said.certainty == "unknown":
        return _("One of the two cannot be scored, so nothing can be advised.")
    if said.best is None:
        return _("Send either: for this offer the two are as good as the same.")
    values = {"name": names[said.best], "n": number(said.points)}
    if said.certainty == "clear":
        return _("Send %(name)s: it scores %(n)s points more.", **values)
    return _(
        "Send %(name)s: the scores are close (%(n)s points apart), but it shows more of what is asked for.",
        **values,
    )


def _for(
    skills: tuple[str, ...], parts: tuple[PartGain, ...], warnings: tuple[Reason, ...]
) -> tuple[str, ...]:
    """What speaks for one of the two; ``warnings`` are those that only the other deserves."""
    said = []
    if skills:
        names = ", ".join(skill_name(skill) for skill in skills[:MOST_SKILLS])
        text = ngettext(
            "It alone shows %(num)s skill asked for: %(names)s.",
            "It alone shows %(num)s skills asked for: %(names)s.",
            len(skills),
            names=names if len(skills) <= MOST_SKILLS else f"{names}, …",
        )
        said.append(text)
    for gain in parts:
        values = {"part": label("part", gain.part), "n": number(gain.points)}
        said.append(_("%(part)s: %(n)s points more.", **values))
    said += [_("This is no hindrance with it: %(text)s", text=reason_text(one)) for one in warnings]
    return tuple(said)


def _note(part: str) -> str:
    return _(
        "%(part)s could be compared for one of the two only, so the scores do not rest on quite the same.",
        part=label("part", part),
    )
