"""Each service gives offers with the right fields, through the real client."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from socket import gethostname

import pytest

from job_scraper.posting import JobPosting
from job_scraper.query import Query
from job_scraper.registry import all_sources
from outgoing.limits import Limits
from tests.fake_web import FakeWeb, Reply, client_for
from tests.job_scraper.sources.board_runs import run_board
from tests.job_scraper.sources.board_services import (
    SERVICES,
    TEXT,
    as_json,
    ashby_item,
    greenhouse_item,
    lever_item,
    smartrecruiters_detail,
    smartrecruiters_item,
    teamtailor_item,
    workable_item,
)


@pytest.fixture
def web() -> Iterator[FakeWeb]:
    with FakeWeb() as server:
        yield server


def only_offer(web: FakeWeb, name: str) -> JobPosting:
    service = SERVICES[name]
    web.answer(*service.for_company("voltara"), body=service.answer(1))
    run = run_board(web, name, "voltara")
    assert run.fault is None
    assert (run.broken, run.notes) == ([], "")
    assert run.ended == [f"{name}:voltara"]
    (offer,) = run.postings
    assert TEXT in offer.description_text
    return offer


def test_greenhouse(web: FakeWeb) -> None:
    offer = only_offer(web, "greenhouse")
    assert offer.external_id == "voltara/4000100"
    assert (offer.title, offer.company) == ("Backend Engineer 0", "Voltara Énergie")
    assert (offer.city, offer.country) == ("Lyon", "FR")
    assert offer.url == "https://job-boards.greenhouse.io/voltara/jobs/4000100"
    assert offer.published_at == datetime(2026, 11, 3, 14, tzinfo=UTC)
    assert offer.salary is not None
    assert (offer.salary.minimum, offer.salary.maximum) == (Decimal(52000), Decimal(64000))
    assert (offer.salary.currency, offer.salary.period) == ("EUR", "year")
    assert "<li>" in (offer.description_html or "")
    assert web.requests[0].params == {"content": "true", "pay_transparency": "true"}


def test_greenhouse_pays_of_several_places_are_no_pay(web: FakeWeb) -> None:
    item = greenhouse_item(0)
    item["pay_input_ranges"] = [*item["pay_input_ranges"], {"min_cents": 9_000_000, "currency_type": "USD"}]
    service = SERVICES["greenhouse"]
    web.answer(*service.for_company("voltara"), body=service.wrap([item]))
    assert run_board(web, "greenhouse", "voltara").postings[0].salary is None


def test_greenhouse_board_beyond_the_size_limit_is_read_job_by_job(web: FakeWeb) -> None:
    items = [greenhouse_item(number) for number in range(25)]
    bare = [{name: value for name, value in item.items() if name != "content"} for item in items]
    service = SERVICES["greenhouse"]
    host, path = service.for_company("voltara")
    web.answer(host, path, lambda asked: service.wrap(items if "content" in asked.query else bare))
    web.answer(host, path + "/*", lambda asked: as_json(items[int(asked.path[-3:]) - 100]))
    web.answer(host, path + "/4000103", status=404, body={"status": 404, "error": "Job not found"})
    client = client_for(web, limits=Limits(bytes=len(service.wrap(items)) - 1000))
    pages = list(all_sources()["greenhouse"].fetch(Query({"companies": ("voltara",)}), client))
    records = [record for page in pages for record in page.parsed.records]
    assert {record["external_id"] for record in records} == {
        f"voltara/{4_000_100 + number}" for number in range(25) if number != 3
    }
    assert all(TEXT in record["description"] for record in records)
    assert [page.is_last for page in pages] == [False, False, True]


def test_lever(web: FakeWeb) -> None:
    offer = only_offer(web, "lever")
    assert offer.external_id == "voltara/5ac21346-8e0c-4494-8e7a-000000000000"
    assert (offer.title, offer.company) == ("Data Engineer 0 (H/F)", "Voltara")
    assert (offer.city, offer.country) == ("Tunis", "TN")
    assert "Sfax" in (offer.location or "")
    assert offer.url == "https://jobs.lever.co/voltara/5ac21346-8e0c-4494-8e7a-000000000000"
    assert offer.apply_url == offer.url + "/apply"
    assert offer.published_at == datetime.fromtimestamp(1_793_700_000, UTC)
    assert (offer.contract, offer.remote) == ("permanent", "hybrid")
    assert offer.salary is not None
    assert (offer.salary.minimum, offer.salary.maximum) == (Decimal(42000), Decimal(55000))
    assert offer.salary.period == "year"
    assert "Airflow" in offer.description_text
    assert "Meal vouchers" in offer.description_text


def test_lever_pages_and_the_european_host(web: FakeWeb) -> None:
    items = [lever_item(number) for number in range(230)]
    web.answer(
        "api.eu.lever.co",
        "/v0/postings/voltara",
        lambda asked: as_json(items[int(asked.params["skip"]) :][: int(asked.params["limit"])]),
    )
    run = run_board(web, "lever", "eu:voltara = Voltara Industries")
    assert len({offer.external_id for offer in run.postings}) == 230
    assert [asked.params["skip"] for asked in web.requests] == ["0", "100", "200"]
    assert run.ended == ["lever:eu:voltara"]
    assert run.postings[0].company == "Voltara Industries"


def test_ashby(web: FakeWeb) -> None:
    offer = only_offer(web, "ashby")
    assert offer.external_id == "voltara/0b7a-0"
    assert (offer.title, offer.company) == ("Machine Learning Engineer 0", "Voltara")
    assert (offer.city, offer.country) == ("Berlin", "DE")
    assert "Paris" in (offer.location or "")
    assert offer.apply_url == "https://jobs.ashbyhq.com/voltara/0b7a-0/application"
    assert offer.published_at == datetime(2026, 11, 9, 8, 30, tzinfo=UTC)
    assert (offer.work_time, offer.remote) == ("full_time", "hybrid")
    assert offer.salary is not None
    assert (offer.salary.minimum, offer.salary.maximum) == (Decimal(70000), Decimal(90000))
    assert (offer.salary.currency, offer.salary.period) == ("EUR", "year")
    assert web.requests[0].params == {"includeCompensation": "true"}


def test_ashby_postings_for_those_with_the_link_are_left_out(web: FakeWeb) -> None:
    service = SERVICES["ashby"]
    hidden = {**ashby_item(1), "isListed": False}
    web.answer(*service.for_company("voltara"), body=service.wrap([ashby_item(0), hidden]))
    run = run_board(web, "ashby", "voltara")
    assert [offer.external_id for offer in run.postings] == ["voltara/0b7a-0"]
    assert run.ended == ["ashby:voltara"]


def test_ashby_names_with_blanks_are_asked_for(web: FakeWeb) -> None:
    service = SERVICES["ashby"]
    web.answer("api.ashbyhq.com", "/posting-api/job-board/Voltara%20Labs", body=service.answer(1))
    (offer,) = run_board(web, "ashby", "https://jobs.ashbyhq.com/Voltara%20Labs/0b7a-0").postings
    assert (offer.external_id, offer.company) == ("voltara labs/0b7a-0", "Voltara Labs")


def test_smartrecruiters(web: FakeWeb) -> None:
    service = SERVICES["smartrecruiters"]
    host, path = service.for_company("Voltara")
    web.answer(host, path, body=service.wrap([smartrecruiters_item(0)]))
    web.answer(host, path + "/744000090000000", body=smartrecruiters_detail(0))
    run = run_board(web, "smartrecruiters", "Voltara")
    assert run.fault is None
    assert run.ended == ["smartrecruiters:voltara"]
    (offer,) = run.postings
    assert offer.external_id == "voltara/744000090000000"
    assert (offer.title, offer.company) == ("Product Manager 0", "Voltara Énergie")
    assert (offer.city, offer.country) == ("Nantes", "FR")
    assert offer.url == "https://jobs.smartrecruiters.com/Voltara/744000090000000-product-manager"
    assert offer.apply_url == offer.url + "?oga=true"
    assert offer.published_at == datetime(2026, 11, 10, 7, 45, tzinfo=UTC)
    assert (offer.contract, offer.work_time, offer.remote) == ("permanent", "full_time", "hybrid")
    assert (offer.level, offer.language, offer.company_industry) == ("senior", "de", "Utilities")
    for part in (TEXT, "We sort parcels.", "Jira"):
        assert part in offer.description_text


def test_smartrecruiters_pages_details_and_countries(web: FakeWeb) -> None:
    """235 postings in three lists; one goes away meanwhile, one has no readable details."""
    items = [smartrecruiters_item(number) for number in range(235)]

    def listed(asked: object) -> bytes:
        offset = int(web.requests[-1].params["offset"])
        assert web.requests[-1].params["country"] == "fr"
        page = items[offset : offset + 100]
        return as_json({"offset": offset, "limit": 100, "totalFound": 235, "content": page})

    host, path = SERVICES["smartrecruiters"].for_company("Voltara")
    web.answer(host, path, listed)
    web.answer(host, path + "/*", lambda asked: smartrecruiters_detail(int(asked.path[-3:])))
    web.answer(host, path + "/744000090000007", status=404, body={"message": "Posting not found"})
    web.answer(host, path + "/744000090000123", body={"message": "Something else"})
    run = run_board(web, "smartrecruiters", "fr:Voltara")
    assert run.fault is None
    assert len({offer.external_id for offer in run.postings}) == 233
    assert len(run.broken) == 1
    assert run.ended == []  # what could not be read is not gone
    assert all(len(page.parsed.records) <= 10 for page in run.pages)
    assert [page.progress for page in run.pages] == sorted(page.progress for page in run.pages)
    assert {page.listing for page in run.pages} == {"smartrecruiters:fr:voltara"}


def test_smartrecruiters_posting_that_is_no_longer_active_is_left_out(web: FakeWeb) -> None:
    host, path = SERVICES["smartrecruiters"].for_company("Voltara")
    web.answer(host, path, body=SERVICES["smartrecruiters"].wrap([smartrecruiters_item(0)]))
    web.answer(host, path + "/*", body=smartrecruiters_detail(0, active=False))
    run = run_board(web, "smartrecruiters", "Voltara")
    assert (run.postings, run.ended) == ([], ["smartrecruiters:voltara"])


def test_recruitee(web: FakeWeb) -> None:
    offer = only_offer(web, "recruitee")
    assert offer.external_id == "voltara/1900000"
    assert (offer.title, offer.company) == ("Technicien de maintenance 0", "Voltara Énergie")
    assert (offer.city, offer.country) == ("Liège", "BE")
    assert offer.url == "https://voltara.recruitee.com/o/technicien-0"
    assert offer.apply_url == "https://voltara.recruitee.com/o/technicien-0/c/new"
    assert offer.published_at == datetime(2026, 11, 5, 10, tzinfo=UTC)
    assert offer.expires_at == datetime(2027, 1, 31, 22, 59, tzinfo=UTC)
    assert (offer.contract, offer.work_time, offer.remote) == ("permanent", "full_time", "onsite")
    assert offer.level == "mid"
    assert offer.salary is not None
    assert (offer.salary.minimum, offer.salary.maximum) == (Decimal(2600), Decimal(3100))
    assert (offer.salary.currency, offer.salary.period) == ("EUR", "month")
    assert "Électricité industrielle" in offer.description_text


def test_workable(web: FakeWeb) -> None:
    offer = only_offer(web, "workable")
    assert offer.external_id == "voltara/A1B2C00000"
    assert (offer.title, offer.company) == ("Customer Support Agent 0", "Voltara Énergie")
    assert (offer.city, offer.country) == ("Manchester", "GB")
    assert offer.apply_url == "https://apply.workable.com/j/A1B2C00000/apply"
    assert offer.published_at == datetime(2026, 11, 11, tzinfo=UTC)
    assert (offer.work_time, offer.remote, offer.level) == ("part_time", "remote", "entry")
    assert offer.company_industry == "Logistics"
    assert web.requests[0].params == {"details": "true"}


def test_workable_job_in_several_places_is_one_offer(web: FakeWeb) -> None:
    service = SERVICES["workable"]
    leeds = {"country": "United Kingdom", "countryCode": "GB", "city": "Leeds", "region": "England"}
    again = {**workable_item(0), "city": "Leeds", "locations": [leeds]}
    web.answer(
        *service.for_company("voltara"), body=service.wrap([workable_item(0), again, workable_item(1)])
    )
    run = run_board(web, "workable", "voltara")
    assert [offer.external_id for offer in run.postings] == ["voltara/A1B2C00000", "voltara/A1B2C00001"]
    assert "Manchester" in (run.postings[0].location or "")
    assert "Leeds" in (run.postings[0].location or "")


def test_personio(web: FakeWeb) -> None:
    offer = only_offer(web, "personio")
    assert offer.external_id == "voltara/1500000"
    assert (offer.title, offer.company) == ("Softwareentwickler 0 (m/w/d)", "Voltara Energie GmbH")
    assert (offer.city, offer.country) == ("München", "DE")
    assert "Köln" in (offer.location or "")
    assert offer.url == "https://voltara.jobs.personio.de/job/1500000"
    assert offer.published_at == datetime(2026, 11, 6, 13, 3, 21, tzinfo=UTC)
    assert (offer.contract, offer.work_time) == ("permanent", "full_time")
    assert (offer.level, offer.years_min) == ("mid", 2)
    assert offer.skills == ("Java", "Spring", "Kubernetes")
    assert "Dein Profil" in offer.description_text
    assert web.requests[0].params == {"language": "en"}


def test_personio_at_its_other_address(web: FakeWeb) -> None:
    service = SERVICES["personio"]
    elsewhere = {"Location": "https://www.personio.com/"}
    web.answer("voltara.jobs.personio.de", "/xml", Reply(status=307, headers=elsewhere))
    web.answer("www.personio.com", "/", body="<html><title>HR software</title></html>")
    web.answer("voltara.jobs.personio.com", "/xml", body=service.answer(1))
    (offer,) = run_board(web, "personio", "voltara").postings
    assert offer.url == "https://voltara.jobs.personio.com/job/1500000"


def test_personio_without_a_feed(web: FakeWeb) -> None:
    elsewhere = {"Location": "https://www.personio.com/"}
    for end in ("de", "com"):
        web.answer(f"voltara.jobs.personio.{end}", "/xml", Reply(status=307, headers=elsewhere))
    web.answer("www.personio.com", "/", body="<html><title>HR software</title></html>")
    run = run_board(web, "personio", "voltara")
    assert run.fault is not None
    assert run.fault.status == "failed"
    assert "no board of this name" in run.notes


def test_personio_damaged_feed_gives_what_can_be_read(web: FakeWeb) -> None:
    service = SERVICES["personio"]
    cut = service.answer(3)[:-180]
    web.answer(*service.for_company("voltara"), body=cut)
    run = run_board(web, "personio", "voltara")
    assert [offer.external_id for offer in run.postings][:2] == ["voltara/1500000", "voltara/1500001"]
    assert any("damaged" in reason for reason in run.broken)
    assert run.ended == []


def test_personio_entities_are_not_resolved(web: FakeWeb) -> None:
    feed = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/hostname">'
        b'<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        b"<workzag-jobs><position><id>1</id><name>Cook &secret;&b;</name><office>Ulm</office></position>"
        b"</workzag-jobs>"
    )
    web.answer("voltara.jobs.personio.de", "/xml", body=feed)
    (offer,) = run_board(web, "personio", "voltara").postings
    assert offer.title.startswith("Cook")
    assert "aaaaaaaaaa" not in offer.title
    assert gethostname() not in offer.title


def test_teamtailor(web: FakeWeb) -> None:
    offer = only_offer(web, "teamtailor")
    assert offer.external_id == "voltara/5500000"
    assert (offer.title, offer.company) == ("UX Designer 0", "Voltara Énergie")
    assert (offer.city, offer.country) == ("Bruxelles", "BE")
    assert offer.url == "https://voltara.teamtailor.com/jobs/5500000-ux-designer"
    assert offer.published_at == datetime(2026, 11, 4, 9, 11, 12, tzinfo=UTC)
    assert offer.expires_at == datetime(2026, 12, 24, 22, 59, tzinfo=UTC)
    assert (offer.work_time, offer.remote) == ("full_time", "remote")
    assert offer.company_logo_url == "https://images.example/logo.png"


def test_teamtailor_follows_its_pages_on_the_same_host_only(web: FakeWeb) -> None:
    def page(asked: object) -> bytes:
        number = int(web.requests[-1].params.get("page", 1))
        more = {"next_url": "https://elsewhere.example/jobs.json"} if number < 3 else {}
        items = [teamtailor_item(number * 10 + each) for each in range(10)]
        return as_json({"version": "https://jsonfeed.org/version/1.1", "title": "V", "items": items, **more})

    web.answer("voltara.teamtailor.com", "/jobs.json", page)
    run = run_board(web, "teamtailor", "voltara")
    assert len({offer.external_id for offer in run.postings}) == 30
    assert {asked.host for asked in web.requests} == {"voltara.teamtailor.com"}
    assert run.ended == ["teamtailor:voltara"]


def test_teamtailor_without_postings_inside(web: FakeWeb) -> None:
    item = {name: value for name, value in teamtailor_item(0).items() if name != "_jobposting"}
    service = SERVICES["teamtailor"]
    web.answer(*service.for_company("voltara"), body=service.wrap([item]))
    (offer,) = run_board(web, "teamtailor", "voltara").postings
    assert (offer.title, offer.company, offer.location) == ("UX Designer 0", "Voltara Énergie", None)


def test_teamtailor_asks_robots_first(web: FakeWeb) -> None:
    service = SERVICES["teamtailor"]
    web.answer(*service.for_company("voltara"), body=service.answer(1))
    web.answer("voltara.teamtailor.com", "/robots.txt", body=b"User-agent: *\nDisallow: /jobs.json\n")
    run = run_board(web, "teamtailor", "voltara")
    assert run.fault is not None
    assert run.fault.status == "blocked"
    assert web.asked("voltara.teamtailor.com", "/jobs.json") == []
