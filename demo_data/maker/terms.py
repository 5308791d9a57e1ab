"""The terms of an offer: contract, place, hours, pay, start and home working."""

from __future__ import annotations

import re
from dataclasses import dataclass

from demo_data.maker.chance import choose, fraction
from demo_data.maker.model import Vacancy
from demo_data.maker.wording import Wording, capital

MANUAL = {"trades", "industry", "logistics", "hospitality", "health", "sales"}
HOURS_PERK = re.compile(
    r"\b[34]\d[- ](heures|hour|Stunden)|quatre jours|four-day|vier-tage|heures sur|hours over|5-Stunden", re.I
)


@dataclass(frozen=True, slots=True)
class Terms:
    vacancy: Vacancy
    wording: Wording
    salary: str | None

    @property
    def key(self) -> str:
        return self.vacancy.external_id

    @property
    def city(self) -> str:
        return self.vacancy.city.called(self.vacancy.language)

    def facts(self) -> list[tuple[str, str]]:
        """The name of a word (see ``words`` in the phrases) and what it is here."""
        soft = self.wording.soft
        facts = [
            ("contract", soft(self._contract())),
            ("place", self.city),
            ("time", soft((self._hours() or self.wording.word(self.vacancy.work)).rstrip("."))),
            ("salary", soft(self.salary or "")),
            ("start", self._start()),
        ]
        if self.vacancy.remote != "onsite":
            facts.append(("remote", self.wording.pick("remote_fact", self.vacancy.remote)))
        return [(name, text) for name, text in facts if text]

    def sentences(self, with_pay: bool) -> str:
        remote = self.vacancy.remote
        parts = (
            self._first_sentence(),
            self._hours(),
            self._pay() if with_pay else "",
            self.wording.pick("remote_sentence", remote) if remote != "onsite" else "",
        )
        return " ".join(part for part in parts if part)

    def _first_sentence(self) -> str:
        contract = self._contract()
        short = str(self.wording.options("contract_type", self.vacancy.contract))
        return self.wording.pick(
            "terms_sentence",
            "any",
            contract=contract,
            contract_soft=self.wording.soft(contract),
            contract_short=self.wording.soft(short),
            city=self.city,
            start=self._start(),
        )

    def _contract(self) -> str:
        return self.wording.pick("contract_detail", self.vacancy.contract)

    def _start(self) -> str:
        return choose(self.wording.fitting(self.wording.options("start", "any")), self.key, "start")

    def _pay(self) -> str:
        if not self.salary:
            return self.wording.pick("salary_sentence", "none")
        if fraction(self.key, "salary in text") < 0.3:
            return ""
        return self.wording.pick("salary_sentence", "any", salary=self.wording.soft(self.salary).rstrip("."))

    def _hours(self) -> str:
        """Empty where the employer's own hours stand among the perks."""
        role, work = self.vacancy.role, self.vacancy.work
        if role.hours and work == "full":
            return choose(role.hours, self.key, "hours")
        perks = self.vacancy.company.perks[self.vacancy.language]
        if work == "full" and any(HOURS_PERK.search(perk) for perk in perks):
            return ""
        name = self.vacancy.country + ("_manual" if role.domain in MANUAL else "")
        hours = choose(self.wording.options("hours", "part" if work == "part" else name), self.key, "hours")
        return f"{capital(hours)}."
