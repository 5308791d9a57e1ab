"""The training command on a handful of invented sentences; needs requirements-train.txt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.core.skills.lexicon import Lexicon
from app.core.skills.tagger.tagger import KNOWLEDGE, Tagger
from app.core.skills.tagger.weights import save

pytest.importorskip("torch", reason="requirements-train.txt is not installed")

from tools import tagger_words, train_tagger
from tools.train_tagger import BadData, read

NAMES = ("Alba", "Brio", "Cedra", "Dorma", "Elvo", "Fenna", "Girol", "Hasta")
RECORDS = [
    {
        "tokens": ["Knowledge", "of", name, "helps", "."],
        "tags_knowledge": ["O", "O", "B", "O", "O"],
        "tags_skill": ["O"] * 5,
    }
    for name in NAMES
] + [
    {"tokens": ["We", "wait", "for", name, "."], "tags_knowledge": ["O"] * 5, "tags_skill": ["O"] * 5}
    for name in NAMES
]


def test_what_was_learned_is_found_again(data: Path, tmp_path: Path, small: Lexicon) -> None:
    save(tmp_path / "words.npz", tagger_words.learn_words(read(data), seed=3))
    tagger = Tagger.load(tmp_path / "words.npz", lexicon=small)
    spans, none = tagger.tag([["Knowledge", "of", "Ivra", "helps", "."], ["We", "wait", "for", "Ivra", "."]])
    assert [(span.start, span.end, span.kind) for span in spans] == [(2, 3, KNOWLEDGE)]
    assert none == []


def test_the_same_data_and_seed_give_the_same_file(data: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        save(tmp_path / name, tagger_words.learn_words(read(data), seed=3))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_long_sentences_are_parted_and_repeated_ones_read_once(tmp_path: Path) -> None:
    long = {"tokens": ["x"] * 70, "tags_knowledge": ["B"] + ["I"] * 69, "tags_skill": ["O"] * 70}
    examples = read(write(tmp_path / "long.jsonl", [long, long]))
    assert [len(example.words) for example in examples] == [train_tagger.LONGEST, 10]
    assert examples[1].tags[0].tolist() == [1, 0]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "{}",
        '{"tokens": ["a"], "tags_knowledge": ["O", "O"], "tags_skill": ["O"]}',
        '{"tokens": ["a"], "tags_knowledge": ["X"], "tags_skill": ["O"]}',
    ],
)
def test_bad_lines_are_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "bad.jsonl"
    file.write_text(f"{json.dumps(RECORDS[0])}\n{line}\n", "utf-8")
    with pytest.raises(BadData, match=r"bad\.jsonl, line 2"):
        read(file)


def write(file: Path, records: list[dict[str, list[str]]]) -> Path:
    file.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return file


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tagger_words, "SEEDS", 1)
    return write(tmp_path / "train.jsonl", RECORDS)
