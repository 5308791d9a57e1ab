"""Learn the weights of the span tagger from labelled sentences that the operator supplies.

    python -m tools.train_tagger TRAIN.jsonl [--check DEV.jsonl] --out words.npz
    python -m tools.train_tagger TRAIN.jsonl [--check DEV.jsonl] --model FOLDER --out tuned.npz

The first learns hashed features, the second changes of the sentence model in FOLDER. Each line of the files:
{"tokens": [...], "tags_knowledge": [...], "tags_skill": [...]} with BIO tags. Needs requirements-train.txt.
The same data, seed and machine give the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from app.core.skills.tagger.chain import LAYERS
from app.core.skills.tagger.weights import save
from tools.tagger_chain import Example, parts
from tools.tagger_tuning import learn_tuned
from tools.tagger_words import learn_words

SEED = 1
LONGEST = 60
NUMBERS = {"O": 0, "B": 1, "I": 2}


class BadData(ValueError):
    """The message names file and line."""


def read(path: Path) -> list[Example]:
    """Each distinct sentence once, in parts of LONGEST words. Raises BadData."""
    found: dict[tuple[str, ...], Example] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            for example in _examples(line):
                found.setdefault(example.words, example)
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise BadData(f"{path.name}, line {number}: {type(error).__name__}: {error}") from error
    if not found:
        raise BadData(f"{path.name}: no sentence")
    return list(found.values())


def _examples(line: str) -> Iterator[Example]:
    record = json.loads(line)
    columns = [[NUMBERS[tag[:1]] for tag in record[f"tags_{layer}"]] for layer in LAYERS]
    if any(len(column) != len(record["tokens"]) for column in columns):
        raise ValueError("not one tag for each token")
    return parts(record["tokens"], np.array(columns).T, LONGEST)


def main() -> None:
    given = _arguments()
    torch.set_num_threads(1)
    examples = read(given.train)
    arrays = (
        learn_tuned(examples, given.model, given.seed, _say)
        if given.model
        else learn_words(examples, given.seed)
    )
    save(given.out, arrays)
    digest = hashlib.sha256(given.train.read_bytes()).hexdigest()
    _say(f"{given.out.name}: {given.out.stat().st_size:,} bytes, seed {given.seed}, data sha256 {digest}")
    if given.check:
        _check(given)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tools.train_tagger", description=str(__doc__).split("\n")[0]
    )
    parser.add_argument("train", type=Path)
    parser.add_argument("--check", type=Path, help="measure on these sentences afterwards")
    parser.add_argument("--model", type=Path, help="folder of the sentence model to change")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=SEED)
    return parser.parse_args()


def _check(given: argparse.Namespace) -> None:
    """With the file just written and, for the other one, what is shipped."""
    from app.services.evaluation import skills
    from app.services.evaluation.span_prediction import spans_by
    from app.services.skill_spans import open_tagger

    files = (
        {"tuned": given.out, "models": given.model} if given.model else {"words": given.out, "models": None}
    )
    _say("\n".join(skills.run(given.check, predict=spans_by(open_tagger(**files))).lines()))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
