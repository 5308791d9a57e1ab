"""Prometheus' text as a dictionary."""

from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families

Samples = dict[tuple[str, frozenset[tuple[str, str]]], float]


def samples(text: str) -> Samples:
    """Raises ValueError for text that Prometheus would not take; AssertionError when it says one thing twice."""
    found: Samples = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            key = (sample.name, frozenset(sample.labels.items()))
            assert key not in found, key
            found[key] = sample.value
    return found


def value(read: Samples, name: str, /, **labels: str) -> float | None:
    return read.get((name, frozenset(labels.items())))
