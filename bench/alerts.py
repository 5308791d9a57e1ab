"""Saved searches against new offers: turned around, every search held against every offer, and every search run again
by the search page's engine over a table that holds the new offers alone."""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from app.core.alerts.batch import runs_of
from app.core.alerts.phrases import Phrase, Phrases, phrases
from app.core.alerts.wanted import NewOffer, Wanted
from app.core.alerts.words import fts5_words
from app.core.search.filters import Filters
from app.extensions import db
from app.services.alerts.searching import new_offers, percolator, wanted_of
from app.services.search import offers
from bench.measure import interleaved
from bench.offers import CITIES, CONTRACTS, COUNTRIES, LEVELS, TITLES, WORDS, make_app

TOWNS = tuple(CITIES.values())
USUAL = ("each with each", "every search again")
SAMPLE = 500  # searches of the usual way: all would take minutes


def searches(count: int, chance: random.Random) -> list[Filters]:
    """What people save: words of a title or of the trade, often a place, a contract, a level or a pay; a few
    phrases, beginnings and exclusions. Almost no two are alike."""
    return [_search(chance) for _ in range(count)]


def _search(chance: random.Random) -> Filters:
    words = chance.choice(TITLES).split()[: chance.randint(1, 2)] + chance.sample(WORDS, chance.randint(0, 2))
    form = chance.random()
    keyword = " ".join(words)
    if form < 0.15:
        keyword = f'"{chance.choice(TITLES)}"'
    elif form < 0.25:
        keyword += f" -{chance.choice(WORDS)}"
    elif form < 0.3:
        keyword = f"{words[0][:4]}*" if len(words[0]) > 4 else words[0]
    return Filters(
        keyword=keyword,
        location=chance.choice(TOWNS) if chance.random() < 0.3 else "",
        country=(chance.choice(COUNTRIES),) if chance.random() < 0.3 else (),
        job_type=(chance.choice(CONTRACTS[:6]) or "permanent",) if chance.random() < 0.25 else (),
        experience_level=(chance.choice(LEVELS[:5]) or "mid",) if chance.random() < 0.2 else (),
        salary_min=chance.choice((None, 30_000, 45_000)) if chance.random() < 0.3 else None,
    )


def one_by_one(asked: Sequence[Filters]) -> list[list[int]]:
    """Each search by the search page's own engine, over a table that holds the new offers alone."""
    return [list(offers.find(each, per_page=100_000).ids) for each in asked]


def each_with_each(asked: Sequence[Filters], coming: Sequence[NewOffer]) -> list[list[int]]:
    """Each search held against each offer, whose words are cut once."""
    cut = [
        (
            offer,
            {
                part: [f" {' '.join(run)} " for run in runs]
                for part, runs in runs_of(offer, fts5_words).items()
            },
        )
        for offer in coming
    ]
    pairs = [(wanted, phrases(wanted.query, fts5_words)) for wanted in map(wanted_of, asked)]
    return [
        [offer.id for offer, runs in cut if _wants(wanted, given, offer, runs)] for wanted, given in pairs
    ]


def _wants(wanted: Wanted, given: Phrases, offer: NewOffer, runs: dict[str, list[str]]) -> bool:
    def says(phrase: Phrase) -> bool:
        return any(phrase.stands_in(run) for run in runs[phrase.part])

    return (
        all(not values or code in values for values, code in zip(wanted.facets, offer.codes, strict=True))
        and offer.salary >= wanted.salary
        and (wanted.first_day is None or offer.day >= wanted.first_day)
        and all(says(phrase) for phrase in given.required)
        and all(any(all(says(phrase) for phrase in each) for each in choice) for choice in given.choices)
        and not any(says(phrase) for phrase in given.excluded)
    )


def measure(number: int, new: int, rounds: int) -> dict[str, float]:
    chance = random.Random(5)
    asked = searches(number, chance)
    sample = chance.sample(asked, min(SAMPLE, number))
    with tempfile.TemporaryDirectory() as folder:
        app = make_app(Path(folder), new)
        with app.app_context():
            started = time.perf_counter()
            turned = percolator(enumerate(asked))
            filed = (time.perf_counter() - started) * 1000
            coming = new_offers()
            found = turned.find(coming)
            _agree(asked, sample, found, each_with_each(sample, coming))
            _agree(asked, sample, found, one_by_one(sample))
            taken = interleaved(
                {
                    "turned around": lambda: turned.find(coming),
                    "with reading the offers": lambda: turned.find(new_offers()),
                    "filed anew, and read": lambda: percolator(enumerate(asked)).find(new_offers()),
                    "each with each": lambda: each_with_each(sample, coming),
                    "every search again": lambda: one_by_one(sample),
                },
                rounds,
            )
            db.session.remove()
    for way in USUAL:
        taken[way] *= number / len(sample)
    return {
        **taken,
        "searches filed": filed,
        "different searches": len({wanted_of(each) for each in asked}),
        "pairs found": sum(map(len, found.values())),
    }


def _agree(
    asked: Sequence[Filters],
    sample: Sequence[Filters],
    found: dict[int, list[int]],
    usual: Sequence[list[int]],
) -> None:
    number = {id(each): n for n, each in enumerate(asked)}
    for each, ids in zip(sample, usual, strict=True):
        assert sorted(ids) == sorted(found.get(number[id(each)], [])), each


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", default=["1000x1000", "10000x1000", "20000x1000", "10000x2000"])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    for size in options.sizes:
        number, new = (int(one) for one in size.split("x"))
        found = measure(number, new, options.rounds)
        print(
            f"\n{number:,} saved searches, {new:,} new offers (median ms; times faster than {' and '.join(USUAL)})"
        )
        for name, value in found.items():
            is_time = name not in {"different searches", "pairs found"}
            ratios = "".join(
                f"{found[way] / value:14.0f} x" for way in USUAL if is_time and name not in USUAL
            )
            print(f"  {name:26} {value:12,.1f}{ratios}" if is_time else f"  {name:26} {value:12,.0f}")
        row = {name: round(value, 2) for name, value in found.items()}
        print(json.dumps({"bench": "alerts", "searches": number, "offers": new, **row}))


if __name__ == "__main__":
    main()
