"""What kind of browser asks, in two words, so that people recognise their own devices in a list."""

from __future__ import annotations

from typing import Final

MOST: Final = 400  # characters of what a browser says of itself
# The first sign found counts: many browsers also name those that they are like.
BROWSERS: Final = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Vivaldi/", "Vivaldi"),
    ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)  # fmt: skip
SYSTEMS: Final = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


def device_of(user_agent: str) -> str:
    """Such as "Firefox, Linux"; "" for what is neither a known browser nor a known system."""
    said = user_agent[:MOST]
    found = (next((name for sign, name in signs if sign in said), "") for signs in (BROWSERS, SYSTEMS))
    return ", ".join(filter(None, found))
