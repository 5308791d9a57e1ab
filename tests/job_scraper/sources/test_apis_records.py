"""What the interfaces say arrives in the offer: title, company, place, pay, contract, dates, addresses."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from job_scraper.posting import JobPosting, Salary
from job_scraper.record import posting_from_record
from job_scraper.registry import all_sources
from job_scraper.sources import arbeitnow, careerjet, himalayas, jobicy, reed, remotive, the_muse
from tests.job_scraper.sources import api_answers as answers

NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
CREATED = datetime(2026, 11, 18, 11, 6, 40, tzinfo=UTC)


def pay(low: str, high: str, currency: str, period: str) -> Salary:
    return Salary(Decimal(low), Decimal(high), currency, period)


def postings(name: str, *items: Any) -> list[JobPosting]:
    source = all_sources()[name]
    found = source.parse(answers.encoded(answers.listed(name, list(items))))
    assert not found.broken
    return [posting_from_record(record, name, NOW, source.habits) for record in found.records]


def posting(name: str, **changes: Any) -> JobPosting:
    return postings(name, {**answers.ITEMS[name], **changes})[0]


EXPECTED: dict[str, dict[str, Any]] = {
    "adzuna": {
        "external_id": "4800000001",
        "title": "Data Engineer H/F",
        "company": "Exemple SAS",
        "location": "Paris, Ile-de-France",
        "city": "Paris",
        "country": "FR",
        "description_text": "Nous cherchons une personne pour notre équipe données…",
        "url": "https://www.adzuna.fr/land/ad/4800000001?v=7F",
        "salary": pay("40000", "45000", "EUR", "year"),
        "contract": "permanent",
        "work_time": "full_time",
        "company_industry": "IT Jobs",
        "language": "fr",
        "published_at": datetime(2026, 11, 18, 8, tzinfo=UTC),
    },
    "arbeitnow": {
        "external_id": "werkstudent-vertrieb-berlin-4711",
        "title": "Werkstudent (m/w/d) Vertrieb",
        "company": "Muster GmbH",
        "location": "Berlin",
        "city": "Berlin",
        "country": "DE",
        "description_text": "Du unterstützt unser Team im Vertrieb und lernst viel.",
        "url": "https://www.arbeitnow.com/jobs/companies/muster/werkstudent-vertrieb-berlin-4711",
        "remote": "remote",
        "contract": "internship",
        "language": "de",
        "published_at": CREATED,
    },
    "himalayas": {
        "external_id": "https://himalayas.app/companies/example-labs/jobs/backend-engineer",
        "title": "Backend Engineer",
        "company": "Example Labs",
        "location": "Tunisia",
        "country": "TN",
        "city": None,
        "url": "https://himalayas.app/companies/example-labs/jobs/backend-engineer",
        "apply_url": "https://example-labs.example/apply",
        "company_logo_url": "https://cdn.example/logo.png",
        "salary": pay("60000", "80000", "EUR", "year"),
        "work_time": "full_time",
        "level": "mid",
        "remote": "remote",
        "published_at": CREATED,
        "expires_at": datetime(2027, 1, 3, 18, 13, 20, tzinfo=UTC),
    },
    "remotive": {
        "external_id": "2001234",
        "title": "Lead Developer",
        "company": "Example Ltd",
        "location": "Germany",
        "country": "DE",
        "url": "https://remotive.com/remote-jobs/software-dev/lead-developer-2001234",
        "work_time": "full_time",
        "remote": "remote",
        "skills": ("python", "aws"),
        "published_at": datetime(2026, 11, 15, 10, 23, 26, tzinfo=UTC),
    },
    "the_muse": {
        "external_id": "15000001",
        "title": "Data Intern",
        "company": "Example Group",
        "location": "Berlin, Germany",
        "city": "Berlin",
        "country": "DE",
        "description_text": "Learn how data is used with us and the team.",
        "url": "https://www.themuse.com/jobs/example/data-intern",
        "contract": "internship",
        "level": "entry",
        "remote": None,
        "published_at": datetime(2026, 11, 15, 10, 23, 26, tzinfo=UTC),
    },
    "jobicy": {
        "external_id": "144845",
        "title": "Golang Engineer – Cloud",
        "company": "Canon & Example",
        "location": "Germany",
        "country": "DE",
        "url": "https://jobicy.com/jobs/144845-golang-engineer",
        "description_text": "Write services in Go with the rest of the team.",
        "salary": pay("60000", "80000", "EUR", "year"),
        "work_time": "full_time",
        "level": "senior",
        "remote": "remote",
        "published_at": datetime(2026, 11, 17, 16, 19, 49, tzinfo=UTC),
    },
    "careerjet": {
        "title": "Data Analyst",
        "company": "Exemple SA",
        "location": "Bruxelles",
        "city": "Bruxelles",
        "country": "BE",
        "description_text": "... vous analysez les données de nos clients ...",
        "url": "https://jobviewtrack.com/fr-be/job-1b1d/abc.html",
        "salary": pay("2500", "3000", "EUR", "month"),
        "published_at": datetime(2026, 11, 18, tzinfo=UTC),
    },
    "jooble": {
        "external_id": "-7000000001",
        "title": "Comptable confirmé",
        "company": "Exemple Tunisie",
        "location": "Sfax",
        "city": "Sfax",
        "country": "TN",
        "description_text": "...tenir la comptabilité de nos clients...",
        "url": "https://tn.jooble.org/desc/-7000000001?ckey=comptable",
        "work_time": "full_time",
        "salary": Salary(Decimal(1500), Decimal(1800), "TND", "month", "1500 - 1800 TND par mois"),
        "published_at": datetime(2026, 11, 18, tzinfo=UTC),
    },
    "reed": {
        "external_id": "54321001",
        "title": "Management Accountant",
        "company": "Example Ltd",
        "location": "Leeds",
        "city": "Leeds",
        "country": "GB",
        "url": "https://www.reed.co.uk/jobs/management-accountant/54321001",
        "salary": pay("35000", "40000", "GBP", "year"),
        "published_at": datetime(2026, 11, 12, tzinfo=UTC),
        "expires_at": datetime(2026, 12, 24, tzinfo=UTC),
    },
    "bundesagentur": {
        "external_id": "10001-1003091744-S",
        "title": "Consultant (m/w/d)",
        "company": "Muster GmbH",
        "location": "Leipzig, Sachsen",
        "city": "Leipzig",
        "country": "DE",
        "url": "https://www.arbeitsagentur.de/jobsuche/jobdetail/10001-1003091744-S",
        "apply_url": "https://muster.example/stelle/1",
        "published_at": datetime(2026, 11, 19, tzinfo=UTC),
    },
}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_what_is_said_arrives(name: str) -> None:
    found = posting(name)
    assert {field: getattr(found, field) for field in EXPECTED[name]} == EXPECTED[name]
    assert found.source == name


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_an_empty_list_says_that_nothing_was_found(name: str) -> None:
    found = all_sources()[name].parse(answers.encoded(answers.listed(name, [])))
    assert (found.records, found.broken, found.says_none) == ((), (), True)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_broken_item_costs_no_other(name: str) -> None:
    good = answers.items(name, 1, 2)
    untitled = {**good[0], answers.TITLE_NAMES[name]: None, "beruf": None}
    nameless = {answers.TITLE_NAMES[name]: "Baker"}
    broken = [None, "a text", 7, [], untitled, *([] if name == "careerjet" else [nameless])]
    found = all_sources()[name].parse(answers.encoded(answers.listed(name, [good[0], *broken, good[1]])))
    assert len(found.records) == 2
    assert len(found.broken) == len(broken)
    assert all(each.reason for each in found.broken)
    assert not found.says_none


ODD_VALUES = (None, 0, True, -1.5, "", "  ", [], {}, [[]], {"name": {"a": 1}}, "\ud800", "x" * 3000)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_no_value_of_a_field_is_an_exception(name: str) -> None:
    source = all_sources()[name]
    for field, value in product(answers.ITEMS[name], ODD_VALUES):
        item = {**answers.ITEMS[name], field: value}
        found = source.parse(answers.encoded(answers.listed(name, [item])))
        assert len(found.records) + len(found.broken) == 1
        for record in found.records:
            posting_from_record(record, name, NOW, source.habits)


def test_adzuna_says_which_country_in_the_area() -> None:
    found = posting("adzuna", location={"display_name": "Fulham", "area": ["UK", "London", "Fulham"]})
    assert (found.country, found.salary and found.salary.currency) == ("GB", "GBP")


def test_adzunas_own_estimate_is_not_the_employers_word() -> None:
    assert posting("adzuna", salary_is_predicted="1").salary is None
    assert posting("adzuna", salary_is_predicted=1).salary is None
    assert posting("adzuna", salary_is_predicted=0).salary is not None


@pytest.mark.parametrize(
    ("kind", "time", "contract", "work_time"),
    [
        ("permanent", "part_time", "permanent", "part_time"),
        ("contract", "full_time", "fixed_term", "full_time"),
        (None, None, None, None),
    ],
)
def test_adzunas_codes(
    kind: str | None, time: str | None, contract: str | None, work_time: str | None
) -> None:
    found = posting("adzuna", contract_type=kind, contract_time=time)
    assert (found.contract, found.work_time) == (contract, work_time)


def test_arbeitnow_on_site_is_not_said_to_be_remote() -> None:
    assert posting("arbeitnow", remote=False).remote is None
    assert arbeitnow.SOURCE.parse(b'{"data": [], "links": null}').next == ""


@pytest.mark.parametrize(
    ("period", "currency", "low", "expected"),
    [
        ("hourly", "USD", 20, "hour"),
        ("monthly", "EUR", 2500, "month"),
        ("annual", "GBP", 40000, "year"),
        (None, "EUR", 40000, "year"),
    ],
)
def test_himalayas_periods(period: str | None, currency: str, low: int, expected: str) -> None:
    found = posting("himalayas", salaryPeriod=period, currency=currency, minSalary=low, maxSalary=low + 5)
    assert found.salary == pay(str(low), str(low + 5), currency, expected)


@pytest.mark.parametrize(
    ("kind", "contract", "work_time"),
    [
        ("Full Time", None, "full_time"),
        ("Part Time", None, "part_time"),
        ("Contractor", "freelance", None),
        ("Temporary", "temporary", None),
        ("Intern", "internship", None),
    ],
)
def test_himalayas_employment_types(kind: str, contract: str | None, work_time: str | None) -> None:
    found = posting("himalayas", employmentType=kind)
    assert (found.contract, found.work_time) == (contract, work_time)


def test_countries_that_matter_here_are_shown_first() -> None:
    found = posting("himalayas", locationRestrictions=["Albania", "Chad", "Fiji", "Tunisia", "France"])
    assert found.location == "Tunisia / France / Albania"
    assert found.country is None
    named = posting("himalayas", locationRestrictions=[{"name": "Belgium"}])
    assert named.country == "BE"


def test_himalayas_links_back_also_without_a_page_of_its_own() -> None:
    found = posting("himalayas", guid="job-77", applicationLink="https://himalayas.app/apply/77")
    assert (found.external_id, found.url) == ("job-77", "https://himalayas.app/apply/77")
    assert himalayas.SOURCE.attribution


@pytest.mark.parametrize(
    ("place", "shown", "country"),
    [
        ("Worldwide", "Worldwide", None),
        ("USA, Germany, France", "Germany / France / USA", None),
        ("Belgium", "Belgium", "BE"),
        ("", None, None),
    ],
)
def test_where_remotive_wants_its_candidates(place: str, shown: str | None, country: str | None) -> None:
    found = posting("remotive", candidate_required_location=place)
    assert (found.location, found.country, found.remote) == (shown, country, "remote")


def test_pay_that_remotive_writes_in_words() -> None:
    found = posting("remotive").salary
    assert found == Salary(Decimal(70000), Decimal(90000), "EUR", "year", "€70,000 - €90,000")


@pytest.mark.parametrize(
    ("kind", "contract"),
    [
        ("contract", "fixed_term"),
        ("freelance", "freelance"),
        ("internship", "internship"),
        ("full_time", None),
    ],
)
def test_remotives_job_types(kind: str, contract: str | None) -> None:
    assert posting("remotive", job_type=kind).contract == contract
    assert remotive.SOURCE.parse(b'{"jobs": [], "job-count": 0}').says_none


def test_a_muse_offer_without_a_town_is_remote() -> None:
    found = posting("the_muse", locations=[{"name": "Flexible / Remote"}])
    assert (found.remote, found.location) == ("remote", None)
    nowhere = posting("the_muse", locations=[])
    assert (nowhere.remote, nowhere.location) == (None, None)


@pytest.mark.parametrize(
    ("page", "pages", "follows"),
    [(0, 3, "1"), (1, 3, "2"), (2, 3, ""), (0, 1, ""), (0, 0, ""), (98, 500, "99"), (99, 500, "")],
)
def test_the_muse_stops_at_its_last_page(page: int, pages: int, follows: str) -> None:
    data = {"page": page, "page_count": pages, "total": 9, "results": answers.items("the_muse", 1)}
    assert the_muse.SOURCE.parse(answers.encoded(data)).next == follows


def test_jobicys_older_names_of_pay() -> None:
    older = dict.fromkeys(("salaryMin", "salaryMax", "salaryPeriod"))
    found = posting(
        "jobicy", **older, annualSalaryMin="80000", annualSalaryMax="110000", salaryCurrency="USD"
    )
    assert found.salary == pay("80000", "110000", "USD", "year")


@pytest.mark.parametrize(("level", "expected"), [("Any", None), ("Midweight", "mid"), ("Senior", "senior")])
def test_jobicys_levels(level: str, expected: str | None) -> None:
    assert posting("jobicy", jobLevel=level).level == expected
    assert jobicy.SOURCE.attribution


@pytest.mark.parametrize(
    ("code", "low", "high", "expected"),
    [
        ("Y", 30000, 35000, pay("30000", "35000", "EUR", "year")),
        ("M", 2500, 2600, pay("2500", "2600", "EUR", "month")),
        ("W", 500, 600, pay("26000", "31200", "EUR", "year")),
        ("D", 200, 250, pay("200", "250", "EUR", "day")),
        ("H", 14, 15, pay("14", "15", "EUR", "hour")),
    ],
)
def test_careerjets_periods(code: str, low: int, high: int, expected: Salary) -> None:
    assert posting("careerjet", salary_type=code, salary_min=low, salary_max=high).salary == expected


def test_careerjets_pay_in_words_where_there_are_no_figures() -> None:
    found = posting("careerjet", salary_min=None, salary_max=None, salary="€2500 - 3000 par mois")
    assert found.salary
    assert (found.salary.period, found.salary.minimum) == ("month", 2500)


def test_a_careerjet_offer_keeps_its_name_when_its_address_changes() -> None:
    one = posting("careerjet", url="https://jobviewtrack.com/a/1.html")
    other = posting("careerjet", url="https://jobviewtrack.com/b/2.html")
    assert one.external_id == other.external_id
    assert one.external_id != posting("careerjet", locations="Namur").external_id
    assert careerjet.SOURCE.often_lacks == ("company",)


def test_reeds_whole_page_adds_contract_and_time() -> None:
    found = reed.parse_one(answers.encoded(answers.REED_WHOLE))
    whole = posting_from_record(found.records[0], "reed", NOW, reed.SOURCE.habits)
    assert (whole.contract, whole.work_time) == ("permanent", "part_time")
    assert whole.apply_url == "https://example.example/apply"
    assert whole.description_text == "You keep the accounts of a whole group of companies."
    assert whole.salary == pay("35000", "40000", "GBP", "year")


def test_reeds_pay_for_an_hour_is_told_by_its_size() -> None:
    found = posting("reed", minimumSalary=12.5, maximumSalary=14)
    assert found.salary == pay("12.50", "14", "GBP", "hour")
    assert posting("reed", minimumSalary=None, maximumSalary=None).salary is None


def test_bundesagentur_leaves_the_list_out_when_nothing_is_found() -> None:
    found = all_sources()["bundesagentur"].parse(b'{"maxErgebnisse": "0", "page": "1", "size": "50"}')
    assert found.says_none
    assert found.total == 0
