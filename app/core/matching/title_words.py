"""What a job title says, without gender marks, seniority, contract and word order.

"Développeuse Java confirmée (H/F)" and "Senior Java Developer" give the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from app.core.matching.title_table import LONGEST_PHRASE, OTHER_WEIGHT, TitleTable, default_title_table, words_in
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
_SENIORITY = """
senior junior sr jr lead principal staff confirme experimente debutant experienced entry level mid graduate trainee
erfahren erfahrener berufserfahren berufseinsteiger einsteiger absolvent leitend quereinsteiger i ii iii iv
"""
_CONTRACT = """
cdi cdd interim interimaire stage stagiaire alternance alternant apprenti apprentissage intern internship apprentice
apprenticeship freelance contractor permanent temporary temp contract part full time fulltime parttime vollzeit teilzeit
werkstudent praktikum praktikant ausbildung azubi auszubildender minijob befristet unbefristet remote hybrid homeoffice
teletravail onsite mi temps plein partiel saisonnier seasonal
"""
_FILLER = """
job jobs poste emploi offre recherche urgent recrute hiring wanted vacancy position stelle gesucht suchen nous we gn all
genders mwd he hf
"""
DROPPED = frozenset((_SENIORITY + _CONTRACT + _FILLER).split())

# Feminine and plural endings, tried in this order; a change counts when the result is a known word.
_ENDINGS = (
    ("ies", "y"), ("innen", ""), ("erin", "er"), ("in", ""), ("frau", "mann"), ("euses", "eur"), ("euse", "eur"),
    ("trices", "teur"), ("trice", "teur"), ("ieres", "ier"), ("iere", "ier"), ("ere", "er"), ("iennes", "ien"),
    ("ienne", "ien"), ("enne", "en"), ("ive", "if"), ("aux", "al"), ("es", ""), ("en", ""), ("s", ""), ("x", ""),
    ("n", ""), ("e", ""), ("e", "er"), ("er", ""),
)  # fmt: skip
# Of these the change is made to any word, so that both genders of a rare job agree.
_SAFE_ENDINGS = (
    ("euses", "eur"), ("euse", "eur"), ("trices", "teur"), ("trice", "teur"), ("ieres", "ier"), ("iere", "ier"),
    ("iennes", "ien"), ("ienne", "ien"), ("antes", "ant"), ("ante", "ant"), ("innen", ""), ("erin", "er"),
    ("frau", "mann"), ("s", ""),
)  # fmt: skip
_SHORTEST_STEM = 3
_SHORTEST_RARE = 5  # letters that must stay of a word that is not in the table
_COMPOUND_LINKS = ("", "s", "n", "en", "es", "e")
_SHORTEST_HEAD = 4
_LONGEST_COMPOUND = 40


@lru_cache(_CACHE)
def title_words(title: str) -> tuple[str, ...]:
    """Distinct words of ``title``, sorted; a word of the table becomes CONCEPT and its concept."""
    table = default_title_table()
    words = [word for word in _plain_words(title, table) if word not in DROPPED and not word.isdigit()]
    return tuple(sorted(dict.fromkeys(_read(words[:MOST_WORDS], table))))


def word_weight(word: str) -> int:
    """How much a word of ``title_words`` counts."""
    return default_title_table().weights.get(word[1:], OTHER_WEIGHT) if word[0] == CONCEPT else OTHER_WEIGHT


def _plain_words(title: str, table: TitleTable) -> Iterator[str]:
    text = fold(title[:LONGEST_TITLE])
    for sign, name in _SIGNS:
        text = text.replace(sign, name)
    text = _GENDER_ENDING.sub(" ", _GENDER_LETTERS.sub(" ", text))
    for word in words_in(text):
        yield word if word in DROPPED else _base_form(word, table)


def _base_form(word: str, table: TitleTable) -> str:
    if word in table.words:
        return word
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM and stem + instead in table.words | DROPPED:
            return stem + instead
    for ending, instead in _SAFE_ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) + len(instead) >= _SHORTEST_RARE:
            return stem + instead
    return word


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
    for cut in range(_SHORTEST_STEM, min(len(word), _LONGEST_COMPOUND) - _SHORTEST_HEAD + 1):
        head = table.phrases.get((word[cut:],))
        if head is None:
            continue
        for link in _COMPOUND_LINKS:
            before = table.phrases.get((word[:cut].removesuffix(link),))
            if before is not None and word[:cut].endswith(link):
                yield from (CONCEPT + concept for concept in (*before, *head))
                return
    if len(word) > 1:
        yield word
