"""Jinja as Flask sets it up, without two things that cost most on a page of many small pieces."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from flask.templating import Environment


class PageEnvironment(Environment):
    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Templates without globals of their own share one dict. Usually each gets a chain of two, which
        every ``import`` in a template compares key by key.
        """
        return super().make_globals(d) if d else self.globals
