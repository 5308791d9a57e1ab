"""Menus of a form that filters a page: a name in the address and what can be chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Menu:
    name: str
    label: str
    choices: tuple[Choice, ...]


def menu(name: str, label: str, selected: str, values: Iterable[tuple[str, str]], every: str = "") -> Menu:
    """``values`` are (value, label); the first choice, ``every`` or "All", takes the filter away."""
    everything = Choice("", every or _("All"), not selected)
    return Menu(name, label, (everything, *(Choice(v, text, v == selected) for v, text in values)))
