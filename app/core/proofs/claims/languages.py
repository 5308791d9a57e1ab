"""Languages with their levels, and the tests that were passed in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.core.cv.fold import fold
from app.core.cv.language_words import LANGUAGE_CODE, TESTS
from app.core.cv.profile import LanguageSkill, Profile
from app.core.proofs.claim import LEVELS, LONGEST, NO_LINE, Claim
from app.core.proofs.claims.chapters import Chapter
from app.core.proofs.claims.fields import CUT, read_fields
from app.core.proofs.claims.name_index import Found
from app.core.proofs.claims.pieces import name_of
from app.core.proofs.claims.status import is_unfinished
from app.core.proofs.claims.tables import LanguageTest, language_tests

_WORD = re.compile(r"[^\W\d_]+")
_RESULT = re.compile(
    r"[\s:=(,–-]{0,4}(?:(?:overall\s)?(?:band\s)?(?:score|level|niveau|stufe|band|points|punkte|result|مستوي|المستوي|بمجموع|درجه)\s?(?:of|de|von)?[\s:=]{0,3})?"
    r"(?:(?P<score>\d{1,3}(?:[.,]\d{1,2})?)(?:\s?/\s?\d{2,3})?(?:\s?(?:points|punkte|pts))?|(?P<level>[abc][12])|(?P<tdn>tdn\s?[345])|n(?P<jlpt>[1-5])|[1-6])"
    r"(?![^\W_])"
)
_LEVEL = re.compile(r"(?<![^\W_])([abc][12])(?![^\W_])")
_NOT_HERE = frozenset({"experience", "mixed", "projects", "wishes", "interests", "referees"})


@dataclass(frozen=True, slots=True)
class _Passed:
    """A test as the CV writes it."""

    text: str
    language: str | None
    level: str | None
    claim: Claim


def languages(profile: Profile, chapters: Sequence[Chapter], texts: Mapping[int, str]) -> Iterator[Claim]:
    """Each language once for each test that is stated for it, or once without a test."""
    passed = list(_tests(chapters))
    known = {skill.code: skill for skill in profile.languages}
    for code, skill in known.items():
        own = _unique([test for test in passed if test.language == code])
        if own:
            yield from (_tested(skill, test, texts) for test in own)
        else:
            yield _stated(skill, texts)
    rest = [test for test in passed if test.language is not None and test.language not in known]
    yield from (test.claim for test in _unique(rest))


def _stated(skill: LanguageSkill, texts: Mapping[int, str]) -> Claim:
    line = skill.line if skill.line in texts else NO_LINE
    title = _name_in(texts.get(line, ""), skill.code)
    return Claim("languages", title or skill.code, language=skill.code, level=_level(skill.level), line=line)


def _tested(skill: LanguageSkill, test: _Passed, texts: Mapping[int, str]) -> Claim:
    name = _name_in(texts.get(test.claim.line, ""), skill.code) or _name_in(
        texts.get(skill.line, ""), skill.code
    )
    title = f"{name}, {test.text}" if name and name not in test.text else test.text
    return Claim(
        category="languages",
        title=title[:LONGEST],
        issuer=test.claim.issuer,
        date=test.claim.date,
        identifier=test.claim.identifier,
        url=test.claim.url,
        language=skill.code,
        level=test.level or _level(skill.level),
        line=test.claim.line,
    )


def _level(level: str | None) -> str | None:
    return level if level in LEVELS else None


def _name_in(text: str, code: str) -> str:
    """The language as the line names it."""
    folded = fold(text)
    for match in _WORD.finditer(folded):
        word = match[0]
        for cut in (0, 1):
            if LANGUAGE_CODE.get(word[cut:]) == code:
                return text[match.start() + cut : match.end()]
    return ""


def _tests(chapters: Sequence[Chapter]) -> Iterator[_Passed]:
    for chapter in chapters:
        if chapter.kind in _NOT_HERE:
            continue
        for line in chapter.lines:
            found = language_tests().find(line.text) if len(line.text) <= 400 else []
            for index, one in enumerate(found):
                end = found[index + 1].start if index + 1 < len(found) else len(line.text)
                test = _passed(line.text, one, end, line.number)
                if test is not None:
                    yield test


def _passed(text: str, found: Found[LanguageTest], end: int, line: int) -> _Passed | None:
    if is_unfinished(_around(text, found.start, end)):
        return None
    folded = fold(text)
    result = _RESULT.match(folded, found.end, end)
    coded = _LEVEL.search(folded, found.end, end) or _LEVEL.search(
        folded, max(0, found.start - 12), found.start
    )
    written = text[found.start : result.end() if result else found.end].strip(" :-–(")
    written += ")" if written.count("(") > written.count(")") else ""
    level = (coded[1].upper() if coded else None) or _by_score(found.entry.name, result) or found.entry.level
    language = found.entry.language or _language_in(folded)
    if language is None:
        return None
    fields = read_fields(text[result.end() if result else found.end : end])
    named = name_of(CUT + fields.rest)
    claim = Claim(
        "languages",
        written[:LONGEST],
        named.issuer,
        date=fields.date or read_fields(text[: found.start]).date,
        identifier=fields.identifier,
        url=fields.url,
        language=language,
        level=level,
        line=line,
    )
    return _Passed(written, language, level, claim)


def _around(text: str, start: int, end: int) -> str:
    cut = max(text.rfind(";", 0, start), text.rfind("|", 0, start), text.rfind(",", 0, start), 0)
    return text[cut:end]


def _by_score(name: str, result: re.Match[str] | None) -> str | None:
    steps = TESTS.get(name.lower())
    if steps is None or result is None or result["score"] is None:
        return None
    points = float(result["score"].replace(",", "."))
    return next((level for least, level in steps if points >= least), None)


def _language_in(folded: str) -> str | None:
    return next((LANGUAGE_CODE[word] for word in _WORD.findall(folded) if word in LANGUAGE_CODE), None)


def _unique(passed: Sequence[_Passed]) -> list[_Passed]:
    """One of each test: "TOEIC 920" stated twice is one result."""
    kept: dict[str, _Passed] = {}
    for test in passed:
        name = _WORD.findall(fold(test.text))[:1]
        key = name[0] if name else test.text
        known = kept.get(key)
        if known is None or _weight(test) > _weight(known):
            kept[key] = test
    return list(kept.values())


def _weight(test: _Passed) -> int:
    claim = test.claim
    return bool(test.level) * 2 + bool(claim.date) + bool(claim.identifier) + bool(claim.issuer)
