"""Skills as a text speaks of them: asked for, wished for, denied, with years, and in which part of an offer."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.core.skills.clauses import layout_of
from app.core.skills.cues import default_cues
from app.core.skills.extract import Mention, mention_of, read_candidates
from app.core.skills.headings import headings_of
from app.core.skills.index import index_of
from app.core.skills.lexicon import Lexicon, default_lexicon
from app.core.skills.near_misses import near_misses
from app.core.skills.scopes import DENIED, NEEDED, WISHED, Scopes, without_cues
from app.core.skills.sections import sections_of, sentences_of
from app.core.skills.years import year_spans, years_of

NOT_ASKED = ("about_us", "benefits")


@dataclass(frozen=True, slots=True)
class SkillUse:
    """``surface`` is ``text[start:end]`` of the text that was given.

    ``section`` is one of cues.SECTIONS. ``years`` is what is said beside the skill, the lower
    bound of a range.
    """

    skill: str
    start: int
    end: int
    surface: str
    section: str
    wished: bool
    negated: bool
    years: float | None


@dataclass(frozen=True, slots=True)
class Asked:
    """How an offer asks for a skill, and where it first does."""

    required: bool
    years: float | None
    start: int
    end: int


def read_skills(text: str, lexicon: Lexicon | None = None, *, language: str | None = None) -> list[SkillUse]:
    """In text order, without overlaps; misspelt names of tools in lists count too.

    Cues of all languages count whatever ``language`` says.
    ``language``: ISO 639-1 when it is known; "de" opens compounds in texts too short to tell.
    """
    index = index_of(lexicon or default_lexicon())
    page, mentions = read_candidates(text, index, german=language == "de")
    if not mentions:
        return []
    mentions = sorted([*mentions, *near_misses(page, mentions, index)], key=lambda mention: mention.start)
    cues = default_cues()
    words, layout = cues.words(page), layout_of(page)
    hits = list(cues.running.hits(words))
    mentions = without_cues(mentions, hits)
    headings = headings_of(page, words, layout, cues)
    sentences = sentences_of(layout, headings, hits)
    sections = sections_of(sentences, headings, layout)
    scopes = Scopes(page, layout, mentions)
    spans = year_spans(page)
    years: dict[int, float] = {}
    firsts = [mention.first for mention in mentions]
    for sentence in sentences:
        numbers = range(bisect_left(firsts, sentence.first), bisect_left(firsts, sentence.after))
        if numbers:
            scopes.read(sentence, numbers)
            if spans:
                years.update(years_of(page, layout, sentence, spans, mentions, numbers))
    return [
        _use(
            mention_of(mention, page), sections.of(mention.first), scopes.said.get(number), years.get(number)
        )
        for number, mention in enumerate(mentions)
    ]


def _use(mention: Mention, section: str, said: str | None, years: float | None) -> SkillUse:
    wished = said == WISHED or (section == "wishes" and said != NEEDED)
    negated = said == DENIED
    return SkillUse(
        *(mention.skill, mention.start, mention.end, mention.surface, section),
        wished=wished and not negated,
        negated=negated,
        years=None if section in NOT_ASKED else years,
    )


def asked(uses: Iterable[SkillUse]) -> Mapping[str, Asked]:
    """Skills in the order in which they are first asked for.

    What stands only where the employer speaks of itself or of what it gives is not asked for, nor
    what is denied. Once required is required; the years are those of the first required use that
    names some, else of the first wish that does.
    """
    found: dict[str, Asked] = {}
    for use in uses:
        if use.negated or use.section in NOT_ASKED:
            continue
        before = found.get(use.skill)
        required = not use.wished
        if before is None:
            found[use.skill] = Asked(required, use.years, use.start, use.end)
            continue
        years = use.years if before.years is None or (required and not before.required) else before.years
        years = before.years if years is None else years
        found[use.skill] = Asked(before.required or required, years, before.start, before.end)
    return found
