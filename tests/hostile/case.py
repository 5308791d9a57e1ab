"""A hostile file: how it is called, how it is made, and what reading it may end with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

READ = "read"  # a document came out; every other outcome is a refusal code


@dataclass(frozen=True)
class Case:
    name: str
    build: Callable[[], bytes]
    outcomes: frozenset[str]


CASES: dict[str, Case] = {}


def case(name: str, *outcomes: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Registers a function that builds one file; it must give the same bytes every time."""

    def register(build: Callable[[], bytes]) -> Callable[[], bytes]:
        if name in CASES:
            raise ValueError(f"two hostile files are called {name}")
        CASES[name] = Case(name, build, frozenset(outcomes))
        return build

    return register


CV_TEXT = """Lina Trabelsi
Data engineer, Tunis
Experience
2019 - 2023 Data engineer, Palmier Analytics: Python, SQL, Airflow
2016 - 2019 Analyst, Comptoir du Golfe: Excel, Power BI
Education
2013 - 2016 Licence en informatique, Institut du Lac"""
