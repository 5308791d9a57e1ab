"""Natural languages a person speaks, with their CEFR levels from words, codes and test scores."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from app.core.cv.document import Line
from app.core.cv.fold import fold
from app.core.cv.language_words import LANGUAGE_CODE, LEVEL_OF, TESTS
from app.core.cv.profile import LanguageSkill
from app.core.cv.sections import Section

_LONGEST_LINE = 300
_NOT_HERE = ("referees", "interests", "projects")


def _alternatives(entries: Sequence[str]) -> str:
    listed = sorted(entries, key=lambda entry: (-len(entry), entry))
    return "|".join(re.escape(entry).replace(r"\ ", r"\s{1,2}") for entry in listed)


_TOKEN = re.compile(
    rf"(?<![^\W_])(?:(?P<level>{_alternatives(list(LEVEL_OF))})"
    rf"|(?P<test>{'|'.join(TESTS)})[^\d\n]{{0,20}}(?P<score>\d{{1,3}}(?:[.,]\d)?)"
    rf"|(?P<language>{_alternatives(list(LANGUAGE_CODE))})|[وبلف](?P<prefixed>ال(?:\w){{4,10}}))(?![^\W_])"
)
_CODE = re.compile(r"[abc][12]")
_GLUED_LEVEL = re.compile(r"(?<![^\W_])(?P<level>[abc][12])\s?[+/-]\s?[abc]?[12]?(?![^\W_])")
_AND = re.compile(r"\s{0,2}(?:,\s?)?(?:and|et|und|en|و|&|/|\+)\s{0,2}")
_SPOKEN = re.compile(
    r"(?<![^\W_])(?:fluen\w{1,4}|bilingu\w{1,5}|courant\w{0,5}|couramment|native|maternel\w{0,2}|speak\w{0,5}|spoken|"
    r"sprech\w{0,3}|fliessend|fließend|parl\w{1,4}|toeic|ielts|toefl|muttersprach\w{1,6}|"
    r"verhandlungssicher|[abc][12]|langues?|languages?|sprachen?|اللغه|اللغات|لغات|بطلاقه|طلاقه)(?![^\W_])"
)


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    code: str | None = None
    level: str | None = None
    coded: bool = False  # "B2" says more than "good"


def find_languages(sections: Sequence[Section]) -> tuple[LanguageSkill, ...]:
    """Each language once, with the first code of a level that is stated for it, else the first level."""
    found: dict[str, _Stated] = {}
    for stated in _mentions(sections):
        known = found.get(stated.skill.code)
        if known is None or stated.rank > known.rank:
            found[stated.skill.code] = stated
    return tuple(stated.skill for stated in found.values())


@dataclass(frozen=True, slots=True)
class _Stated:
    """``rank``: 0 without a level, 1 with one in words, 2 with a code of the CEFR."""

    skill: LanguageSkill
    rank: int


def _mentions(sections: Sequence[Section]) -> Iterator[_Stated]:
    for section in sections:
        if section.kind == "languages":
            yield from _listed(section.lines)
    for section in sections:
        if section.kind != "languages" and section.kind not in _NOT_HERE:
            for line in section.lines:
                yield from _in_passing(line, beside_jobs=section.kind in ("experience", "mixed"))


def _listed(lines: Sequence[Line]) -> Iterator[_Stated]:
    """A section on languages; a level alone on a line belongs to the language above it."""
    waiting: LanguageSkill | None = None
    for line in lines:
        tokens = _tokens(line.text)
        named = list(_assigned(tokens, line))
        level = _best(tokens)
        if not named and waiting is not None and level is not None:
            yield _Stated(replace(waiting, level=level.level), 1 + level.coded)
            waiting = None
        yield from named
        last = named[-1].skill if named else waiting
        waiting = last if last is not None and last.level is None else None


def _best(tokens: Sequence[_Token]) -> _Token | None:
    """The first code of a level, else the first level."""
    levels = [token for token in tokens if token.level]
    return next((token for token in levels if token.coded), levels[0] if levels else None)


def _in_passing(line: Line, *, beside_jobs: bool) -> Iterator[_Stated]:
    """Outside such a section a language counts only beside a word for speaking it."""
    if len(line.text) > _LONGEST_LINE or not _SPOKEN.search(fold(line.text)):
        return
    tokens = _tokens(line.text)
    if any(token.level for token in tokens):
        named = list(_assigned(tokens, line))
        yield from (stated for stated in named if stated.rank or not beside_jobs)


def _tokens(text: str) -> list[_Token]:
    folded = fold(text[:_LONGEST_LINE])
    tokens = []
    for match in _TOKEN.finditer(folded):
        code, level = _code(match), None
        if match["level"]:
            level = LEVEL_OF[" ".join(match["level"].split())]
            tokens.append(
                _Token(match.start(), match.end(), None, level, _CODE.fullmatch(match["level"]) is not None)
            )
            continue
        if match["test"]:
            level = _test_level(match["test"], match["score"])
        if code or level:
            tokens.append(_Token(match.start(), match.end(), code, level))
    return tokens


def _code(match: re.Match[str]) -> str | None:
    return LANGUAGE_CODE.get(match["language"] or match["prefixed"] or "")


def _test_level(test: str, score: str) -> str | None:
    points = float(score.replace(",", "."))
    return next((level for least, level in TESTS[test] if points >= least), None)


def _assigned(tokens: Sequence[_Token], line: Line) -> Iterator[_Stated]:
    """Languages with their levels: "Fluent in French and German" or "French: fluent, German: B1"."""
    level_first = bool(tokens) and tokens[0].code is None
    folded = fold(line.text)
    for index, token in enumerate(tokens):
        if token.code is not None:
            level = _level_before(tokens, index) if level_first else _level_after(tokens, index, folded)
            skill = LanguageSkill(token.code, level.level if level else None, line.number)
            yield _Stated(skill, 0 if level is None else 1 + level.coded)


def _level_before(tokens: Sequence[_Token], index: int) -> _Token | None:
    before = next(
        (at for at in range(index - 1, -1, -1) if tokens[at].level and not _is_bound(tokens, at)), None
    )
    if before is None:
        return None
    first = next((at + 1 for at in range(before, -1, -1) if tokens[at].code), 0)
    behind = next((at for at in range(index + 1, len(tokens)) if tokens[at].code), len(tokens))
    return _best([token for token in tokens[index + 1 : behind] if token.coded]) or _best(
        tokens[first : before + 1]
    )


def _is_bound(tokens: Sequence[_Token], at: int) -> bool:
    """A code right behind a language is said of that language only."""
    return tokens[at].coded and at > 0 and tokens[at - 1].code is not None


def _level_after(tokens: Sequence[_Token], index: int, folded: str) -> _Token | None:
    """The best-known level that follows, also across "French and German: fluent"."""
    for at, (here, after) in enumerate(pairwise(tokens[index:]), start=index + 1):
        if after.level is not None:
            end = next((later for later in range(at, len(tokens)) if tokens[later].code), len(tokens))
            return _best(tokens[at:end])
        if not _AND.fullmatch(folded[here.end : after.start]):
            return None
    return None
