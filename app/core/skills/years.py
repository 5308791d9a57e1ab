"""Years of experience asked for beside a skill."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from app.core.skills.ambiguity import Candidate, is_list_gap
from app.core.skills.clauses import HARD, SOFT, Layout
from app.core.skills.cues import CLAUSE, EMPLOYER, EMPLOYER_START
from app.core.skills.sections import Sentence
from app.core.skills.tokens import Page


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


_ONE_TO_TEN = """
1 one un une ein eine einem einen einer eins واحد واحده سنه عام
2 two deux zwei سنتان سنتين عامين عامان اثنان
3 three trois drei ثلاث ثلاثه
4 four quatre vier اربع اربعه
5 five cinq funf fuenf خمس خمسه
6 six sechs ست سته
7 seven sept sieben سبع سبعه
8 eight huit acht ثمان ثماني ثمانيه
9 nine neuf neun تسع تسعه
10 ten dix zehn عشر عشره
"""
_NUMBERS = {
    word: float(line.split()[0]) for line in _ONE_TO_TEN.strip().splitlines() for word in line.split()[1:]
}
_YEARS = _words("year years yr yrs an ans annee annees jahr jahre jahren jahres سنه سنوات سنين عام اعوام")
_MONTHS = _words("month months mois monat monate monaten شهر اشهر شهور")
_DUAL = _words("سنتان سنتين عامين عامان")
_BETWEEN_NUMBERS = _words("to or a ou et and bis oder und الي او and")
_BEFORE_UNIT = _words("full good solid plus whole pleines bonnes volle vollen gute ou plus")
_ADJECTIVES = _words("jahrige jahriger jahrigen jahriges jahrigem")
_UNITS = _YEARS | _MONTHS | _DUAL | _ADJECTIVES
_ENDS = _words("hrige riger rigen riges rigem")  # last five letters of "dreijährige"
_GLUED = re.compile(r"(\d{1,2})(?:\+)?(years?|yrs?|ans?|jahren?|jahre|y)?")
_NOT_EXPERIENCE = _words(
    "ago old age alt contract contrat vertrag cdd warranty garantie degree studium studies etudes bac "
    "ausbildung apprenticeship alternance internship stage praktikum duree mission duration dauer laufzeit "
    "enfant enfants child children kind kinder aged ages اطفال عمر"
)
_OURS = _words("we our us nous notre nos wir unser unsere unserer نحن")
_SINCE = _words("since depuis seit منذ")
_PAST = (("il", "y", "a"), ("vor",), ("قبل",))
_HIGHEST = 40.0
_REACH = 10  # words between the years and the first skill
_NEAR = 4  # words around the years that may say they are something else
_INTRODUCED = _words(
    "minimum min at least mind mindestens ab over more than plus de d au moins depuis since for pendant seit uber "
    "mehr als env environ ca about nearly almost with avec mit from von experience leicht لمده منذ على الاقل"
)


class Span(NamedTuple):
    """``years`` at words ``first`` to before ``after``."""

    years: float
    first: int
    after: int


def year_spans(page: Page) -> list[Span]:
    """Everything on the page that counts years."""
    counting = {word for word in set(page.words) if _may_count(word)}
    if not counting:
        return []
    places = [place for place, word in enumerate(page.words) if word in counting]
    spans = (_span(page, place) for place in places)
    return [span for span in spans if span is not None and 0 < span.years <= _HIGHEST]


def _may_count(word: str) -> bool:
    return word in _UNITS or word[-5:] in _ENDS or (word[:1].isdigit() and word[-1:].isalpha())


def _span(page: Page, place: int) -> Span | None:
    word = page.words[place]
    if word in _DUAL:
        return Span(2.0, place, place + 1)
    return _counted(page, place) if word in _UNITS else _glued(word, place)


def years_of(
    page: Page,
    layout: Layout,
    sentence: Sentence,
    spans: Sequence[Span],
    mentions: Sequence[Candidate],
    numbers: Sequence[int],
) -> Iterator[tuple[int, float]]:
    """Numbers of the mentions of a sentence with the years asked for; a range gives its lower bound."""
    for at in range(
        bisect_left(spans, sentence.first, key=_first), bisect_left(spans, sentence.after, key=_first)
    ):
        span = spans[at]
        if not _is_experience(page, sentence, span):
            continue
        clause = _clause(layout, sentence, span)
        inside = [number for number in numbers if clause[0] <= mentions[number].first < clause[1]]
        for number in _targets(page, layout, span, mentions, inside):
            yield number, span.years


def _first(span: Span) -> int:
    return span.first


def _glued(word: str, place: int) -> Span | None:
    """ "5yrs", "3ans", "dreijährige"."""
    if word[:1].isdigit():
        found = _GLUED.fullmatch(word)
        return Span(float(found[1]), place, place + 1) if found and found[2] else None
    head, jahrige, _ = word.partition("jahrige")
    return Span(_NUMBERS[head], place, place + 1) if jahrige and head in _NUMBERS else None


def _counted(page: Page, unit: int) -> Span | None:
    """The number before the unit, and the lower one of "3 to 5"."""
    words, first, low = page.words, unit - 1, 0
    while first > low and words[first] in _BEFORE_UNIT and unit - first < 4:
        first -= 1
    found = _number(page, first, low) if first >= low else None
    if found is None:
        if words[unit] in ("سنه", "عام") and unit + 1 < len(words) and words[unit + 1] in ("واحده", "واحد"):
            return Span(1.0, unit, unit + 2)
        return None
    years, first = found
    lower = _lower(page, first, low)
    if lower is not None and lower[0] <= years:
        years, first = lower
    scale = 12.0 if words[unit] in _MONTHS else 1.0
    return Span(round(years / scale, 2), first, unit + 1)


def _number(page: Page, place: int, low: int) -> tuple[float, int] | None:
    """Value and first word of the number that ends with this word: 3, 3+, three, 1.5, "two (2)"."""
    word = page.words[place]
    if not word.isascii() and word[:1] == "و":
        word = word[1:]
    plain = word.removesuffix("+")
    if plain.isdecimal() and len(plain) <= 2:
        if place > low and page.gaps[place] in (".", ",") and page.words[place - 1].isdecimal():
            whole = page.words[place - 1]
            return (float(f"{whole}.{plain}"), place - 1) if len(whole) <= 2 else None
        return float(plain), place
    return (_NUMBERS[word], place) if word in _NUMBERS else None


def _lower(page: Page, first: int, low: int) -> tuple[float, int] | None:
    words, gap = page.words, page.gaps[first].strip()
    if gap in ("-", "/") and first > low:
        return _number(page, first - 1, low)
    if words[first][:1] == "و" and first > low and words[first][1:].isdecimal():
        return _number(page, first - 1, low)
    if gap == "(" and first > low:
        return _number(page, first - 1, low)
    if first - 1 > low and words[first - 1] in _BETWEEN_NUMBERS:
        return _number(page, first - 2, low)
    return None


def _is_experience(page: Page, sentence: Sentence, span: Span) -> bool:
    """No age, no contract, nothing the employer says of itself."""
    words = page.words
    near = words[max(sentence.first, span.first - _NEAR) : min(sentence.after, span.after + 2)]
    if not _NOT_EXPERIENCE.isdisjoint(near):
        return False
    before = tuple(words[max(sentence.first, span.first - 3) : span.first])
    if any(before[-len(past) :] == past for past in _PAST):
        return False
    own = words[sentence.first : sentence.after]
    kinds = [hit.kinds for hit in sentence.cues]
    employer = any(EMPLOYER in found or EMPLOYER_START in found for found in kinds)
    since = not _SINCE.isdisjoint(before) or (before[-1:] == ("for",)) or "over" in before
    return not ((employer or since) and not _OURS.isdisjoint(own)) and not employer


def _clause(layout: Layout, sentence: Sentence, span: Span) -> tuple[int, int]:
    """The words around the years up to "but", a semicolon or the end of the sentence."""
    edges = [place for place in range(sentence.first + 1, sentence.after) if layout.levels[place] == HARD]
    edges += [hit.first for hit in sentence.cues if CLAUSE in hit.kinds]
    low = max((edge for edge in edges if edge <= span.first), default=sentence.first)
    high = min((edge for edge in edges if edge >= span.after), default=sentence.after)
    return low, high


def _targets(
    page: Page, layout: Layout, span: Span, mentions: Sequence[Candidate], inside: Sequence[int]
) -> list[int]:
    left = [number for number in inside if mentions[number].after <= span.first]
    right = [number for number in inside if mentions[number].first >= span.after]
    if left and _is_beside(page, mentions[left[-1]], span):
        return left[-1:]
    if right and _is_soon(layout, span.after, mentions[right[0]].first):
        return _listed(page, mentions, right)
    if left and _is_soon(layout, mentions[left[-1]].after, span.first):
        return _listed(page, mentions, left[::-1])
    return []


def _is_beside(page: Page, mention: Candidate, span: Span) -> bool:
    """ "Python (5 years)", "Python: at least 5 years", "SAP, mind. 3 Jahre"."""
    between = page.words[mention.after : span.first]
    if len(between) > 3 or any(word not in _INTRODUCED for word in between):
        return False
    gap = page.gaps[mention.after]
    return any(sign in gap for sign in "(:[") or (" - " in gap) or ("," in gap and _closes(page, span))


def _closes(page: Page, span: Span) -> bool:
    """Nothing more is said after the years of "Python, 5 years"."""
    gap = page.gaps[span.after]
    return span.after >= len(page.words) or any(sign in gap for sign in ",.;\n")


def _is_soon(layout: Layout, first: int, after: int) -> bool:
    if after - first > _REACH:
        return False
    return all(layout.levels[place] < SOFT for place in range(first, after + 1))


def _listed(page: Page, mentions: Sequence[Candidate], ordered: Sequence[int]) -> list[int]:
    """The nearest and those listed with it."""
    found = [ordered[0]]
    for one, two in pairwise(ordered):
        left, right = sorted((mentions[one], mentions[two]), key=lambda mention: mention.start)
        if not is_list_gap(page.folded.text[left.end : right.start]):
            break
        found.append(two)
    return found
