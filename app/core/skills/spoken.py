"""When the bare name of a natural language is the language: "territoire français" is a territory.

English sets such an adjective before its noun, French and Arabic after it. German inflects it, and
the names of languages are not inflected.
"""

from __future__ import annotations

from functools import lru_cache

from app.core.skills.arabic import LETTER, known_form
from app.core.skills.index import Term
from app.core.skills.tokens import Page


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH = _words(
    "english french german arabic spanish italian portuguese dutch russian ukrainian polish turkish romanian chinese "
    "japanese korean greek swedish danish norwegian finnish hungarian czech slovak bulgarian croatian serbian "
    "hebrew persian vietnamese thai irish welsh latin tunisian albanian estonian latvian lithuanian maltese"
)
_FRENCH = _words(
    "anglais francais allemand arabe espagnol italien portugais neerlandais flamand luxembourgeois russe ukrainien "
    "polonais turc roumain bulgare hongrois grec suedois danois norvegien finlandais chinois japonais coreen "
    "vietnamien indonesien catalan maltais letton lituanien irlandais gallois berbere kurde hebreu serbe croate"
)
_SAYS_SO = _words(
    """
    fluent fluently fluency bilingual trilingual native proficient proficiency language languages speak speaks
    speaking speaker speakers spoken written verbal oral mother tongue conversational intermediate
    a1 a2 b1 b2 c1 c2 toeic ielts toefl
    courant couramment bilingue trilingue parle parlee parler parlez parles maitrise maitriser maitrisez niveau langue
    langues lu ecrit orale maternelle notions scolaire operationnel intermediaire fluide
    sprache sprachen fliessend fliessendes verhandlungssicher verhandlungssicheres muttersprache wort schrift
    grundkenntnisse kenntnisse sprachkenntnisse sprechen sprichst spricht
    اتقان اجاده بطلاقه مستوي التحدث يتحدث تكلم
    """
)
_BEFORE_FRENCH = _words(
    "de d l le du en parler parle parlez parles parlant bon bonne tres votre ton son son avec"
)
_BEFORE_ARABIC = _words("في معرفه تحدث")
_AFTER_ENGLISH = _words(
    """
    and or is are as at to in on with for a an the required preferred essential mandatory desirable plus would will
    should must level skills skill communication only if both not you your either be who can nice helpful daily
    every during well when while including because since so translation und oder et ou
    """
)
_LINKS = _words("and or et ou und oder")
_ARABIC = _words(
    "انجليزيه فرنسيه المانيه عربيه ايطاليه اسبانيه تركيه روسيه صينيه يابانيه هولنديه برتغاليه انڨليزيه كوريه رومانيه "
    "بولنديه يونانيه سويديه فارسيه عبريه هنديه امازيغيه"
)
_LANGUAGE_WORDS = ("لغه", "لغات", "لغتين", "لغتان")
_NEAR = 2  # words on each side in which a word about languages settles it
_LONGEST_LIST = 8


def is_spoken(term: Term, page: Page, first: int, after: int) -> bool:
    """Whether a single word at ``first``:``after`` that names a language is no adjective."""
    return term.kind != "language" or after - first != 1 or _is_name(page, first, _LONGEST_LIST)


def _is_name(page: Page, place: int, depth: int) -> bool:
    word = page.words[place]
    if depth and word in _ENGLISH:
        return _says_so(page, place) or _is_english_name(page, place, depth)
    if depth and word in _FRENCH:
        return _says_so(page, place) or _is_french_name(page, place, depth)
    if depth and _plain(word) in _ARABIC:
        return _says_so(page, place) or _is_arabic_name(page, place, depth)
    return True


def _is_english_name(page: Page, place: int, depth: int) -> bool:
    """ "French and German markets" are both markets, "English." is the language."""
    words, after = page.words, place + 1
    if after >= len(words) or page.gaps[after] not in (" ", "-"):
        return True
    if words[after] in _LINKS and after + 1 < len(words) and words[after + 1] in _ENGLISH:
        return _is_name(page, after + 1, depth - 1)
    return words[after] in _AFTER_ENGLISH or words[after] in _ENGLISH


def _is_french_name(page: Page, place: int, depth: int) -> bool:
    before = _joined_before(page, place)
    if before in _LINKS:
        return place < 2 or page.words[place - 2] not in _FRENCH or _is_name(page, place - 2, depth - 1)
    return not before or before in _BEFORE_FRENCH or before in _FRENCH


def _is_arabic_name(page: Page, place: int, depth: int) -> bool:
    word, before = page.words[place], _joined_before(page, place)
    if not before or before.endswith(_LANGUAGE_WORDS) or before in _BEFORE_ARABIC or word.startswith("بال"):
        return True
    listed = [at for at in range(place - 1, max(-1, place - 4), -1) if _plain(page.words[at]) in _ARABIC]
    return word.startswith("و") and bool(listed) and _is_name(page, listed[0], depth - 1)


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    """Without "and", "in", "for" and the article."""
    return word if word in _ARABIC else known_form(word, _ARABIC) if LETTER.match(word) else ""


def _joined_before(page: Page, place: int) -> str:
    """The word before when only a space or an apostrophe is between, else nothing."""
    return (
        page.words[place - 1]
        if place and page.gaps[place].strip() in ("", "'") and "\n" not in page.gaps[place]
        else ""
    )


def _says_so(page: Page, place: int) -> bool:
    """Whether a word about languages stands beside it: "allemand (B2)", "French speaker"."""
    for step in (-1, 1):
        at = place
        for _ in range(_NEAR):
            gap = page.gaps[at] if step < 0 else page.gaps[at + 1]
            at += step
            if not 0 <= at < len(page.words) or not _is_close(gap):
                break
            if page.words[at] in _SAYS_SO or page.words[at].endswith(_LANGUAGE_WORDS):
                return True
    return False


def _is_close(gap: str) -> bool:
    return len(gap) <= 3 and "." not in gap and ";" not in gap and "\n" not in gap
