"""What is aligned, how far away it is, and which of two CVs is ahead: by rules, without a database."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.comparison.distance import nearest
from app.core.comparison.skills import aligned
from app.core.comparison.verdict import requirements, verdict
from app.core.cv.profile import Place
from app.core.matching.inputs import Candidate, Offer, SkillEvidence
from app.core.matching.match import Match, match
from app.core.matching.outcome import Part, Reason

SKILLS = ("Python", "Docker", "SQL", "Git", "Linux", "Zymurgy")


def candidate(*skills: str, years: float = 4, rung: str = "used") -> Candidate:
    return Candidate(
        skills={name: SkillEvidence(name, rung, (at,)) for at, name in enumerate(skills)}, years=years
    )


def offer(id_: int, required: tuple[str, ...], wished: tuple[str, ...] = (), **more: object) -> Offer:
    return Offer(id=id_, title="Developer", required=required, wished=wished, years_min=3, **more)  # type: ignore[arg-type]


def test_skills_of_offers_stand_in_one_row_each() -> None:
    offers = [
        offer(1, ("Python", "Docker"), ("Git",)),
        offer(2, ("python",), ("Docker",)),
        offer(3, ("Zymurgy",)),
    ]
    rows = aligned(offers, [match(candidate("Python", "Git"), one) for one in offers])
    assert [(row.skill.lower(), row.asked) for row in rows] == [
        ("python", ("required", "required", "")),
        ("docker", ("required", "wished", "")),
        ("zymurgy", ("", "", "required")),
        ("git", ("wished", "", "")),
    ]
    assert {row.skill.lower(): row.held.state for row in rows if row.held} == {
        "python": "met",
        "docker": "missing",
        "zymurgy": "unknown",
        "git": "met",
    }
    assert all(row.differs for row in rows)
    assert all(row.held is None for row in aligned(offers, [None, None, None]))
    assert not aligned(offers[:1] * 2, [None, None])[0].differs


@settings(deadline=None)  # the lexicon is loaded the first time
@given(
    st.lists(
        st.tuples(st.sets(st.sampled_from(SKILLS)), st.sets(st.sampled_from(SKILLS))), min_size=2, max_size=3
    )
)
def test_every_skill_asked_for_has_exactly_one_row(given_: list[tuple[set[str], set[str]]]) -> None:
    offers = [offer(at, tuple(must), tuple(may)) for at, (must, may) in enumerate(given_)]
    rows = aligned(offers, [None] * len(offers))
    assert {row.skill for row in rows} == {name for must, may in given_ for name in must | may}
    assert len({row.skill for row in rows}) == len(rows)
    for row in rows:
        for how, (must, may) in zip(row.asked, given_, strict=True):
            wanted = "required" if row.skill in must else "wished" if row.skill in may else ""
            assert how == wanted


def test_the_distance_is_from_the_nearest_known_town() -> None:
    tunis, nowhere = Place("Tunis", "Tunis", "TN"), Place("Xyzzyville", "Xyzzyville", "TN")
    paris = Place("Paris", "Paris", "FR")
    found = nearest("Sfax", "TN", (paris, nowhere, tunis))
    assert found is not None
    assert found.town == "Tunis"
    assert 220 < found.kilometres < 250
    same = nearest("Tunis", "TN", (tunis,))
    assert same is not None
    assert same.kilometres == 0
    assert nearest("Xyzzyville", "TN", (tunis,)) is None
    assert nearest(None, None, (tunis,)) is None
    assert nearest("Tunis", "TN", (nowhere, Place("France", None, "FR"))) is None


def test_the_better_cv_is_named_with_what_it_shows_more() -> None:
    wanted = offer(1, ("Python", "Docker"), ("Git",))
    strong, weak = match(candidate("Python", "Docker"), wanted), match(candidate("Git", years=1), wanted)
    for pair, best in (((strong, weak), 0), ((weak, strong), 1)):
        said = verdict(pair)
        assert (said.best, said.certainty) == (best, "clear")
        assert said.points == pytest.approx(abs(strong.total - weak.total), abs=0.05)
        assert said.skills == ("Docker", "Python")
        assert said.skills_against == ("Git",)
        assert {gain.part for gain in said.parts} == {"skills", "experience"}
        assert all(gain.points > 0 for gain in said.parts)
        assert said.parts_against == ()
        rows = requirements(pair)
        assert [(row.skill, row.required) for row in rows] == [
            ("Docker", True),
            ("Python", True),
            ("Git", False),
        ]
        assert [row.held[best].state for row in rows] == ["met", "met", "missing"]
        assert all(row.differs for row in rows)


def test_close_scores_are_decided_by_what_is_required_or_not_at_all() -> None:
    wanted = offer(1, ("Python",), ("Docker",))
    one = match(candidate("Python"), wanted)
    assert verdict((one, one)).best is None
    assert verdict((one, one)).certainty == "same"
    both = match(candidate("Python", "Docker"), wanted)
    said = verdict((replace(both, total=one.total), one))
    assert (said.best, said.certainty, said.points) == (0, "slight", 0.0)
    unscored = replace(one, total=None)
    assert (verdict((unscored, both)).best, verdict((unscored, both)).certainty) == (None, "unknown")


def test_warnings_and_parts_of_one_side_are_told() -> None:
    wanted = offer(1, ("Python",))
    one, other = match(candidate("Python"), wanted), match(candidate(years=1), wanted)
    warned = replace(other, deal_breakers=(Reason("language_missing", {"language": "de", "level": "B2"}),))
    said = verdict((one, warned))
    assert [reason.code for reason in said.warnings] == ["language_missing"]
    assert said.warnings_against == ()
    assert verdict((warned, warned)).warnings == ()
    assert verdict((one, _with_pay(other))).uneven == ("salary",)


def _with_pay(found: Match) -> Match:
    parts = tuple(
        Part("salary", part.weight, 0.5, 5.0, 10.0) if part.name == "salary" else part for part in found.parts
    )
    return replace(found, parts=parts)
