"""Where to go next, without ever leaving this site."""

from __future__ import annotations

from urllib.parse import urlsplit

HOME = "/"


def safe_next(target: str | None, default: str = HOME) -> str:
    """``target`` when it is a path of ours, else ``default``.

    Browsers read backslashes as slashes and skip control characters, so any of them, and
    anything that could be a host, sends people home.
    """
    if not target or not target.startswith("/") or len(target) > 2000:
        return default
    if (
        target.startswith("//")
        or "\\" in target
        or any(ord(char) < 33 or ord(char) == 127 for char in target)
    ):
        return default
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or parts.path.lower().startswith(("/%5c", "/%2f", "/%09")):
        return default
    return target
