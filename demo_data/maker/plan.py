"""Decides which employer looks for whom, where and on which terms."""

from __future__ import annotations

from collections import Counter
from functools import cache

from demo_data.maker.chance import choose, fraction
from demo_data.maker.model import City, Company, MakerError, Role, Vacancy
from demo_data.maker.reading import COUNTRIES, cities, companies, roles

AGENCY_SHARE = 8  # offers that weigh on an agency as one does on an employer
DETAILS = ("vague", "short", "short", "normal", "normal", "normal", "normal", "full", "full", "full")


@cache
def vacancies() -> tuple[Vacancy, ...]:
    """All offers but the reposts, country by country; the order gives the ``external_id``."""
    found: list[Vacancy] = []
    turns: Counter[str] = Counter()
    for country in COUNTRIES:
        load: Counter[str] = Counter()
        taken: set[tuple[str, str]] = set()
        for number, role in enumerate(_asked(country), 1):
            company = _employer(role, country, load, taken)
            external_id = f"demo-{country.lower()}-{number:03d}"
            found.append(_vacancy(external_id, role, company, turns[role.key]))
            turns[role.key] += 1
    return tuple(found)


def _asked(country: str) -> list[Role]:
    """Every role as often as it is wanted there, mixed."""
    wanted = [(role, copy) for role in roles() for copy in range(role.places.get(country, 0))]
    mixed = sorted(wanted, key=lambda pair: fraction(country, pair[0].key, str(pair[1])))
    return [role for role, _ in mixed]


def _employer(role: Role, country: str, load: Counter[str], taken: set[tuple[str, str]]) -> Company:
    """The least busy employer of that field that does not look for the same role yet."""
    fitting = [
        company
        for company in companies()
        if company.country == country and company.fields & role.fields and role.language in company.about
    ]
    if not fitting:
        raise MakerError(f"{role.key}: no employer in {country}")

    def reluctance(company: Company) -> tuple[bool, float, float]:
        hires_out = company.kind == "agency" and "temporary" in role.contracts
        busy = load[company.name] / AGENCY_SHARE - 1 if hires_out else load[company.name]
        return (role.key, company.name) in taken, busy, fraction(role.key, company.name)

    best = min(fitting, key=reluctance)
    load[best.name] += 1
    taken.add((role.key, best.name))
    return best


def _vacancy(external_id: str, role: Role, company: Company, turn: int) -> Vacancy:
    level = choose(role.levels, external_id, "level")
    return Vacancy(
        external_id=external_id,
        role=role,
        company=company,
        city=_city(company, external_id),
        level=level,
        contract=_contract(role, company, level, external_id),
        work=choose(role.works, external_id, "work"),
        remote=choose(role.remotes, external_id, "remote"),
        detail=choose(DETAILS, external_id, "detail"),
        turn=turn,
    )


def _city(company: Company, external_id: str) -> City:
    return cities()[choose(company.cities, external_id, "city")]


def _contract(role: Role, company: Company, level: str, external_id: str) -> str:
    pool = role.contracts or ("permanent", "permanent", "permanent", "permanent", "fixed_term")
    agency = company.kind == "agency"
    if agency and "temporary" in pool and fraction(external_id, "agency") < 0.85:
        return "temporary"
    wanted = choose(pool, external_id, "contract")
    if company.country == "TN" and not role.contracts and level in ("entry", "junior"):
        wanted = choose((wanted, wanted, "sivp"), external_id, "sivp")
    if wanted == "sivp" and company.country != "TN":
        return "fixed_term"
    if wanted == "temporary" and not agency and company.country != "GB":
        return "fixed_term"  # temporary work is hired out by agencies there
    return wanted
