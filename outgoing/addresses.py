"""Where a host lives, and whether the public internet is there."""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from dataclasses import dataclass
from typing import Any, Final

from outgoing.deadline import Deadline
from outgoing.faults import AddressForbidden, Interrupted, Unreachable
from outgoing.target import Target

# On top of what ipaddress knows, which differs between versions of Python: shared, benchmark, documentation
# and relay networks; in IPv6 all that carries an IPv4 address inside (6to4, Teredo, translation).
_REFUSED: Final = tuple(
    ipaddress.ip_network(each)
    for each in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    )
)  # fmt: skip
_UNICAST: Final = ipaddress.ip_network("2000::/3")  # what is given out of IPv6


@dataclass(frozen=True, slots=True)
class Place:
    """Something to connect to: a socket family and address."""

    family: int
    address: tuple[Any, ...]


def is_public(address: str) -> bool:
    """Of an IPv4 or IPv6 address in its usual notation; False for what is none."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if ip.version == 6 and ip not in _UNICAST:
        return False
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in _REFUSED)


def public_places(target: Target, deadline: Deadline) -> list[Place]:
    """Asked for once; whoever connects uses these. One private address among them condemns the host.

    Raises AddressForbidden, Unreachable.
    """
    places = resolved(target, target.host, target.port, deadline)
    if not places or not all(is_public(str(place.address[0])) for place in places):
        raise AddressForbidden(target.url, "this host is not on the public internet")
    return places


def resolved(target: Target, host: str, port: int, deadline: Deadline) -> list[Place]:
    """In a thread of its own: the system's resolver has no time limit. Raises Unreachable."""
    answers: queue.SimpleQueue[list[Place] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([Place(each[0], each[4]) for each in found])
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True, name="resolve").start()
    try:
        answer = answers.get(timeout=deadline.left())
    except queue.Empty:
        raise Unreachable(target.url, "the name of the host was not resolved in time") from None
    if isinstance(answer, socket.gaierror) and answer.errno == socket.EAI_AGAIN:
        raise Interrupted(target.url, "the name of the host cannot be resolved now") from answer
    if isinstance(answer, Exception):
        raise Unreachable(target.url, "no host of this name") from answer
    return list(dict.fromkeys(answer))
