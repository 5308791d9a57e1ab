"""What holds for every text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.skills import extract as module
from app.core.skills.extract import extract
from app.core.skills.index import Term, TermIndex, index_of
from app.core.skills.lexicon import Lexicon

RELAXED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
PIECES = [
    "Python",
    "C++",
    "C",
    "R",
    "R&D",
    ".NET",
    "CI/CD",
    "Go",
    "developer",
    "bases de données",
    "Bases de donne\u0301es",
    "Datenbankkenntnisse",
    "und",
    "der",
    "SAP-Kenntnisse",
    "والبرمجة",
    "بايثون",
    "Py\u200bthon",
    "ﬁn",
    "ß",
    "ML",
    "Excel",
    "Word",
    ",",
    ".",
    " ",
    "\n",
    "\n\n",
    "/",
    "-",
    "'",
    "&",
    "•",
    "\u00ad",
    "\U0001f600",
    "\x00",
    "\ud800",
]
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
FAR = " . " + "lorem ipsum dolor " * 12 + ". "


@RELAXED
@given(text=TEXTS)
def test_mentions_are_slices_in_order_that_never_overlap(small: Lexicon, text: str) -> None:
    mentions = extract(text, small)
    assert all(text[mention.start : mention.end] == mention.surface for mention in mentions)
    assert all(mention.start < mention.end and mention.skill in small.skills for mention in mentions)
    assert all(before.end <= after.start for before, after in pairwise(mentions))


@RELAXED
@given(text=st.text(alphabet=st.characters(), max_size=300))
def test_any_unicode_is_read(shipped: Lexicon, text: str) -> None:
    assert all(text[mention.start : mention.end] == mention.surface for mention in extract(text, shipped))


@RELAXED
@given(text=TEXTS, more=TEXTS)
def test_text_far_away_takes_nothing_away(small: Lexicon, text: str, more: str) -> None:
    before = [(mention.skill, mention.start) for mention in extract(text, small)]
    after = {(mention.skill, mention.start) for mention in extract(text + FAR + more, small)}
    assert after.issuperset(before)


@RELAXED
@given(text=TEXTS)
def test_reading_twice_gives_the_same(small: Lexicon, text: str) -> None:
    assert extract(text, small) == extract(text, small)


class CountingTerms(dict[str, Term]):
    """Terms that count how often they are asked for."""

    def __init__(self, terms: Mapping[str, Term]) -> None:
        super().__init__(terms)
        self.asked: Counter[str] = Counter()

    def get(self, key: str, default: object = None) -> Term | None:  # type: ignore[override]
        self.asked["get"] += 1
        return super().get(key)


def lookups(text: str, index: TermIndex) -> int:
    terms = CountingTerms(index.terms)
    page = module.read_page(text)
    list(module._named(page, page.words, replace(index, terms=terms)))
    return terms.asked["get"]


def test_twice_the_text_is_twice_the_work(shipped: Lexicon) -> None:
    index = index_of(shipped)
    text = "Gestion de projet et bases de données, machine learning with Python and SQL in a team. " * 20
    once = lookups(text, index)
    assert once > 100
    assert lookups(text * 4, index) == 4 * once
