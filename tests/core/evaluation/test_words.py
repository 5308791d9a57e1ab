"""BM25, TF-IDF and names that stand in a text, against their formulas."""

from __future__ import annotations

from math import log, sqrt

import pytest

from app.core.evaluation.bm25 import Bm25
from app.core.evaluation.chunks import chunks_of
from app.core.evaluation.literal import exact_overlap, name_score, page_of
from app.core.evaluation.tfidf import TfIdf

TEXTS = ["welding and steel welding", "steel drawings", "cooking and baking bread at night"]


def test_bm25_by_hand() -> None:
    found = Bm25(TEXTS, k1=1.2, b=0.75).scores("welding steel")
    mean = (4 + 2 + 6) / 3

    def part(count: float, length: float, documents: int) -> float:
        idf = log(1 + (3 - documents + 0.5) / (documents + 0.5))
        return idf * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length / mean))

    assert found[0] == pytest.approx(part(2, 4, 1) + part(1, 4, 2))
    assert found[1] == pytest.approx(part(1, 2, 2))
    assert found[2] == 0


def test_a_repeated_word_of_the_query_counts_again() -> None:
    ranker = Bm25(TEXTS)
    assert ranker.scores("steel steel")[1] == pytest.approx(2 * ranker.scores("steel")[1])


def test_tfidf_by_hand() -> None:
    found = TfIdf(TEXTS).scores("steel")
    steel, drawings = 1 + log(4 / 3), 1 + log(4 / 2)
    assert found[1] == pytest.approx(steel / sqrt(steel**2 + drawings**2))
    welding, conjunction = (1 + log(2)) * (1 + log(4 / 2)), 1 + log(4 / 3)
    assert found[0] == pytest.approx(steel / sqrt(welding**2 + conjunction**2 + steel**2))


def test_a_text_is_nearest_to_itself() -> None:
    for place, text in enumerate(TEXTS):
        found = TfIdf(TEXTS).scores(text)
        assert found[place] == pytest.approx(1.0)
        assert found.argmax() == place


@pytest.mark.parametrize("query", ["", "unheard of"])
def test_unknown_words_find_nothing(query: str) -> None:
    assert not Bm25(TEXTS).scores(query).any()
    assert not TfIdf(TEXTS).scores(query).any()


@pytest.mark.parametrize("texts", [[], [""], ["", ""]])
def test_empty_documents_score_nothing(texts: list[str]) -> None:
    assert Bm25(texts).scores("steel").tolist() == [0.0] * len(texts)
    assert TfIdf(texts).scores("steel").tolist() == [0.0] * len(texts)


def test_names_stand_in_a_text_as_whole_words() -> None:
    page = page_of("I write Java and C++, and manage projects.")
    assert exact_overlap(["java", "C++", "JavaScript", "project"], page) == 0.5
    assert exact_overlap(["java", "JAVA", ""], page) == 1.0
    assert exact_overlap([], page) == 0.0


def test_the_name_in_a_title() -> None:
    assert name_score("data analysis", page_of("Data analysis for all")) == 1.0
    assert name_score("data analysis", page_of("Analysis of data")) == 0.5
    assert name_score("data analysis", page_of("Data science")) == 0.25
    assert name_score("", page_of("Data science")) == 0.0


def test_pieces_hold_every_word_once() -> None:
    words = [f"w{place}" for place in range(25)]
    pieces = chunks_of(" ".join(words), size=10)
    assert [len(piece.split()) for piece in pieces] == [10, 10, 5]
    assert " ".join(pieces).split() == words


def test_long_texts_are_cut_and_empty_ones_are_one_piece() -> None:
    assert len(chunks_of("a " * 1000, size=10, limit=3)) == 3
    assert chunks_of("  ") == [""]
