"""Employers as they are compared: without legal forms, countries and the board that passes the offer on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.core.skills.folding import fold

_LONGEST = 160  # characters
_WORD = re.compile(r"[^\W_]+")
_PASSED_ON = re.compile(r"[\s(\[,|-]{1,3}(?:via|par l'intermediaire de|publie par|posted by|uber|عبر)\s")
_IN_BRACKETS = re.compile(r"[(\[][^()\[\]]{0,80}[)\]]")
_LEGAL_FORMS = """
sas sasu sarl suarl sa eurl sci scop snc gie gmbh mbh ag kg kgaa ug ohg gbr eg ev partg se ltd limited plc llp
llc lp inc corp corporation co company bv nv srl sprl bvba asbl spa group groupe gruppe holding international
tunisie tunisia france deutschland germany allemagne uk belgium belgique belgien europe
شركه مجموعه مؤسسه موسسه تونس فرنسا المانيا ش م ذ
the le la les die der das et und and de des du of
"""
_LEGAL = frozenset(_LEGAL_FORMS.split())
# What staffing firms call themselves; an offer of theirs names its employer nowhere, or only in its text.
_STAFFING = re.compile(
    r"interim|recrut|recruit|staffing|personaldienst|personalvermitt|personalberat|zeitarbeit|headhunt|talents?\b"
    r"|\btemp(?:s|ing)?\b|\bemploi\b|\bjobs?\b|\bcarriere|\bcareers?\b|karriere|placement|\brh\b|\bhr\b|انتداب|توظيف|تشغيل"
)


@dataclass(frozen=True, slots=True)
class Company:
    """``words`` in order; none for an employer that is not said. ``is_staffing``: it recruits for others."""

    words: tuple[str, ...]
    is_staffing: bool = False

    @property
    def key(self) -> str:
        return " ".join(self.words)


UNSAID = Company(())
_HIDDEN = frozenset({"confidentiel", "confidential", "anonyme", "anonymous", "vertraulich", "سريه"})


@lru_cache(4096)
def company_of(name: str | None) -> Company:
    said = fold((name or "")[:_LONGEST])
    head = _PASSED_ON.split(said, maxsplit=1)[0]
    every = _WORD.findall(_IN_BRACKETS.sub(" ", head)) or _WORD.findall(head)
    words = tuple(word for word in _joined(every) if word not in _LEGAL) or tuple(every)
    if not words or not _HIDDEN.isdisjoint(words):
        return UNSAID
    return Company(words, _STAFFING.search(" ".join(words)) is not None)


def _joined(words: list[str]) -> list[str]:
    """Single letters in a row are one word: ``S.A.R.L.`` and ``e.V.`` are legal forms."""
    found: list[str] = []
    letters = ""
    for word in [*words, ""]:
        if len(word) == 1:
            letters += word
            continue
        found += [letters] if letters else []
        found += [word] if word else []
        letters = ""
    return found


def same_company(one: Company, other: Company) -> bool:
    """The same words, or those of one with a few more behind: ``Nour`` and ``Nour Systems Sfax``."""
    if not one.words or not other.words:
        return False
    short, long = sorted((one.words, other.words), key=len)
    return long[: len(short)] == short or "".join(short) == "".join(long)


def is_named_in(company: Company, text: str) -> bool:
    """Whether a text of ``words_of`` names the company."""
    return bool(company.words) and len(company.key) > 3 and f" {company.key} " in f" {text} "
