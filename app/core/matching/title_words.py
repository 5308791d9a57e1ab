"""What a job title says, without gender marks, seniority, contract and word order.

"Développeuse Java confirmée (H/F)" and "Senior Java Developer" give the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from app.core.matching.title_forms import base_form, words_in
from app.core.matching.title_table import LONGEST_PHRASE, OTHER_WEIGHT, TitleTable, default_title_table
from app.core.skills.folding import fold

LONGEST_TITLE = 300  # characters; what follows is no title any more
MOST_WORDS = 24
CONCEPT = "="  # first character of a word that stands for a concept of the table
_CACHE = 32_768

_SIGNS = ((".net", " dotnet "), ("r&d", " rd "), ("r & d", " rd "))
_GENDER_LETTERS = re.compile(r"(?<![^\W_])[hfmwd](?: ?[/|.*-] ?[hfmwdxi]){1,3}(?![^\W_])")
_GENDER_ENDING = re.compile(
    r"(?<=[^\W\d_]{3}) ?[(/·•.:*_-]{1,2} ?"
    r"(?:e|ne|se|re|fe|ve|te|euse|eure|rice|trice|ere|iere|enne|ienne|in|innen|frau)s?\)?(?![^\W_])"
)
_HOURS = re.compile(
    r"(?<![^\W_])"
    r"(?:(?:full|part)[ -]?time|temps (?:plein|partiel|complet)|mi[ -]temps|entry[ -]level)"
    r"(?![^\W_])"
)
_SENIORITY = """
senior junior sr jr lead principal staff confirmé expérimenté débutant experienced mid graduate trainee
erfahren erfahrener berufserfahren berufseinsteiger einsteiger absolvent quereinsteiger i ii iii iv
"""
_CONTRACT = """
cdi cdd intérim intérimaire stage stagiaire alternance alternant apprenti apprentissage intern internship
apprentice apprenticeship freelance contractor permanent temporary temp contract vollzeit teilzeit
werkstudent praktikum praktikant ausbildung azubi auszubildender auszubildende minijob befristet
unbefristet remote hybrid homeoffice télétravail onsite saisonnier seasonal
"""
_FILLER = """
job poste emploi offre recherche urgent recrute hiring wanted vacancy position stelle gesucht suchen nous
we gn all genders mwd hf
"""
DROPPED = frozenset(words_in(_SENIORITY + _CONTRACT + _FILLER))

_COMPOUND_LINKS = ("", "s", "n", "en", "es", "e")
_SHORTEST_PART = 3
_SHORTEST_HEAD = 4
_LONGEST_COMPOUND = 40


@lru_cache(_CACHE)
def title_words(title: str) -> tuple[str, ...]:
    """Distinct words of ``title``, sorted; a word of the table becomes CONCEPT and its concept."""
    words = words_in(without_marks(title))
    kept = [word for word in words if word not in DROPPED and not word.isdigit()]
    return tuple(sorted(set(_read(kept[:MOST_WORDS], default_title_table()))))


def word_weight(word: str) -> int:
    """How much a word of ``title_words`` counts."""
    known = word.startswith(CONCEPT)
    return (
        default_title_table().weights.get(word.removeprefix(CONCEPT), OTHER_WEIGHT) if known else OTHER_WEIGHT
    )


def without_marks(title: str) -> str:
    """Folded, without (m/w/d), ·e and hours."""
    text = fold(title[:LONGEST_TITLE])
    for sign, name in _SIGNS:
        text = text.replace(sign, name)
    for marks in (_GENDER_LETTERS, _GENDER_ENDING, _HOURS):
        text = marks.sub(" ", text)
    return text


def _read(words: list[str], table: TitleTable) -> Iterator[str]:
    """The longest phrase at each place wins."""
    at = 0
    while at < len(words):
        for length in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
            concepts = table.phrases.get(tuple(words[at : at + length]))
            if concepts is not None:
                yield from (CONCEPT + concept for concept in concepts)
                at += length
                break
        else:
            yield from _compound(words[at], table)
            at += 1


def _compound(word: str, table: TitleTable) -> Iterator[str]:
    """Lagerlogistikleiter: the longest known head, with what stands before it."""
    for cut in range(_SHORTEST_PART, min(len(word), _LONGEST_COMPOUND) - _SHORTEST_HEAD + 1):
        head = table.phrases.get((word[cut:],))
        before = _modifier(word[:cut], table) if head is not None else None
        if head is not None and before is not None:
            yield from (CONCEPT + concept for concept in (*before, *head))
            return
    if len(word) > 1:
        yield word


def _modifier(text: str, table: TitleTable) -> tuple[str, ...] | None:
    for link in _COMPOUND_LINKS:
        if text.endswith(link):
            found = table.phrases.get((base_form(text.removesuffix(link)),))
            if found is not None:
                return found
    return None
