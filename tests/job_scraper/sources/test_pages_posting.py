"""Offers out of any page, and the reason where there is none."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from job_scraper.pages.refusals import LoginWall, NeedsScript, NoOffer
from job_scraper.posting_page import parse_page, read_posting_page
from job_scraper.record import posting_from_record
from outgoing.endings import Blocked, SourceFault

SHARED = Path(os.environ.get("JOBMATCH_SHARED") or Path(__file__).resolve().parents[4] / "shared")
NOW = datetime(2026, 11, 20, tzinfo=UTC)
OFFER = {
    "@type": "JobPosting",
    "title": "Comptable",
    "hiringOrganization": {"name": "Olive"},
    "description": "<p>Tenir les comptes.</p>",
}


def ld(value: object) -> str:
    return (
        f'<html><body><h1>x</h1><script type="application/ld+json">{json.dumps(value)}</script></body></html>'
    )


RDFA = """<html><body vocab="https://schema.org/"><div typeof="JobPosting">
  <h1 property="title">Comptable</h1>
  <div property="hiringOrganization" typeof="Organization"><b property="name">Olive</b></div>
  <div property="jobLocation" typeof="Place"><div property="address" typeof="PostalAddress">
    <i property="addressLocality">Sfax</i>, <i property="addressCountry" content="TN">Tunisie</i></div></div>
  <time property="datePosted" datetime="2026-11-10">10 novembre</time>
  <meta property="employmentType" content="FULL_TIME">
  <div property="description"><p>Tenir les comptes.</p><ul><li>Bilans</li></ul></div>
  <div typeof="Organization"><b property="name">Une autre</b></div></div></body></html>"""


def test_rdfa() -> None:
    [record] = read_posting_page(RDFA).records
    one = posting_from_record(record, "test", NOW)
    assert (one.title, one.company, one.city, one.country, one.work_time) == (
        "Comptable", "Olive", "Sfax", "TN", "full_time",
    )  # fmt: skip
    assert one.published_at == datetime(2026, 11, 10, tzinfo=UTC)
    assert "<li>Bilans</li>" in (one.description_html or "")


def test_rdfa_with_prefixes_and_several_offers() -> None:
    text = """<div prefix="s: https://schema.org/">
      <p typeof="s:JobPosting"><b property="s:title">A</b></p>
      <p typeof="https://schema.org/JobPosting"><a property="s:title s:name" href="/b">B</a><i property="s:skills">X</i>
      <i property="s:skills">Y</i></p></div>"""
    first, second = read_posting_page(text).records
    assert first["title"] == "A"
    assert second["skills"] == ["X", "Y"]


def test_a_list_page_has_several() -> None:
    page = read_posting_page(ld([OFFER, {**OFFER, "title": "Caissier"}]))
    assert page.is_list
    assert [record["title"] for record in page.records] == ["Comptable", "Caissier"]


def test_the_address_of_the_page_becomes_that_of_its_offer() -> None:
    assert (
        read_posting_page(ld(OFFER), "https://a.example.org/1?utm_source=x").records[0]["url"]
        == "https://a.example.org/1"
    )
    saved = "<!-- saved from url=(0028)https://jobs.example.org/job/12 -->" + ld(OFFER)
    assert read_posting_page(saved).records[0]["url"] == "https://jobs.example.org/job/12"
    relative = ld({**OFFER, "url": "/job/9"})
    assert (
        read_posting_page(relative, "https://a.example.org/x").records[0]["url"]
        == "https://a.example.org/job/9"
    )
    assert "url" not in read_posting_page(ld(OFFER)).records[0]


def test_a_script_beyond_repair_is_counted_beside_the_good_one() -> None:
    text = ld(OFFER) + '<script type="application/ld+json">{"@type": "JobPosting", "title": </script>'
    found = parse_page(text.encode())
    assert len(found.records) == 1
    assert [one.reason for one in found.broken] == ["broken_json"]


CHALLENGES = [
    "<html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt={}</script></body></html>",
    "<html><title>Attention Required! | Cloudflare</title><body>Sorry, you have been blocked</body></html>",
    "<html><body><h1>Performing security verification</h1><p>This website uses a security service.</p></body></html>",
    "<html><title>x</title><body><p>Please complete the captcha</p><div class='h-captcha'></div></body></html>",
    "<html><title>Vérification de sécurité</title><body>Un instant</body></html>",
]


@pytest.mark.parametrize("text", CHALLENGES)
def test_a_captcha_with_200_is_a_refusal(text: str) -> None:
    with pytest.raises(Blocked) as caught:
        parse_page(text.encode())
    assert caught.value.status == "blocked"
    with pytest.raises(Blocked):
        read_posting_page(text, "https://www.keejob.com/offres-emploi/1/x/")


def test_an_offer_beside_the_scripts_of_a_guard_is_an_offer() -> None:
    guarded = ld(OFFER).replace("<body>", "<body><script src='/cdn-cgi/challenge-platform/x.js'></script>")
    assert read_posting_page(guarded).records


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("<html><title>Se connecter</title><body><form><input type=password></form></body></html>", ""),
        ("<html><body><h1>Sign in</h1><input type='PASSWORD'></body></html>", ""),
        ("<html><body><p>Welcome back</p></body></html>", "https://www.example.org/authwall?trk=x"),
        ("<html><body><p>Welcome back</p></body></html>", "https://www.example.org/login"),
    ],
)
def test_a_login_page(text: str, address: str) -> None:
    with pytest.raises(LoginWall):
        read_posting_page(text, address)


@pytest.mark.parametrize(
    "text",
    [
        "<html><body><div id=root></div><script src=/app.js></script></body></html>",
        "<html><body><noscript>You need to enable JavaScript to run this app.</noscript><script src=a></script></body></html>",
        f"<html><body><p>Veuillez activer JavaScript.</p>{'<p>menu</p>' * 60}<script src=a></script></body></html>",
    ],
)
def test_a_page_that_scripts_fill(text: str) -> None:
    with pytest.raises(NeedsScript):
        parse_page(text.encode())


@pytest.mark.parametrize(
    "body",
    [
        b"", b"   ", b"+ADw-script+AD4-", b"\xff\xfe<\x00", b"<" * 200_000, b"a" * 200_000,
        b"<div>" * 50_000 + b"x" + b"</div>" * 50_000,
        "<html><meta charset=windows-1256><h1>وظيفة محاسب</h1>".encode("cp1256"),
        b"<script type='application/ld+json'>" + b"[" * 60_000 + b"</script><p>JobPosting</p>" + b"<p>text</p>" * 60,
        b"<p typeof=JobPosting>" * 30_000, b"<a href='" * 30_000, b"<p itemscope itemtype='https://schema.org/JobPosting'>" * 300,
    ],
)  # fmt: skip
def test_pages_made_to_hurt_have_a_clear_reason(body: bytes) -> None:
    with pytest.raises((NoOffer, NeedsScript)) as caught:
        parse_page(body)
    assert caught.value.detail


def test_arabic_pages_in_windows_letters() -> None:
    text = '<script type="application/ld+json">{"@type": "JobPosting", "title": "محاسب", "description": "عمل"}</script>'
    body = f"<html><head><meta charset='windows-1256'>{text}</head></html>".encode("cp1256")
    assert parse_page(body).records[0]["title"] == "محاسب"


SEEDS = [
    ld(OFFER), RDFA,
    "<article><h2><a href='/offres-emploi/5/x/'>Soudeur</a></h2><p><a>Olive</a></p>Type de poste : CDI</article>",
    "<div itemscope itemtype='https://schema.org/JobPosting'><h1 itemprop=title>A</h1></div>",
]  # fmt: skip
ADDRESSES = [
    "", "http://[::1", "https://www.tanitjobs.com/job/1/x", "https://www.keejob.com/offres-emploi/5/x/",
    "https://www.emploitunisie.com/offre-emploi-tunisie/x-1", "https://www.tunisietravail.net/x-123/",
    "https://www.bayt.com/en/tunisia/jobs/x-123456/",
]  # fmt: skip
NOISE = st.sampled_from(
    ["", "<", ">", '"', "'", "\x00", "\ud800", "{", "}", "&#0;", "<div>" * 30, "//[", "</"]
)


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(SEEDS),
    st.sampled_from(ADDRESSES),
    st.lists(st.tuples(st.integers(0, 2000), NOISE), max_size=8),
)
def test_damage_ends_in_offers_or_a_typed_fault(
    text: str, address: str, damage: list[tuple[int, str]]
) -> None:
    for number, noise in damage:
        place = number % (len(text) + 1)
        text = text[:place] + noise + text[place + 1 :]
    try:
        page = read_posting_page(text, address)
    except SourceFault as fault:
        assert fault.detail
    else:
        assert page.records


@pytest.mark.skipif(not (SHARED / "fixtures" / "jsonld").is_dir(), reason="recorded pages are not here")
class TestRecordedPages:
    def test_a_page_of_one_offer(self) -> None:
        body = (SHARED / "fixtures" / "jsonld" / "paylocity_detail_fermi_2026-06.html").read_bytes()
        [record] = parse_page(body).records
        one = posting_from_record(record, "test", NOW)
        assert (one.title, one.company, one.city, one.country) == (
            "Corporate Tax Director",
            "Fermi LLC",
            "Dallas",
            "US",
        )
        assert one.published_at == datetime(2026, 6, 12, 2, 42, 38, tzinfo=UTC)
        assert len(one.description_text) > 5000
        assert (one.url or "").startswith("https://recruiting.paylocity.com/recruiting/jobs/Details/4248451/")

    def test_a_career_page_without_offers(self) -> None:
        body = (SHARED / "fixtures" / "jsonld" / "mara_inc-careers.html").read_bytes()
        with pytest.raises(NoOffer):
            parse_page(body)

    @pytest.mark.parametrize(
        ("number", "title", "company", "city", "years"),
        [
            (0, "Consultant(e) Pre-Sales - Charguia 2", "FININFO SOLUTIONS", "Ariana", 2.0),
            (1, "Spécialiste Marketing Digital - Sfax", "SFAXSOFT", "Sfax", None),
        ],
    )
    def test_labelled_text_of_a_tunisian_board(
        self, number: int, title: str, company: str, city: str, years: float | None
    ) -> None:
        path = SHARED / "fixtures" / "tunisia" / f"emploitunisie_extracted_job_{number}.txt"
        text = path.read_text("utf-8")
        one = posting_from_record({"title": text.split("\n")[0], "description": text}, "test", NOW)
        assert (one.title, one.company, one.city, one.country) == (title, company, city, "TN")
        assert (one.years_min, one.contract) == (years, "permanent")
        assert one.published_at == datetime(2024, 12, 3, tzinfo=UTC)
