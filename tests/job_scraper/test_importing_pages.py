"""Web pages that describe offers for machines."""

from __future__ import annotations

import html
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from job_scraper.importing.html_page import page_address, postings_of_page
from job_scraper.importing.reader import count_records, read_records
from job_scraper.record import posting_from_record
from record_files.items import BadRecord, ImportedRecord, UnreadableFile

JOB = {
    "@type": "JobPosting",
    "title": "Comptable",
    "hiringOrganization": {"@type": "Organization", "name": "Exemple"},
}
OTHER = {**JOB, "title": "Caissier"}


def page(*scripts: str, head: str = "", body: str = "<h1>Offre</h1>") -> str:
    listed = "\n".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return f"<!doctype html><html><head>{head}{listed}</head><body>{body}</body></html>"


def titles(text: str) -> list[Any]:
    return [item.record.get("title") for item in postings_of_page(text) if isinstance(item, ImportedRecord)]


@pytest.mark.parametrize(
    "document",
    [
        JOB,
        [JOB],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, JOB]},
        {**JOB, "@type": ["Thing", "JobPosting"]},
        {**JOB, "@type": "https://schema.org/JobPosting"},
        {**JOB, "@type": "schema:JobPosting"},
        {
            "@type": "WebPage",
            "mainEntity": {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": JOB}]},
        },
        [[[{"a": {"b": [JOB]}}]]],
    ],
)
def test_arrangements(document: Any) -> None:
    assert titles(page(json.dumps(document))) == ["Comptable"]


def test_several_offers_each_once() -> None:
    text = page(json.dumps([JOB, OTHER]), json.dumps(JOB), json.dumps({"@type": "Organization", "name": "x"}))
    assert titles(text) == ["Comptable", "Caissier"]


def test_references_inside_the_page_are_filled_in() -> None:
    graph = {
        "@graph": [
            {**JOB, "hiringOrganization": {"@id": "#e"}},
            {"@id": "#e", "@type": "Organization", "name": "Exemple"},
        ]
    }
    [item] = postings_of_page(page(json.dumps(graph)))
    assert isinstance(item, ImportedRecord)
    assert item.record["hiringOrganization"]["name"] == "Exemple"


WHOLE = json.dumps(JOB)


@pytest.mark.parametrize(
    "script",
    [
        f"<!--\n{WHOLE}\n-->", f"//<![CDATA[\n{WHOLE}\n//]]>", f"/*<![CDATA[*/ {WHOLE} /*]]>*/", WHOLE + ";",
        WHOLE[:-1] + ",}", WHOLE.replace("Comptable", "Comp\ntable"), html.escape(WHOLE), WHOLE.replace("{", "{ /* a */ ", 1),
        WHOLE.replace("Exemple", "L\\'exemple"), html.escape(WHOLE[:-1] + ",}"), "\ufeff" + WHOLE, f"\n\n{WHOLE}\n\n",
    ],
)  # fmt: skip
def test_slightly_broken_scripts(script: str) -> None:
    found = titles(page(script))
    assert found == ["Comptable"] or found == ["Comp\ntable"]


@pytest.mark.parametrize(
    "opening",
    [
        "<script type='application/ld+json'>", "<SCRIPT TYPE=application/ld+json>",
        '<script id="x" data-a="b" type="application/ld+json" nonce="y">',
        '<script\n type="application/ld+json; charset=utf-8">',
    ],
)  # fmt: skip
def test_ways_to_open_a_script(opening: str) -> None:
    assert titles(f"<html>{opening}{WHOLE}</script></html>") == ["Comptable"]


def test_a_script_beyond_repair_is_an_error_with_its_line() -> None:
    text = "<html>\n\n" + page('{"@type": "JobPosting", "title": ', WHOLE)
    items = list(postings_of_page(text))
    assert [(item.line, item.code) for item in items if isinstance(item, BadRecord)] == [(3, "broken_json")]
    assert titles(text) == ["Comptable"]


def test_microdata() -> None:
    body = """
      <div itemscope itemtype="https://schema.org/JobPosting">
        <h1 itemprop="title">Comptable</h1>
        <span itemprop="hiringOrganization" itemscope itemtype="https://schema.org/Organization">
          <b itemprop="name">Exemple</b></span>
        <div itemprop="jobLocation" itemscope itemtype="https://schema.org/Place">
          <p itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">
            <i itemprop="addressLocality">Sfax</i> <i itemprop="addressCountry">TN</i></p></div>
        <time itemprop="datePosted" datetime="2026-11-10">10/11</time>
        <div itemprop="description">Tenir les comptes de la maison.</div>
      </div>"""
    [item] = postings_of_page(page(body=body))
    assert isinstance(item, ImportedRecord)
    posting = posting_from_record(item.record, "page", datetime(2026, 11, 21, tzinfo=UTC))
    assert (posting.title, posting.company, posting.city, posting.country) == (
        "Comptable",
        "Exemple",
        "Sfax",
        "TN",
    )
    assert posting.published_at == datetime(2026, 11, 10, tzinfo=UTC)


def test_the_address_of_the_page_serves_a_single_offer() -> None:
    head = '<link rel="canonical" href="https://jobs.example/1?utm_source=x">'
    [item] = postings_of_page(page(WHOLE, head=head))
    assert isinstance(item, ImportedRecord)
    assert item.record["url"] == "https://jobs.example/1"
    several = list(postings_of_page(page(json.dumps([JOB, OTHER]), head=head)))
    assert all(isinstance(item, ImportedRecord) and "url" not in item.record for item in several)
    assert (
        page_address('<meta property="og:url" content="https://jobs.example/2">') == "https://jobs.example/2"
    )
    assert page_address('<link rel="canonical" href="javascript:alert(1)">') is None


def test_files_of_pages(tmp_path: Path) -> None:
    file = tmp_path / "saved.htm"
    file.write_bytes(page(json.dumps([JOB, OTHER], ensure_ascii=False)).encode("utf-16"))
    assert [item.record["title"] for item in read_records(file) if isinstance(item, ImportedRecord)] == [
        "Comptable",
        "Caissier",
    ]
    assert count_records(file) == 2


@pytest.mark.parametrize(
    "text",
    [
        page(), page('{"@type": "Organization"}'), page(""), page("JobPosting?"), "<html>" + "<div>" * 50_000,
        page(body='<p>itemtype="https://schema.org/JobPosting"</p>'), "<html><script type=application/ld+json>",
        "<html>" + "<script type=application/ld+json>" * 20_000,
        page('{"@type":"JobPosting","a":' + "[" * 100_000), page('{"@type":"JobPosting",' + '"\\"' * 100_000),
        '<html itemscope itemtype="http://schema.org/JobPosting">' + "<div itemscope>" * 50_000,
        page("/*" * 100_000 + "JobPosting"), page('"JobPosting' + "\\" * 100_001),
    ],
    ids=range(13),
)  # fmt: skip
def test_pages_without_an_offer(tmp_path: Path, text: str) -> None:
    file = tmp_path / "saved.html"
    file.write_text(text, "utf-8")
    try:
        items = list(read_records(file))
    except UnreadableFile as refused:
        assert refused.code == "no_records"  # an error item is the other right answer
    else:
        assert {type(item) for item in items} == {BadRecord}
