"""Offers side by side as a page: sections of rows, one cell for each offer, and which rows differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from app.core.comparison.skills import AskedSkill
from app.core.matching.match import Part
from app.core.matching.outcome import SkillMatch
from app.services.comparison.offers import ComparedOffer, Comparison
from app.web.chosen import compare_url
from app.web.pages.comparison_facts import Cell, Row, fact_rows, highest
from app.web.words import number
from app.words.labels import label
from app.words.reasons import reason_text
from app.words.skills import skill_name


@dataclass(frozen=True, slots=True)
class SkillRow:
    """``asked`` holds for each offer required, wished or ""; ``state`` is "" without a CV, ``how`` says by what the
    CV shows it."""

    label: str
    asked: tuple[str, ...]
    differs: bool
    state: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """``without_url`` is the comparison without this offer."""

    id: int
    title: str
    company: str
    is_demo: bool
    is_active: bool
    is_saved: bool
    total: float | None
    band: str
    without_url: str


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """``all_url`` and ``differing_url`` are this comparison with all rows, and with only those that differ."""

    columns: tuple[Column, ...]
    match: tuple[Row, ...]
    skills: tuple[SkillRow, ...]
    sections: tuple[Section, ...]
    has_cv: bool
    cv_id: int | None
    cv_name: str
    only_differences: bool
    left_out: int
    all_url: str
    differing_url: str


def comparison_page(found: Comparison, *, only_differences: bool = False) -> ComparisonPage:
    match = _match(found) if found.cv else ()
    skills = tuple(_skill(row) for row in found.skills)
    sections = tuple(Section(title, rows) for title, rows in fact_rows(found.offers))
    every: list[Row | SkillRow] = [*match, *skills, *(row for one in sections for row in one.rows)]
    if only_differences:
        match, skills = tuple(filter(_differs, match)), tuple(filter(_differs, skills))
        sections = tuple(Section(one.title, tuple(filter(_differs, one.rows))) for one in sections)
    url = compare_url([one.job.id for one in found.offers])
    return ComparisonPage(
        columns=tuple(_column(one, found.offers) for one in found.offers),
        match=match,
        skills=skills,
        sections=tuple(one for one in sections if one.rows),
        has_cv=found.cv is not None,
        cv_id=found.cv.id if found.cv else None,
        cv_name=found.cv.file_name if found.cv else "",
        only_differences=only_differences,
        left_out=sum(not row.differs for row in every) if only_differences else 0,
        all_url=url,
        differing_url=f"{url}&differences=1",
    )


def _differs(row: Row | SkillRow) -> bool:
    return row.differs


def _column(one: ComparedOffer, offers: Sequence[ComparedOffer]) -> Column:
    return Column(
        id=one.job.id,
        title=one.job.title,
        company=one.job.company or "",
        is_demo=one.job.is_demo,
        is_active=one.job.is_active,
        is_saved=one.is_saved,
        total=one.match.total if one.match else None,
        band=one.match.band if one.match else "",
        without_url=compare_url([other.job.id for other in offers if other is not one]),
    )


def _match(found: Comparison) -> tuple[Row, ...]:
    matches = [one.match for one in found.offers if one.match]
    totals = [match.total for match in matches]
    tags = highest(totals, _("highest"))
    rows = [
        Row(
            _("Score"),
            tuple(
                Cell(score_words(match.total), label("band_short", match.band), tag)
                for match, tag in zip(matches, tags, strict=True)
            ),
        )
    ]
    for parts in zip(*(match.parts for match in matches), strict=True):
        if any(part.score is not None for part in parts):
            rows.append(Row(label("part", parts[0].name), tuple(part_cell(part) for part in parts)))
    warned = [" ".join(reason_text(one) for one in match.deal_breakers) for match in matches]
    if any(warned):
        rows.append(Row(_("Warnings"), tuple(Cell(text or _("none")) for text in warned)))
    return tuple(rows)


def score_words(total: float | None) -> str:
    return _("not known") if total is None else _("%(score)s of 100", score=number(total))


def part_cell(part: Part) -> Cell:
    if part.score is None:
        return Cell(_("not compared"))
    return Cell(_("%(n)s of %(most)s points", n=number(part.points), most=number(part.max_points)))


def _skill(row: AskedSkill) -> SkillRow:
    held = row.held
    how = ""
    if isinstance(held, SkillMatch):
        how = label("rung", held.rung)
        if held.via:
            how = _("%(how)s, shown by %(skill)s", how=how, skill=skill_name(held.via))
    return SkillRow(skill_name(row.skill), row.asked, row.differs, held.state if held else "", how)
