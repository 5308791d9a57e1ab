"""Turns the plan into records, one per line of ``offers.jsonl``."""

from __future__ import annotations

import json

from demo_data.maker.advert import write
from demo_data.maker.chance import choose, fraction, whole
from demo_data.maker.model import Record, Vacancy
from demo_data.maker.pay import salary_text
from demo_data.maker.plan import vacancies
from demo_data.maker.reposts import reposts
from demo_data.maker.titles import title
from demo_data.maker.wording import phrases, slug

OLDEST = 60  # days
SITES = {
    "fr": ("https://jobs.example.net/fr/offre/{id}-{slug}", "https://example.org/emploi/{slug}-{id}"),
    "en": ("https://jobs.example.net/en/job/{id}-{slug}", "https://example.org/jobs/{slug}-{id}"),
    "de": ("https://jobs.example.net/de/stelle/{id}-{slug}", "https://example.org/stellen/{slug}-{id}"),
}


def records() -> list[Record]:
    originals = [record(vacancy) for vacancy in vacancies()]
    return sorted([*originals, *reposts(originals)], key=lambda one: str(one["external_id"]))


def jsonl() -> str:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records())


def record(vacancy: Vacancy) -> Record:
    key, language = vacancy.external_id, vacancy.language
    words, contracts = phrases(language)["words"], phrases(language)["contract_type"]
    salary = salary_text(vacancy)
    text = title(vacancy)
    contract = vacancy.role.contract_word or contracts[vacancy.contract]
    work_time = words[vacancy.work]
    return {
        "external_id": key,
        "title": text,
        "company": vacancy.company.name,
        "location": choose(vacancy.city.forms[language], key, "location"),
        "country": vacancy.country,
        "city": vacancy.city.called(language),
        "description": write(vacancy, salary),
        "url": choose(SITES[language], key, "site").format(id=key, slug=slug(f"{text} {vacancy.city.name}")),
        "job_type": f"{contract}, {work_time}",
        "contract_type": contract,
        "work_time": work_time,
        "salary": salary,
        "level": None if vacancy.detail == "vague" else vacancy.level,
        "remote": None if vacancy.detail == "vague" and vacancy.remote == "onsite" else vacancy.remote,
        "age_days": int((OLDEST + 1) * fraction(key, "age") ** 1.5),
        "expires_in_days": whole(3, 45, key, "expiry") if fraction(key, "expires") < 0.25 else None,
        "language": language,
        "source": "demo",
    }
