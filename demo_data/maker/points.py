"""The points an advert lists: duties, wishes and what the employer gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from demo_data.maker.chance import choose, fraction, some, whole
from demo_data.maker.layouts import Sizes
from demo_data.maker.model import Vacancy
from demo_data.maker.wording import Wording

LANGUAGE_WANTED = {
    "software",
    "data",
    "cloud",
    "security",
    "finance",
    "office",
    "sales",
    "marketing",
    "engineering",
}
LANGUAGE_SAID = re.compile(r"français|anglais|néerlandais|English", re.I)
# Perks that would contradict the offer: of those who work at home, of temporary, of lasting posts.
REMOTE_PERK = re.compile(
    r"télétravail|à distance|remote|hybrid|\bhome\b|homeoffice|mobiles? arbeiten|agile working", re.I
)
AGENCY_PERK = re.compile(
    r"fin de mission|acompte|abschläge|branchenzuschläge|temp-to-perm|übernahme$|paiement chaque", re.I
)
LASTING_PERK = re.compile(r"unbefrist|ganzjährig|contrat (fixe|à)|übernahme|permanent", re.I)
YEARS = {"junior": (1, 2), "mid": (2, 4), "senior": (5, 8), "lead": (6, 9)}


@dataclass(frozen=True, slots=True)
class Points:
    """Chooses from the role and the employer as many points as ``sizes`` says."""

    vacancy: Vacancy
    wording: Wording
    sizes: Sizes

    @property
    def key(self) -> str:
        return self.vacancy.external_id

    def duties(self) -> list[str]:
        return self._local(some(self.vacancy.role.duties, self.sizes.duties, self.key, "duties"))

    def plus(self) -> list[str]:
        return self._local(some(self.vacancy.role.plus, self.sizes.plus, self.key, "plus"))

    def wanted(self, in_prose: bool = False) -> list[str]:
        """In prose nothing is said about experience that nobody asks for."""
        wanted = self._local(some(self.vacancy.role.must, self.sizes.must, self.key, "must"))
        silent = self.vacancy.detail == "vague" or (in_prose and self._for_beginners())
        years = "" if silent else self._years()
        if years:
            wanted.insert(whole(0, 1, self.key, "years place"), years)
        return wanted + self._languages(wanted)

    def perks(self, count: int) -> list[str]:
        perks: Sequence[str] = self.vacancy.company.perks[self.vacancy.language]
        if self.vacancy.remote == "onsite":
            perks = [perk for perk in perks if not REMOTE_PERK.search(perk)]
        if self.vacancy.contract != "permanent":
            perks = [perk for perk in perks if not LASTING_PERK.search(perk)]
        if self.vacancy.contract != "temporary":
            perks = [perk for perk in perks if not AGENCY_PERK.search(perk)]
        return some(perks, count, self.key, "perks")

    def _for_beginners(self) -> bool:
        return self.vacancy.level == "entry" or self.vacancy.contract == "sivp"

    def _years(self) -> str:
        level, role = self.vacancy.level, self.vacancy.role
        if self.vacancy.contract in ("internship", "apprenticeship"):
            return ""
        if self._for_beginners():
            return self.wording.pick("years", "zero")
        years = whole(*YEARS[level], self.key, "years")
        practice = role.practice or self.wording.options("years", "practice")
        return self.wording.pick("years", "one" if years == 1 else "many", years=years, practice=practice)

    def _languages(self, wanted: Sequence[str]) -> list[str]:
        languages = self.wording.options("country_language", self.vacancy.country)
        said = any(LANGUAGE_SAID.search(item) for item in wanted)
        fitting = self.vacancy.role.domain in LANGUAGE_WANTED and fraction(self.key, "languages") < 0.45
        return [choose(languages, self.key, "languages")] if languages and fitting and not said else []

    def _local(self, items: Sequence[str]) -> list[str]:
        return [self.wording.local(item) for item in items]
