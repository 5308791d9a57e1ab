"""LinkedIn's guest pages: cards with two kinds of root, lists that end, walls, and single offers."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from job_scraper.query import Query
from job_scraper.sources._linkedin_detail import read_detail
from job_scraper.sources.linkedin import SOURCE, parse
from outgoing.endings import Changed, SourceFault
from tests.fake_web import Asked, FakeWeb, Reply, client_for
from tests.job_scraper.sources.majors import (
    CAPTCHA,
    DEEP,
    FIXTURES,
    Run,
    needs_fixtures,
    parsed_postings,
    postings,
    query_for,
    run,
)

HOST = "www.linkedin.com"
LIST = "/jobs-guest/jobs/api/seeMoreJobPostings/search"
DETAIL = "/jobs-guest/jobs/api/jobPosting/"
END = "<!DOCTYPE html>\n\n<!---->"
BLANK = "https://static.licdn.com/aero-v1/sc/h/nobody"


def card(number: int, root: str = "div", **changes: str) -> str:
    """As the site sends it; with root ``a`` the card itself is the link, and the company is plain text."""
    own = f"41000{number:05}"
    given = {
        "title": f"Développeur Python {number}",
        "company": "Exemple &amp; Fils",
        "place": "Tunis, Tunisie",
        "time": '<time class="job-search-card__listdate" datetime="2026-11-18">il y a 3 jours</time>',
        "pay": "",
        "logo": "https://media.licdn.com/dms/image/logo",
        "urn": f"urn:li:jobPosting:{own}",
        **changes,
    }
    href = f"https://fr.linkedin.com/jobs/view/dev-python-at-exemple-{own}?position=1&amp;refId=abc%3D"
    link = f'<a class="base-card__full-link absolute" href="{href}"><span class="sr-only">{given["title"]}</span></a>'
    company = (
        f'<a class="hidden-nested-link" href="https://fr.linkedin.com/company/exemple">{given["company"]}</a>'
    )
    is_link = root == "a"
    return f"""
      <li>
        <{root} {f'href="{href}"' if is_link else ""} class="base-card relative w-full base-search-card job-search-card"
          data-entity-urn="{given["urn"]}" data-reference-id="L+a==">
          {"" if is_link else link}
          <div class="search-entity-media"><img class="artdeco-entity-image" data-delayed-url="{given["logo"]}" alt></div>
          <div class="base-search-card__info">
            <h3 class="base-search-card__title">
              {given["title"]}
            </h3>
            <h4 class="base-search-card__subtitle"> {given["company"] if is_link else company} </h4>
            <div class="base-search-card__metadata">
              <span class="job-search-card__location"> {given["place"]} </span>
              <span class="job-posting-benefits__text">Soyez parmi les premiers</span>
              {given["pay"]} {given["time"]}
            </div>
          </div>
        </{root}>
      </li>"""


def cards(first: int, count: int) -> str:
    listed = (card(number, "a" if number % 3 == 0 else "div") for number in range(first, first + count))
    return "<!DOCTYPE html>\n" + "".join(listed)


def detail(**changes: str) -> str:
    labels = ("Seniority level", "Employment type", "Job function", "Industries")
    values = ("Mid-Senior level", "Full-time", "Engineering", "Software Development")
    given = {"criteria": criteria(labels, values), "more": "", "title": "Développeur Python", **changes}
    return f"""
      <section class="top-card-layout"><a class="topcard__link" href="/jobs/view/1"><h2 class="top-card-layout__title
        topcard__title">{given["title"]}</h2></a>
        <a class="topcard__org-name-link" href="https://fr.linkedin.com/company/exemple">Exemple</a>
        <span class="topcard__flavor topcard__flavor--bullet">Tunis, Tunisie</span>
        <span class="posted-time-ago__text">3 days ago</span></section>
      <div class="compensation__salary">€45,000.00/yr - €55,000.00/yr</div>
      <div class="show-more-less-html"><div class="show-more-less-html__markup relative">
        <p><strong>Le poste</strong></p><ul><li>Construire des services en Python</li></ul></div>
        <button class="show-more-less-html__button">Show more</button></div>
      <ul class="description__job-criteria-list">{given["criteria"]}</ul>{given["more"]}"""


def criteria(labels: tuple[str, ...], values: tuple[str, ...]) -> str:
    return "".join(
        f'<li class="description__job-criteria-item"><h3 class="description__job-criteria-subheader">{label}</h3>'
        f'<span class="description__job-criteria-text description__job-criteria-text--criteria"> {value} </span></li>'
        for label, value in zip(labels, values, strict=True)
    )


def options(**changes: Any) -> Query:
    limit = changes.pop("limit", 1000)
    return query_for(SOURCE, limit, **{"keywords": ("python",), **changes})


def searched(web: FakeWeb, *replies: Any, **changes: Any) -> Run:
    web.answer(HOST, LIST, *replies)
    return run(SOURCE, options(**changes), client_for(web))


def one_fault(body: str | bytes) -> SourceFault:
    with pytest.raises(SourceFault) as caught:
        parse(body.encode() if isinstance(body, str) else body)
    return caught.value


@pytest.mark.parametrize("root", ["a", "div"])
def test_a_card_with_all_its_facts(root: str) -> None:
    pay = '<span class="job-search-card__salary-info"> €45,000.00/yr - €55,000.00/yr </span>'
    [posting] = parsed_postings(SOURCE, parse(card(7, root, pay=pay).encode()))
    assert posting.external_id == "4100000007"
    assert (posting.title, posting.company) == ("Développeur Python 7", "Exemple & Fils")
    assert (posting.city, posting.country, posting.location) == ("Tunis", "TN", "Tunis, Tunisie")
    assert posting.url == "https://www.linkedin.com/jobs/view/4100000007"
    assert posting.published_at == datetime(2026, 11, 18, tzinfo=UTC)
    assert posting.company_logo_url == "https://media.licdn.com/dms/image/logo"
    assert posting.salary is not None
    assert (posting.salary.minimum, posting.salary.maximum) == (Decimal(45000), Decimal(55000))


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ({"time": ""}, "published_at", None),
        ({"time": '<time class="job-search-card__listdate--new">2 days ago</time>'}, "published_at", datetime(2026, 11, 19, tzinfo=UTC)),
        ({"time": "<time>vor 4 Tagen</time>"}, "published_at", datetime(2026, 11, 17, tzinfo=UTC)),
        ({"time": "<time>1 vecka sedan</time>"}, "published_at", None),
        ({"urn": ""}, "external_id", "4100000007"),
        ({"urn": "urn:li:something:5"}, "external_id", "4100000007"),
        ({"logo": BLANK}, "company_logo_url", None),
        ({"company": ""}, "company", None),
        ({"place": ""}, "location", None),
        ({"title": "C&#43;&#43; &lt;senior&gt;"}, "title", "C++ <senior>"),
    ],
)  # fmt: skip
def test_variants_of_a_card(change: dict[str, str], field: str, value: object) -> None:
    [posting] = parsed_postings(SOURCE, parse(card(7, **change).encode()))
    assert getattr(posting, field) == value


def test_steps_by_the_cards_that_came(web: FakeWeb) -> None:
    found = searched(web, lambda asked: cards(int(asked.params["start"]), 10), pages=3, days=7)
    assert len(set(found.ids)) == 30
    asked = web.asked(HOST)
    assert [each.params["start"] for each in asked] == ["0", "10", "20"]
    assert asked[0].params == {
        "keywords": "python", "location": "Tunisia", "start": "0", "sortBy": "DD", "f_TPR": "r604800",
    }  # fmt: skip
    assert asked[0].headers["accept-language"] == "en-US,en;q=0.9"
    assert asked[0].headers["user-agent"].startswith("JobMatch")
    assert [page.progress for page in found.pages] == pytest.approx([1 / 3, 2 / 3, 1])


def test_broken_cards_count_as_received(web: FakeWeb) -> None:
    first = cards(0, 8) + card(8, title="") + card(9, title="").replace("sr-only", "x")
    found = searched(web, Reply(first), Reply(cards(10, 10)), pages=2)
    assert [each.params["start"] for each in web.asked(HOST)] == ["0", "10"]
    assert len(found.ids) == 18
    assert len(found.pages[0].parsed.broken) == 2
    assert found.pages[0].head


def test_a_short_page_is_the_last(web: FakeWeb) -> None:
    found = searched(web, Reply(cards(0, 10)), Reply(cards(10, 4)), pages=9)
    assert (len(found.ids), len(web.asked(HOST))) == (14, 2)


def test_a_page_with_nothing_new_is_the_last(web: FakeWeb) -> None:
    found = searched(web, Reply(cards(0, 10)), pages=9)
    assert (len(found.ids), len(web.asked(HOST))) == (10, 2)


def test_never_asks_from_a_thousand_on(web: FakeWeb) -> None:
    def page(asked: Asked) -> Reply:
        start = int(asked.params["start"])
        return Reply(cards(start, 10)) if start < 1000 else Reply("bad request", 400)

    found = searched(web, page, pages=100, limit=5000)
    assert (found.status, len(found.ids), len(web.asked(HOST))) == ("ok", 1000, 100)


def test_the_end_of_a_list(web: FakeWeb) -> None:
    found = searched(web, Reply(cards(0, 10)), Reply(END), pages=5, keywords=("a",))
    assert (found.status, len(found.ids), found.notes) == ("ok", 10, [])
    found = searched(web, Reply(cards(0, 10)), Reply("", 400), pages=5)
    assert (found.status, len(found.ids)) == ("ok", 10)


def test_an_end_at_the_start_is_not_said_to_be_nothing(web: FakeWeb) -> None:
    found = searched(web, Reply(END), keywords=("a", "b"))
    assert found.status == "ok"
    assert [page.parsed.says_none for page in found.pages] == [False, False]
    assert found.notes[0].startswith("the first list came empty")
    assert [page.message for page in found.pages] == ["Keyword 1/2: a, page 1", "Keyword 2/2: b, page 1"]


@pytest.mark.parametrize(
    "body",
    [END, "<!DOCTYPE html>\n            <!---->\n ", "", " \n", "<html><head></head><body></body></html>"],
)
def test_bodies_that_end_a_list(body: str) -> None:
    found = parse(body.encode())
    assert not found.records
    assert not found.says_none


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (Reply(b"", 403), "blocked"),
        (Reply(b"", 999), "blocked"),
        (Reply(b"", 429), "quota"),
        (Reply(b"", 429, {"Retry-After": "60"}), "quota"),
        (Reply(b"", 503), "failed"),
        (Reply(b"", 400), "failed"),
        (Reply(b"", 404), "changed"),
        (Reply(b"", 202), "blocked"),
        (Reply(b"", 401), "blocked"),
        (Reply(CAPTCHA), "blocked"),
        (Reply(cards(0, 10).replace("base-search-card", "job-tile")), "changed"),
        (Reply("<html><body><p>Bonjour</p></body></html>"), "changed"),
        (Reply(DEEP), "changed"),
        (Reply('{"jobs": []}'), "changed"),
    ],
)
def test_what_an_answer_means(web: FakeWeb, reply: Reply, kind: str) -> None:
    found = searched(web, reply)
    assert found.status == kind
    assert len(web.asked(HOST)) in {1, 3}  # what is broken in passing is tried again


def test_stops_at_the_first_refusal_and_keeps_what_came(web: FakeWeb) -> None:
    found = searched(web, Reply(cards(0, 10)), Reply(b"", 999), pages=5, keywords=("a", "b"))
    assert (found.status, len(found.ids), len(web.asked(HOST))) == ("blocked", 10, 2)


@pytest.mark.parametrize("path", ["/authwall", "/signup", "/login", "/checkpoint/challenge", "/"])
def test_a_redirect_to_the_login_page(web: FakeWeb, path: str) -> None:
    web.answer(HOST, path, body="<html><title>Sign Up | LinkedIn</title>Join LinkedIn</html>")
    found = searched(web, Reply(b"", 302, {"Location": f"https://{HOST}{path}?trk=x"}))
    assert found.status == "blocked"
    assert "login page" in str(found.fault)


def test_robots_txt_is_obeyed_unless_there_is_a_permission(web: FakeWeb) -> None:
    web.answer(HOST, "/robots.txt", body="User-agent: *\nDisallow: /jobs-guest/\n")
    found = searched(web, Reply(cards(0, 3)))
    assert found.status == "blocked"
    assert [each.path for each in web.requests] == ["/robots.txt"]
    found = searched(web, Reply(cards(0, 3)), has_permission=True)
    assert (found.status, len(found.ids)) == ("ok", 3)


def test_an_offer_of_two_keywords_comes_once(web: FakeWeb) -> None:
    found = searched(web, Reply(cards(0, 10)), keywords=("a", "b"), pages=1)
    assert len(found.ids) == 10
    assert len(web.asked(HOST)) == 2


def test_stops_at_the_limit(web: FakeWeb) -> None:
    found = searched(web, lambda asked: cards(int(asked.params["start"]), 10), pages=9, limit=13)
    assert (len(found.ids), len(web.asked(HOST))) == (13, 2)
    assert found.pages[-1].progress == 1


def test_no_keyword_is_a_failure(web: FakeWeb) -> None:
    assert searched(web, Reply(END), keywords=()).status == "failed"
    assert not web.requests


class TestMutations:
    def test_one_nested_beyond_measure_costs_only_itself(self) -> None:
        found = parse((cards(0, 4) + card(4, company=DEEP) + card(5, title=DEEP) + cards(6, 4)).encode())
        names = [record["id"] for record in found.records]
        assert {f"41000{number:05}" for number in (0, 1, 2, 3, 6, 7, 8, 9)} <= set(names)
        assert len(names) + len(found.broken) == 10

    def test_a_page_that_is_cut_off(self) -> None:
        page = cards(0, 10)
        for end in range(400, len(page), 997):
            try:
                found = parse(page[:end].encode())
            except Changed:
                assert end < 2000
                continue
            assert all(record["title"] and record["id"] for record in found.records)
        assert len(parse(page[:-300].encode()).records) == 10

    def test_renamed_parts(self) -> None:
        """The title is found by its tag, so one renamed class does no harm."""
        page = cards(0, 10)
        assert len(parse(page.replace("base-search-card__title", "x").encode()).records) == 10
        gone = re.sub(r"</?h3[^>]*>", "", page).replace("sr-only", "x")
        assert one_fault(gone).status == "changed"

    def test_no_ids(self) -> None:
        page = re.sub(r'data-entity-urn="[^"]*"', "", cards(0, 5)).replace("/jobs/view/", "/j/")
        fault = one_fault(page)
        assert fault.status == "changed"
        assert "without id" in fault.detail

    def test_a_page_without_li(self) -> None:
        page = re.sub(r"</?li>", "", cards(0, 10))
        assert len(parse(page.encode()).records) == 10

    def test_nested_cards_are_not_counted_twice(self) -> None:
        page = f'<div class="base-search-card" data-entity-urn="urn:li:jobPosting:4100000001"><h3>A</h3>{card(2)}</div>'
        assert [record["id"] for record in parse(page.replace("<li>", "").encode()).records] == ["4100000001"]

    @pytest.mark.parametrize("charset", ["cp1252", "utf-16", "utf-8-sig", "iso-8859-1"])
    def test_other_charsets(self, charset: str) -> None:
        found = parse(cards(0, 2).encode(charset))
        assert found.records[0]["title"] == "Développeur Python 0"

    @pytest.mark.parametrize("real", ["utf-8", "iso-8859-1"])
    def test_a_charset_in_the_header(self, web: FakeWeb, real: str) -> None:
        kind = {"Content-Type": "text/html; charset=iso-8859-1"}
        found = searched(web, Reply(cards(0, 2).encode(real), 200, kind))
        assert found.records[0]["title"] == "Développeur Python 0"

    def test_many_items_end(self) -> None:
        page = "".join(card(number) for number in range(600))
        assert 10 <= len(parse(page.encode()).records) <= 200

    def test_bytes_that_mean_nothing(self) -> None:
        assert one_fault(bytes(range(256)) * 50).status == "changed"
        assert parse(cards(0, 2).replace("Python", "Py\x00thon").encode()).records


class TestDetails:
    def test_everything_on_it(self) -> None:
        apply = (
            '<code id="applyUrl" style="display: none"><!--"https://www.linkedin.com/jobs/view/externalApply/4100000007'
            '?url=https%3A%2F%2Fexemple.example%2Fpostuler%3Fid%3D5&amp;urlHash=x_1"--></code>'
        )
        [posting] = postings(SOURCE, [{**read_detail(detail(more=apply)), "id": "4100000007"}])
        assert (posting.title, posting.company, posting.city) == ("Développeur Python", "Exemple", "Tunis")
        assert (posting.level, posting.work_time) == ("senior", "full_time")
        assert posting.company_industry == "Software Development"
        assert posting.apply_url == "https://exemple.example/postuler?id=5"
        assert "Construire des services en Python" in posting.description_text
        assert "Show more" not in posting.description_text
        assert posting.salary is not None
        assert (posting.salary.minimum, posting.salary.period) == (Decimal(45000), "year")

    def test_criteria_in_another_language_go_by_position(self) -> None:
        labels = ("Nivel de antigüedad", "Tipo de empleo", "Función laboral", "Sectores")
        found = read_detail(detail(criteria=criteria(labels, ("Director", "Full-time", "IT", "Banca"))))
        assert (found["seniority_level"], found["employment_type"], found["industries"]) == (
            "Director",
            "Full-time",
            "Banca",
        )

    def test_fewer_criteria_go_by_name_only(self) -> None:
        found = read_detail(detail(criteria=criteria(("Employment type",), ("Contract",))))
        assert found["employment_type"] == "Contract"
        assert "seniority_level" not in found
        assert "employment_type" not in read_detail(detail(criteria=criteria(("Tipo",), ("Contrato",))))

    @pytest.mark.parametrize(
        "apply",
        [
            '<code id="applyUrl"><!--"https://www.linkedin.com/x?foo=1"--></code>',
            '<code id="applyUrl"><!--"https://www.linkedin.com/x?url=javascript%3Aalert(1)"--></code>',
            '<code id="applyUrl"><!--"https://[::1/x?url=https%3A%2F%2Fa.example"--></code>',
            '<code id="applyUrl"></code>',
            "",
        ],
    )
    def test_no_way_to_apply(self, apply: str) -> None:
        assert not read_detail(detail(more=apply)).get("apply_url")

    def test_json_ld_fills_in(self) -> None:
        posting = {
            "@type": "JobPosting", "title": "Développeur", "description": "&lt;p&gt;Du JSON-LD&lt;/p&gt;",
            "validThrough": "2026-12-18T00:00:00Z", "employmentType": "FULL_TIME", "datePosted": "2026-11-18",
            "hiringOrganization": {"name": "Exemple SA"},
        }  # fmt: skip
        script = f'<script type="application/ld+json">{json.dumps(posting)}</script>'
        [whole] = postings(SOURCE, [{**read_detail(script + "<html><body>x</body></html>"), "id": "1"}])
        assert (whole.title, whole.company, whole.description_text) == (
            "Développeur",
            "Exemple SA",
            "Du JSON-LD",
        )
        assert whole.expires_at == datetime(2026, 12, 18, tzinfo=UTC)
        [both] = postings(SOURCE, [{**read_detail(script + detail()), "id": "1"}])
        assert "Construire des services" in both.description_text
        assert both.expires_at == datetime(2026, 12, 18, tzinfo=UTC)

    @pytest.mark.parametrize("page", ["", CAPTCHA, DEEP, "<html><body>rien</body></html>", "{}"])
    def test_a_page_without_an_offer(self, page: str) -> None:
        with pytest.raises(SourceFault):
            read_detail(page)

    def test_nested_beyond_measure(self) -> None:
        found = read_detail(detail(title="Chef").replace("<p><strong>", DEEP + "<p><strong>"))
        assert found["title"] == "Chef"


class TestDescriptions:
    def test_are_read_when_wanted(self, web: FakeWeb) -> None:
        web.answer(HOST, DETAIL + "*", lambda _asked: detail())
        found = searched(web, Reply(cards(0, 2)), get_descriptions=True)
        [first, second] = postings(SOURCE, found.records)
        assert first.external_id == "4100000000"
        assert first.title == "Développeur Python 0"
        assert "Construire des services" in first.description_text
        assert second.level == "senior"
        assert [each.path for each in web.asked(HOST, DETAIL + "*")] == [
            DETAIL + "4100000000",
            DETAIL + "4100000001",
        ]

    def test_are_not_read_otherwise(self, web: FakeWeb) -> None:
        searched(web, Reply(cards(0, 2)))
        assert not web.asked(HOST, DETAIL + "*")

    def test_at_most_forty_a_run(self, web: FakeWeb) -> None:
        web.answer(HOST, DETAIL + "*", lambda _asked: detail())
        found = searched(
            web, lambda asked: cards(int(asked.params["start"]), 10), get_descriptions=True, pages=6
        )
        assert len(found.ids) == 60
        assert len(web.asked(HOST, DETAIL + "*")) == 40
        assert any("40" in note for note in found.notes)

    @pytest.mark.parametrize(
        "reply", [Reply("", 404), Reply("", 500), Reply("<html>rien</html>"), Reply("", 200)]
    )
    def test_one_that_cannot_be_read_is_told(self, web: FakeWeb, reply: Reply) -> None:
        web.answer(HOST, DETAIL + "*", lambda _asked: detail())
        web.answer(HOST, DETAIL + "4100000001", reply)
        found = searched(web, Reply(cards(0, 3)), get_descriptions=True)
        assert (found.status, len(found.ids)) == ("ok", 3)
        assert [note.startswith("no description of 4100000001") for note in found.notes] == [True]
        assert sum("description" in record for record in found.records) == 2

    @pytest.mark.parametrize(
        ("reply", "kind"),
        [
            (Reply("", 999), "blocked"),
            (Reply("", 429), "quota"),
            (Reply("", 302, {"Location": f"https://{HOST}/authwall"}), "blocked"),
            (Reply(CAPTCHA), "blocked"),
        ],
    )
    def test_a_refusal_ends_the_run_with_the_cards_kept(self, web: FakeWeb, reply: Reply, kind: str) -> None:
        web.answer(HOST, "/authwall", body="<html>Join</html>")
        web.answer(HOST, DETAIL + "*", lambda _asked: detail())
        web.answer(HOST, DETAIL + "4100000002", reply)
        found = searched(web, Reply(cards(0, 10)), get_descriptions=True, pages=3)
        assert (found.status, len(found.ids)) == (kind, 10)
        assert sum("description" in record for record in found.records) == 2
        assert len(web.asked(HOST, DETAIL + "*")) == 3


def test_is_off_and_says_why() -> None:
    assert not SOURCE.is_on
    assert SOURCE.terms.verdict == "forbidden"
    assert "forbids" in SOURCE.why_off
    for way in ("address", "save", "mail"):
        assert way in SOURCE.instead


@needs_fixtures
def test_a_recorded_list() -> None:
    found = parse((FIXTURES / "linkedin" / "dextorion_seeMoreJobPostings_2024-08.html").read_bytes())
    listed = parsed_postings(SOURCE, found)
    assert (len(listed), found.broken) == (10, ())
    assert (listed[0].external_id, listed[0].company) == ("3995343936", "Läkemedelsverket")
    assert listed[0].title == "Regulatorisk handläggare tidsbegränsad"
    assert listed[2].company_logo_url is not None
    assert {posting.city for posting in listed} == {"Uppsala", "Norrköping"}
    assert all(posting.published_at and posting.company and posting.url for posting in listed)
    assert len({posting.external_id for posting in listed}) == 10


@needs_fixtures
def test_made_up_pages_of_another_author() -> None:
    folder = FIXTURES / "linkedin"
    found = parse((folder / "SYNTHETIC_nireekshahuns_linkedin-search.html").read_bytes())
    listed = parsed_postings(SOURCE, found)
    assert [posting.company for posting in listed] == ["Acme, Inc.", "Globex", "Initech", "Hooli"]
    assert listed[1].title == "Full Stack Engineer, R&D"
    assert [posting.published_at is None for posting in listed] == [False, False, True, False]
    page = (folder / "SYNTHETIC_nireekshahuns_linkedin-job-detail.html").read_text("utf-8")
    [posting] = postings(SOURCE, [{**read_detail(page), "id": "4012345678", "title": "Backend Engineer"}])
    assert (posting.level, posting.work_time, posting.years_min) == ("senior", "full_time", 5)
    assert "Own reliability for the ledger" in posting.description_text
    assert "Show more" not in posting.description_text
