"""Low-rank changes of the sentence model's upper layers, learned together with a small head over its words.

Hu et al. (2021), "LoRA: Low-Rank Adaptation of Large Language Models".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

from app.ai.minilm_graph import EPSILON, HEADS
from app.ai.model_files import DIMENSIONS, MAX_PIECES, TOKENIZER, WEIGHTS
from app.ai.onnx_model import END, START
from app.ai.texts import readable
from app.core.skills.tagger.chain import LAYERS as TAG_LAYERS
from app.core.skills.tagger.tuned import AROUND, CHANGED, HIDDEN, HIGHEST, LOWEST, RANK
from tools.tagger_chain import ChainLoss, Example, batches, padded_tags

SCALE = 2.0
DROPPED, HEAD_DROPPED = 0.1, 0.2
ROUNDS, BATCH = 6, 24
RATE, HEAD_RATE, WARM_UP, NORM, WEIGHT_DECAY = 1e-3, 2e-3, 0.06, 5.0, 0.01
EMPTY_SHARE = 0.5
"""Of the sentences without a span, how many are read in each round."""


_EMBEDDINGS = ("word", "position", "token_type")
QUERY_KEY_VALUE = ("attention.self.query", "attention.self.key", "attention.self.value")


class Change(nn.Module):
    """What is added to one frozen weight: ``down`` [rank, in], ``up`` [out, rank]."""

    def __init__(self, outputs: int, inputs: int) -> None:
        super().__init__()
        self.down = nn.Parameter(torch.randn(RANK, inputs) / inputs**0.5)
        self.up = nn.Parameter(torch.zeros(outputs, RANK))

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        states = functional.dropout(states, DROPPED, self.training)
        return SCALE * functional.linear(functional.linear(states, self.down), self.up)


class Encoder(nn.Module):
    """all-MiniLM-L6-v2; only ``changes`` are learned."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._frozen = load_file(str(folder / WEIGHTS))
        self.changes = nn.ModuleDict()
        for name, shape in CHANGED.items():
            self.changes[name.removesuffix(".weight").replace(".", "/")] = Change(*shape)

    def embedded(self, ids: torch.Tensor) -> torch.Tensor:
        table = {kind: self._frozen[f"embeddings.{kind}_embeddings.weight"] for kind in _EMBEDDINGS}
        states = table["word"][ids] + table["position"][: ids.shape[1]] + table["token_type"][0]
        return self._normal(states, "embeddings")

    def layers(self, states: torch.Tensor, mask: torch.Tensor, first: int, after: int) -> torch.Tensor:
        for layer in range(first, after):
            states = self._layer(states, mask, f"encoder.layer.{layer}.")
        return states

    def _layer(self, states: torch.Tensor, mask: torch.Tensor, prefix: str) -> torch.Tensor:
        rows, length, _ = states.shape
        heads = [
            self._linear(states, f"{prefix}{part}").view(rows, length, HEADS, -1).transpose(1, 2)
            for part in QUERY_KEY_VALUE
        ]
        seen = functional.scaled_dot_product_attention(*heads, attn_mask=mask[:, None, None, :])
        seen = seen.transpose(1, 2).reshape(rows, length, DIMENSIONS)
        seen = self._dropped(self._linear(seen, f"{prefix}attention.output.dense"))
        states = self._normal(states + seen, f"{prefix}attention.output")
        inner = functional.gelu(self._linear(states, f"{prefix}intermediate.dense"))
        inner = self._dropped(self._linear(inner, f"{prefix}output.dense"))
        return self._normal(states + inner, f"{prefix}output")

    def _linear(self, states: torch.Tensor, name: str) -> torch.Tensor:
        found = functional.linear(states, self._frozen[f"{name}.weight"], self._frozen[f"{name}.bias"])
        key = name.replace(".", "/")
        return found + self.changes[key](states) if key in self.changes else found

    def _normal(self, states: torch.Tensor, name: str) -> torch.Tensor:
        numbers = (self._frozen[f"{name}.LayerNorm.{which}"] for which in ("weight", "bias"))
        return functional.layer_norm(states, (DIMENSIONS,), *numbers, EPSILON)

    def _dropped(self, states: torch.Tensor) -> torch.Tensor:
        return functional.dropout(states, DROPPED, self.training)


