"""One form for words that tell a woman from a man, in English, French, German and Arabic."""

from __future__ import annotations

import re
from functools import partial

_ANY = (  # marks such as H/F and m/w/d in brackets, endings after a bracket or a dot, forms of address
    (re.compile(r"\(\s?[hfmwdx](?:\s?[/|]\s?[hfmwdxi]){1,3}\s?\)", re.I), " "),
    (
        re.compile(
            r"(?<=[^\W\d_])(?:\((?:e|ne|se|euse|rice|trice|in|innen)s?\)|[·•*:](?:e|ne|in|innen)s?)(?!\w)",
            re.I,
        ),
        "",
    ),
    (
        re.compile(
            r"\b(?:mrs?|ms|miss|mister|madam|mme|mlle|madame|mademoiselle|monsieur|frau|herrn?)\b\.?", re.I
        ),
        " ",
    ),
)
_ENGLISH_WORDS = {
    "he": "they", "she": "they", "him": "their", "his": "their", "her": "their", "hers": "theirs",
    "himself": "themselves", "herself": "themselves", "actress": "actor", "waitress": "waiter",
    "hostess": "host", "stewardess": "steward", "seamstress": "tailor", "headmistress": "headmaster",
    "housewife": "homemaker", "househusband": "homemaker", }  # fmt: skip
_ENGLISH = re.compile(rf"\b(?:{'|'.join(_ENGLISH_WORDS)})\b|(?<=[a-z])(?:wom[ae]n)\b", re.I)
_FRENCH = (
    (re.compile(r"(?<=[^\W\d_]{3})euses?\b", re.I), "eur"),
    (re.compile(r"(?<=[^\W\d_]{2})eures?\b", re.I), "eur"),
    (re.compile(r"\bhôtesses?\b", re.I), "hôte"),
    (re.compile(r"(?<=[^\W\d_]{3})trices?\b", re.I), "teur"),
    (re.compile(r"(?<=[^\W\d_]{2})ières?\b", re.I), "ier"),
    (re.compile(r"(?<=[^\W\d_]{2})iennes?\b", re.I), "ien"),
    (re.compile(r"(?<=[^\W\d_]{2})ères?\b", re.I), "er"),
    (re.compile(r"(?<=[^\W\d_]{3})ives?\b", re.I), "if"),
    (re.compile(r"(?<=[^\W\d_])ées?\b", re.I), "é"),
    (re.compile(r"(?<=[^\W\d_]{2})(ant|ent|al)(?:es?|s)\b", re.I), r"\1"),
    (re.compile(r"(?<=[^\W\d_]{2})(eur|ier|ien|er|if|é)s\b", re.I), r"\1"),
)
_GERMAN = (
    (re.compile(r"(?<=[^\W\d_]{2}(?:er|or|st|nt|ur|at|og|nd|et))in(?:nen)?\b", re.I), ""),
    (re.compile(r"(?<=[^\W\d_]{2})(?:frau|männer)\b", re.I), "mann"),
)
_BY_LANGUAGE = {"fr": _FRENCH, "de": _GERMAN}
_ARABIC = re.compile("(?<=[\u0621-\u064a]{2})[\u0629\u0647]\\b")


def neutral(text: str, language: str | None) -> str:
    """Changed words may be none that are written; what counts is that both forms give the same."""
    for pattern, instead in _ANY:
        text = pattern.sub(instead, text)
    text = _ENGLISH.sub(_english, text)
    for pattern, instead in _BY_LANGUAGE.get(language or "", ()):
        text = pattern.sub(partial(_in_its_case, instead), text)
    return _ARABIC.sub("", text)


def _english(match: re.Match[str]) -> str:
    return _ENGLISH_WORDS.get(match[0].lower(), "man")


def _in_its_case(instead: str, match: re.Match[str]) -> str:
    ending = match.expand(instead)
    return ending.upper() if match[0].isupper() else ending
