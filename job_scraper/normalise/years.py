"""Years of experience an offer asks for, from its text: the least that is enough."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from job_scraper.fold import fold, offsets, word_list, word_set
from job_scraper.vocabulary.calendar import NUMBERS
from job_scraper.vocabulary.lists import phrases

MOST: Final = 20.0
_MOST_IN_PROSE: Final = 15.0
_WORDS = "|".join(sorted((re.escape(word) for word in NUMBERS), key=len, reverse=True))
_NUMBER = rf"(?:\d{{1,2}}(?:[.,]5)?|{_WORDS})"
_MONTHS = word_set("mois month months monat monate monaten اشهر شهر شهور")
_UNITS = _MONTHS | word_set(
    "an ans annee annees year years yr yrs jahr jahre jahren سنوات سنه سنين عام jaar anni anos"
)
_GLUED = re.compile(r"\d(?:ans|years|yrs|jahre|mois|months|monate|سنوات)(?![a-z])")
_COUNT = re.compile(
    rf"(?<![\w.,/])(?P<low>{_NUMBER}) {{0,2}}\+?(?: {{0,2}}(?:-|a|to|bis|et|ou|or|und|and|/"
    rf"|الي) {{0,2}}(?P<high>{_NUMBER}))?"
    rf"(?P<plus> {{0,2}}\+)?[ -]{{0,2}}\Z"
)
_COUNT_LENGTH = 40
_LESS = re.compile(r"(?:<|moins de|less than|weniger als|under) {0,2}\Z")
_TWO_YEARS = word_set("سنتين عامين")
_TOPIC = re.compile(
    r"experien|erfahrung|experiment|\bxp\b|خبره|berufspraxis|praxis|esperienza|ervaring|pratique"
)
_SENTENCE_END = re.compile(r"[.;!?\n•](?: |$)")
_LEAST = re.compile(
    r"minimum|\bmin\b|at least|au moins|mindestens|\+|plus de|more than|over|requis|required|exige"
    r"|demande|justifi"
    r"|you have|vous avez|possess|mehrjahrig|علي الاقل|لا تقل|proven|demonstrable|souhaite|expected"
)
# Years of the company, of a contract or of study; and ages.
_OTHER = re.compile(
    r"depuis|fort de|forte de|fonde|founded|established|over the (?:last|past)|last|past|since|seit"
    r"|history|existe"
    r"|garantie|warranty|contrat|contract|cdd|duree|duration|we have|nous avons|our |notre "
    r"|notre groupe|unsere?"
    r"|age|ans revolus|within|dans les|in the next|next|diplom|bac ?\+|degree program|licen[cs]e de"
    r"|under the age"
)
_NONE_NEEDED = phrases("levels", "beginners")


def years_from_text(text: str) -> float | None:
    """The first requirement said about experience: 2.0 of ``2 à 5 ans``, 0.5 of ``6 mois``, 0.0 of
    ``débutant accepté``. Years a company has existed or a contract lasts are passed over.
    """
    folded = fold(text)
    for count, years, end in _spans(text):
        before, after = folded[max(0, count.start() - 60) : count.start()], folded[end : end + 60]
        if years <= _MOST_IN_PROSE and _is_requirement(before, after, "+" in count.group()):
            return years
    if not _TWO_YEARS.isdisjoint(word_list(text)) and _TOPIC.search(folded):
        return 2.0
    return 0.0 if _NONE_NEEDED.first(text) else None


def years_from_field(text: str) -> float | None:
    """For a field about experience, where no word for experience is needed: ``2 An(s)``, ``3-5 years``."""
    folded = fold(text[:2000])
    if _NONE_NEEDED.first(text) or folded.strip() in {"debutant", "none", "aucune", "0", "d"}:
        return 0.0
    for count, years, _end in _spans(text[:2000]):
        return 0.0 if _LESS.search(folded, 0, count.start()) else years
    return None


def _spans(text: str) -> Iterator[tuple[re.Match[str], float, int]]:
    """Each number of years or months that is believable as experience, with the offset of its end."""
    folded = fold(text)
    glued = ((found.start() + 1, found.end()) for found in _GLUED.finditer(folded))
    for start, end in sorted((*offsets(text, _UNITS), *glued)):
        count = _COUNT.search(folded, max(0, start - _COUNT_LENGTH), start)
        if count and not folded.startswith(("old", "-old"), end + 1 if folded[end : end + 1] == " " else end):
            low = _value(count["low"])
            years = low / 12 if folded[start:end] in _MONTHS else low
            if years <= MOST:
                yield count, round(years, 2), end


def _is_requirement(before: str, after: str, plus: bool) -> bool:
    """``before`` and ``after`` count up to the ends of the sentence."""
    before, after = _SENTENCE_END.split(before)[-1], _SENTENCE_END.split(after, maxsplit=1)[0]
    if not (plus or _TOPIC.search(after) or _TOPIC.search(before)):
        return False
    return not _OTHER.search(before) or _LEAST.search(before) is not None


def _value(text: str) -> float:
    number = NUMBERS.get(text)
    return float(number) if number is not None else float(text.replace(",", "."))
