"""The natural languages an offer asks for, with the CEFR level where one is said.

Asked is what stands beside a level or a word of demand. What is only wished ("a plus") is left out, as is
the language of a market, a customer or the advert itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from job_scraper.fold import fold, offsets
from job_scraper.vocabulary import languages as said

_LONGEST: Final = 100_000
_LONGEST_TITLE: Final = 500
_MOST: Final = 400
_REACH: Final = 160
_HEADING: Final = 60
_HEADING_WORDS: Final = 4
_NAMES: Final[Mapping[str, str]] = {
    **said.ENGLISH, **said.ROMANCE, **said.FEMININE, **said.GERMANIC, **said.ARABIC, **said.SPEAKERS,
    **{name: code for name, code in said.COMPOUNDS.items() if " " not in name},
}  # fmt: skip
_INFLECTED = {name.partition(" ")[0]: code for name, code in said.COMPOUNDS.items() if " " in name}
_WORDS = frozenset(_NAMES) | frozenset(_INFLECTED)
_END = re.compile(r"[\n;!?•|]|(?<!\bmin)(?<!\bz\.b)(?<!\be\.g)(?<!\bca)\.(?=\s|\Z|[a-z]{4})")
_JOIN = re.compile(
    r"-?[ ,/&+(:]{0,3}(?P<and>(?:and/or|et/ou|and|et|und|or|ou|oder|en|y|e|o|sowie|as well as|ainsi que|و)\b ?)?"
    r"(?:(?:de |d'|du |l'|le |la |in |en |of |the |اللغه )){0,3}"
)
_CODED = re.compile(
    r"(?:bilingu\w{0,2}|tweetalig\w?|trilingu\w{0,2})[ :(]{1,3}((?:fr|nl|en|de|ar|it|es)\b"
    r"(?:[ /&,-]{1,3}(?:(?:et|en|and|und|ou) )?(?:fr|nl|en|de|ar|it|es)\b){1,3})"
)
_CEFR = re.compile(r"(?<![^\W_])(?P<level>[abc][12])(?![^\W_])")
_LEVEL = re.compile(
    "|".join(rf"(?P<{level}>(?<![^\W_])(?:{listed})(?![^\W_]))" for level, listed in said.LEVELS)
)
_ASKING, _WISHING, _REFUSING, _TEACHING, _ELSEWHERE = (
    re.compile(pattern)
    for pattern in (said.ASKING, said.WISHING, said.REFUSING, said.TEACHING, said.ELSEWHERE)
)
_BREAK = re.compile(r"[,;(]|\s[-–]\s|\b(?:and|et|und|mais|but|with|avec|mit|sowie|ou|or|و)\b")
_STRONG_BREAK = re.compile(r"[,;]|\s[-–]\s")
_ONE = re.compile(r"[^,;]{0,12}\b(?:is|est|ist|would be|serait|ware|sera)\b")
_LAST_WORD = re.compile(r"([^\W_]+)[ ]\Z")
_NEXT = re.compile(r"(?:[ -]{1,2}([^\W_]+))")
_WISH_HEADING = re.compile(
    r"(?:nice[ -]to[ -]haves?|bonus(?: points)?|les plus|vos plus|desirable|preferred|desired|wunschenswert|von vorteil"
    r"|optional)(?: \w{1,15}){0,2}\Z"
)
_LANGUAGES_HEADING = re.compile(r"\b(?:langues?|languages?|sprachen|sprachkenntnisse|talen)\b|اللغات|لغات")
_AFTER_LANGUAGE = re.compile(r"\b(?:lang|leng|ling)u\w{1,2} \Z")
_SPRACHE = re.compile(r" (?:fremd)?sprach")
_PERSON = re.compile(r"candidat|profil|personne|conseill|vous etes")
_IN_BRACKETS = re.compile(r"\(\s?\Z")


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    word: str
    code: str


@dataclass(frozen=True, slots=True)
class _Group:
    """Languages named in one breath, with what stands before and behind them in the sentence."""

    names: tuple[_Name, ...]
    by_comma: bool
    before: str
    after: str


def languages_asked(text: str, title: str = "") -> dict[str, str | None]:
    """ISO 639-1 codes in order of appearance; the first level said of a language counts."""
    found: dict[str, str | None] = {}
    for name, level in (*_asked(title[:_LONGEST_TITLE], titled=True), *_asked(text[:_LONGEST], titled=False)):
        found[name] = found.get(name) or level
    return found


def _asked(text: str, *, titled: bool) -> Iterator[tuple[str, str | None]]:
    folded = fold(text)
    for coded in _CODED.finditer(folded):
        if not _WISHING.search(folded, coded.end(), coded.end() + 40):
            yield from ((code, "C2") for code in re.findall(r"[a-z]{2}", coded[1]) if code in said.CODES)
    names = _names(text, folded)
    if not names:
        return
    wished = _Wished(folded)
    for start, end, inside in _sentences(folded, names):
        if wished.at(inside[0].start):
            continue
        above = folded[max(0, start - _HEADING) : max(0, start - 1)].rpartition("\n")[2]
        label = folded[start : inside[0].start].rpartition("\n")[2].partition(":")
        heading = label[0] if label[1] else above
        listed = len(heading) <= _HEADING and _LANGUAGES_HEADING.search(heading) is not None
        for group in _groups(folded, start, end, inside):
            yield from _of_group(group, titled=titled, listed=listed)


def _names(text: str, folded: str) -> list[_Name]:
    found = (_name(folded, start, end) for start, end in offsets(text, _WORDS)[:_MOST])
    return [name for name in found if name is not None]


def _name(folded: str, start: int, end: int) -> _Name | None:
    """Inflected forms count only beside a word for language: "langue anglaise", "englische Sprache"."""
    word = folded[start:end]
    if word in said.FEMININE and not _AFTER_LANGUAGE.search(folded, max(0, start - 10), start):
        return None
    if word not in _NAMES and not _SPRACHE.match(folded, end):
        return None
    return _Name(start, end, word, _NAMES.get(word) or _INFLECTED[word])


class _Wished:
    """The parts of a text under a heading such as "Nice to have"."""

    def __init__(self, folded: str) -> None:
        self._starts: list[int] = [0]
        self._states: list[bool] = [False]
        start = 0
        above = ""
        for line in folded.split("\n"):
            state = _opens_wishes(line, above)
            if state is not None:
                self._starts.append(start)
                self._states.append(state)
            start += len(line) + 1
            above = line.strip()

    def at(self, offset: int) -> bool:
        return self._states[bisect_right(self._starts, offset) - 1]


def _opens_wishes(line: str, above: str) -> bool | None:
    """Whether a heading opens a section of wishes; None for a line that is no heading."""
    heading = line.strip(" *#_")
    if not 2 < len(heading) <= _HEADING or not heading[0].isalnum():
        return None
    if any(word in _WORDS for word in re.findall(r"[^\W_]+", heading)):
        return None
    is_wish = _WISHING.search(heading.rstrip(" :*")) is not None
    if heading.endswith(":"):
        return is_wish
    if _WISH_HEADING.match(heading):
        return True
    return False if not above and len(heading.split()) <= _HEADING_WORDS and not is_wish else None


def _sentences(folded: str, names: Sequence[_Name]) -> Iterator[tuple[int, int, list[_Name]]]:
    """Bounds of each sentence that names languages, at most _REACH characters around them."""
    index = 0
    while index < len(names):
        first = names[index]
        floor = max(0, first.start - _REACH)
        start = max((found.end() for found in _END.finditer(folded, floor, first.start)), default=floor)
        inside = [first]
        end = _sentence_end(folded, first.end)
        index += 1
        while index < len(names) and names[index].start < end:
            inside.append(names[index])
            end = max(end, _sentence_end(folded, names[index].end))
            index += 1
        yield start, end, inside


def _sentence_end(folded: str, start: int) -> int:
    found = _END.search(folded, start, start + _REACH)
    return found.start() if found else min(len(folded), start + _REACH)


def _groups(folded: str, start: int, end: int, names: Sequence[_Name]) -> list[_Group]:
    runs: list[list[_Name]] = []
    ands: list[list[bool]] = []
    for name in names:
        gap = folded[runs[-1][-1].end : name.start] if runs else ""
        joined = _JOIN.fullmatch(gap) if runs and len(gap) <= 40 else None
        if joined is None or (ands[-1] and ands[-1][-1] and not joined["and"] and "/" not in gap):
            runs.append([name])
            ands.append([])
        else:
            runs[-1].append(name)
            ands[-1].append(joined["and"] is not None or "/" in gap or "&" in gap)
    cuts = [_cut(folded, left[-1].end, right[0].start) for left, right in pairwise(runs)]
    befores = [start, *(right for _, right in cuts)]
    afters = [*(left for left, _ in cuts), end]
    return [
        _Group(tuple(run), not any(joins), folded[low : run[0].start], folded[run[-1].end : high])
        for run, joins, low, high in zip(runs, ands, befores, afters, strict=True)
    ]


def _cut(folded: str, left: int, right: int) -> tuple[int, int]:
    """Where what is said of one language ends and what is said of the next one begins."""
    strong = _STRONG_BREAK.search(folded, left, right)
    breaks = [strong] if strong else list(_BREAK.finditer(folded, left, right))
    if not breaks:
        return right, right
    return breaks[-1].start(), breaks[-1].end()


def _of_group(group: _Group, *, titled: bool, listed: bool) -> Iterator[tuple[str, str | None]]:
    if _is_adjective(group):
        return
    level = _level(group)
    clause = _BREAK.split(group.before)[-1] if ":" not in group.before else group.before
    refused = _REFUSING.search(clause) or _REFUSING.search(group.after[:40])
    if refused or (level is None and _TEACHING.search(group.before + group.after)):
        return
    if _WISHING.search(group.after) or _WISHING.search(clause):
        names = _not_wished(group)
        level = None
    else:
        names = group.names
    around = f"{group.before[-80:]} {group.after[:60]}"
    bracketed = titled and _IN_BRACKETS.search(group.before)
    person = group.names[0].word in said.SPEAKERS and (titled or _PERSON.search(group.before))
    if not (level or listed or bracketed or person or _ASKING.search(around)):
        return
    if level is None and _ELSEWHERE.search(group.after[:30]):
        return
    adjacent = not group.by_comma or len(names) == 1 or _LEVEL.search(group.before) is not None
    for name in names:
        yield name.code, level if adjacent or name is names[-1] else None


def _not_wished(group: _Group) -> tuple[_Name, ...]:
    """Of "English, German is a plus" only the last is a wish."""
    return group.names[:-1] if group.by_comma and len(group.names) > 1 and _ONE.match(group.after) else ()


def _level(group: _Group) -> str | None:
    """A code of the CEFR, else the words nearest to the language; of two codes the lower."""
    for piece in (group.after[:40], group.before[-40:]):
        codes = [found["level"].upper() for found in _CEFR.finditer(piece)]
        if codes:
            return min(codes[:2])
    behind = _LEVEL.search(group.after[:40])
    ahead = list(_LEVEL.finditer(group.before[-60:]))
    for found in (behind, ahead[-1] if ahead else None):
        if found is not None and found.lastgroup:
            return found.lastgroup
    return None


def _is_adjective(group: _Group) -> bool:
    """ "German market", "le marché allemand", "pays francophones"."""
    following = _NEXT.match(group.after)
    if group.names[-1].word in said.ENGLISH and following and following[1] not in said.AFTER_ENGLISH:
        return True
    preceding = _LAST_WORD.search(group.before)
    if group.names[0].word in said.ROMANCE and preceding:
        return preceding[1] not in said.BEFORE_FRENCH and not _LEVEL.fullmatch(preceding[1])
    return group.names[0].word in said.SPEAKERS and _ELSEWHERE.search(group.before[-30:]) is not None
