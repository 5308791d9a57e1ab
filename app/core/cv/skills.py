"""The lexicon skills a CV mentions and the lines that prove them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.core.cv.document import Line
from app.core.cv.employers import company_span, employer_lines, serves_others
from app.core.cv.profile import Experience, ProfileSkill
from app.core.skills.lexicon import Lexicon, default_lexicon
from app.core.skills.reading import SkillUse, read_skills


def find_skills(
    lines: Sequence[Line],
    lexicon: Lexicon | None,
    experiences: Sequence[Experience] = (),
    language: str | None = None,
) -> tuple[ProfileSkill, ...]:
    """Skills in order of first mention; years are not filled in yet.

    What is denied ("no knowledge of SAP") is left out, and so is what only an employer does.
    """
    known = lexicon or default_lexicon()
    about_employers = employer_lines(lines, experiences)
    where: dict[str, list[int]] = {}
    for line in lines:
        if line.number in about_employers:
            continue
        for use in _own(line, known, experiences, language):
            numbers = where.setdefault(use.skill, [])
            if not numbers or numbers[-1] != line.number:
                numbers.append(line.number)
    return tuple(ProfileSkill(skill, tuple(numbers)) for skill, numbers in where.items())


def _own(
    line: Line, lexicon: Lexicon, experiences: Sequence[Experience], language: str | None
) -> Iterator[SkillUse]:
    uses = read_skills(line.text, lexicon, language=language)
    if not uses:
        return
    company = company_span(line.text, experiences, line.number)
    in_job = any(job.line <= line.number <= job.last_line for job in experiences)
    for use in uses:
        inside = company is not None and use.start < company[1] and use.end > company[0]
        others = in_job and serves_others(line.text, use.start, use.end, lexicon.skills[use.skill])
        if not (use.negated or inside or others):
            yield use
