"""The computation of all-MiniLM-L6-v2 as an ONNX graph whose numbers stay in the safetensors file.

The graph names each weight by its place in ``model.safetensors`` (external data), so that the official
file is the only copy on disk, and the table of words, half of it, is mapped into memory and shared by
all processes. Five operators are those of ONNX Runtime (``com.microsoft``): written fused, the graph
loads in half the time of one that the runtime has to fuse itself.

Inputs: ``input_ids`` and ``attention_mask``, int64 [batch, length], length at most 512.
Outputs: ``tokens`` [batch, length, 384], the last hidden state, and ``sentence`` [batch, 384], its mean
over the mask with length 1.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from app.ai.model_files import DIMENSIONS, WEIGHTS

LAYERS, HEADS = 6, 12
EPSILON = 1e-12
OPSET, IR_VERSION = 20, 10
RUNTIME = "com.microsoft"
MAX_HEADER = 10_000_000


class UnknownWeights(ValueError):
    """The file is not the safetensors file that the graph is for."""


Changes = Mapping[str, tuple[NDArray[np.float32], NDArray[np.float32]]]
"""By the name of a weight [out, in]: ``down`` [rank, in] and ``up`` [out, rank]; up x down is added to it."""


def graph_of(weights: Path, changes: Changes | None = None) -> bytes:
    """The serialised graph for ``weights``, to be stored beside it. Raises UnknownWeights."""
    serialised: bytes = _Graph(_places(weights), changes or {}).model().SerializeToString()
    return serialised


def _places(weights: Path) -> dict[str, tuple[list[int], int, int]]:
    """Shape, first byte and length in bytes of each tensor; the format is an 8-byte little-endian
    length, that many bytes of JSON, then the numbers."""
    try:
        with weights.open("rb") as file:
            (length,) = struct.unpack("<Q", file.read(8))
            if length > MAX_HEADER:
                raise UnknownWeights("the header is too long")
            header = json.loads(file.read(length))
        start = 8 + length
        return {
            name: (
                entry["shape"],
                start + entry["data_offsets"][0],
                entry["data_offsets"][1] - entry["data_offsets"][0],
            )
            for name, entry in header.items()
            if name != "__metadata__"
        }
    except (
        struct.error,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        IndexError,
        RecursionError,
    ) as error:
        raise UnknownWeights(f"{weights.name} is not a safetensors file: {error}") from None


class _Graph:
    def __init__(self, places: dict[str, tuple[list[int], int, int]], changes: Changes) -> None:
        self._places = places
        self._changes = changes
        self._nodes: list[onnx.NodeProto] = []
        self._numbers: dict[str, onnx.TensorProto] = {}

    def model(self) -> onnx.ModelProto:
        states = self._embedded()
        for layer in range(LAYERS):
            states = self._layer(states, f"encoder.layer.{layer}.")
        self._add("Identity", [states], output="tokens")
        self._pooled(states)
        sides = ["batch", "length"]
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, sides)
            for name in ("input_ids", "attention_mask")
        ]
        outputs = [
            helper.make_tensor_value_info("tokens", TensorProto.FLOAT, [*sides, DIMENSIONS]),
            helper.make_tensor_value_info("sentence", TensorProto.FLOAT, ["batch", DIMENSIONS]),
        ]
        graph = helper.make_graph(self._nodes, "minilm", inputs, outputs, list(self._numbers.values()))
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(RUNTIME, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION, producer_name="jobmatch")

    def _embedded(self) -> str:
        """Word + position + kind of sentence (always the first), normalised."""
        length = self._add("Gather", [self._add("Shape", ["input_ids"]), self._constant("one", 1)])
        places = self._add("Range", [self._constant("zero", 0), length, self._constant("one", 1)])
        words = self._add("Gather", [self._weight("embeddings.word_embeddings.weight"), "input_ids"])
        kind = self._add(
            "Gather", [self._weight("embeddings.token_type_embeddings.weight"), self._constant("zero", 0)]
        )
        place = self._add("Gather", [self._weight("embeddings.position_embeddings.weight"), places])
        total = self._add("Add", [self._add("Add", [words, kind]), place])
        norm = [self._weight("embeddings.LayerNorm.weight"), self._weight("embeddings.LayerNorm.bias")]
        return self._add("LayerNormalization", [total, *norm], axis=-1, epsilon=EPSILON)

    def _layer(self, states: str, prefix: str) -> str:
        attention = [f"{prefix}attention.self.{name}" for name in ("query", "key", "value")]
        weights = self._add("Concat", [self._turned(f"{name}.weight") for name in attention], axis=1)
        biases = self._add("Concat", [self._weight(f"{name}.bias") for name in attention], axis=0)
        mask = self._add("Cast", ["attention_mask"], to=TensorProto.INT32)
        seen = self._add("Attention", [states, weights, biases, mask], RUNTIME, num_heads=HEADS)
        states = self._joined(seen, states, f"{prefix}attention.output.")
        inner = self._product(states, f"{prefix}intermediate.dense.weight")
        inner = self._add("BiasGelu", [inner, self._weight(f"{prefix}intermediate.dense.bias")], RUNTIME)
        return self._joined(inner, states, f"{prefix}output.")

    def _joined(self, part: str, states: str, prefix: str) -> str:
        """LayerNorm(states + part x weight + bias)."""
        part = self._product(part, f"{prefix}dense.weight")
        names = ("LayerNorm.weight", "LayerNorm.bias", "dense.bias")
        numbers = [self._weight(prefix + name) for name in names]
        return self._add("SkipLayerNormalization", [part, states, *numbers], RUNTIME, epsilon=EPSILON)

    def _pooled(self, states: str) -> None:
        mask = self._add("Cast", ["attention_mask"], to=TensorProto.FLOAT)
        kept = self._add("Mul", [states, self._add("Unsqueeze", [mask, self._constant("last", [2])])])
        total = self._add("ReduceSum", [kept, self._constant("across", [1])], keepdims=0)
        count = self._add("ReduceSum", [mask, self._constant("across", [1])], keepdims=1)
        self._add("LpNormalization", [self._add("Div", [total, count])], output="sentence", axis=-1, p=2)

    def _add(
        self,
        kind: str,
        inputs: Sequence[str],
        domain: str = "",
        *,
        output: str = "",
        **attributes: int | float | list[int],
    ) -> str:
        output = output or f"{kind}.{len(self._nodes)}"
        node = helper.make_node(kind, list(inputs), [output], name=output, domain=domain)
        node.attribute.extend(helper.make_attribute(key, value) for key, value in attributes.items())
        self._nodes.append(node)
        return output

    def _constant(self, name: str, value: int | list[int]) -> str:
        self._numbers[name] = numpy_helper.from_array(np.asarray(value, np.int64), name)
        return name

    def _product(self, states: str, name: str) -> str:
        """The file has [out, in], the product wants [in, out]: the runtime packs the one as well as the other."""
        if name in self._changes:
            return self._add("MatMul", [states, self._turned(name)])
        return self._add("FusedMatMul", [states, self._weight(name)], RUNTIME, transB=1)

    def _turned(self, name: str) -> str:
        """[in, out], made once, when the runtime loads."""
        turned = self._add("Transpose", [self._weight(name)], perm=[1, 0])
        if name not in self._changes:
            return turned
        down, up = self._changes[name]
        sides = [self._kept(f"{name}.down", down.T), self._kept(f"{name}.up", up.T)]
        return self._add("Add", [turned, self._add("MatMul", sides)])

    def _kept(self, name: str, numbers: NDArray[np.float32]) -> str:
        self._numbers[name] = numpy_helper.from_array(np.ascontiguousarray(numbers, np.float32), name)
        return name

    def _weight(self, name: str) -> str:
        if name not in self._places:
            raise UnknownWeights(f"no {name} among the weights")
        shape, first, length = self._places[name]
        tensor = onnx.TensorProto(name=name, data_type=TensorProto.FLOAT, dims=shape)
        tensor.data_location = onnx.TensorProto.EXTERNAL
        for key, value in (("location", WEIGHTS), ("offset", str(first)), ("length", str(length))):
            tensor.external_data.add(key=key, value=value)
        self._numbers[name] = tensor
        return name
