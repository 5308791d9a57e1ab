"""Sitemaps: addresses of courses, and what cannot be trusted to be all of them."""

from __future__ import annotations

import gzip

import pytest

from course_scraper.coursera.addresses import course_address, translations
from course_scraper.coursera.reader import Gone, read_page, read_sitemaps
from course_scraper.coursera.sitemap import parse_sitemap
from outgoing.endings import Blocked, Changed, Failed, ForbiddenByRobots, QuotaUsedUp, SourceFault
from tests.course_scraper.coursera_site import (
    CAPTCHA,
    HOST,
    PATHS,
    SITE,
    course_page,
    learn,
    put_site,
    sitemap,
)
from tests.factories import NOW
from tests.fake_web import FakeWeb, Reply, client_for

TODAY = NOW.date()


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://www.coursera.org/learn/glass", learn("glass")),
        ("http://coursera.org/learn/glass/?utm=1#top", learn("glass")),
        ("/specializations/crafts", f"{SITE}/specializations/crafts"),
        (
            "https://www.coursera.org/professional-certificates/glazier",
            f"{SITE}/professional-certificates/glazier",
        ),
        ("https://www.coursera.org/learn/glass/lecture/1", None),
        ("https://www.coursera.org/search?query=glass", None),
        ("https://www.coursera.org.example.net/learn/glass", None),
        ("https://courses.example.org/learn/glass", None),
        ("javascript:alert(1)", None),
        ("https://[broken/learn/glass", None),
        ("", None),
    ],
)
def test_addresses_of_courses_are_told_from_others(written: str, address: str | None) -> None:
    assert course_address(written) == address


def test_translations_are_told_by_the_end_of_the_slug() -> None:
    listed = [
        learn(slug)
        for slug in (
            "glass",
            "glass-fr",
            "sand-ptbr",
            "sand-zhcn",
            "intro-to-it",
            "wood",
            "wood-it",
            "de",
            "vases-ar",
        )
    ]
    assert translations(listed) == {
        learn(slug) for slug in ("glass-fr", "sand-ptbr", "sand-zhcn", "wood-it", "vases-ar")
    }


def test_a_sitemap_lists_each_course_once() -> None:
    found = parse_sitemap(sitemap("/learn/glass", "/learn/glass?a=1", "/learn/wood", "/about").encode())
    assert found.courses == (learn("glass"), learn("wood"))
    assert (found.others, found.is_whole) == (1, True)


def test_a_packed_sitemap_is_unpacked_and_a_cut_one_is_not_whole() -> None:
    packed = gzip.compress(sitemap(*(f"/learn/c{n:05}" for n in range(3_000))).encode())
    assert len(parse_sitemap(packed).courses) == 3_000
    cut = parse_sitemap(packed[: len(packed) // 2])
    assert 0 < len(cut.courses) < 3_000
    assert not cut.is_whole


def test_a_broken_sitemap_gives_what_is_whole_and_says_so() -> None:
    xml = sitemap("/learn/glass", "/learn/wood", "/learn/sand")
    found = parse_sitemap(xml[: xml.index("/learn/sand")].encode())
    assert found.courses[:2] == (learn("glass"), learn("wood"))
    assert not found.is_whole


def test_entities_are_not_expanded() -> None:
    bomb = (
        '<!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
        f"<urlset><url><loc>{learn('glass')}</loc></url><url><loc>{learn('x')}&b;&f;</loc></url></urlset>"
    )
    assert all("aaaa" not in url and "root" not in url for url in parse_sitemap(bomb.encode()).courses)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"", Changed),
        (b"nothing", Changed),
        (b"<html><body>Sitemaps have moved</body></html>", Changed),
        (CAPTCHA.encode(), Blocked),
        (b"<urlset></urlset>", Changed),
        (sitemap("/about").encode(), Changed),
        (gzip.compress(b"<urlset>", mtime=0)[:5], Changed),
        (b"\x1f\x8bnot packed at all", Changed),
        (b"<" * 200_000, Changed),
    ],
)
def test_an_answer_that_lists_nothing_is_no_empty_catalogue(body: bytes, fault: type[SourceFault]) -> None:
    with pytest.raises(fault):
        parse_sitemap(body)


def test_three_sitemaps_make_the_list(web: FakeWeb) -> None:
    put_site(web, ["glass", "glass-es", "wood"])
    found = read_sitemaps(client_for(web))
    assert found.courses == {
        learn("glass"), learn("wood"), f"{SITE}/specializations/crafts", f"{SITE}/professional-certificates/glazier"
    }  # fmt: skip
    assert found.translated == {learn("glass-es")}
    assert found.whole_kinds == {"course", "specialization", "certificate"}
    assert [found.names(learn(slug)) for slug in ("glass", "glass-es", "old")] == [True, True, False]


