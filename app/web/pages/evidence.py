"""What shows a skill, in words and links."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from app.services.evidence import SkillSources, Source
from app.web.words import day
from app.words.labels import label


@dataclass(frozen=True, slots=True)
class SourceView:
    """``text`` names the source and may be "", ``href`` leads to it, ``detail`` says when or where."""

    rung: str
    text: str = ""
    href: str = ""
    detail: str = ""


def source_views(
    shown: SkillSources | None, *, with_lines: bool = True, most: int = 6
) -> tuple[SourceView, ...]:
    """The strongest first; without those that are only lines of the CV where these are quoted beside."""
    sources = reversed(shown.sources) if shown else ()
    wanted = [one for one in sources if with_lines or one.title or one.id is not None]
    return tuple(_view(one) for one in wanted[:most])


def _view(source: Source) -> SourceView:
    when = day(source.when) if source.when else ""
    if source.rung == "quiz":
        points = _("%(n)s of 100 points", n=round(source.percent or 0))
        return SourceView(
            "quiz", label("quiz_level", source.level), f"/technical-tests/{source.id}", f"{points}, {when}"
        )
    if source.rung == "course":
        return SourceView("course", source.title, f"/courses/{source.id}", when)
    if source.rung == "proof":
        return SourceView("proof", source.title, f"/proof/{source.id}/state", when)
    lines = ", ".join(_("line %(number)s", number=line + 1) for line in source.lines[:3])
    return SourceView(source.rung, source.title, "", lines)
