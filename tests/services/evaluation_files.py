"""Small labelled files in the formats of the evaluations, all invented, and a model that needs no weights."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from app.services.evaluation.semantic import Meaning

CVS = {
    "welder": "Nadia Quill\nnadia.quill@mail.example\n+216 20 123 456\n\nExperience\n01/2019 - 03/2024  Welder, Harbour Steel\nMIG welding, TIG welding and technical drawings for steel frames\n",
    "cook": "Otto Brennan\notto.brennan@mail.example\n\nExperience\n02/2015 - 05/2023  Head cook, Blue Lantern\nMenu planning, food safety and hygiene, team leadership in the kitchen\n",
    "clerk": "Lina Farouk\nlina.farouk@mail.example\n\nExperience\n09/2017 - 01/2024  Payroll clerk, Cedar Group\nPayroll, bookkeeping, Microsoft Excel and invoices for forty people\n",
    "gardener": "Tom Ashby\ntom.ashby@mail.example\n\nWork\n04/2018 - 10/2023  Gardener, Green Yard\nPruning, planting and irrigation of parks, driving licence, English and French\n",
}  # fmt: skip
OFFERS = [
    {"id": "steel", "skills": ["welding", "technical drawings", "MIG welding"]},
    {"id": "kitchen", "skills": ["menu planning", "food safety", "lantern kitchens"]},
]
PAIRS = [
    {"offer": "steel", "cv": "welder", "human": 7},
    {"offer": "steel", "cv": "cook", "human": 2},
    {"offer": "steel", "cv": "clerk", "human": 1},
    {"offer": "kitchen", "cv": "cook", "human": 6},
    {"offer": "kitchen", "cv": "welder", "human": 2},
]
SENTENCES = [
    {"tokens": ["We", "use", "Python", "and", "SQL", "."], "tags_knowledge": ["O", "O", "B", "O", "B", "O"], "tags_skill": ["O"] * 6, "source": "tech"},
    {"tokens": ["Knowledge", "of", "Java", "programming"], "tags_knowledge": ["O", "O", "B", "I"], "tags_skill": ["O"] * 4, "source": "tech"},
    {"tokens": ["teamwork", "counts"], "tags_knowledge": ["O", "O"], "tags_skill": ["B", "O"], "source": "house"},
]  # fmt: skip
COURSES = [
    {"id": 4, "title": "Python for beginners", "description": "Write small programs.", "objectives": ["Loops"], "language": "en"},
    {"id": 7, "title": "Project management basics", "description": "Plan, budget and lead a project."},
    {"id": 9, "title": "Baking bread", "description": "Dough, ovens and patience."},
    {"id": 12, "title": "Data work", "description": "Tables and charts with Python and SQL."},
]  # fmt: skip
QUERIES = [
    {"skill": "Python", "relevant": [4, 12]},
    {"skill": "Project Management", "relevant": [7]},
    {"skill": "Breadmaking", "relevant": [9]},
]


class WordModel:
    """Texts with common words are near: a stand-in for a sentence model."""

    model_id = "words-for-tests"
    dimensions = 64
    semantic = True
    reason = ""

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        vectors = np.full((len(texts), self.dimensions), 1e-3, np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in text.lower().split():
                row[zlib.crc32(word.strip(".,").encode()) % self.dimensions] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


class SpellingModel(WordModel):
    model_id = "spelling-for-tests"
    semantic = False


def meaning() -> Meaning:
    return Meaning(WordModel())


def write_lines(path: Path, rows: Iterable[Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(row) + "\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def write_match(folder: Path) -> Path:
    write_lines(folder / "offers.jsonl", OFFERS)
    write_lines(folder / "pairs.jsonl", PAIRS)
    write_lines(folder / "others.jsonl", [{"cv": "gardener", "category": "GARDENS"}])
    return write_cvs(folder / "cvs", CVS).parent


def write_cvs(folder: Path, names: Iterable[str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.txt").write_text(CVS[name], "utf-8")
    return folder


def write_courses(folder: Path) -> tuple[Path, Path]:
    return (
        write_lines(folder / "catalogue.jsonl.gz", COURSES),
        write_lines(folder / "queries.jsonl", QUERIES),
    )
