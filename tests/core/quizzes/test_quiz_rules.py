"""The rules of quizzes: what is asked, what it counts, what it means."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.quizzes import levels, rules
from app.core.quizzes.bank import BankFault, read_bank
from app.core.quizzes.categories import CATEGORIES, category_of
from app.core.quizzes.grading import Asked, grade
from app.core.quizzes.levels import LEVELS, is_pass, level_of
from app.core.quizzes.question import BadQuestion, check, texts_json, texts_of
from app.core.quizzes.selection import TooFew, enough, select
from app.core.quizzes.statistics import LEAST_ANSWERS, Sums, statistics
from app.models.quiz import DIFFICULTIES, QUIZ_LEVELS
from tests.some_quizzes import question, some_bank, write_bank

POOL = [(number, name) for number, name in enumerate(["easy"] * 6 + ["medium"] * 10 + ["hard"] * 4, 1)]
ORDERS = st.permutations(range(4)).map(tuple)
QUIZZES = st.lists(st.builds(Asked, st.sampled_from(DIFFICULTIES), ORDERS), min_size=1, max_size=12)


# what a quiz is


def test_a_quiz_has_ten_questions_of_three_difficulties_and_a_hundred_points() -> None:
    assert dict(rules.MIX) == {"easy": 3, "medium": 5, "hard": 2}
    assert rules.QUESTIONS == 10
    assert rules.TOTAL_POINTS == 100
    assert tuple(rules.MIX) == DIFFICULTIES
    assert levels.NAMES == QUIZ_LEVELS


@given(st.integers(0, 2**62), st.dictionaries(st.integers(1, 20), st.integers(0, 5)))
def test_what_is_chosen_has_the_mix_and_is_the_same_for_a_seed(seed: int, met: dict[int, int]) -> None:
    picked = select(POOL, met, seed)
    assert picked == select(list(reversed(POOL)), met, seed)
    kinds = dict(POOL)
    assert Counter(kinds[one.id] for one in picked) == rules.MIX
    assert len({one.id for one in picked}) == rules.QUESTIONS
    assert all(sorted(one.order) == [0, 1, 2, 3] for one in picked)
    for difficulty in rules.MIX:  # nothing left out was met less often than what is asked
        asked = {one.id for one in picked if kinds[one.id] == difficulty}
        left = {id_ for id_, name in POOL if name == difficulty} - asked
        assert max(met.get(id_, 0) for id_ in asked) <= min((met.get(id_, 0) for id_ in left), default=9)


def test_what_somebody_has_not_met_comes_first() -> None:
    first = select(POOL, {}, 1)
    second = select(POOL, Counter(one.id for one in first), 2)
    assert not {one.id for one in first} & {one.id for one in second}


def test_all_orders_of_options_come_about_equally_often() -> None:
    places = Counter(one.order.index(0) for seed in range(500) for one in select(POOL, {}, seed))
    assert all(abs(count / 5000 - 0.25) < 0.03 for count in places.values())


def test_too_few_questions_make_no_quiz() -> None:
    assert not enough({"easy": 3, "medium": 5, "hard": 1})
    assert enough({"easy": 3, "medium": 5, "hard": 2})
    with pytest.raises(TooFew, match="1 hard questions, 2 are needed"):
        select([one for one in POOL if one[1] != "hard" or one[0] == 20], {}, 1)


def test_whoever_always_chooses_the_first_option_guesses() -> None:
    """Over 200 quizzes that gives 25 % of the points."""
    reached = []
    for seed in range(200):
        kinds = dict(POOL)
        asked = [Asked(kinds[one.id], one.order) for one in select(POOL, {}, seed)]
        reached.append(grade(asked, [0] * len(asked)).percent)
    assert abs(float(np.mean(reached)) - 25) <= 5
    assert np.mean([is_pass(percent) for percent in reached]) < 0.02


# grading and levels


@given(QUIZZES, st.data())
def test_points_percent_level_and_pass_never_contradict(asked: list[Asked], data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.none() | st.integers(0, 3), min_size=len(asked), max_size=len(asked)))
    found = grade(asked, chosen)
    assert 0 <= found.points <= found.most
    assert 0 <= found.percent <= 100
    assert found.percent == round(100 * found.points / found.most, 1)
    assert found.level == level_of(found.percent)
    assert found.passed == is_pass(found.percent)
    assert sum(one.points for one in found.answers) == found.points
    for one, place, answer in zip(asked, chosen, found.answers, strict=True):
        assert answer.is_right == (place is not None and one.order[place] == 0)
        assert answer.points == (rules.POINTS[one.difficulty] if answer.is_right else 0)
    if all(answer.is_right for answer in found.answers):
        assert (found.percent, found.level, found.passed) == (100, "expert", True)


@given(st.floats(0, 100), st.floats(0, 100))
def test_more_is_never_worse(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert levels.NAMES.index(level_of(low)) <= levels.NAMES.index(level_of(high))
    assert is_pass(low) <= is_pass(high)
    assert is_pass(low) == (level_of(low) in {"advanced", "expert"})


def test_the_thresholds_leave_no_gap() -> None:
    assert [(one.name, one.least) for one in LEVELS] == [
        ("novice", 0), ("beginner", 40), ("intermediate", 60), ("advanced", 75), ("expert", 90),
    ]  # fmt: skip
    for below, above in pairwise(LEVELS):
        assert level_of(above.least) == above.name
        assert level_of(above.least - 0.01) == below.name
    assert levels.PASS_PERCENT in {one.least for one in LEVELS}


@pytest.mark.parametrize("percent", [-0.1, 100.1, float("nan"), float("inf"), 150])
def test_what_is_no_percentage_has_no_level(percent: float) -> None:
    with pytest.raises(ValueError, match="no percentage"):
        level_of(percent)
    with pytest.raises(ValueError, match="no percentage"):
        is_pass(percent)


@pytest.mark.parametrize("chosen", [[], [0, 0], [4], [-1]])
def test_answers_to_other_questions_are_refused(chosen: list[int]) -> None:
    with pytest.raises(ValueError, match=r"answers|option"):
        grade([Asked("easy", (0, 1, 2, 3))], chosen)


# figures of a question


def sums_of(right: np.ndarray, percent: np.ndarray, points: float = 10) -> Sums:
    return Sums(
        asked=len(right),
        right=int(right.sum()),
        percent=float(percent.sum()),
        percent_square=float((percent**2).sum()),
        right_percent=float(percent[right].sum()),
        points=points,
    )


@given(st.integers(0, 10_000), st.integers(LEAST_ANSWERS, 200))
def test_discrimination_is_the_correlation_with_the_rest(seed: int, people: int) -> None:
    chance = np.random.default_rng(seed)
    right = chance.random(people) < 0.6
    rest = np.clip(chance.normal(50, 20, people) + 15 * right, 0, 90).round()
    found = statistics(sums_of(right, rest + 10 * right))
    assert found.share_right == pytest.approx(right.mean())
    if right.all() or not right.any() or rest.std() == 0:
        assert found.discrimination is None
    else:
        assert found.discrimination == pytest.approx(np.corrcoef(right, rest)[0, 1], abs=1e-6)


def test_little_data_says_nothing() -> None:
    right, percent = np.array([True, False] * 14), np.array([80.0, 20.0] * 14)
    found = statistics(sums_of(right, percent))
    assert (found.asked, found.share_right, found.discrimination, found.is_low) == (28, None, None, False)
    assert statistics(sums_of(right, percent), least=10).discrimination == pytest.approx(1.0)
    assert statistics(Sums(0, 0, 0, 0, 0, 10), least=0).share_right is None


def test_a_question_that_experts_miss_is_low() -> None:
    chance = Random(3)
    percent = np.array([chance.uniform(0, 90) for _ in range(100)])
    found = statistics(sums_of(percent < 45, percent + 10 * (percent < 45)))
    assert found.discrimination is not None
    assert found.discrimination < -0.5
    assert found.is_low


# questions


@pytest.mark.parametrize(
    ("where", "value", "code"),
    [
        ("question", "", "missing"),
        ("question", "Too short", "too_short"),
        ("question", "x" * 301, "too_long"),
        ("question", "A sign \x00 that no database takes", "control_sign"),
        ("question", "Half a sign \ud800 of two", "control_sign"),
        ("question", 5, "missing"),
        ("options", ["a", "b", "c"], "not_four"),
        ("options", "abcd", "not_four"),
        ("options", ["a", "b", "c", "A  "], "same_twice"),
        ("options", ["a", "b", "c", None], "missing"),
        ("options", ["a", "b", "c", "d" * 161], "too_long"),
        ("explanation", None, "missing"),
    ],
)
def test_what_a_question_must_not_be(where: str, value: object, code: str) -> None:
    said = texts_json(question(1).texts)
    said["fr"][where] = value
    with pytest.raises(BadQuestion) as bad:
        texts_of(said)
    assert bad.value.code == code
    assert bad.value.where.startswith("fr")


@pytest.mark.parametrize("given_", [None, [], "x", {}, {"en": None}, {"en": {}}])
def test_what_is_no_question_at_all(given_: object) -> None:
    with pytest.raises(BadQuestion):
        texts_of(given_)


def test_difficulty_topic_and_source_are_looked_at() -> None:
    check(question(1))
    for change in ({"difficulty": "impossible"}, {"topic": ""}, {"source": " "}, {"source": "x" * 301}):
        with pytest.raises(BadQuestion):
            check(replace(question(1), **change))


def test_the_hash_follows_the_content() -> None:
    assert question(1).content_hash == replace(question(1), key="other").content_hash
    assert question(1).content_hash != replace(question(1), topic="other").content_hash
    assert question(1).content_hash != question(2).content_hash


def test_skills_are_listed_in_fixed_groups() -> None:
    assert category_of("python") == "competences_techniques"
    assert category_of("no such skill") in CATEGORIES
    assert len(set(CATEGORIES)) == len(CATEGORIES)


# reading a bank


def test_a_bank_is_read(tmp_path: Path) -> None:
    write_bank(tmp_path, some_bank())
    assert read_bank(tmp_path) == tuple(some_bank())
    assert read_bank(tmp_path / "nowhere") == ()


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        ("nosuchskill.json", {}, "nosuchskill.json: the name of the file is no id of the lexicon"),
        ("python.json", {"skill": "Snakes"}, "python.json: the skill is 'Snakes', the lexicon says 'Python'"),
        ("python.json", {"questions": None}, "python.json: questions is no list"),
        ("python.json", {"questions": [5]}, "python.json: question 1 is no object"),
        ("python.json", {"questions": [{"key": "sql-01"}]}, "question 1 does not begin with python-"),
        ("python.json", {"questions": [{"key": "python-01"}]}, "python.json: python-01: difficulty: missing"),
        (
            "python.json",
            {"questions": [{"key": "python-7", "difficulty": "easy", "topic": "x", "source": "y", "en": 5}]},
            "python.json: python-7: en: missing",
        ),
    ],
)
def test_a_fault_names_file_and_question(tmp_path: Path, name: str, changes: dict, said: str) -> None:
    write_bank(tmp_path, some_bank(), name.removesuffix(".json"), **changes)
    with pytest.raises(BankFault, match=r".") as fault:
        read_bank(tmp_path)
    assert said in str(fault.value)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b"null"])
def test_a_file_that_is_none_is_a_fault(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "python.json").write_bytes(content)
    with pytest.raises(BankFault, match=r"python\.json"):
        read_bank(tmp_path)


def test_a_key_stands_once(tmp_path: Path) -> None:
    one = texts_json(question(1).texts)
    said = {"key": "python-01", "difficulty": "easy", "topic": "x", "source": "y", **one}
    write_bank(tmp_path, some_bank(), questions=[said, said])
    with pytest.raises(BankFault, match="twice"):
        read_bank(tmp_path)
