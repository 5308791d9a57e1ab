"""Names of people: those that are known, and whoever stands behind a form of address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from app.core.cv.fold import fold
from app.core.privacy.spans import Span

MAX_NAMES: Final = 60
MAX_TOKENS: Final = 6
_TOKEN = re.compile(r"[^\W\d_]+")
_LETTER = r"[^\W\d_]"
_ADDRESSED = re.compile(
    r"(?<!\w)(?:(?:Mr|Mrs|Ms|Miss|Mme|Mlle|Dr|Prof|Pr|Herrn?|Frau|Monsieur|Madame|Mademoiselle|Professor|Professeur"
    r"|Docteur|MR|MME|MRS|HERR|FRAU)\.?|M\.(?! ?(?:Sc|A|Eng|Ed|Phil|B)\b))[ \t]{1,2}"
    r"(?:(?:de|ben|bin|el|al|van|von|der|den|le|la|du)[ \t]|[^\W\d_a-zà-ÿ]['’.-]?[\w'’-]{0,30}\.?[ \t]?){1,4}"
)
_ADDRESSED_ARABIC = re.compile(
    r"(?<!\w)(?:السيد|السيده|السيدة|الاستاذ|الأستاذ|الأستاذة|الدكتور|الدكتورة)[ \t]{1,2}"
    r"[^\W\d_]{2,20}(?:[ \t][^\W\d_]{2,20})?"
)
# Parts of names that are words of every CV: alone they stay.
_WORDS = """de du des la le les el al ben bin ibn abu abou bou van von der den dem zu zur the and und et of di da do
    dos january february march april may june july august september october november december jan feb
    mar apr jun jul aug sep oct nov dec janvier fevrier mars avril mai juin juillet aout septembre
    octobre novembre decembre januar februar marz juni juli oktober dezember جانفي فيفري مارس افريل ماي
    جوان جويليه اوت سبتمبر اكتوبر نوفمبر ديسمبر بن ابن ابو عبد java go rust ruby swift dart scala perl
    julia sage spring paris lyon nice london berlin koln bonn tunis sfax sousse manager engineer
    developer student cv"""
_STAY = frozenset(_WORDS.split())


def known(names: Iterable[str]) -> Callable[[str], Iterator[Span]]:
    """Finds these names in any order, with or without accents and capitals, and each of their parts alone."""
    return _finder(
        tuple(dict.fromkeys(name.strip()[:120] for name in names if name.strip()))[:MAX_NAMES], True
    )


def whole(names: Iterable[str]) -> Callable[[str], Iterator[Span]]:
    """Finds these names where at least two parts of them stand together."""
    return _finder(
        tuple(dict.fromkeys(name.strip()[:120] for name in names if name.strip()))[:MAX_NAMES], False
    )


def addressed(text: str) -> Iterator[Span]:
    for match in (*_ADDRESSED.finditer(text), *_ADDRESSED_ARABIC.finditer(text)):
        yield Span(match.start(), match.start() + len(match[0].rstrip()))


@lru_cache(maxsize=64)
def _finder(names: tuple[str, ...], alone: bool) -> Callable[[str], Iterator[Span]]:
    forms: set[str] = set()
    for name in names:
        tokens = _TOKEN.findall(fold(name))[:MAX_TOKENS]
        forms.update(_together(tokens))
        if alone:
            forms.update(_one(token) for token in tokens if len(token) > 2 and token not in _STAY)
    if not forms:
        return lambda _text: iter(())
    pattern = re.compile("|".join(sorted(forms, key=len, reverse=True)))
    return lambda text: (Span(*match.span()) for match in pattern.finditer(fold(text)))


def _together(tokens: Sequence[str]) -> Iterator[str]:
    for order in (list(tokens), list(reversed(tokens)), [*tokens[-1:], *tokens[:-1]]):
        if len(order) > 1:
            yield _one(r"[\s.,_'-]{0,3}".join(map(re.escape, order)), escape=False)
    ends = [(tokens[0], tokens[-1]), (tokens[-1], tokens[0])] if len(tokens) > 2 else []
    for pair in (*pairwise(tokens), *pairwise(reversed(tokens)), *ends):
        if all(len(each) > 1 for each in pair) and not set(pair) <= _STAY:
            yield _one(r"[\s.,_'-]{0,3}".join(map(re.escape, pair)), escape=False)


def _one(text: str, *, escape: bool = True) -> str:
    return rf"(?<!{_LETTER}){re.escape(text) if escape else text}(?!{_LETTER})"
