"""An address taken apart once, so that what is checked is what is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from outgoing.faults import AddressForbidden

Parameters = Mapping[str, str | int | Sequence[str | int]]
PORTS: Final = {"http": 80, "https": 443}
MAX_LENGTH: Final = 8000
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9_.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}(?:%25[\w.-]{1,20})?\]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Target:
    """``host`` is lower case, punycode, without brackets and final dot; ``path`` includes the query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """As the Host header says it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if PORTS[self.scheme] == self.port else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        return self.origin + self.path


def target_of(url: str, params: Parameters | None = None, *, any_port: bool = False) -> Target:
    """Parameters are added to those of the address. Raises AddressForbidden."""
    parts = _parsed(url.strip())
    if parts.scheme not in PORTS:
        raise AddressForbidden(url, "only http and https are asked")
    host = (parts.host or "").removesuffix(".")
    if parts.auth is not None or not _HOST.fullmatch(host):
        raise AddressForbidden(url, "this is not the name of a host")
    port = parts.port or PORTS[parts.scheme]
    if port not in PORTS.values() and not any_port:
        raise AddressForbidden(url, "only ports 80 and 443 are asked")
    return Target(parts.scheme, host.strip("[]"), port, _with(parts, params))


def _parsed(url: str) -> Url:
    """Spellings that programs read differently are refused: backslashes, control characters."""
    if len(url) > MAX_LENGTH or _CONTROL.search(url) or "\\" in url.partition("?")[0]:
        raise AddressForbidden(url, "this is not an address")
    try:
        return parse_url(url)
    except (LocationParseError, UnicodeError, ValueError) as error:
        raise AddressForbidden(url, "this is not an address") from error


def _with(parts: Url, params: Parameters | None) -> str:
    query = "&".join(each for each in (parts.query or "", urlencode(params or {}, doseq=True)) if each)
    return (parts.path or "/") + (f"?{query}" if query else "")
