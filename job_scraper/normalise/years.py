"""Years of experience an offer asks for, from its text: the least that is enough."""

from __future__ import annotations

import re
from typing import Final

from job_scraper.fold import fold
from job_scraper.vocabulary.calendar import NUMBERS

MOST: Final = 20.0
_WORDS = "|".join(sorted((re.escape(word) for word in NUMBERS), key=len, reverse=True))
_NUMBER = rf"(?:\d{{1,2}}(?:[.,]5)?|{_WORDS})"
_YEAR = r"(?:ans?\b|annees?\b|an\(s\)|years?\b|yrs?\b|jahren?\b|jahre?\b|سنوات|سنه|سنين|عام|jaar\b|anni\b|anos\b)"
_MONTH = r"(?:mois\b|months?\b|monaten?\b|monate?\b|اشهر|شهر|شهور)"
_SPAN = re.compile(
    rf"(?<![\w.,/])(?P<low>{_NUMBER}) {{0,2}}\+?(?: {{0,2}}(?:-|a|to|bis|et|ou|or|und|and|/|الي) {{0,2}}(?P<high>{_NUMBER}))?"
    rf" {{0,2}}\+?[ -]{{0,2}}(?P<unit>{_YEAR}|{_MONTH})(?! {{0,3}}old)"
)
_DUAL = re.compile(r"(?<!\w)سنتين|(?<!\w)عامين")
_TOPIC = re.compile(r"experien|erfahrung|experiment|\bxp\b|خبره|berufspraxis|praxis|esperienza|ervaring|pratique")
_LEAST = re.compile(
    r"minimum|\bmin\b|at least|au moins|mindestens|\+|plus de|more than|over|requis|required|exige|demande|justifi"
    r"|you have|vous avez|possess|mehrjahrig|علي الاقل|لا تقل|proven|demonstrable|souhaite|expected"
)
# Years of the company, of a contract or of study; and ages.
_OTHER = re.compile(
    r"depuis|fort de|forte de|fonde|founded|established|over the (?:last|past)|last|past|since|seit|history|existe"
    r"|garantie|warranty|contrat|contract|cdd|duree|duration|we have|nous avons|our |notre |notre groupe|unsere?"
    r"|age|ans revolus|within|dans les|in the next|next|diplom|bac ?\+|degree program|licen[cs]e de|under the age"
)
_NONE_NEEDED = re.compile(
    r"debutante?s?(?:\(e\)s?|\(s\))? (?:accepte|ok|bienvenu)|sans experience|no (?:prior |previous |work )?experience "
    r"(?:is )?(?:required|necessary|needed)|keine (?:berufs)?erfahrung (?:erforderlich|notig|notwendig)|بدون خبره"
    r"|لا تشترط الخبره|auch (?:fur )?(?:berufs|quer)einsteiger|aucune experience"
)


def years_from_text(text: str) -> float | None:
    """The first requirement said about experience: 2.0 of ``2 à 5 ans``, 0.5 of ``6 mois``, 0.0 of
    ``débutant accepté``. Years a company has existed or a contract lasts are passed over.
    """
    folded = fold(text)
    found: float | None = None
    for span in _SPAN.finditer(folded):
        before = folded[max(0, span.start() - 60) : span.start()]
        after = folded[span.end() : span.end() + 60]
        years = _years(span)
        if years is None or not _is_requirement(before, after, "+" in span.group()):
            continue
        found = years
        break
    if found is None and _DUAL.search(folded) and _TOPIC.search(folded):
        found = 2.0
    nothing = _NONE_NEEDED.search(folded)
    return 0.0 if found is None and nothing else found


def years_from_field(text: str) -> float | None:
    """For a field about experience, where no word for experience is needed: ``2 An(s)``, ``3-5 years``."""
    folded = fold(text)
    if _NONE_NEEDED.search(folded) or folded.strip() in {"debutant", "none", "aucune", "0", "d"}:
        return 0.0
    span = _SPAN.search(folded)
    if span:
        if re.search(r"(?:<|moins de|less than|weniger als|under) {0,2}$", folded[: span.start()]):
            return 0.0
        return _years(span)
    return None


def _is_requirement(before: str, after: str, plus: bool) -> bool:
    sentence_before = re.split(r"[.;!?\n•](?: |$)", before)[-1]
    sentence_after = re.split(r"[.;!?\n•](?: |$)", after, maxsplit=1)[0]
    if _OTHER.search(sentence_before) and not _LEAST.search(sentence_before):
        return False
    return bool(_TOPIC.search(sentence_after) or _TOPIC.search(sentence_before) or plus)


def _years(span: re.Match[str]) -> float | None:
    low = _value(span["low"])
    years = low / 12 if re.match(_MONTH, span["unit"]) else low
    return round(years, 2) if years <= MOST else None


def _value(text: str) -> float:
    number = NUMBERS.get(text)
    return float(number) if number is not None else float(text.replace(",", "."))
