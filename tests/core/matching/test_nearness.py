"""How near a CV comes to a skill, and what that is worth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ai.lexical import LexicalEmbedder
from app.core.cv.chunks import Chunk
from app.core.matching.columns import OfferColumns
from app.core.matching.inputs import Candidate, InvalidInput, Offer, SkillEvidence
from app.core.matching.match import match
from app.core.matching.nearness import (
    MOST_CLOSED,
    UNCONFIRMED,
    WORDS_SHARE,
    Nearness,
    SkillSpace,
    closed,
    nearness_of,
    skill_text,
)
from app.core.matching.outcome import NEAR
from app.core.matching.rarity import rarity
from app.core.matching.relations import FULL
from app.core.matching.total import score_all
from app.core.skills.lexicon import default_lexicon
from tests.core.matching.examples import CANDIDATE, OFFER, checked, near_by, offers

EMBEDDER = LexicalEmbedder()
ASKED = ("kite repair", "lute making", "puppet surgery", "glacier reading")


def space(*names: str) -> SkillSpace:
    return SkillSpace.of(names, EMBEDDER.embed([skill_text(name) for name in names]), "lexical")


def near(pieces: list[str], *names: str) -> Nearness:
    chunks = [Chunk(text, (at,)) for at, text in enumerate(pieces)]
    found = nearness_of(chunks, EMBEDDER.embed(pieces), space(*names))
    assert found is not None
    return found


def points(pieces: list[str], name: str) -> int:
    return near(pieces, name).points_for(name)


# The space


def test_names_are_canonical_and_kept_once() -> None:
    label = default_lexicon().label("postgresql")
    found = space(label, "postgresql", "kite repair")
    assert found.names.keys == ("postgresql", "kite repair")
    assert skill_text("postgresql") == label
    assert skill_text("  kite\nrepair ") == "kite repair"
    assert found.missing(["Postgres", "kite repair", "lute making", "lute making"]) == ["lute making"]


def test_a_space_grows_and_never_changes() -> None:
    small = space("kite repair")
    large = small.extended(["lute making", "kite repair"], EMBEDDER.embed(["lute making", "something else"]))
    fresh = space("kite repair", "lute making")
    assert small.names.keys == ("kite repair",)
    assert large.names.keys == fresh.names.keys
    np.testing.assert_array_equal(large.vectors, fresh.vectors)
    pieces = [Chunk("making lutes and repairing a kite", (0,))]
    vectors = EMBEDDER.embed([pieces[0].text])
    grown, built = nearness_of(pieces, vectors, large), nearness_of(pieces, vectors, fresh)
    assert grown is not None
    assert built is not None
    np.testing.assert_array_equal(grown.points, built.points)


@pytest.mark.parametrize(
    ("names", "vectors"),
    [
        (["a"], np.zeros((2, 4))),
        (["a"], np.zeros(4)),
        (["a"], np.full((1, 4), np.nan)),
        (["a", "b"], np.zeros((1, 4))),
    ],
)
def test_vectors_that_do_not_fit_are_refused(names: list[str], vectors: np.ndarray) -> None:
    with pytest.raises(InvalidInput, match="vectors"):
        SkillSpace.of(names, vectors, "x")


@pytest.mark.parametrize("vectors", [np.zeros((2, 384)), np.zeros((1, 3)), np.full((1, 384), np.inf)])
def test_pieces_that_do_not_fit_are_refused(vectors: np.ndarray) -> None:
    with pytest.raises(InvalidInput, match="vectors"):
        nearness_of([Chunk("text", (0,))], vectors, space("kite repair"))


def test_a_cv_without_pieces_is_near_to_nothing() -> None:
    assert nearness_of([], np.zeros((0, 384), np.float32), space("kite repair")) is None


# How near


def test_the_nearest_piece_is_shown() -> None:
    found = near(["sold ice cream at the beach", "repaired every kite of the club", "sang"], "kite repair")
    shown = found.find("kite repair")
    assert shown is not None
    assert shown.lines == (1,)
    assert 0 < shown.nearness <= 1
    assert found.find("lute making") is None
    assert found.points_for("lute making") == 0


def test_words_that_are_used_more_often_say_more_up_to_a_point() -> None:
    rest = ["sold ice cream at the beach"] * 6
    found = [points([*["kite repair"] * times, *rest], "kite repair") for times in (0, 1, 2, 4, 16)]
    assert found == sorted(found)
    assert found[0] < found[1] < found[2]
    assert found[-1] <= MOST_CLOSED


def test_meaning_counts_in_part_where_no_word_of_the_name_is_used() -> None:
    """A trade that is like another in meaning shares few of its words."""
    pieces, name = [Chunk("sold boats at the harbour", (0,))], "puppet surgery"
    alike = SkillSpace.of([name], EMBEDDER.embed([pieces[0].text]), "lexical")  # the same vector, other words
    found = nearness_of(pieces, EMBEDDER.embed([pieces[0].text]), alike)
    assert found is not None
    assert found.points_for(name) == round(MOST_CLOSED * (1 - WORDS_SHARE) * UNCONFIRMED)
    confirmed = [Chunk("sold boats at the harbour, a puppet", (0,))]
    found = nearness_of(confirmed, EMBEDDER.embed([pieces[0].text]), alike)
    assert found is not None
    assert found.points_for(name) > MOST_CLOSED * (1 - WORDS_SHARE)


def test_a_word_of_few_names_confirms_more_than_one_of_many() -> None:
    assert rarity("hydraulic") > rarity("management")
    assert rarity("xylograph") == max(
        rarity(word) for word in ("xylograph", "hydraulic", "management", "data")
    )


def test_length_alone_says_nothing() -> None:
    work = ["repaired kites for the club", "built new kites from old silk"]
    padding = [f"talked about the weather of day {n}" for n in range(150)]
    assert points([*work, *padding], "kite repair") <= points(work, "kite repair")


def test_one_name_is_compared_as_among_others() -> None:
    pieces = ["repaired kites", "made lutes and puppets", "read glaciers"]
    together = near(pieces, *ASKED)
    assert [together.points_for(name) for name in ASKED] == [points(pieces, name) for name in ASKED]


# What it is worth


@checked
@given(st.integers(0, FULL), st.integers(0, FULL), st.integers(0, MOST_CLOSED), st.integers(0, MOST_CLOSED))
def test_more_evidence_of_either_kind_is_never_worse(named: int, more: int, close: int, closer: int) -> None:
    assert closed(min(named, more), close) <= closed(max(named, more), close) <= FULL
    assert closed(named, min(close, closer)) <= closed(named, max(close, closer))


def test_lines_alone_earn_less_than_the_proven_skill() -> None:
    offer = Offer(1, required=ASKED)
    lines = Candidate(near=near_by(dict.fromkeys(ASKED, MOST_CLOSED)))
    named = Candidate(skills={name: SkillEvidence(name, "used") for name in ASKED})
    assert match(Candidate(titles=("Luthier",)), offer).total == 0
    assert 0 < (match(lines, offer).total or 0) < (match(named, offer).total or 0)


@checked
@given(offers())
def test_lines_never_lower_a_total(offer: Offer) -> None:
    columns = OfferColumns.from_offers([offer])
    with_lines = replace(CANDIDATE, near=near_by({"puppet surgery": 500, "python": 300}))
    before, after = (float(score_all(one, columns).total[0]) for one in (CANDIDATE, with_lines))
    assert np.isnan(before) or after >= before


def test_what_was_not_compared_counts_as_without_vectors() -> None:
    nothing = replace(CANDIDATE, near=near_by({"cheese tasting": 700}))
    assert match(nothing, OFFER).total == match(CANDIDATE, OFFER).total


def test_an_asked_skill_is_met_related_missing_or_unknown() -> None:
    offer = Offer(1, required=("kite repair", "Python", "puppet surgery", "sql", "harp", "cheese tasting"))
    held = {"kite repair": SkillEvidence("kite repair", "used", (4,)), "Django": SkillEvidence("Django")}
    near = near_by({"kite repair": 80, "puppet surgery": 600, "sql": 250, "harp": 100})
    found = match(Candidate(skills=held, near=near), offer)
    assert [(one.skill, one.state, one.via, one.rung, one.nearness, one.lines) for one in found.matched] == [
        ("kite repair", "met", None, "used", 0.1, (4,)),
        ("Python", "related", "Django", "mentioned", None, ()),
        ("puppet surgery", "related", None, NEAR, 0.75, (1,)),
    ]
    assert sorted((one.skill, one.state, one.nearness, one.lines) for one in found.missing) == [
        ("cheese tasting", "unknown", None, ()),
        ("harp", "missing", 0.12, ()),
        ("sql", "missing", 0.31, (1,)),
    ]
    assert {reason.code: reason.params for reason in found.reasons}["skills_near"] == {"count": 1}


def test_a_line_that_comes_near_makes_a_gap_smaller() -> None:
    far, close = (replace(CANDIDATE, near=near_by({"puppet surgery": worth})) for worth in (0, 700))
    gains = [
        next(one.gain for one in (*found.missing, *found.matched) if one.skill == "puppet surgery")
        for found in (match(far, OFFER), match(close, OFFER))
    ]
    assert gains[0] > gains[1] > 0


def test_no_skill_recognised_says_more_where_lines_were_compared() -> None:
    silent = replace(CANDIDATE, skills={})
    told = replace(silent, near=near_by({"kite repair": 400}))
    assert (
        match(silent, OFFER).confidence < match(told, OFFER).confidence < match(CANDIDATE, OFFER).confidence
    )


def test_ten_thousand_listed_skills_lose_against_work_that_was_done() -> None:
    """Each listed skill stands in the text once, as a stuffed CV has it."""
    names = [*ASKED, *(f"trade {n} of guild {n % 97}" for n in range(10_000))]
    pieces = [" ".join(names[start : start + 12]) for start in range(0, 2_400, 12)]
    stuffed = Candidate(
        skills={name: SkillEvidence(name) for name in names}, near=near(pieces, *ASKED), years=6.0
    )
    work = [
        "Three years of kite repair for the club and its school",
        "Lute making with my own hands, from kite silk to lute strings",
        "Puppet surgery at the theatre, then puppet making",
        "Glacier reading for mountain guides",
    ]
    honest = Candidate(
        skills={name: SkillEvidence(name, "used", (at,), 3.0) for at, name in enumerate(ASKED)},
        near=near(work, *ASKED),
        years=6.0,
    )
    offer = Offer(1, required=ASKED)
    found, kept = match(stuffed, offer), match(honest, offer)
    assert found.total is not None
    assert kept.total is not None
    assert found.total < kept.total
    assert found.confidence < kept.confidence / 5
    assert found.band != "strong"
