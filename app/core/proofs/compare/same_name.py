"""Whether two spellings are of one part of a name: accents, doubled letters, two scripts, sounds."""

from __future__ import annotations

import re
from functools import lru_cache

from app.core.proofs.compare.name_sounds import sounds_alike
from app.core.proofs.compare.name_spellings import LATIN_OF, LETTERS, SAME_LATIN, SHORT, SHORT_LATER

_ARABIC = re.compile(r"[\u0621-\u06ff]")
_LONGEST = 6  # Latin letters for one sound: "abdoul"
_LETTER = str.maketrans(
    {"ß": "ss", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "a", "œ": "o"}
)  # what folding leaves


@lru_cache(maxsize=20_000)
def same_name(one: str, other: str, by_sound: bool = False) -> bool:
    """Both folded; each may be in Latin or Arabic letters. ``by_sound`` for a name that ``name_sounds.is_arabic``."""
    if one == other:
        return True
    if bool(_ARABIC.search(one)) == bool(_ARABIC.search(other)):
        return _same_latin(one, other, by_sound)
    arabic, latin = (one, other) if _ARABIC.search(one) else (other, one)
    listed = LATIN_OF.get(arabic)
    if listed is not None:
        return any(latin == name or sounds_alike(latin, name) for name in listed)
    return _spells(arabic, latin)


def _same_latin(one: str, other: str, by_sound: bool) -> bool:
    if other in SAME_LATIN.get(one, ()) or _plain(one) == _plain(other):
        return True
    return by_sound and sounds_alike(one.translate(_LETTER), other.translate(_LETTER))


def _plain(text: str) -> str:
    """One letter for doubled ones and for umlauts, without the article that some write as part of the name."""
    text = text.translate(_LETTER).replace("ue", "u").replace("oe", "o").replace("ae", "a")
    single = "".join(letter for letter, before in zip(text, " " + text, strict=False) if letter != before)
    if single.startswith("ben") and len(single) > 5:
        return "ben" + _stripped(single[3:])
    return _stripped(single)


def _stripped(text: str) -> str:
    return text[2:] if text.startswith(("el", "al")) and len(text) > 5 else text


def _spells(arabic: str, latin: str) -> bool:
    """Letter by letter with all places reached so far: as one pattern it could take for ever."""
    reached = {0}
    for sound in _sounds(arabic):
        reached = {
            stop
            for start in reached
            for stop in range(start, min(len(latin), start + _LONGEST) + 1)
            if sound.fullmatch(latin, start, stop)
        }
    return len(latin) in reached


@lru_cache(maxsize=2_000)
def _sounds(arabic: str) -> tuple[re.Pattern[str], ...]:
    """How each letter, and what is not written between them, is spelled in Latin letters."""
    text = arabic
    start = ""
    if text.startswith("بن") and len(text) > 4:
        start, text = "b[ei]nn?(?:el|al)?", text[2:].removeprefix("ال")
    elif text.startswith("بو") and len(text) > 4:
        start, text = "bou?", text[2:]
    elif text.startswith("عبدال") and len(text) > 6:
        start, text = "abd[aeou]{0,2}l?", text[5:]
    letters = [LETTERS.get(letter, re.escape(letter)) for letter in text]
    if text[:1] == "ا":
        letters[0] = "(?:aa?|e|i|o|ou|u)"
    if text[-1:] == "ه":
        letters[-1] = "(?:ah?|et?|at)"
    if text[-1:] == "ي":
        letters[-1] = "(?:ii?|ee|y|a)"
    between = [SHORT, SHORT, *[SHORT_LATER] * len(letters)]
    listed = [start, *(one for pair in zip(between, letters, strict=False) for one in pair), "e?"]
    return tuple(re.compile(one) for one in listed)
