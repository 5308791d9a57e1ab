from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.ai.embedder import Embedder, open_embedder
from app.ai.onnx_model import open_model

ROOT = Path(__file__).resolve().parents[2]
WORDS = [
    "nurse",
    "Krankenpfleger",
    "data",
    "ingénieur",
    "and",
    "C++",
    "快递员",
    "محاسب",
    "🚀",
    "project management",
]
TEXTS = st.lists(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), max_size=9)
# First numbers of the vectors that sentence-transformers 6.2.0 computes.
REFERENCE = {
    "nurse": [-0.079602, -0.020211, -0.029405, 0.063504, -0.038663, 0.007762],
    "Data engineer with Python and SQL": [-0.039004, -0.022208, -5.7e-05, 0.076003, -0.099066, -0.185234],
    "Ingénieur qualité à Sfax, CDI": [-0.047933, 0.059091, -0.064098, -0.044401, -0.077333, -0.038352],
    "Krankenpfleger (m/w/d) in Köln": [-0.039037, 0.036032, 0.046414, -0.035214, -0.014861, 0.123586],
    "محاسب في تونس": [-0.011192, 0.098812, -0.016351, 0.016358, -0.018086, 0.007032],
    "C++ / C# developer 🚀": [-0.084926, -0.015642, -0.000687, 0.005692, -0.05598, -0.041811],
}


@pytest.mark.parametrize("text", REFERENCE)
def test_numbers_are_those_of_the_reference(text: str, embedder: Embedder) -> None:
    vector = embedder.embed([text])[0]
    assert np.allclose(vector[:6], REFERENCE[text], atol=2e-5)
    assert np.isclose(np.linalg.norm(vector), 1, atol=1e-5)


def test_meaning_counts_more_than_spelling(embedder: Embedder) -> None:
    lawyer, attorney, sawyer = embedder.embed(["lawyer", "attorney at law", "sawyer"])
    assert lawyer @ attorney > lawyer @ sawyer


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=TEXTS)
def test_sorting_by_length_keeps_the_order(texts: list[str], embedder: Embedder) -> None:
    vectors = embedder.embed(texts)
    for text, vector in zip(texts, vectors, strict=True):
        assert np.allclose(vector, embedder.embed([text])[0], atol=1e-5)


def test_only_the_first_256_wordpieces_count(embedder: Embedder) -> None:
    start = "word " * 254
    first, same, shorter = embedder.embed([start, start + "and something else", "word " * 253 + "else"])
    assert np.allclose(first, same, atol=1e-5)
    assert not np.allclose(first, shorter, atol=1e-5)


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "é" * 200_000, "漢" * 200_000, "- " * 100_000, "\ud83d alone", "\u202e" + "x" * 9]
)
def test_odd_texts_have_a_vector(text: str, embedder: Embedder) -> None:
    assert np.isclose(np.linalg.norm(embedder.embed([text])), 1, atol=1e-5)


def test_threads_share_one_model(model_folder: Path) -> None:
    texts = [" ".join([WORDS[number % 6]] * (number % 7 + 1)) for number in range(24)]
    alone = open_embedder(model_folder, "onnx").embed(texts)
    embedder = open_embedder(model_folder, "onnx", threads=2)
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda text: embedder.embed([text])[0], texts))
    assert np.allclose(alone, together, atol=1e-5)


def test_batches_side_by_side_are_the_same_vectors(model_folder: Path) -> None:
    texts = [" ".join(WORDS[(number + place) % 6] for place in range(number % 90)) for number in range(400)]
    in_turn = open_embedder(model_folder, "onnx").embed(texts)
    assert (open_embedder(model_folder, "onnx", threads=3).embed(texts) == in_turn).all()


def test_the_same_folder_is_loaded_once(model_folder: Path) -> None:
    assert open_model(model_folder) is open_model(model_folder)
    assert open_model(model_folder) is not open_model(model_folder, threads=2)


FORK = """
import os, sys
from pathlib import Path
from app.ai.embedder import open_embedder
embedder = open_embedder(Path(sys.argv[1]), "onnx", threads=2)
before = embedder.embed(["nurse"])
child = os.fork()
if child == 0:
    os._exit(0 if abs(embedder.embed(["nurse"]) - before).max() < 1e-6 else 3)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def test_a_forked_process_makes_its_own_session(model_folder: Path) -> None:
    command = [sys.executable, "-c", FORK, str(model_folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
