"""Why nothing usable came back. Each names the address without its query, which may hold a key."""

from __future__ import annotations

from urllib.parse import urlsplit


class Fault(Exception):
    def __init__(self, url: str, detail: str = "") -> None:
        self.url = _without_query(url)
        self.detail = detail
        super().__init__(f"{self.url}: {detail}" if detail else self.url)


class AddressForbidden(Fault):
    """Not http(s), a port other than 80 and 443, or a host that is not on the public internet.

    Also a header that cannot be sent, and a redirect that would hand what was posted to another host.
    """


class RobotsForbid(Fault):
    """The site's robots.txt asks programs to stay away from this address."""


class Refused(Fault):
    """403, 429 or 999: the service does not want to be asked (again) now. Nothing is tried again.

    ``retry_after`` in seconds, where the service said it. ``head`` is the beginning of what it sent.
    """

    def __init__(self, url: str, status: int, retry_after: float | None = None, head: str = "") -> None:
        super().__init__(url, f"answered {status}")
        self.status = status
        self.retry_after = retry_after
        self.head = head


class Unreachable(Fault):
    """No connection, no answer in time, a broken transfer, or 5xx after the last attempt."""


class Interrupted(Unreachable):
    """It may work at once or soon: the client tries again before it raises this.

    ``retry_after`` in seconds, where the service said it.
    """

    def __init__(self, url: str, detail: str = "", retry_after: float | None = None) -> None:
        super().__init__(url, detail)
        self.retry_after = retry_after


class TooSlow(Interrupted):
    """No answer within the time."""


class TooLarge(Fault):
    """More bytes than allowed, counted after decompression."""


class BrowserMissing(Fault):
    """The page needs a browser, and none is installed here."""


class TooManyRedirects(Fault):
    pass


class NotJson(Fault):
    pass


def _without_query(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "(not an address)"
    return f"{parts.scheme}://{host}{port}{parts.path}" if host else "(not an address)"
