"""The sources that read pages, against a local server that answers as the real sites."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from job_scraper.page import Page
from job_scraper.pages.refusals import NoOffer
from job_scraper.posting import JobPosting
from job_scraper.query import Query
from job_scraper.record import posting_from_record
from job_scraper.registry import all_sources
from outgoing.endings import Blocked, Changed, Failed, SourceFault, from_refusal
from outgoing.faults import Fault
from tests.fake_web import FakeWeb, Reply, client_for

NOW = datetime(2026, 11, 20, tzinfo=UTC)
BLOG = "www.tunisietravail.net"
KEEJOB = "www.keejob.com"
SITE = "careers.olive.example.org"


@pytest.fixture
def web() -> Iterator[FakeWeb]:
    with FakeWeb() as started:
        yield started


@dataclass
class Run:
    source: str
    pages: list[Page] = field(default_factory=list)
    fault: SourceFault | None = None

    @property
    def postings(self) -> list[JobPosting]:
        habits = all_sources()[self.source].habits
        records = [record for page in self.pages for record in page.parsed.records]
        return [posting_from_record(record, self.source, NOW, habits) for record in records]

    @property
    def ids(self) -> list[str]:
        return [one.external_id for one in self.postings]


def run(web: FakeWeb, name: str, limit: int = 1000, **options: Any) -> Run:
    done = Run(name)
    source = all_sources()[name]
    given = {option.name: option.default for option in source.options} | options
    try:
        for page in source.fetch(Query(given, limit), client_for(web, BLOG, KEEJOB, SITE, "www.indeed.com")):
            done.pages.append(page)
    except SourceFault as fault:
        done.fault = fault
    except Fault as fault:
        done.fault = from_refusal(fault)
    return done


def item(number: int, post: str, text: str = "", short: str = "Résumé.") -> str:
    whole = f"<content:encoded><![CDATA[{text}]]></content:encoded>" if text else ""
    return f"""<item><title>Société Olive recrute {post}</title>
      <link>https://{BLOG}/olive-recrute-{number}/</link><pubDate>Wed, 18 Nov 2026 08:00:00 +0000</pubDate>
      <guid isPermaLink="false">https://{BLOG}/?p={number}</guid><description><![CDATA[<p>{short}</p>
      <p>L’article <a href="x">Société Olive recrute</a> est apparu en premier sur <a href="y">Blog</a>.</p>]]></description>
      {whole}</item>"""


def feed(*items: str) -> Reply:
    body = f"""\n<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
      xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Blog</title>{"".join(items)}</channel></rss>"""
    return Reply(body.strip(), headers={"Content-Type": "application/rss+xml; charset=UTF-8"})


def post_page(title: str, text: str) -> str:
    return f'<html><body><h1>{title}</h1><div class="entry-content"><p>{text}</p></div></body></html>'


class TestTunisieTravail:
    def test_the_feed_brings_whole_posts(self, web: FakeWeb) -> None:
        text = "<p>Poste à Tunis. Type de contrat : CDI. Python exigé.</p>"
        web.answer(
            BLOG,
            "/feed/",
            feed(item(5010, "un Développeur Python", text), item(5020, "des Vendeurs", text)),
            Reply("", 404),
        )
        done = run(web, "tunisie_travail")
        assert done.fault is None
        first, second = done.postings
        assert (first.external_id, first.title, first.company, first.country) == (
            "5010",
            "Développeur Python",
            "Société Olive",
            "TN",
        )
        assert first.published_at == datetime(2026, 11, 18, 8, tzinfo=UTC)
        assert "Python exigé" in first.description_text
        assert "premier sur" not in first.description_text
        assert (second.title, second.url) == ("Vendeurs", f"https://{BLOG}/olive-recrute-5020/")
        assert len(web.asked(BLOG)) == 2  # the second page of the feed is not there

    def test_a_search_is_asked_of_the_site(self, web: FakeWeb) -> None:
        web.answer(BLOG, "/", feed(item(5010, "un Développeur", "<p>Texte</p>")), feed())
        done = run(web, "tunisie_travail", ville="Tunis", secteur="informatique", max_pages=2)
        assert done.ids == ["5010"]
        first, second = web.asked(BLOG)
        assert first.params == {"s": "informatique Tunis", "feed": "rss2"}
        assert second.params == {"s": "informatique Tunis", "feed": "rss2", "paged": "2"}

    def test_where_searching_is_forbidden_posts_are_picked_here(self, web: FakeWeb) -> None:
        web.answer(
            BLOG,
            "/robots.txt",
            Reply("User-agent: *\nDisallow: /?s=", headers={"Content-Type": "text/plain"}),
        )
        web.answer(
            BLOG,
            "/feed/",
            feed(item(5001, "un Chef", "<p>Sousse</p>"), item(5002, "un Dev", "<p>Tunis centre</p>")),
        )
        done = run(web, "tunisie_travail", ville="tunis", max_pages=1)
        assert done.ids == ["5002"]
        assert not web.asked(BLOG, "/")

    def test_a_feed_of_summaries_leads_to_the_posts(self, web: FakeWeb) -> None:
        web.answer(BLOG, "/feed/", feed(item(5010, "un Dev"), item(5020, "un Chef")), Reply("", 404))
        web.answer(
            BLOG,
            "/olive-recrute-5010/",
            body=post_page("Société Olive recrute un Dev", "Long texte avec Django."),
        )
        web.answer(BLOG, "/olive-recrute-5020/", body="<html><p>rien</p></html>")
        first, second = run(web, "tunisie_travail", details=True).postings
        assert "Django" in first.description_text
        assert second.description_text == "Résumé."
        assert (first.external_id, second.external_id) == ("5010", "5020")

    def test_without_a_feed_its_pages_are_read(self, web: FakeWeb) -> None:
        card = '<article><h2><a href="/olive-recrute-un-dev-{0}/">Olive recrute un Dev</a></h2><div class="entry-content"><p>Texte.</p></div></article>'
        web.answer(BLOG, "/", body=card.format(6101) + card.format(6102))
        web.answer(BLOG, "/page/2/", body=card.format(6103))
        done = run(web, "tunisie_travail", details=False, max_pages=3)
        assert done.ids == ["6101", "6102", "6103"]
        assert done.fault is None

    def test_a_refusal_of_the_feed_ends_the_run(self, web: FakeWeb) -> None:
        web.answer(BLOG, "/*", Reply("<title>Just a moment...</title>", 403))
        done = run(web, "tunisie_travail")
        assert isinstance(done.fault, Blocked)
        assert [asked.path for asked in web.asked(BLOG)] == ["/robots.txt", "/feed/"]

    def test_no_results_is_no_alarm(self, web: FakeWeb) -> None:
        web.answer(BLOG, "/", feed())
        done = run(web, "tunisie_travail", ville="Nulleville")
        assert done.fault is None
        assert all(page.parsed.says_none for page in done.pages)

    @pytest.mark.parametrize(
        ("body", "fault"),
        [
            (
                "<html><body><h1>Nouveau site</h1>" + "<p>texte de la page</p>" * 80 + "</body></html>",
                Changed,
            ),
            ("<html><title>Just a moment...</title><body></body></html>", Blocked),
        ],
    )
    def test_other_pages_are_no_empty_lists(self, web: FakeWeb, body: str, fault: type[SourceFault]) -> None:
        web.answer(BLOG, "/*", body=body)
        done = run(web, "tunisie_travail")
        assert isinstance(done.fault, fault)
        assert done.postings == []

    def test_an_entity_bomb_is_no_feed_that_hurts(self, web: FakeWeb) -> None:
        bomb = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">' + "".join(
            f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
        ) + ']><rss><channel><item><title>&j;</title><link>https://x.example.org/1</link></item></channel></rss>'  # fmt: skip
        web.answer(BLOG, "/*", Reply(bomb))
        done = run(web, "tunisie_travail", details=False)
        assert all(len(one.title) < 300 for one in done.postings)


def keejob_list(*numbers: int) -> str:
    cards = "".join(
        f'<article><h2><a href="/offres-emploi/{n}/offre/">Offre {n}</a></h2><p><a href="#">Olive</a></p></article>'
        for n in numbers
    )
    return f"<html><body>{cards}</body></html>"


class TestKeejob:
    def test_pages_are_walked_until_nothing_new_comes(self, web: FakeWeb) -> None:
        web.answer(
            KEEJOB,
            "/offres-emploi/",
            Reply(keejob_list(1, 2)),
            Reply(keejob_list(2, 3)),
            Reply(keejob_list(2, 3)),
        )
        done = run(web, "keejob", max_pages=9, details=False)
        assert done.ids == ["1", "2", "3"]
        assert [asked.params for asked in web.asked(KEEJOB)] == [
            {},
            {"page": "2"},
            {"page": "3"},
            {"page": "4"},
        ][: len(web.asked(KEEJOB))]
        assert done.pages[-1].progress == 1.0

    def test_each_keyword_is_a_search(self, web: FakeWeb) -> None:
        web.answer(
            KEEJOB,
            "/offres-emploi/",
            lambda asked: keejob_list(1 if asked.params["keywords"] == "python" else 2),
        )
        done = run(web, "keejob", keywords=("python", "comptable"), max_pages=1, details=False)
        assert done.ids == ["1", "2"]

    def test_the_page_of_an_offer_adds_its_text(self, web: FakeWeb) -> None:
        web.answer(KEEJOB, "/offres-emploi/", body=keejob_list(1))
        script = json.dumps(
            {
                "@type": "JobPosting",
                "title": "Offre 1 (H/F)",
                "description": "<p>Du Python.</p>",
                "url": "https://elsewhere.example.org",
            }
        )
        web.answer(
            KEEJOB, "/offres-emploi/1/offre/", body=f'<script type="application/ld+json">{script}</script>'
        )
        [one] = run(web, "keejob", max_pages=1).postings
        assert (one.external_id, one.company, one.description_text) == ("1", "Olive", "Du Python.")
        assert one.url == f"https://{KEEJOB}/offres-emploi/1/offre/"

    def test_the_limit_bounds_requests_too(self, web: FakeWeb) -> None:
        web.answer(KEEJOB, "/offres-emploi/", body=keejob_list(*range(1, 30)))
        web.answer(KEEJOB, "/offres-emploi/*", body="<p>nothing</p>")
        done = run(web, "keejob", limit=3)
        assert len(done.ids) == 3
        assert len(web.asked(KEEJOB)) == 4

    def test_nothing_found(self, web: FakeWeb) -> None:
        web.answer(
            KEEJOB, "/offres-emploi/", body="<html><body><p>Aucune offre ne correspond.</p></body></html>"
        )
        done = run(web, "keejob", keywords=("zzz",))
        assert done.fault is None
        assert done.pages[0].parsed.says_none

    def test_a_captcha_on_the_way_keeps_what_was_found(self, web: FakeWeb) -> None:
        web.answer(KEEJOB, "/offres-emploi/", body=keejob_list(1, 2))
        web.answer(KEEJOB, "/offres-emploi/1/offre/", body="<title>Just a moment...</title>")
        done = run(web, "keejob")
        assert done.ids == ["1", "2"]
        assert isinstance(done.fault, Blocked)
        assert not web.asked(KEEJOB, "/offres-emploi/2/offre/")


def offer(number: int, **changes: Any) -> str:
    given = {
        "@type": "JobPosting",
        "title": f"Offer {number}",
        "description": "<p>Work with Python.</p>",
        "hiringOrganization": {"@type": "Organization", "name": "Olive"},
        "jobLocation": {"address": {"addressLocality": "Lyon", "addressCountry": "FR"}},
        **changes,
    }
    return f'<html><script type="application/ld+json">{json.dumps(given)}</script></html>'


def sitemap(*paths: str) -> str:
    return (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        + "".join(f"<url><loc>https://{SITE}{path}</loc></url>" for path in paths)
        + "</urlset>"
    )


class TestJobPages:
    def test_a_page_of_one_offer(self, web: FakeWeb) -> None:
        web.answer(SITE, "/jobs/1", body=offer(1))
        done = run(web, "job_pages", addresses=(f"https://{SITE}/jobs/1?utm_source=x",))
        [one] = done.postings
        assert (one.title, one.company, one.city, one.country) == ("Offer 1", "Olive", "Lyon", "FR")
        assert one.url == f"https://{SITE}/jobs/1"
        assert done.pages[-1].is_last

    def test_a_sitemap_leads_to_the_offers(self, web: FakeWeb) -> None:
        web.answer(SITE, "/sitemap.xml", body=sitemap("/about", "/jobs/1", "/jobs/2", "/jobs/3"))
        for number in (1, 2):
            web.answer(SITE, f"/jobs/{number}", body=offer(number))
        done = run(web, "job_pages", addresses=(f"https://{SITE}/sitemap.xml",))
        assert [one.title for one in done.postings] == ["Offer 1", "Offer 2"]  # the third is gone
        assert len(set(done.ids)) == 2
        assert done.pages[-1].is_last
        assert done.pages[-1].listing == f"job_pages:https://{SITE}/sitemap.xml"
        assert not web.asked(SITE, "/about")

    def test_a_packed_sitemap_of_sitemaps(self, web: FakeWeb) -> None:
        index = f"<sitemapindex><sitemap><loc>https://{SITE}/jobs.xml.gz</loc></sitemap></sitemapindex>"
        web.answer(SITE, "/sitemap.xml", body=index)
        web.answer(SITE, "/jobs.xml.gz", body=gzip.compress(sitemap("/jobs/1").encode()))
        web.answer(SITE, "/jobs/1", body=offer(1))
        assert len(run(web, "job_pages", addresses=(f"https://{SITE}/sitemap.xml",)).ids) == 1

    def test_a_career_page_with_links(self, web: FakeWeb) -> None:
        links = '<a href="/">Home</a><a href="jobs/1">One</a><a href="/jobs/2#x">Two</a><a href="https://other.example.org/jobs/3">x</a>'
        web.answer(
            SITE, "/", body=f"<html><body><h1>Careers</h1>{links}{'<p>We are nice.</p>' * 40}</body></html>"
        )
        for number in (1, 2):
            web.answer(SITE, f"/jobs/{number}", body=offer(number))
        done = run(web, "job_pages", addresses=(f"https://{SITE}/",))
        assert [one.title for one in done.postings] == ["Offer 1", "Offer 2"]

    def test_words_choose_pages(self, web: FakeWeb) -> None:
        web.answer(SITE, "/sitemap.xml", body=sitemap("/jobs/paris/1", "/jobs/tunis/2"))
        web.answer(SITE, "/jobs/tunis/2", body=offer(2))
        done = run(web, "job_pages", addresses=(f"https://{SITE}/sitemap.xml",), contains=("/TUNIS/",))
        assert [one.title for one in done.postings] == ["Offer 2"]
        assert not web.asked(SITE, "/jobs/paris/1")

    def test_a_feed_leads_to_pages(self, web: FakeWeb) -> None:
        rss = f"<rss><channel><item><title>x</title><link>https://{SITE}/p/7</link></item></channel></rss>"
        web.answer(SITE, "/feed", body=rss)
        web.answer(SITE, "/p/7", body=offer(7))
        assert [one.title for one in run(web, "job_pages", addresses=(f"https://{SITE}/feed",)).postings] == [
            "Offer 7"
        ]

    def test_more_than_may_be_opened_does_not_end_the_listing(self, web: FakeWeb) -> None:
        web.answer(SITE, "/sitemap.xml", body=sitemap(*(f"/jobs/{n}" for n in range(30))))
        web.answer(SITE, "/jobs/*", lambda asked: offer(int(asked.path.rsplit("/", 1)[1])))
        done = run(web, "job_pages", addresses=(f"https://{SITE}/sitemap.xml",), max_pages=12)
        assert len(done.ids) == 12
        assert not any(page.is_last for page in done.pages)
        limited = run(web, "job_pages", addresses=(f"https://{SITE}/sitemap.xml",), limit=5)
        assert len(limited.ids) == 5
        assert not any(page.is_last for page in limited.pages)

    def test_one_address_that_fails_does_not_stop_the_others(self, web: FakeWeb) -> None:
        web.answer(SITE, "/jobs/1", body=offer(1))
        done = run(
            web, "job_pages", addresses=("not an address", f"https://{SITE}/gone", f"https://{SITE}/jobs/1")
        )
        assert done.fault is None
        assert len(done.ids) == 1
        assert sum(len(page.notes) for page in done.pages) == 2

    def test_a_refusal_on_the_way_keeps_what_was_found(self, web: FakeWeb) -> None:
        web.answer(SITE, "/sitemap.xml", body=sitemap("/jobs/1", "/jobs/2", "/jobs/3"))
        web.answer(SITE, "/jobs/1", body=offer(1))
        web.answer(SITE, "/jobs/2", Reply("", 429))
        done = run(web, "job_pages", addresses=(f"https://{SITE}/sitemap.xml",))
        assert len(done.ids) == 1
        assert done.fault is not None
        assert done.fault.status == "quota"
        assert not web.asked(SITE, "/jobs/3")
        assert not any(page.is_last for page in done.pages)

    def test_pages_without_offers_are_changed_and_not_empty(self, web: FakeWeb) -> None:
        web.answer(SITE, "/sitemap.xml", body=sitemap("/jobs/1"))
        web.answer(SITE, "/jobs/1", body="<html><body>" + "<p>some text here</p>" * 40 + "</body></html>")
        done = run(web, "job_pages", addresses=(f"https://{SITE}/sitemap.xml",))
        assert isinstance(done.fault, NoOffer)
        assert done.fault.status == "changed"

    def test_a_broken_offer_among_good_ones_is_counted(self, web: FakeWeb) -> None:
        web.answer(
            SITE,
            "/jobs",
            body=offer(1) + '<script type="application/ld+json">{"@type":"JobPosting",</script>',
        )
        done = run(web, "job_pages", addresses=(f"https://{SITE}/jobs",))
        assert len(done.ids) == 1
        assert len(done.pages[0].parsed.broken) == 1

    def test_robots_are_obeyed(self, web: FakeWeb) -> None:
        web.answer(
            SITE, "/robots.txt", Reply("User-agent: *\nDisallow: /", headers={"Content-Type": "text/plain"})
        )
        web.answer(SITE, "/jobs/1", body=offer(1))
        done = run(web, "job_pages", addresses=(f"https://{SITE}/jobs/1",))
        assert isinstance(done.fault, Blocked)
        assert not web.asked(SITE, "/jobs/1")

    def test_no_address_is_said(self, web: FakeWeb) -> None:
        assert isinstance(run(web, "job_pages").fault, Failed)


class TestSitesThatForbidPrograms:
    @pytest.mark.parametrize("name", ["indeed", "monster", "jobteaser"])
    def test_they_are_off_and_say_why_and_what_instead(self, name: str) -> None:
        source = all_sources()[name]
        assert not source.is_on
        assert source.terms.verdict == "forbidden"
        assert len(source.why_off) > 20
        assert "address" in source.instead

    def test_only_pages_of_that_site_are_opened(self, web: FakeWeb) -> None:
        web.answer("www.indeed.com", "/viewjob", body=offer(1))
        web.answer(SITE, "/jobs/1", body=offer(2))
        done = run(
            web,
            "indeed",
            addresses=("https://www.indeed.com/viewjob?jk=abc&from=mail", f"https://{SITE}/jobs/1"),
        )
        assert [one.title for one in done.postings] == ["Offer 1"]
        assert done.postings[0].url == "https://www.indeed.com/viewjob?jk=abc"
        assert not web.asked(SITE)

    def test_a_captcha_ends_the_run(self, web: FakeWeb) -> None:
        web.answer(
            "www.indeed.com", "/viewjob", body="<title>Additional Verification Required</title><p>Ray ID</p>"
        )
        assert isinstance(
            run(web, "indeed", addresses=("https://www.indeed.com/viewjob?jk=1",)).fault, Blocked
        )


@pytest.mark.parametrize("name", ["tunisie_travail", "keejob", "job_pages", "indeed", "monster", "jobteaser"])
@pytest.mark.parametrize(
    "body", [b"", b"\x00", b"<rss", b"{}", b"<html></html>", b"\x1f\x8b\x08", b"<rss><channel><item>" * 300]
)
def test_parse_raises_nothing_but_its_faults(name: str, body: bytes) -> None:
    try:
        parsed = all_sources()[name].parse(body)
    except SourceFault as fault:
        assert fault.detail
    else:
        assert not parsed.records
