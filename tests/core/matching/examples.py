"""Candidates and offers for the tests of the score, chosen by hand and by hypothesis. All invented."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from app.core.cv.profile import Place
from app.core.matching.codebook import Codebook
from app.core.matching.inputs import CEFR, LEVELS, REMOTE, RUNGS, Candidate, Offer, SkillEvidence
from app.core.matching.nearness import MOST_CLOSED, Nearness
from app.core.matching.relations import canonical

# The first example loads the lexicon, which takes longer than a deadline allows.
checked = settings(deadline=None, max_examples=30)

# Some that the lexicon relates to each other, some that it does not know.
SKILLS = (
    "python", "django", "sql", "postgresql", "docker", "kubernetes", "react", "javascript", "Excel",
    "accounting", "sworn beekeeping", "lute making", "kite repair", "glacier reading", "puppet surgery",
)  # fmt: skip
TITLES = (
    "", "Stagiaire", "Développeuse Python (H/F)", "Senior Java Developer", "Softwareentwickler (m/w/d)",
    "Comptable", "Buchhalterin", "Infirmier/ère", "Luthier d'art", "Data Engineer - Lille",
    "Responsable magasin", "مهندس برمجيات",
)  # fmt: skip
TOWNS = (
    (None, None), ("Paris", "FR"), ("Lyon", None), ("Lille", "FR"), ("Tournai", "BE"), ("Tunis", "TN"),
    (None, "TN"), ("Berlin", "DE"), ("Nowhere on Sea", "GB"), ("Nowhere on Sea", None), (None, "FR"),
    ("Paris", "US"),
)  # fmt: skip


def evidence(*names: str, rung: str = "used") -> dict[str, SkillEvidence]:
    return {name: SkillEvidence(name, rung, (at,)) for at, name in enumerate(names)}


def holding(candidate: Candidate, *names: str, rung: str = "used") -> Candidate:
    """The candidate with further skills, or with better proof of those held."""
    return replace(candidate, skills={**candidate.skills, **evidence(*names, rung=rung)})


def near_by(points: dict[str, int]) -> Nearness:
    """As if the second line of the CV were the nearest to everything."""
    count = len(points)
    return Nearness(
        Codebook(points),
        np.array(list(points.values()), np.int32),
        np.zeros(count, np.int32),
        ((1,),),
        "test",
    )


amounts = st.integers(15, 120).map(lambda thousands: thousands * 1000.0)
ranges = st.one_of(
    st.none(),
    st.tuples(amounts, amounts).map(lambda pair: (min(pair), max(pair))),
    st.tuples(amounts, st.none()),
    st.tuples(st.none(), amounts),
    st.just((None, None)),
)
years = st.one_of(st.none(), st.floats(0, 45))
languages = st.dictionaries(
    st.sampled_from(("fr", "en", "de", "ar")), st.sampled_from((None, *CEFR)), max_size=3
)
proofs = st.tuples(st.sampled_from(RUNGS), years)
skill_sets = st.dictionaries(st.sampled_from(SKILLS), proofs, max_size=8).map(
    lambda held: {name: SkillEvidence(name, rung, (3,), used) for name, (rung, used) in held.items()}
)
# Names that were not compared are among those that offers ask for.
COMPARED = tuple(map(canonical, SKILLS[:-2]))
nearness = st.lists(st.integers(0, MOST_CLOSED), min_size=len(COMPARED), max_size=len(COMPARED)).map(
    lambda points: near_by(dict(zip(COMPARED, points, strict=True)))
)
places = st.sampled_from(TOWNS).map(lambda town: Place("written", *town))
candidates = st.builds(
    Candidate,
    skills=skill_sets,
    years=years,
    titles=st.lists(st.sampled_from(TITLES), max_size=3).map(tuple),
    places=st.lists(places, max_size=3).map(tuple),
    remote_ok=st.sampled_from((None, True, False)),
    salary_year_eur=ranges,
    languages=languages,
    places_are_home=st.booleans(),
    near=st.none() | nearness,
)
names = st.lists(st.sampled_from(SKILLS), max_size=6).map(tuple)
skill_years = st.dictionaries(st.sampled_from(SKILLS), st.floats(0, 20), max_size=3)
ONE = st.just(1)


def offers(ids: st.SearchStrategy[int] = ONE) -> st.SearchStrategy[Offer]:
    def offer(id_: int, town: tuple[str | None, str | None], **fields: object) -> Offer:
        return Offer(id=id_, city=town[0], country=town[1], **fields)  # type: ignore[arg-type]

    return st.builds(
        offer,
        ids,
        st.sampled_from(TOWNS),
        title=st.sampled_from(TITLES),
        required=names,
        wished=names,
        years_min=years,
        level=st.sampled_from((None, *LEVELS)),
        remote=st.sampled_from((None, *REMOTE)),
        salary_year_eur=ranges,
        languages=languages,
        skill_years=skill_years,
    )


offer_lists = st.lists(offers(st.integers(1, 12)), max_size=6, unique_by=lambda offer: offer.id)

CANDIDATE = Candidate(
    skills=evidence("kite repair", "lute making", "glacier reading"),
    years=4.0,
    titles=("Développeuse Python",),
    places=(Place("Lille", "Lille", "FR"),),
    salary_year_eur=(42_000.0, None),
)
OFFER = Offer(
    id=7,
    title="Développeur Python (H/F)",
    required=("kite repair", "lute making", "puppet surgery"),
    wished=("glacier reading", "sworn beekeeping"),
    level="mid",
    city="Lille",
    country="FR",
    remote="onsite",
    salary_year_eur=(40_000.0, 46_000.0),
)