def test_a_sitemap_of_sitemaps_is_followed_on_the_same_site_only(web: FakeWeb) -> None:
    put_site(web, [])
    web.answer(HOST, "/part-1.xml", body=sitemap("/learn/glass"))
    index = f"<sitemapindex><sitemap><loc>{SITE}/part-1.xml</loc></sitemap>%s</sitemapindex>"
    web.answer(HOST, PATHS["course"], body=index % "")
    assert learn("glass") in read_sitemaps(client_for(web)).courses
    web.answer(
        HOST, PATHS["course"], body=index % "<sitemap><loc>https://elsewhere.example/a.xml</loc></sitemap>"
    )
    found = read_sitemaps(client_for(web, HOST, "elsewhere.example"))
    assert learn("glass") in found.courses
    assert "course" not in found.whole_kinds
    assert not web.asked("elsewhere.example")


@pytest.mark.parametrize("reply", [Reply("gone", 404), Reply("<urlset></urlset>"), Reply("broken", 500)])
def test_one_missing_sitemap_is_noted_and_nothing_follows_from_its_silence(
    web: FakeWeb, reply: Reply
) -> None:
    put_site(web, ["glass"])
    web.answer(HOST, PATHS["course"], reply)
    found = read_sitemaps(client_for(web))
    assert "course" not in found.whole_kinds
    assert found.names(learn("glass")) is None
    assert found.names(f"{SITE}/specializations/old") is False
    assert len(found.notes) == 1


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        (Reply("no", 403), Blocked),
        (Reply("slower", 429, {"Retry-After": "60"}), QuotaUsedUp),
        (Reply(CAPTCHA), Blocked),
        (Reply("log in", 401), Blocked),
    ],
)
def test_the_first_refusal_ends_the_reading(web: FakeWeb, reply: Reply, fault: type[SourceFault]) -> None:
    put_site(web, ["glass"])
    web.answer(HOST, PATHS["course"], reply)
    with pytest.raises(fault):
        read_sitemaps(client_for(web))
    assert len(web.asked(HOST, "/sitemap*")) == 1


def test_no_sitemap_at_all_is_a_fault(web: FakeWeb) -> None:
    for path in PATHS.values():
        web.answer(HOST, path, status=404)
    with pytest.raises(Changed):
        read_sitemaps(client_for(web))


def test_robots_txt_is_honoured(web: FakeWeb) -> None:
    put_site(web, ["glass"])
    web.answer(HOST, "/robots.txt", body="User-agent: *\nDisallow: /learn/\n")
    with pytest.raises(ForbiddenByRobots):
        read_page(client_for(web), learn("glass"), TODAY)
    assert not web.asked(HOST, "/learn/*")


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_not_there_is_gone(web: FakeWeb, status: int) -> None:
    web.answer(HOST, "/learn/glass", status=status)
    assert read_page(client_for(web), learn("glass"), TODAY) == Gone(status)


def test_a_course_that_moved_is_read_at_its_new_address(web: FakeWeb) -> None:
    web.answer(HOST, "/learn/old", status=301, headers={"Location": "/learn/glass"})
    web.answer(HOST, "/learn/glass", body=course_page("glass"))
    page = read_page(client_for(web), learn("old"), TODAY)
    assert not isinstance(page, Gone)
    assert (page.course.url, page.course.slug) == (learn("glass"), "glass")


def test_a_course_that_leads_to_the_front_page_is_gone(web: FakeWeb) -> None:
    web.answer(HOST, "/learn/old", status=302, headers={"Location": "/browse"})
    web.answer(HOST, "/browse", body="<html>All courses</html>")
    assert read_page(client_for(web), learn("old"), TODAY) == Gone(302)


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        (Reply("no", 403), Blocked),
        (Reply("slower", 429), QuotaUsedUp),
        (Reply(CAPTCHA), Blocked),
        (Reply("oh", 503), Failed),
        (Reply("what?", 400), Changed),
        (Reply("<html>A new design</html>"), Changed),
        (Reply("", 302, {"Location": "/learn/glass"}), Failed),
    ],
)
def test_every_other_answer_to_a_page_is_a_typed_fault(
    web: FakeWeb, reply: Reply, fault: type[SourceFault]
) -> None:
    web.answer(HOST, "/learn/glass", reply)
    with pytest.raises(fault):
        read_page(client_for(web), learn("glass"), TODAY)


def test_pages_are_asked_for_in_english_and_not_kept(web: FakeWeb) -> None:
    web.answer(HOST, "/learn/glass", Reply(course_page("glass"), headers={"ETag": '"1"'}))
    client = client_for(web)
    for _ in range(2):
        read_page(client, learn("glass"), TODAY)
    for asked in web.asked(HOST, "/learn/*"):
        assert asked.headers["accept-language"] == "en"
        assert "if-none-match" not in asked.headers
