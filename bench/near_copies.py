"""Precision and recall of finding the same offer on several boards, on the labelled pairs of the tests."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.core.copies.offer import Offer, Said, offer_of
from app.core.copies.signature import bands
from app.core.copies.verdict import Verdict, verdict
from job_scraper.normalise.yearly import yearly_eur
from job_scraper.posting import JobPosting
from job_scraper.record import posting_from_record

PAIRS = Path(__file__).parent.parent / "tests" / "near_copies" / "pairs.jsonl"
NOW = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Answer:
    """``found``: their signatures lead to each other; only then the verdict counts."""

    id: str
    half: str
    kind: str
    same: bool
    found: bool
    verdict: Verdict

    @property
    def says_same(self) -> bool:
        return self.found and self.verdict.is_copy


def answers() -> Iterator[Answer]:
    """What the product says to each labelled pair, records read as they are when they come in."""
    for line in PAIRS.read_text("utf-8").splitlines():
        pair = json.loads(line)
        one, other = (offer_from(pair[side], f"{pair['id']}-{side}") for side in ("one", "other"))
        found = not set(bands(one)).isdisjoint(bands(other))
        yield Answer(pair["id"], pair["half"], pair["kind"], pair["same"], found, verdict(one, other))


def offer_from(record: dict[str, Any], id_: str) -> Offer:
    posting = posting_from_record({**record, "id": id_}, record["source"], NOW)
    return offer_of(_said(posting))


def _said(posting: JobPosting) -> Said:
    pay = yearly_eur(posting.salary, NOW.date()) if posting.salary else (None, None)
    return Said(
        source=posting.source,
        title=posting.title,
        company=posting.company,
        city=posting.city,
        country=posting.country,
        text=posting.description_text,
        language=posting.language,
        contract=posting.contract,
        work_time=posting.work_time,
        level=posting.level,
        remote=posting.remote,
        years=posting.years_min,
        pay=(_whole(pay[0]), _whole(pay[1])),
    )


def _whole(amount: object) -> int | None:
    return None if amount is None else round(float(str(amount)))


def figures(given: Iterable[Answer]) -> dict[str, float]:
    counted = Counter((one.same, one.says_same) for one in given)
    right, wrong, missed = counted[True, True], counted[False, True], counted[True, False]
    return {
        "pairs": counted.total(),
        "copies": right + missed,
        "precision": round(right / (right + wrong), 4) if right + wrong else 1.0,
        "recall": round(right / (right + missed), 4) if right + missed else 1.0,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mistakes", action="store_true", help="name each pair that is answered wrongly")
    options = parser.parse_args()
    every = list(answers())
    for half in ("built", "held back", None):
        chosen = [one for one in every if half in (None, one.half)]
        print(f"near-duplicates, {half or 'all'}: {json.dumps(figures(chosen))}")
    for one in every:
        if options.mistakes and one.same != one.says_same:
            print(f"  {one.id}: should be {one.same}, found {one.found}, {one.verdict}")
    print(json.dumps({"bench": "near_copies", **figures(every)}))


if __name__ == "__main__":
    main()
