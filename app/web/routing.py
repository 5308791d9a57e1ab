"""Numbers in addresses: plain digits that an id can have; all else is an address that does not exist."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST_ID = 2**31 - 1


def up_to(largest: int) -> str:
    """A pattern of plain digits for the numbers from 0. What a pattern lets through and a converter refuses
    afterwards would be answered as a wrong method (405) where other methods share the address."""
    digits = str(largest)
    smaller = [
        f"{digits[:place]}[0-{int(digit) - 1}][0-9]{{{len(digits) - place - 1}}}"
        for place, digit in enumerate(digits)
        if digit != "0"
    ]
    return "(?:" + "|".join((f"[0-9]{{1,{len(digits) - 1}}}", *smaller, digits)) + ")"


class IdConverter(IntegerConverter):
    """The usual one also reads the digits of other scripts, and numbers that no database column holds."""

    regex = up_to(LARGEST_ID)

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=LARGEST_ID)


def init_app(app: Flask) -> None:
    app.url_map.converters["int"] = IdConverter
