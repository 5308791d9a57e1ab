"""Making gauges out of rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from prometheus_client.core import GaugeMetricFamily, Metric

MOST: Final = 500  # of one metric: rows could hold more names than anybody meant


def gauge(name: str, meaning: str, value: float | None) -> Metric:
    """Without a sample for None: nothing is known, which is not 0."""
    made = GaugeMetricFamily(name, meaning)
    if value is not None:
        made.add_metric((), value)
    return made


def gauges(
    name: str,
    meaning: str,
    labels: Sequence[str],
    values: Mapping[Any, float] | Iterable[tuple[Sequence[str], float]],
) -> Metric:
    """``values`` by the values of the labels."""
    made = GaugeMetricFamily(name, meaning, labels=labels)
    pairs = values.items() if isinstance(values, Mapping) else values
    for place, (label, value) in enumerate(pairs):
        if place >= MOST:
            break
        made.add_metric(label, float(value))
    return made


def moment(value: datetime | None) -> float | None:
    """Seconds since 1970, as Prometheus likes times: the age of something is ``time() - x``."""
    return None if value is None else value.timestamp()
