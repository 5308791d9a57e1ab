"""Every service that hosts boards, when it answers something else than a board."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from job_scraper.query import Query
from job_scraper.registry import all_sources
from outgoing.endings import Changed, SourceFault
from outgoing.limits import Limits
from outgoing.sqlite_store import SqliteStore
from tests.fake_web import FakeWeb, Reply, client_for
from tests.job_scraper.sources.board_runs import Run, run_board
from tests.job_scraper.sources.board_services import SERVICES, Service, as_json

CAPTCHA = "<html><head><title>Just a moment...</title></head><body>Verify you are human</body></html>"
PAGE = "<html><head><title>Careers</title></head><body><h1>Welcome</h1><p>Our new site</p></body></html>"
services = pytest.mark.parametrize("service", SERVICES.values(), ids=list(SERVICES))


@pytest.fixture
def web() -> Iterator[FakeWeb]:
    with FakeWeb() as server:
        yield server


def run_with(web: FakeWeb, service: Service, reply: Reply) -> Run:
    web.answer(*service.for_company("voltara"), reply)
    return run_board(web, service.name, "voltara")


def ids(run: Run) -> list[str]:
    return [offer.external_id for offer in run.postings]


@services
def test_companies_come_one_after_the_other(web: FakeWeb, service: Service) -> None:
    for slug in ("acme", "voltara"):
        web.answer(*service.for_company(slug), body=service.answer(2))
    run = run_board(web, service.name, "acme", "voltara")
    assert run.fault is None
    assert len(set(ids(run))) == 4
    assert {name.partition("/")[0] for name in ids(run)} == {"acme", "voltara"}
    assert run.ended == [f"{service.name}:acme", f"{service.name}:voltara"]
    assert [page.message for page in run.pages] == ["Company 1/2: acme", "Company 2/2: voltara"]
    assert [page.progress for page in run.pages] == [0.5, 1.0]
    assert all(page.head for page in run.pages)


@services
def test_unknown_company_is_noted_and_the_others_go_on(web: FakeWeb, service: Service) -> None:
    web.answer(*service.for_company("gone"), status=404, body={"ok": False, "error": "Document not found"})
    web.answer(*service.for_company("voltara"), body=service.answer(1))
    run = run_board(web, service.name, "gone", "voltara")
    assert run.fault is None
    assert len(run.postings) == 1
    assert "gone: " in run.notes
    assert run.ended == [f"{service.name}:voltara"]


@services
def test_no_known_company_fails(web: FakeWeb, service: Service) -> None:
    run = run_with(web, service, Reply({"error": "not found"}, 404))
    assert run.fault is not None
    assert run.fault.status == "failed"
    assert "voltara" in run.fault.detail
    assert run.ended == []


@services
def test_429_ends_the_run_and_says_when_to_come_back(web: FakeWeb, service: Service) -> None:
    web.answer(*service.for_company("acme"), body=service.answer(1))
    web.answer(*service.for_company("busy"), Reply("slow down", 429, {"Retry-After": "120"}))
    run = run_board(web, service.name, "acme", "busy", "voltara")
    assert run.fault is not None
    assert run.fault.status == "quota"
    assert "busy" in run.fault.detail
    assert "120 s" in run.fault.detail
    assert len(run.postings) == 1
    host, path = service.for_company("voltara")
    assert web.asked(host, path) == []


@services
@pytest.mark.parametrize("status", [403, 999])
def test_refusals_are_blocked(web: FakeWeb, service: Service, status: int) -> None:
    run = run_with(web, service, Reply("no", status))
    assert run.fault is not None
    assert run.fault.status == "blocked"
    assert len(web.asked(service.for_company("voltara")[0])) == 1


@services
def test_503_is_failed(web: FakeWeb, service: Service) -> None:
    run = run_with(web, service, Reply("down", 503))
    assert run.fault is not None
    assert run.fault.status == "failed"


@services
def test_captcha_page_with_200_is_blocked(web: FakeWeb, service: Service) -> None:
    run = run_with(web, service, Reply(CAPTCHA))
    assert run.fault is not None
    assert run.fault.status == "blocked"
    assert "Just a moment" in run.fault.head


@services
@pytest.mark.parametrize(
    "body",
    [PAGE, "", "null", '{"offers_v2": [], "paging": {}}', '{"jobs": {"a": 1}}', '"text"', "[" * 200_000],
)
def test_another_shape_is_changed(web: FakeWeb, service: Service, body: str) -> None:
    run = run_with(web, service, Reply(body))
    assert run.fault is not None
    assert run.fault.status == "changed"
    assert run.fault.head == "" or body.startswith(run.fault.head[:10])
    assert run.ended == []


@services
def test_a_good_answer_then_a_changed_one_keeps_the_offers(web: FakeWeb, service: Service) -> None:
    web.answer(*service.for_company("acme"), body=service.answer(3))
    web.answer(*service.for_company("odd"), body=PAGE)
    web.answer(*service.for_company("voltara"), body=service.answer(1))
    run = run_board(web, service.name, "acme", "odd", "voltara")
    assert isinstance(run.fault, Changed)
    assert "odd" in run.fault.detail
    assert len(run.postings) == 4
    assert run.ended == [f"{service.name}:acme", f"{service.name}:voltara"]


@services
def test_error_body_with_200_is_failed(web: FakeWeb, service: Service) -> None:
    run = run_with(web, service, Reply({"error": "Internal trouble", "status": 500}))
    assert run.fault is not None
    assert run.fault.status == ("changed" if service.name == "personio" else "failed")
    assert service.name == "personio" or "Internal trouble" in run.fault.detail


@services
def test_empty_board(web: FakeWeb, service: Service) -> None:
    """Where an unknown name gets the same answer, nothing is said to be gone."""
    run = run_with(web, service, Reply(service.answer(0)))
    assert run.fault is None
    assert run.postings == []
    assert [page.parsed.says_none for page in run.pages] == [service.says_none]
    assert run.ended == ([f"{service.name}:voltara"] if service.says_none else [])
    assert bool(run.notes) is not service.says_none
    assert service.says_none or run.pages[0].parsed.total is None


@services
def test_one_broken_item_among_good_ones(web: FakeWeb, service: Service) -> None:
    untitled = {**service.good(7), service.title: ""}
    untitled.pop("_jobposting", None)
    broken = [untitled, "no object", None, {}]
    if service.name == "personio":
        broken = [broken[0], "no object"]
    body = service.wrap([service.good(0), *broken, service.good(1)])
    run = run_with(web, service, Reply(body))
    assert run.fault is None
    assert len(run.postings) == 2
    assert len(run.broken) == len(broken)
    assert all(page.parsed.broken[0].sample for page in run.pages)
    assert run.ended == []  # the broken ones are not gone


@services
def test_all_items_broken_is_changed(web: FakeWeb, service: Service) -> None:
    items = [{"headline": "Cook", "ref": 1}, {"headline": "Baker", "ref": 2}]
    run = run_with(web, service, Reply(service.wrap(items)))
    assert run.fault is not None
    assert run.fault.status == "changed"
    assert "none of 2" in run.fault.detail


@services
def test_items_of_wrong_types_break_alone(web: FakeWeb, service: Service) -> None:
    """Every field in turn holds something else than it should."""
    items = [service.good(0)]
    for number, name in enumerate(service.good(0)):
        for value in (None, 5, "x", ["y"], [{}], {"z": []}, True):
            item = {**service.good(number + 1), name: value}
            items.append(item)
    if service.name == "personio":
        items = [
            item
            for item in items
            if isinstance(item["jobDescriptions"], list) and item["jobDescriptions"] != ["y"]
        ]
        items = [{**item, "jobDescriptions": [], "additionalOffices": []} for item in items]
    run = run_with(web, service, Reply(service.wrap(items)))
    assert run.fault is None
    assert len(run.postings) + len(run.broken) + len(run.rejected) <= len(items)
    assert len(run.rejected) <= 4
    assert len(run.postings) > len(service.good(0)) / 2


@services
def test_the_same_offer_twice_has_one_id(web: FakeWeb, service: Service) -> None:
    run = run_with(web, service, Reply(service.wrap([service.good(0), service.good(0), service.good(1)])))
    assert run.fault is None
    assert len(set(ids(run))) == 2
    assert run.ended == [f"{service.name}:voltara"]


@services
def test_empty_ids_are_told_apart_by_their_addresses(web: FakeWeb, service: Service) -> None:
    items = [{**service.good(number), service.id: ""} for number in range(3)]
    run = run_with(web, service, Reply(service.wrap([service.good(9), *items])))
    assert len(set(ids(run))) == len(run.postings)
    assert not [name for name in ids(run) if name.endswith("/")]
    assert len(run.postings) + len(run.broken) == 4


@services
def test_deep_nesting_in_one_item(web: FakeWeb, service: Service) -> None:
    depth = 300
    deep = "[" * depth + "]" * depth
    if service.name == "personio":
        body = service.answer(2).replace(b"<office>", b"<x>" * depth + b"</x>" * depth + b"<office>", 1)
    else:
        item = json.dumps({**service.good(5), "extra": "DEEP", "lists": "DEEP"}).replace('"DEEP"', deep)
        body = service.wrap([service.good(0), service.good(1)])
        body = body.replace(b"[{", b"[" + item.encode() + b", {", 1)
    run = run_with(web, service, Reply(body))
    assert run.fault is None or run.fault.status == "changed"
    assert run.fault is not None or run.pages


@services
def test_the_limit_stops_the_run_and_nothing_is_said_to_be_gone(web: FakeWeb, service: Service) -> None:
    for slug in ("acme", "voltara"):
        web.answer(*service.for_company(slug), body=service.answer(20))
    run = run_board(web, service.name, "acme", "voltara", limit=25)
    assert run.fault is None
    assert len(run.postings) == 25
    assert run.ended == [f"{service.name}:acme"]
    assert "stopped at 25 offers" in run.notes


@services
def test_no_company_at_all(web: FakeWeb, service: Service) -> None:
    run = run_board(web, service.name)
    assert run.fault is not None
    assert "No company is listed yet" in run.fault.detail
    assert web.requests == []


@services
def test_entries_that_name_no_board_never_become_addresses(web: FakeWeb, service: Service) -> None:
    bad = (
        "https://evil.example/voltara",
        "../admin",
        "a/b",
        "evil.example/#",
        "x@evil.example",
        "a\r\nHost: b",
        "",
    )
    run = run_board(web, service.name, *bad)
    assert run.fault is not None
    assert run.fault.status == "failed"
    assert web.requests == []


@services
def test_random_bytes_are_a_source_fault(service: Service) -> None:
    parse = all_sources()[service.name].parse
    good = service.answer(2)
    for body in (b"\x00\xff\xfe" * 50, good[:-30], good[: len(good) // 2], b"\x1f\x8b" + good, b"<a><b></a>"):
        try:
            found = parse(body)
        except SourceFault as fault:
            assert fault.status in {"changed", "failed", "blocked"}
        else:
            assert found.broken or found.records


def test_unreachable_companies_in_a_row_end_the_run(web: FakeWeb) -> None:
    service = SERVICES["recruitee"]
    names = [f"c{number}" for number in range(8)]
    for name in names:
        web.answer(*service.for_company(name), Reply("down", 502))
    run = run_board(web, "recruitee", *names)
    assert run.fault is not None
    assert run.fault.status == "failed"
    assert {asked.host.partition(".")[0] for asked in web.requests} == {"c0", "c1", "c2"}


def test_one_unreachable_company_is_noted(web: FakeWeb) -> None:
    service = SERVICES["recruitee"]
    web.answer(*service.for_company("down"), Reply("down", 502))
    web.answer(*service.for_company("voltara"), body=service.answer(1))
    run = run_board(web, "recruitee", "down", "voltara")
    assert run.fault is None
    assert len(run.postings) == 1
    assert "down: it could not be reached" in run.notes


def test_a_board_larger_than_allowed_is_noted(web: FakeWeb) -> None:
    service = SERVICES["ashby"]
    web.answer(*service.for_company("huge"), body=service.answer(200))
    web.answer(*service.for_company("voltara"), body=service.answer(1))
    client = client_for(web, limits=Limits(bytes=20_000), store=SqliteStore(web.folder / "other.db"))
    pages = list(all_sources()["ashby"].fetch(Query({"companies": ("huge", "voltara")}), client))
    assert sum(len(page.parsed.records) for page in pages) == 1
    assert any("larger than allowed" in note for page in pages for note in page.notes)


def test_a_service_that_ignores_which_page_was_asked_for_is_left(web: FakeWeb) -> None:
    service = SERVICES["lever"]
    web.answer(*service.for_company("voltara"), body=as_json([service.good(number) for number in range(150)]))
    run = run_board(web, "lever", "voltara")
    assert len(set(ids(run))) == 150
    assert len(web.requests) == 2
    assert run.ended == ["lever:voltara"]


def test_one_company_in_several_spellings_is_asked_once(web: FakeWeb) -> None:
    service = SERVICES["greenhouse"]
    web.answer("boards-api.greenhouse.io", "/v1/boards/*", body=service.answer(1))
    spellings = ("Voltara", "voltara", "https://boards.greenhouse.io/voltara/jobs/12", "voltara = Voltara SA")
    run = run_board(web, "greenhouse", *spellings)
    assert len(web.requests) == 1
    assert ids(run) == ["voltara/4000100"]


def test_long_ids_stay_unique() -> None:
    slug = "v" * 100
    service = SERVICES["ashby"]
    items = [{**service.good(number), "id": "9" * 60 + str(number)} for number in range(3)]
    with FakeWeb() as web:
        web.answer(*service.for_company(slug), body=service.wrap(items))
        run = run_board(web, "ashby", slug)
    assert len(set(ids(run))) == 3
    assert all(len(name) <= 128 for name in ids(run))
    assert all(len(page.listing) <= 160 for page in run.pages)