class Head(nn.Module):
    """Scores of tags [sentences, words, layers, 3] from vectors of words."""

    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.Linear(DIMENSIONS, HIDDEN)
        self.around = nn.Conv1d(HIDDEN, HIDDEN, AROUND, padding=AROUND // 2)
        self.outer = nn.Linear(HIDDEN, 3 * len(TAG_LAYERS))
        self.drop = nn.Dropout(HEAD_DROPPED)

    def forward(self, vectors: torch.Tensor, inside: torch.Tensor) -> torch.Tensor:
        own = functional.relu(self.inner(self.drop(vectors))) * inside[..., None]
        around = functional.relu(self.around(self.drop(own).transpose(1, 2))).transpose(1, 2)
        scores = self.outer(self.drop(own + around))
        return scores.view(*scores.shape[:2], len(TAG_LAYERS), 3)

    def arrays(self) -> dict[str, torch.Tensor]:
        weights = {"inner": self.inner, "outer": self.outer}
        found = {name: one.weight for name, one in weights.items()}
        found |= {f"{name}_bias": one.bias for name, one in weights.items()}
        return {**found, "around": self.around.weight.permute(2, 0, 1), "around_bias": self.around.bias}


class Pieces:
    """Wordpieces of a sentence, and the place of each word's first one, as app.ai.tokens reads them."""

    def __init__(self, tokenizer: Tokenizer, words: Sequence[str]) -> None:
        self.ids, self.firsts = [START], []
        for word in words:
            own = tokenizer.encode(readable(word)[:100], add_special_tokens=False).ids
            self.firsts.append(min(len(self.ids), MAX_PIECES - 1) if own else 0)
            self.ids += own
        self.ids = [*self.ids[: MAX_PIECES - 1], END]


def learn_tuned(
    examples: Sequence[Example], folder: Path, seed: int, say: Callable[[str], None]
) -> dict[str, NDArray[np.generic]]:
    """What app.core.skills.tagger.tuned reads, from the sentence model in ``folder``."""
    tuning = Tuning(folder, examples, seed)
    for number in range(ROUNDS):
        say(f"round {number + 1} of {ROUNDS}: loss {tuning.learn_round():.3f}")
    return tuning.arrays()


class Tuning:
    def __init__(self, folder: Path, examples: Sequence[Example], seed: int) -> None:
        torch.manual_seed(seed)
        self._chance = np.random.default_rng(seed)
        self.examples = examples
        self.encoder, self.head, self.chain = Encoder(folder), Head(), ChainLoss()
        tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._pieces = [Pieces(tokenizer, example.words) for example in examples]
        self._below = self._lower_states()
        self._learned = [
            *self.encoder.changes.parameters(),
            *self.head.parameters(),
            *self.chain.parameters(),
        ]
        groups = [
            {"params": list(self.encoder.changes.parameters()), "full": RATE},
            {"params": [*self.head.parameters(), *self.chain.parameters()], "full": HEAD_RATE},
        ]
        self._optimiser = torch.optim.AdamW(groups, weight_decay=WEIGHT_DECAY)
        self._step = 0

    def learn_round(self) -> float:
        """Mean loss of the round."""
        self.encoder.train()
        self.head.train()
        chosen = list(self._round())
        return float(np.mean([self._learn(numbers, ROUNDS * len(chosen)) for numbers in chosen]))

    def _learn(self, chosen: NDArray[np.int64], steps: int) -> float:
        """The rate climbs during the first WARM_UP of all steps, and falls to 0 from there on."""
        self._step += 1
        share = min(self._step / (WARM_UP * steps), 1.0) * (1 - self._step / (steps + 1))
        for group in self._optimiser.param_groups:
            group["lr"] = group["full"] * share
        self._optimiser.zero_grad()
        loss = self._loss(chosen)
        loss.backward()
        nn.utils.clip_grad_norm_(self._learned, NORM)
        self._optimiser.step()
        return float(loss.item())

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        half = {name: value.half() for name, value in self.head.arrays().items()}
        for name, change in self.encoder.changes.items():
            weight = name.replace("/", ".") + ".weight"
            half |= {f"{weight}.down": change.down.half(), f"{weight}.up": (SCALE * change.up).half()}
        found = {**half, **dict(self.chain.named_parameters())}
        return {name: value.detach().numpy() for name, value in found.items()}

    def _lower_states(self) -> list[torch.Tensor]:
        """What the frozen layers say, computed once."""
        self.encoder.eval()
        with torch.no_grad():
            return [
                self.encoder.layers(
                    self.encoder.embedded(torch.tensor([one.ids])),
                    torch.ones(1, len(one.ids)).bool(),
                    0,
                    LOWEST,
                )[0].half()
                for one in self._pieces
            ]

    def _round(self) -> Iterator[NDArray[np.int64]]:
        marked = np.array([bool(example.tags.any()) for example in self.examples])
        empty = np.flatnonzero(~marked)
        empty = self._chance.choice(empty, int(EMPTY_SHARE * len(empty)), replace=False)
        chosen = np.concatenate([np.flatnonzero(marked), empty])
        lengths = [len(self._pieces[number].ids) for number in chosen]
        return (chosen[group] for group in batches(lengths, BATCH, self._chance))

    def _loss(self, chosen: NDArray[np.int64]) -> torch.Tensor:
        tags, inside = padded_tags([self.examples[number] for number in chosen])
        longest = max(len(self._below[number]) for number in chosen)
        states = torch.zeros(len(chosen), longest, DIMENSIONS)
        mask = torch.zeros(len(chosen), longest, dtype=torch.bool)
        firsts = torch.zeros(inside.shape, dtype=torch.long)
        for place, number in enumerate(chosen):
            below = self._below[number]
            states[place, : len(below)], mask[place, : len(below)] = below.float(), True
            firsts[place, : len(self._pieces[number].firsts)] = torch.tensor(self._pieces[number].firsts)
        states = self.encoder.layers(states, mask, LOWEST, HIGHEST + 1)
        vectors = states.gather(1, firsts[..., None].expand(-1, -1, DIMENSIONS)) * inside[..., None]
        return self.chain(self.head(vectors, inside), tags, inside) / BATCH
