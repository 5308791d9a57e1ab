"""Who may read figures: who knows the token; without one, whoever asks from this machine or its own network."""

from __future__ import annotations

import hmac
from ipaddress import ip_address

INSIDE = (".svc", ".svc.cluster.local", ".internal")  # names that nobody outside can own


def may_read(token: str, authorization: str, address: str, *, came_through_proxy: bool) -> bool:
    """``address`` is the other end's. A request that another server passed on is nobody's without a token, unless
    that server is known and its word on the address was taken."""
    if token:
        given = authorization.removeprefix("Bearer ").strip()
        return authorization.startswith("Bearer ") and hmac.compare_digest(given.encode(), token.encode())
    return not came_through_proxy and is_inside(address)


def is_inside(address: str) -> bool:
    """Loopback, link-local and private addresses."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(parsed, "ipv4_mapped", None) or parsed
    return mapped.is_loopback or mapped.is_private


def is_inside_name(host: str) -> bool:
    """Whether the name of a host (a port may follow) is one that only a machine of this network can have been told:
    an address, a name without a dot, or one of the cluster's."""
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    name = name.strip("[]").lower()
    try:
        return bool(ip_address(name))
    except ValueError:
        is_word = bool(name) and name.replace("-", "").replace("_", "").isalnum()
        return (is_word and "." not in name) or name.endswith(INSIDE)
