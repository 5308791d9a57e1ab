"""The committed offers: complete, varied, invented, and readable by the importer."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from demo_data.maker.advert import LONGEST, SHORTEST, plain
from demo_data.maker.plan import vacancies
from demo_data.maker.reposts import pairs
from job_scraper.fingerprint import near_duplicate_key
from job_scraper.posting import JobPosting
from job_scraper.record import posting_from_record

FILE = Path(__file__).resolve().parents[2] / "demo_data" / "offers.jsonl"
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
KEYS = (
    *("external_id", "title", "company", "location", "country", "city", "description", "url"),
    *("job_type", "contract_type", "work_time", "salary", "level", "remote"),
    *("age_days", "expires_in_days", "language", "source"),
)
CURRENCY = {"TN": "TND", "FR": "EUR", "BE": "EUR", "DE": "EUR", "GB": "GBP"}
DOMAINS = {
    *("software", "data", "cloud", "security", "health", "finance", "office", "trades"),
    *("industry", "logistics", "hospitality", "sales", "marketing", "teaching", "engineering"),
}
CONTRACTS = {
    *("CDI", "CDD", "Intérim", "Stage", "Alternance", "SIVP", "Freelance"),
    *("Unbefristet", "Befristet", "Zeitarbeit", "Ausbildung", "Werkstudent"),
    *("Permanent", "Fixed-term", "Temporary", "Apprenticeship"),
}
TAGS = {"h3", "p", "ul", "li", "strong"}


@cache
def offers() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines())


def imported(offer: dict[str, Any], *left_out: str) -> JobPosting:
    """As the importer reads it, dated as at load time."""
    record = {key: value for key, value in offer.items() if key not in ("age_days", *left_out)}
    record["published_at"] = (NOW - timedelta(days=offer["age_days"])).isoformat()
    return posting_from_record(record, "demo", NOW)


@cache
def postings() -> dict[str, JobPosting]:
    return {offer["external_id"]: imported(offer) for offer in offers()}


def share(count: int) -> float:
    return count / len(offers())


def test_every_offer_has_the_same_columns() -> None:
    assert {tuple(offer) for offer in offers()} == {tuple(KEYS)}
    required = set(KEYS) - {"salary", "level", "remote", "expires_in_days"}
    assert not [offer["external_id"] for offer in offers() for key in required if offer[key] in (None, "")]
    assert {offer["source"] for offer in offers()} == {"demo"}


def test_ids_and_addresses_are_unique() -> None:
    assert len({offer["external_id"] for offer in offers()}) == len(offers())
    assert len({offer["url"] for offer in offers()}) == len(offers())


def test_counts_per_country_and_language() -> None:
    counts = Counter(offer["country"] for offer in offers())
    assert counts == {"TN": 100, "FR": 120, "DE": 90, "BE": 60, "GB": 70}
    spoken = Counter((offer["country"], offer["language"]) for offer in offers())
    assert set(spoken) == {
        ("TN", "fr"),
        ("TN", "en"),
        ("FR", "fr"),
        ("FR", "en"),
        ("DE", "de"),
        ("DE", "en"),
        ("BE", "fr"),
        ("BE", "en"),
        ("GB", "en"),
    }
    assert all(
        spoken[country, "en"] < spoken[country, main] / 3 for country, main in (("TN", "fr"), ("DE", "de"))
    )


def test_some_tunisian_offers_have_an_arabic_paragraph() -> None:
    arabic = [offer for offer in offers() if re.search(r"[\u0600-\u06ff]", offer["description"])]
    assert 3 <= len(arabic) <= 15
    assert {offer["country"] for offer in arabic} == {"TN"}


def test_links_and_mailboxes_use_reserved_names_only() -> None:
    hosts = {urlsplit(offer["url"]).hostname for offer in offers()}
    assert hosts == {"example.org", "jobs.example.net"}
    assert {urlsplit(offer["url"]).scheme for offer in offers()} == {"https"}
    named = re.findall(r"(?:@|//)([\w.-]+)", FILE.read_text(encoding="utf-8"))
    assert {
        name.rstrip(".") for name in named if not re.search(r"(^|\.)example\.(org|net)\.?$", name)
    } == set()


def test_pay_is_given_for_about_three_in_five() -> None:
    assert 0.5 <= share(sum(offer["salary"] is not None for offer in offers())) <= 0.7
    for country in CURRENCY:
        here = [offer["salary"] is not None for offer in offers() if offer["country"] == country]
        assert 0.4 <= sum(here) / len(here) <= 0.85


def test_dates_are_recent_and_some_offers_expire() -> None:
    ages = [offer["age_days"] for offer in offers()]
    assert min(ages) == 0
    assert 50 <= max(ages) <= 60
    expiring = [offer["expires_in_days"] for offer in offers() if offer["expires_in_days"] is not None]
    assert 0.1 <= share(len(expiring)) <= 0.4
    assert min(expiring) > 0


def test_contracts_of_all_kinds_occur() -> None:
    assert {offer["contract_type"] for offer in offers()} >= CONTRACTS
    assert {offer["work_time"] for offer in offers()} >= {
        "Temps plein",
        "Temps partiel",
        "Teilzeit",
        "Part-time",
    }
    assert {"onsite", "hybrid", "remote", None} == {offer["remote"] for offer in offers()}
    assert {"entry", "junior", "mid", "senior", "lead", None} == {offer["level"] for offer in offers()}


def test_roles_cover_the_domains_in_each_language() -> None:
    roles = {vacancy.role.key: vacancy.role for vacancy in vacancies()}
    assert len(roles) >= 90
    for language in ("fr", "en", "de"):
        assert {role.domain for role in roles.values() if role.language == language} == DOMAINS
    assert len({role.duties for role in roles.values()}) == len(roles)
    assert len({offer["company"] for offer in offers()}) >= 130


class Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_descriptions_are_well_formed_and_of_a_readable_length() -> None:
    shapes: Counter[str] = Counter()
    for offer in offers():
        outline = Outline()
        outline.feed(offer["description"])
        assert not outline.open
        assert outline.seen <= TAGS
        text = plain(offer["description"])
        assert len(text) >= SHORTEST, offer["external_id"]
        assert len(offer["description"]) <= LONGEST + 100, offer["external_id"]  # a copy adds a line
        assert not re.search(r"[{}]|\.\.|  | ,|\bNone\b", text), offer["external_id"]
        shapes[re.sub(r"<li>.*?</li>|[^<>]*(?=<)|\n", "", offer["description"])] += 1
    assert len(shapes) >= 20  # 20 results on a page need not look alike
    assert max(shapes.values()) <= len(offers()) / 8


def shingles(text: str) -> frozenset[int]:
    words = plain(text).lower().split()
    return frozenset(hash(tuple(words[at : at + 4])) for at in range(len(words) - 3))


def test_only_the_declared_pairs_are_alike() -> None:
    texts = {offer["external_id"]: shingles(offer["description"]) for offer in offers()}
    declared = pairs(offers())
    assert len(declared) == 12
    for one, other in combinations(texts, 2):
        common = len(texts[one] & texts[other])
        likeness = common / (len(texts[one]) + len(texts[other]) - common)
        if frozenset((one, other)) in declared:
            assert likeness > 0.9, (one, other)
        else:
            assert likeness < 0.5, (one, other)


def test_copies_are_found_by_the_key_for_near_duplicates() -> None:
    keys: dict[str | None, set[str]] = {}
    for offer in offers():
        key = near_duplicate_key(offer["title"], offer["company"], offer["city"])
        keys.setdefault(key, set()).add(offer["external_id"])
    assert {frozenset(ids) for ids in keys.values() if len(ids) > 1} == pairs(offers())
    by_id = {offer["external_id"]: offer for offer in offers()}
    for one, other in pairs(offers()):
        assert urlsplit(by_id[one]["url"]).hostname != urlsplit(by_id[other]["url"]).hostname


def test_beginnings_differ() -> None:
    begins = Counter(plain(offer["description"])[:90] for offer in offers())
    assert max(begins.values()) <= 4


@pytest.mark.parametrize("field", ["external_id", "country"])
def test_the_importer_keeps_what_is_written(field: str) -> None:
    wrong = [
        (offer["external_id"], getattr(postings()[offer["external_id"]], field))
        for offer in offers()
        if getattr(postings()[offer["external_id"]], field) != offer[field]
    ]
    assert not wrong


def test_the_importer_reads_the_codes() -> None:
    planned = {vacancy.external_id: vacancy for vacancy in vacancies()}
    for offer in offers():
        posting = postings()[offer["external_id"]]
        vacancy = planned[offer["external_id"].removesuffix("-copy")]
        assert posting.contract == vacancy.contract
        assert posting.work_time == f"{vacancy.work}_time"
        assert posting.language == offer["language"]
        assert posting.city
        assert posting.published_at
        if offer["level"]:
            assert posting.level == offer["level"]


def test_the_text_tells_the_language() -> None:
    for offer in offers()[::9]:
        assert imported(offer, "language").language == offer["language"], offer["external_id"]


def test_the_importer_reads_the_pay() -> None:
    for offer in offers():
        if offer["salary"] is None:
            continue
        salary = postings()[offer["external_id"]].salary
        assert salary is not None, offer["salary"]
        assert salary.currency == CURRENCY[offer["country"]]
        assert salary.period in ("hour", "day", "month", "year")
        low = salary.minimum or salary.maximum
        high = salary.maximum or salary.minimum
        assert low is not None
        assert high is not None
        assert 0 < low <= high <= 2 * low, offer["salary"]
