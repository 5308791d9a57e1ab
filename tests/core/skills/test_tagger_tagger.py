from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.skills.lexicon import Lexicon
from app.core.skills.tagger.errors import WeightsError
from app.core.skills.tagger.reading import find_spans
from app.core.skills.tagger.tagger import KNOWLEDGE, LONGEST_SENTENCE, SKILL, Tagger
from app.core.skills.tagger.weights import SHIPPED, save

SENTENCE = ["Experience", "with", "Kubernetes", "and", "Terraform", "is", "required", "."]


@pytest.fixture(scope="module")
def tagger(shipped: Lexicon) -> Tagger:
    return Tagger.load(lexicon=shipped)


def test_spans_come_in_order_with_kind_and_certainty(tagger: Tagger) -> None:
    [spans] = tagger.tag([SENTENCE])
    assert spans == sorted(spans)
    assert {(span.start, span.end) for span in spans if span.kind == KNOWLEDGE} == {(2, 3), (4, 5)}
    assert all(0.2 < span.certainty <= 1.0 for span in spans)


def test_two_taggers_and_two_runs_agree(tagger: Tagger, shipped: Lexicon) -> None:
    other = Tagger.load(lexicon=shipped)
    assert other.tag([SENTENCE] * 2) == tagger.tag([SENTENCE] * 2) == [tagger.tag([SENTENCE])[0]] * 2


def test_a_sentence_is_read_alike_alone_and_among_others(tagger: Tagger) -> None:
    others = [["Apply", "now", "!"], [], ["word"] * 250, ["We", "use", "Rust", "daily", "."]]
    assert tagger.tag([*others, SENTENCE])[-1] == tagger.tag([SENTENCE])[0]


@pytest.mark.parametrize("sentences", [[], [[]], [[], []]])
def test_nothing_in_nothing_out(tagger: Tagger, sentences: list[list[str]]) -> None:
    assert tagger.tag(sentences) == [[] for _ in sentences]


def test_spans_of_a_long_sentence_have_their_places_in_it(tagger: Tagger) -> None:
    long = ["filler"] * (LONGEST_SENTENCE + 5) + SENTENCE
    [spans] = tagger.tag([long])
    assert "Kubernetes" in {long[span.start] for span in spans if span.kind == KNOWLEDGE}


odd = st.text(alphabet=st.characters(), max_size=8) | st.sampled_from(
    ["", " ", "\n", "C++", "<X>", "a" * 5000, "\ud800", "\0"]
)


@given(st.lists(st.lists(odd, max_size=12), max_size=4))
@settings(deadline=None, max_examples=40)
def test_odd_words_give_spans_that_fit(tagger: Tagger, sentences: list[list[str]]) -> None:
    for words, spans in zip(sentences, tagger.tag(sentences), strict=True):
        for span in spans:
            assert 0 <= span.start < span.end <= len(words)
            assert span.kind in (KNOWLEDGE, SKILL)
            assert 0.0 <= span.certainty <= 1.0
        for kind in (KNOWLEDGE, SKILL):
            own = [span for span in spans if span.kind == kind]
            assert all(one.end <= other.start for one, other in itertools.pairwise(own))


pieces = st.sampled_from(
    [
        "Experience with ",
        "Java",
        "Docker",
        ", ",
        "(",
        ") ",
        ". ",
        "\n• ",
        "você ",
        "and ",
        "C++ ",
        "\t",
        "e.g. ",
        "😀",
    ]
)


@given(st.lists(pieces, max_size=30).map("".join) | st.text(max_size=60))
@settings(deadline=None, max_examples=40)
def test_a_surface_is_what_stands_there(tagger: Tagger, text: str) -> None:
    for span in find_spans(text, tagger):
        assert span.surface
        assert span.surface == text[span.start : span.end]
        assert span.surface.strip() == span.surface


def test_a_comma_parts_knowledge(tagger: Tagger) -> None:
    found = {
        span.surface for span in find_spans("Experience with Kubernetes, Terraform and Ansible.", tagger)
    }
    assert {"Kubernetes", "Terraform", "Ansible"} <= found


def test_least_certainty_leaves_out_the_rest(tagger: Tagger) -> None:
    text = "Strong knowledge of PostgreSQL and Linux. You help customers and write reports."
    every = find_spans(text, tagger)
    least = sorted(span.certainty for span in every)[1]
    sure = find_spans(text, tagger, least_certainty=least)
    assert sure == [span for span in every if span.certainty >= least]
    assert len(sure) == len(every) - 1


@pytest.mark.parametrize(
    "text", ["a" * 600_000, "SQL, " * 20_000, "1," * 50_000, "(" * 60_000, ". " * 30_000]
)
def test_huge_texts_are_read_to_the_end(tagger: Tagger, text: str) -> None:
    assert all(span.surface == text[span.start : span.end] for span in find_spans(text, tagger))


def test_missing_weights(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"none\.npz"):
        Tagger.load(tmp_path / "none.npz")


@pytest.mark.parametrize("kept", [0, 10, 1000, 0.5, 0.99])
def test_cut_weights(tmp_path: Path, kept: float) -> None:
    whole = SHIPPED.read_bytes()
    file = tmp_path / "cut.npz"
    file.write_bytes(whole[: int(kept * len(whole)) if kept < 1 else int(kept)])
    with pytest.raises(WeightsError, match=r"cut\.npz"):
        Tagger.load(file)


@pytest.mark.parametrize("damage", ["shape", "absent", "nan", "version", "text"])
def test_weights_of_another_kind(tmp_path: Path, damage: str) -> None:
    with np.load(SHIPPED) as archive:
        arrays = {name: archive[name] for name in archive.files}
    if damage == "shape":
        arrays["bias"] = arrays["bias"][:-1]
    elif damage == "absent":
        del arrays["steps"]
    elif damage == "nan":
        arrays["ends"] = np.full_like(arrays["ends"], np.nan)
    elif damage == "text":
        arrays["bias"] = np.array(["a"] * 6)
    file = tmp_path / "odd.npz"
    if damage == "version":
        np.savez(file, **(arrays | {"version": np.array([99])}))
    else:
        save(file, {name: array for name, array in arrays.items() if name != "version"})
    with pytest.raises(WeightsError, match=r"odd\.npz"):
        Tagger.load(file)


def test_weights_hold_no_text() -> None:
    with np.load(SHIPPED, allow_pickle=False) as archive:
        assert all(archive[name].dtype.kind in "if" for name in archive.files)
    assert SHIPPED.stat().st_size < 1_000_000
