"""Years of experience an offer asks for, from its text: the least that is enough."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from job_scraper.fold import fold, offsets, word_set
from job_scraper.vocabulary.calendar import NUMBERS
from job_scraper.vocabulary.lists import phrases

MOST: Final = 20.0
_MOST_IN_PROSE: Final = 15.0
_WORDS = "|".join(sorted((re.escape(word) for word in NUMBERS), key=len, reverse=True))
_NUMBER = rf"(?:\d{{1,2}}(?:[.,]5)?|{_WORDS})"
_MONTHS = word_set("mois month months monat monate monaten اشهر شهر شهور")
_TWO_YEARS = word_set("سنتين عامين سنتان عامان")
_UNITS = (
    _MONTHS
    | _TWO_YEARS
    | word_set("an ans annee annees year years yr yrs jahr jahre jahren سنوات سنه سنين عام jaar anni anos")
)
_GLUED = re.compile(r"\d(?:ans|years|yrs|jahre|mois|months|monate|سنوات)(?![a-z])")
_GERMAN = (
    *("ein", "zwei", "drei", "vier", "funf", "sechs", "sieben", "acht", "neun", "zehn", "mehr"),
    *map(str, range(1, 16)),
)
_ADJECTIVES = frozenset(
    f"{number}{form}" for number in _GERMAN for form in ("jahrige", "jahriger", "jahrigen", "jahriges")
) | word_set("jahrige jahriger jahrigen jahriges")
_COUNT = re.compile(
    rf"(?<![\w.,/])(?P<low>{_NUMBER})(?: {{0,2}}\(\d{{1,2}}\))? {{0,2}}\+?"
    rf"(?: {{0,2}}(?P<range>-|a|to|bis|et|ou|or|und|and|/|الي) {{0,2}}(?P<high>{_NUMBER})"
    rf"(?: {{0,2}}\(\d{{1,2}}\))?)?"
    rf"(?P<plus> {{0,2}}\+)?[ -]{{0,2}}\Z"
)
_COUNT_LENGTH = 40
_LESS = re.compile(r"(?:<|moins de|less than|weniger als|under) {0,2}\Z")
_TOPIC = re.compile(
    r"experien|erfahrung|experiment|\bxp\b|خبره|berufspraxis|praxis|esperienza|ervaring|pratique"
    r"|(?:poste|fonction|role|position|emploi|metier)s? (?:similaire|equivalent|comparable|identique)"
    r"|(?:similar|equivalent|comparable) (?:role|position|job|field)"
    r"|(?:ahnlich|vergleichbar)\w{0,2} (?:position|funktion|stelle)|post.qualifi|\bpqe\b|dans (?:la|une) fonction"
)
_SENTENCE_END = re.compile(r"[.;!?\n•](?: |$)")
_SURELY_LEAST = re.compile(
    r"minimum|\bmin\b|at least|au moins|mindestens|wenigstens|requis|required|exige|demande|justifi"
    r"|you have|vous avez|possess|mehrjahrig|علي الاقل|لا تقل|proven|demonstrable|souhaite|expected"
)
_LEAST = re.compile(r"\+|plus de|more than|over|mehr als|اكثر من")
# Years of the company; "more than" makes no requirement of them, a word for the applicant does.
_COMPANY = re.compile(
    r"depuis|\bforts? de|\bfortes? de|fonde|founded|established|since|seit|history|existe|we have|nous avons"
    r"|\bour |\bnotre |\bnos |unsere?|wir haben|wir sind ein|we are (?:an?|the|one|proud)\b|nous sommes (?:une?|l)"
)
_APPLICANT = re.compile(r"candida|profil|\byou\b|\bvous\b|\bsie\b|bewerber")
# Years of a contract; ages.
_LENGTH = re.compile(
    r"over the (?:last|past)|last|past|garantie|warranty|contrat|contract|cdd|duree|duration|\bage|ans revolus"
    r"|within|dans les|in the next|next|under the age|befrist|enfants?|children|kinder|mission de|العمر|السن|عقد"
)
_STUDY = re.compile(r"diplom|bac ?\+|degree program|licen[cs]e de|ausbildung")
_LIVING = re.compile(r"\bresided?\b|\blived\b")
_OTHER_AFTER = re.compile(
    r" ?(?:-? ?old\b|of age|d'age|ou plus age|or older|and older|or over\b|revolus|alt\b|und alter|befrist"
    r"|fixed.term|contract|contrat|garantie|warranty|d'existence|d'anciennete|\(?renouvel|vertrag|laufzeit)"
    r"|[^,]{0,40}, (?:our|we|notre|nous|wir|unser)\b"
    r"|.{0,40}(?:zeichn|macht uns|machen uns|font de nous|make us)"
)
_COMMITMENT = re.compile(
    r"\b(?:for|pour|fur|stud|etude|degree|rest(?:ez|er)|stay|liv(?:e|ed|ing)|resid|engag|commit|disponib|availab"
    r"|permis|licen|fuhrerschein|formation|vertrag)"
)
_BEFORE_BARE = re.compile(
    r"(?:minimum(?: of| de)?|min\.?|at least|au moins|mindestens|wenigstens|ab) {0,2}\Z"
)
_AFTER_BARE = re.compile(r" {0,2}(?:minimum|min\b|or more|ou plus|au moins|and above|et plus)")
_LABEL = re.compile(r"(?:\A|: {0,2}|\A[-*>] {0,2})\Z")
_BARE_WORDS: Final = 6
_NONE_NEEDED = phrases("levels", "beginners")


def years_from_text(text: str) -> float | None:
    """The first requirement said about experience: 2.0 of ``2 à 5 ans``, 0.5 of ``6 mois``, 0.0 of
    ``débutant accepté``. Years a company has existed or a contract lasts are passed over.
    """
    folded = fold(text)
    for span in _spans(text):
        before = folded[max(0, span.start - 60) : span.start]
        after = folded[span.end : span.end + 60]
        if span.years <= _MOST_IN_PROSE and _is_requirement(before, after, span):
            return span.years
    return 0.0 if _NONE_NEEDED.first(text) else None


def years_from_field(text: str) -> float | None:
    """For a field about experience, where no word for experience is needed: ``2 An(s)``, ``3-5 years``."""
    folded = fold(text[:2000])
    if _NONE_NEEDED.first(text) or folded.strip() in {"debutant", "none", "aucune", "0", "d"}:
        return 0.0
    for span in _spans(text[:2000]):
        return 0.0 if _LESS.search(folded, 0, span.start) else span.years
    return None


class _Span(NamedTuple):
    """A length of time between two offsets of the folded text."""

    start: int
    end: int
    years: float
    is_range: bool = False
    plus: bool = False


def _spans(text: str) -> Iterator[_Span]:
    """Each number of years or months that is believable as experience."""
    folded = fold(text)
    glued = ((found.start() + 1, found.end()) for found in _GLUED.finditer(folded))
    for start, end in sorted((*offsets(text, _UNITS | _ADJECTIVES), *glued)):
        span = _span(folded, start, end)
        if span is not None and span.years <= MOST:
            yield span


def _span(folded: str, start: int, end: int) -> _Span | None:
    unit = folded[start:end]
    if unit in _TWO_YEARS:
        return _Span(start, end, 2.0)
    number = unit.partition("jahrig")[0]
    if unit in _ADJECTIVES and number:
        return _Span(start, end, _value(number)) if number != "mehr" else None
    count = _COUNT.search(folded, max(0, start - _COUNT_LENGTH), start)
    if count is None:
        return None
    low = _value(count["low"])
    years = round(low / 12 if unit in _MONTHS else low, 2)
    return _Span(count.start(), end, years, count["range"] is not None, "+" in count.group())


def _is_requirement(before: str, after: str, span: _Span) -> bool:
    """``before`` and ``after`` count up to the ends of the sentence."""
    said_before = _SENTENCE_END.split(before)[-1]
    said_after = _SENTENCE_END.split(after, maxsplit=1)[0]
    if _OTHER_AFTER.match(said_after) or _LIVING.search(said_before):
        return False
    if not (span.plus or _TOPIC.search(said_after) or _TOPIC.search(said_before)):
        return _is_bare_requirement(before, after.partition("\n")[0], span)
    if _SURELY_LEAST.search(said_before):
        return True
    if _COMPANY.search(said_before):
        return _APPLICANT.search(said_before) is not None and not _LENGTH.search(said_before)
    if _LENGTH.search(said_before):
        return _LEAST.search(said_before) is not None
    return span.plus or _LEAST.search(said_before) is not None or not _STUDY.search(said_before)


def _is_bare_requirement(before: str, after: str, span: _Span) -> bool:
    """``au moins cinq ans`` or ``3 à 5 ans`` on a line that says little else."""
    above, _, line = before.rpartition("\n")
    said = f"{line} {after}"
    if any(other.search(said) for other in (_LENGTH, _STUDY, _COMPANY, _COMMITMENT)) or span.years < 1:
        return False
    if len(said.split()) > _BARE_WORDS:
        return False
    if _BEFORE_BARE.search(line) or _AFTER_BARE.match(after):
        return True
    return (
        _LABEL.search(line) is not None
        and not after.strip(" .)")
        and (span.is_range or _TOPIC.search(above.rpartition("\n")[2]) is not None)
    )


def _value(text: str) -> float:
    number = NUMBERS.get(text)
    if number is None and text in _GERMAN[:10]:
        number = _GERMAN.index(text) + 1
    return float(number) if number is not None else float(text.replace(",", "."))
