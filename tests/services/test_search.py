"""The search against plain SQL and plain Python over two hundred generated offers."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import ColumnElement, and_, func, or_, select

from app.core.search.filters import PER_PAGE, Filters
from app.extensions import db
from app.models import Job, JobSkill
from app.services import ingest, jobs, maintenance
from app.services.search import offers
from tests.factories import NOW, posting, salary
from tests.services.offer_table import found

OFFERS = 200
COLUMNS = {
    "country": (Job.country, ("TN", "FR", "DE", "BE", None)),
    "job_type": (Job.contract_type, ("permanent", "fixed_term", "internship", None)),
    "contract_type": (Job.work_time, ("full_time", "part_time", None)),
    "experience_level": (Job.experience_level, ("junior", "mid", "senior", None)),
    "remote": (Job.remote_policy, ("onsite", "hybrid", "remote", None)),
    "source": (Job.source, ("one", "two", "three")),
    "language": (Job.language, ("fr", "en", "de", None)),
}
WORDS = ("nurse", "python", "welder", "Café", "naïve", "C++", "C#", "data")
PLACES = {"TN": "Tunis", "FR": "Lyon", "DE": "Berlin", "BE": "Gent", None: None}
SKILLS = ("python", "docker", "sql")


def generated(chance: random.Random, number: int) -> Any:
    country = chance.choice(COLUMNS["country"][1])
    pay = chance.choice([None, salary(20_000, 30_000), salary(45_000, 60_000), salary(80_000, 90_000)])
    return posting(
        number,
        source=chance.choice(COLUMNS["source"][1]),
        title=f"{chance.choice(WORDS)} {chance.choice(WORDS)} {number}",
        company=chance.choice([f"Nour {number}", "Sfax Works", None]),
        location=PLACES[country],
        city=PLACES[country],
        country=country,
        contract=chance.choice(COLUMNS["job_type"][1]),
        work_time=chance.choice(COLUMNS["contract_type"][1]),
        level=chance.choice(COLUMNS["experience_level"][1]),
        remote=chance.choice(COLUMNS["remote"][1]),
        language=chance.choice(COLUMNS["language"][1]),
        description_text=f"You work with {chance.choice(WORDS)} and {chance.choice(WORDS)}.",
        skills=tuple(chance.sample(SKILLS, chance.randrange(3))),
        salary=pay,
        published_at=chance.choice([None, NOW - timedelta(days=chance.choice((0, 2, 6, 20, 60, 200, 500)))]),
        expires_at=chance.choice([None, None, NOW + timedelta(days=1), NOW - timedelta(days=1)]),
    )


def store_generated(chance: random.Random) -> None:
    """With changes and expiry, so that the columns in memory are not simply what was stored first."""
    ingest.save([generated(chance, number) for number in range(OFFERS)])
    offers.offer_index()
    ingest.save([generated(chance, chance.randrange(OFFERS)) for _again in range(30)])
    offers.offer_index()
    maintenance.expire_offers()


def random_filters(chance: random.Random) -> Filters:
    chosen: dict[str, Any] = {
        name: tuple(chance.sample([value for value in values if value], chance.randint(1, 2)))
        for name, (_column, values) in COLUMNS.items()
        if chance.random() < 0.25
    }
    if chance.random() < 0.3:
        chosen["salary_min"] = chance.choice([0, 1, 30_000, 55_000, 90_000, 90_001])
    if chance.random() < 0.2:
        chosen["with_salary"] = True
    if chance.random() < 0.3:
        chosen["date_range"] = chance.choice(
            ["1day", "3days", "1week", "1month", "3months", "thisyear", "all"]
        )
    if chance.random() < 0.2:
        chosen["skill"] = tuple(chance.sample(SKILLS, chance.randint(1, 2)))
    return Filters(**chosen)


def conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """The same search as plain conditions on the table."""
    wanted: list[ColumnElement[bool]] = [Job.is_active, Job.duplicate_of_id.is_(None)]
    wanted += [
        column.in_(chosen) for name, (column, _v) in COLUMNS.items() if (chosen := getattr(filters, name))
    ]
    pay = func.coalesce(func.nullif(Job.salary_year_eur_max, 0), Job.salary_year_eur_min, 0)
    if filters.salary_min or filters.with_salary:
        wanted.append(pay >= max(filters.salary_min or 0, 1))
    today = int(datetime.now(UTC).timestamp()) // 86_400
    if filters.date_range == "thisyear":
        wanted.append(Job.day >= today - datetime.now(UTC).timetuple().tm_yday + 1)
    elif filters.max_age_days is not None:
        wanted.append(Job.day >= today - filters.max_age_days)
    if filters.skill:
        wanted.append(
            select(JobSkill).where(JobSkill.job_id == Job.id, JobSkill.skill.in_(filters.skill)).exists()
        )
    return wanted


def by_sql(filters: Filters) -> list[int]:
    return sorted(db.session.scalars(select(Job.id).where(and_(*conditions(filters)))))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_filters_find_and_count_what_sql_does(context: Flask, seed: int) -> None:
    chance = random.Random(seed)
    store_generated(chance)
    seen = 0
    for _search in range(60):
        filters = random_filters(chance)
        hits = offers.find(filters, per_page=OFFERS)
        assert sorted(hits.ids) == by_sql(filters), filters
        assert hits.total == offers.count(filters) == len(hits.ids)
        for name, (column, _values) in COLUMNS.items():
            others = and_(*conditions(replace(filters, **{name: ()})), column.is_not(None))
            plain = db.session.execute(select(column, func.count()).where(others).group_by(column))
            assert dict(hits.facets[name]) == dict([tuple(row) for row in plain]), (name, filters)
        seen += hits.total
    assert seen > 500, "the searches would prove nothing"


def test_words_find_what_the_words_of_each_offer_say(context: Flask) -> None:
    store_generated(random.Random(4))
    listed = db.session.scalars(select(Job).where(Job.is_active, Job.duplicate_of_id.is_(None))).all()
    for asked, written in (
        ("nurse", "nurse"),
        ("CAFE", "Café"),
        ("naive", "naïve"),
        ("c++", "C++"),
        ("c#", "C#"),
    ):
        expected = sorted(
            job.id
            for job in listed
            if written in f"{job.title} {job.description} {job.skill_text}".replace(".", " ").split()
        )
        assert expected
        assert found(keyword=asked) == expected, asked


def test_every_page_up_to_the_last_is_different_and_complete(context: Flask) -> None:
    ingest.save(
        [
            posting(number, title=f"Offer {number}", company=f"C{number}")
            for number in range(50 * PER_PAGE - 5)
        ]
    )
    for sort in ("newest", "salary"):
        pages = [offers.find(Filters(page=page, sort=sort)) for page in (1, 2, 49, 50)]
        assert [len(page.ids) for page in pages] == [PER_PAGE, PER_PAGE, PER_PAGE, PER_PAGE - 5]
        assert all(page.total == 50 * PER_PAGE - 5 for page in pages)
        assert len({id_ for page in pages for id_ in page.ids}) == 4 * PER_PAGE - 5
    assert offers.find(Filters(page=51)).ids == ()
    result = jobs.search(Filters(page=50, keyword="offer"), None)
    assert (result.first, result.last, result.total, result.pages) == (981, 995, 995, 50)
    beyond = jobs.search(Filters(page=51), None)
    assert (beyond.first, beyond.last, beyond.cards) == (0, 0, ())


def test_orders_are_those_promised(context: Flask) -> None:
    store_generated(random.Random(5))
    newest = [job_day(id_) for id_ in offers.find(Filters(sort="newest"), per_page=OFFERS).ids]
    assert newest == sorted(newest, reverse=True)
    paid = [job_pay(id_) for id_ in offers.find(Filters(sort="salary"), per_page=OFFERS).ids]
    assert paid == sorted(paid, reverse=True)
    for sort in ("newest", "salary", "relevance"):
        once, again = (
            offers.find(Filters(sort=sort, keyword="python"), per_page=OFFERS).ids for _time in (1, 2)
        )
        assert once == again


def job_day(job_id: int) -> int:
    return db.session.get(Job, job_id).day


def job_pay(job_id: int) -> int:
    job = db.session.get(Job, job_id)
    return job.salary_year_eur_max or job.salary_year_eur_min or 0


def test_wider_searches_say_how_much_they_find(context: Flask) -> None:
    ingest.save([
        posting(1, title="Nurse", country="FR", city="Lyon", location="Lyon"),
        posting(2, title="Nurse", country="DE", city="Berlin", location="Berlin", contract="internship"),
        posting(3, title="Cook", country="BE", city="Gent", location="Gent", contract="fixed_term"),
    ])  # fmt: skip
    asked = Filters(keyword="nurse", country=("BE",), contract_type=("full_time",), page=3, sort="salary")
    result = jobs.search(asked, None)
    assert (result.total, result.cards) == (0, ())
    assert result.relaxations == (
        (Filters(keyword="nurse", contract_type=("full_time",), sort="salary"), 2),
        (Filters(country=("BE",), contract_type=("full_time",), sort="salary"), 1),
    )
    for wider, count in result.relaxations:
        assert offers.find(wider).total == count
        assert (
            sum(
                getattr(wider, one.name) != getattr(asked, one.name)
                for one in fields(wider)
                if one.name != "page"
            )
            == 1
        )
    assert jobs.search(Filters(keyword="cook"), None).relaxations == ()
    assert jobs.search(Filters(keyword="nobody"), None).relaxations == ((Filters(), 3),)


def test_a_process_that_looked_before_sees_every_change(context: Flask) -> None:
    assert found() == []
    ingest.save([posting(1), posting(2)])
    first, second = found()
    ingest.save([posting(1, country="FR")])
    assert found(country=("FR",)) == [first]
    ingest.save([posting(2, expires_at=NOW - timedelta(days=1))])
    assert found() == [first]
    assert (
        db.session.scalar(select(func.count()).select_from(Job).where(or_(Job.id == first, Job.id == second)))
        == 2
    )
