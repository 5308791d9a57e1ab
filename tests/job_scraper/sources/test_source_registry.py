"""What every source declares about itself."""

from __future__ import annotations

import re
from pathlib import Path
from pkgutil import iter_modules
from urllib.parse import urlsplit

import pytest

from app.services.option_values import checked
from job_scraper import sources
from job_scraper.places.countries import country_by_code
from job_scraper.registry import all_sources, find_source
from job_scraper.source import Source

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "sources.md"
NAMES = [module.name for module in iter_modules(sources.__path__) if not module.name.startswith("_")]
EXPECTED = {
    *("linkedin", "google_jobs", "france_travail", "tunisie_travail", "indeed", "wttj", "monster"),
    *("jobteaser", "job_pages", "greenhouse", "lever", "ashby", "smartrecruiters", "recruitee"),
    *("workable", "personio", "teamtailor", "adzuna", "arbeitnow", "himalayas", "remotive", "the_muse"),
    *("jobicy", "careerjet", "bundesagentur", "reed", "keejob"),
}
NOT_ENGLISH = re.compile(r"[àâçéèêëîïôùûœäöüß]|\b(?:le|la|les|des|und|oder|der|die|das)\b", re.I)

every_source = pytest.mark.parametrize("source", all_sources().values(), ids=list(all_sources()))


def test_every_file_is_a_source_of_its_name() -> None:
    assert sorted(all_sources()) == sorted(NAMES)
    assert set(NAMES) >= EXPECTED
    assert find_source("greenhouse") is all_sources()["greenhouse"]
    assert find_source("nowhere") is None


def test_labels_are_unique_and_in_order() -> None:
    labels = [source.label.casefold() for source in all_sources().values()]
    assert labels == sorted(labels)
    assert len(set(labels)) == len(labels)


@every_source
def test_name_and_label(source: Source) -> None:
    assert re.fullmatch(r"[a-z0-9_]{2,40}", source.name)
    assert 2 <= len(source.label) <= 60


@every_source
def test_addresses(source: Source) -> None:
    for address in filter(None, (source.homepage, source.terms.url)):
        assert urlsplit(address).scheme == "https"
    assert not source.terms.url or urlsplit(source.terms.url).hostname


@every_source
def test_terms(source: Source) -> None:
    assert source.terms.verdict in {"open", "key", "tolerated", "forbidden"}
    sentences = (source.terms.summary, *source.terms.duties)
    for sentence in sentences:
        assert sentence[:1].isupper() or sentence[:1] == '"', sentence
        assert len(sentence) > 8, sentence
    assert source.terms.verdict != "forbidden" or not source.is_on


@every_source
def test_what_is_off_says_why(source: Source) -> None:
    assert bool(source.why_off) is not source.is_on
    assert not (source.is_on and any(option.is_required for option in source.options))


@every_source
def test_countries_are_codes(source: Source) -> None:
    assert [country_by_code(code) for code in source.countries] == list(source.countries)
    assert len(set(source.countries)) == len(source.countries)


@every_source
def test_options(source: Source) -> None:
    names = [option.name for option in source.options]
    assert len(set(names)) == len(names)
    for option in source.options:
        assert re.fullmatch(r"[a-z][a-z0-9_]{1,39}", option.name)
        assert option.label[:1].isupper(), option
        assert not NOT_ENGLISH.search(option.label), option
        assert option.minimum <= option.maximum
        assert checked(option, option.default) == option.default
        assert option.kind != "choice" or option.choices


@every_source
def test_secrets_are_declared_as_such(source: Source) -> None:
    for option in source.options:
        looks_secret = re.search(r"secret|password|token|(?:^|_)(?:app|api|search)_key$", option.name)
        assert not looks_secret or option.kind == "secret", option.name
        assert option.kind != "secret" or not option.default, option.name
    assert set(source.secrets) == {option.name for option in source.options if option.kind == "secret"}


@every_source
def test_it_stands_in_the_document(source: Source) -> None:
    rows = re.findall(r"^\| `([a-z0-9_]+)` \|", DOCUMENT.read_text("utf-8"), re.M)
    assert rows.count(source.name) == 1


def test_the_document_names_no_other_sources() -> None:
    rows = re.findall(r"^\| `([a-z0-9_]+)` \|", DOCUMENT.read_text("utf-8"), re.M)
    assert set(rows) == set(NAMES)
