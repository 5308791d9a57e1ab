"""The French catalogue says everything the code and the templates say, and no more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from tests.templates.conftest import CATALOGUE, ROOT

KEYWORDS = {**DEFAULT_KEYWORDS, "lazy_gettext": None, "_l": None}
PLACES = ("app", "job_scraper", "templates")


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as source:
        return read_po(source, locale="fr")


def texts_to_translate() -> set[str | tuple[str, ...]]:
    """Every text marked for translation; plural texts as pairs."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as config:
        methods, options = parse_mapping_cfg(config)
    found = extract_from_dir(ROOT, methods, options, KEYWORDS, directory_filter=_is_ours)
    return {message for _file, _line, message, _comments, _context in found}


def _is_ours(folder: str | Path) -> bool:
    return Path(folder).relative_to(ROOT).parts[0] in PLACES


def test_the_catalogue_says_what_the_code_says(catalogue: Catalog) -> None:
    """One test, because reading every source takes a second."""
    wanted = texts_to_translate()
    assert len(wanted) > 300
    known = {message.id for message in catalogue if message.id}
    french = {message.id for message in catalogue if message.id and _is_complete(message.string)}
    assert wanted - french == set(), "run make messages, then translate"
    assert known - wanted == set(), "stale: run make messages"
    assert not catalogue.obsolete
    assert not [message.id for message in catalogue if message.id and message.fuzzy]


def test_placeholders_agree(catalogue: Catalog) -> None:
    for message in catalogue:
        if not message.id:
            continue
        assert not list(message.check(catalogue)), message.id
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        assert {frozenset(_names(text)) for text in strings} == {frozenset(_names(sources[-1]))}, message.id


def test_french_typography(catalogue: Catalog) -> None:
    """A sign in two parts clings to the word before it; apostrophes are curved."""
    for message in catalogue:
        for text in message.string if isinstance(message.string, tuple) else (message.string,):
            if message.id:
                assert not re.search(r"[^\s\u00a0\u202f\d/][?!;:»](?:\s|$)| [?!;:»]|« ", text), text
                assert "'" not in text, text


def _is_complete(string: str | tuple[str, ...]) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


def _names(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)", text))
