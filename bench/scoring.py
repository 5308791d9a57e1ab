"""Scoring every offer for one CV: a plain loop over pairs against columns.

The loop is the usual five-part formula, pair by pair, with strings and sets. Both get the same
generated offers and run in turn; medians of wall time. The columns are mapped from files. They also compare
the lines of the CV with every skill, by vectors that are random here: their numbers cost the same whatever
they mean.

    python -m bench.scoring [--sizes 10000 100000] [--rounds 9] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from app.core.cv.chunks import Chunk
from app.core.cv.profile import Place
from app.core.matching.column_files import read, write
from app.core.matching.columns import LEVEL_YEARS, OfferColumns
from app.core.matching.inputs import LEVELS, REMOTE, Candidate, Offer, SkillEvidence
from app.core.matching.layered import LayeredColumns
from app.core.matching.match import match
from app.core.matching.nearness import SkillSpace, nearness_of
from app.core.matching.relations import canonical
from app.core.matching.total import score_all
from app.core.skills.lexicon import default_lexicon
from bench.measure import interleaved

SKILLS = 2_000
FREE_NAMES = 20_000  # further names, each rare
FREE_SHARE = 0.1
PIECES = 80  # of the CV
DIMENSIONS = 384
HELD = 25
TITLES = 30_000  # to draw from: 10,000 offers then have about 8,500 distinct titles
BATCH = 50
PAIRS = 100
WEIGHTS = {"skills": 0.30, "experience": 0.25, "location": 0.20, "salary": 0.15, "title": 0.10}

ROLES = (
    "Développeur Web", "Data Engineer", "Comptable", "Softwareentwickler", "Infirmier", "Krankenpfleger",
    "Nurse", "Chef de projet", "Vertriebsleiter", "Accountant", "Sales Manager",
    "Technicien de maintenance", "Buchhalter", "Mechatroniker", "Logistics Coordinator", "Product Owner",
    "Ingénieur qualité", "Customer Service Advisor", "Chargé de recrutement", "Data Scientist",
    "DevOps Engineer", "Assistant administratif", "Projektleiter", "Electrical Engineer", "Acheteur",
)  # fmt: skip
FIELDS = (
    "Java", "Python", "SAP", "Finance", "Automotive", "Santé", "Energie", "Retail", "Cloud", "Banque",
    "Bau", "Industrie", "Pharma", "Export", "Marketing", "Aéronautique", "Assurance", "Telecom",
    "Logistik", "E-Commerce",
)  # fmt: skip
ENDINGS = ("H/F", "(m/w/d)", "F/H", "- CDI", "", "(all genders)", "- 12 months")
TOWNS = (
    ("Paris", "FR"), ("Lyon", "FR"), ("Lille", "FR"), ("Nantes", "FR"), ("Toulouse", "FR"), ("Berlin", "DE"),
    ("Hamburg", "DE"), ("Köln", "DE"), ("München", "DE"), ("Tunis", "TN"), ("Sfax", "TN"), ("Sousse", "TN"),
    ("Bruxelles", "BE"), ("Liège", "BE"), ("London", "GB"), ("Manchester", "GB"), (None, "FR"),
)  # fmt: skip
SENIORITY = ("Senior ", "Junior ", "", "", "Lead ")


def generate(count: int, dice: random.Random) -> tuple[Candidate, list[Offer]]:
    names = sorted(default_lexicon().skills)[:SKILLS]
    names += [f"skill {number}" for number in range(SKILLS - len(names))]
    titles = [_title_text(number, dice) for number in range(TITLES)]
    candidate = Candidate(
        skills={name: SkillEvidence(name, "used") for name in dice.sample(names, HELD)},
        years=6.0,
        titles=("Développeuse Python", "Data Engineer", "Software Engineer Cloud"),
        places=(Place("Lyon", "Lyon", "FR"), Place("Tunis", "Tunis", "TN")),
        salary_year_eur=(42_000.0, 55_000.0),
    )
    return candidate, [_offer(number, names, titles, dice) for number in range(count)]


def _title_text(number: int, dice: random.Random) -> str:
    team = "".join(chr(ord("a") + number // 26**place % 26) for place in range(3))
    role = f"{dice.choice(SENIORITY)}{dice.choice(ROLES)} {dice.choice(FIELDS)}"
    return f"{role} {dice.choice(ENDINGS)} Team {team}"


def _offer(number: int, names: list[str], titles: list[str], dice: random.Random) -> Offer:
    skills = dice.sample(names, dice.randint(5, 15))
    skills += [f"trade {dice.randrange(FREE_NAMES)}" for name in skills if dice.random() < FREE_SHARE]
    city, country = dice.choice(TOWNS)
    low = dice.randrange(25, 80) * 1000.0
    required = dice.randint(3, len(skills))
    return Offer(
        id=number,
        title=dice.choice(titles),
        required=tuple(skills[:required]),
        wished=tuple(skills[required:]),
        level=dice.choice(LEVELS),
        city=city,
        country=country,
        remote=dice.choice((*REMOTE, None)),
        salary_year_eur=(low, low * 1.2) if dice.random() < 0.6 else None,
    )


def compared(candidate: Candidate, offers: list[Offer]) -> tuple[Candidate, float]:
    """With nearness to every skill that is asked for, and the milliseconds that took."""
    names = sorted({canonical(name) for offer in offers for name in (*offer.required, *offer.wished)})
    vectors = np.random.default_rng(7).normal(size=(len(names) + PIECES, DIMENSIONS)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    space = SkillSpace.of(names, vectors[PIECES:], "bench")
    pieces = [Chunk(f"Led project {at} with {names[at]} and {names[-at]}", (at,)) for at in range(PIECES)]
    started = time.perf_counter()
    near = nearness_of(pieces, vectors[:PIECES], space)
    return replace(candidate, near=near), 1000 * (time.perf_counter() - started)


def as_dicts(candidate: Candidate, offers: list[Offer]) -> tuple[dict, list[dict]]:
    """The same data as the loop wants it: text and lists."""
    low, high = candidate.salary_year_eur or (None, None)
    cv = {
        "skills": list(candidate.skills),
        "years": candidate.years,
        "titles": list(candidate.titles),
        "places": [f"{place.city}, {place.country}" for place in candidate.places],
        "salary": {"min": low, "max": high},
    }
    jobs = [
        {
            "title": offer.title,
            "skills": [*offer.required, *offer.wished],
            "level": offer.level,
            "location": offer.city or offer.remote or "",
            "country": offer.country or "",
            "salary": dict(zip(("min", "max"), offer.salary_year_eur, strict=True))
            if offer.salary_year_eur
            else {},
        }
        for offer in offers
    ]
    return cv, jobs


def loop(cv: dict, jobs: list[dict]) -> list[float]:
    return [
        _skills(cv["skills"], job["skills"]) * WEIGHTS["skills"]
        + _experience(cv["years"], job["level"]) * WEIGHTS["experience"]
        + _location(cv["places"], job["location"], job["country"]) * WEIGHTS["location"]
        + _salary(cv["salary"], job["salary"]) * WEIGHTS["salary"]
        + _title(cv["titles"], job["title"]) * WEIGHTS["title"]
        for job in jobs
    ]


def _skills(held: list[str], asked: list[str]) -> float:
    have = {skill.lower() for skill in held}
    want = {skill.lower() for skill in asked}
    return len(have & want) / len(want) if want else 1.0


def _experience(years: float, level: str) -> float:
    missing = LEVEL_YEARS.get(level, 3) - years
    if missing <= 0:
        return 1.0
    return 0.7 if missing <= 2 else 0.4 if missing <= 4 else 0.2


def _location(places: list[str], location: str, country: str) -> float:
    town, state = location.lower(), country.lower()
    for place in places:
        if town in place.lower() or place.lower() in town:
            return 1.0
        if state in place.lower():
            return 0.9
    return 1.0 if "remote" in town else 0.3


def _salary(wish: dict, pay: dict) -> float:
    if not wish or not pay:
        return 0.8
    if wish["max"] >= pay["min"] and wish["min"] <= pay["max"]:
        return 1.0
    return max(0.0, 1 - (wish["min"] - pay["max"]) / wish["min"]) if pay["max"] < wish["min"] else 1.0


def _title(wishes: list[str], title: str) -> float:
    name = title.lower()
    for wish in wishes:
        if wish.lower() == name:
            return 1.0
        if wish.lower() in name or name in wish.lower():
            return 0.8
    return 0.3


def measure(count: int, rounds: int) -> dict[str, float]:
    candidate, offers = generate(count, random.Random(7))
    cv, jobs = as_dicts(candidate, offers)
    started = time.perf_counter()
    columns = OfferColumns.from_offers(offers)
    build = 1000 * (time.perf_counter() - started)
    with TemporaryDirectory() as folder:
        write(columns, Path(folder))
        files = sum(path.stat().st_size for path in Path(folder).iterdir())
        started = time.perf_counter()
        columns = read(Path(folder))
        opened = 1000 * (time.perf_counter() - started)
    layers = LayeredColumns.on(columns)
    near, nearness = compared(candidate, offers)
    changed, pairs = offers[:BATCH], offers[-PAIRS:]
    medians = interleaved(
        {
            "loop": lambda: loop(cv, jobs),
            "columns": lambda: score_all(near, columns),
            "names_only": lambda: score_all(candidate, columns),
            "replaced": lambda: layers.replaced(changed),
            "matches": lambda: [match(near, offer) for offer in pairs],
        },
        rounds,
    )
    return {
        "offers": count,
        "distinct_titles": len({offer.title for offer in offers}),
        "loop_ms": round(medians["loop"], 1),
        "columns_ms": round(medians["columns"], 2),
        "names_only_ms": round(medians["names_only"], 2),
        "ratio": round(medians["loop"] / medians["columns"], 1),
        "match_ms": round(medians["matches"] / len(pairs), 2),
        "nearness_ms": round(nearness),
        "build_ms": round(build),
        "open_ms": round(opened),
        "files_mb": round(files / 1e6, 1),
        "replace_50_ms": round(medians["replaced"], 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--json", type=Path, help="write the results here as well")
    options = parser.parse_args()
    results = [measure(size, options.rounds) for size in options.sizes]
    print(" ".join(f"{name:>15}" for name in results[0]))
    for result in results:
        print(" ".join(f"{value:>15}" for value in result.values()))
    line = json.dumps({"bench": "scoring", "results": results})
    print(line)
    if options.json:
        options.json.write_text(line + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
