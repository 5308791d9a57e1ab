"""The product's one way out: checked addresses, bounded answers, polite to every host.

It never changes its name or its address to get past a refusal.
"""

from __future__ import annotations

import base64
import json as json_format
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from functools import partial
from typing import Any, Final
from urllib.parse import urlencode

from outgoing.addresses import Place
from outgoing.answer import Answer
from outgoing.attempts import attempted
from outgoing.deadline import Deadline
from outgoing.faults import Interrupted, Refused, TooManyRedirects, Unreachable
from outgoing.holds import Holds
from outgoing.kept_answers import KeptAnswers, with_conditions
from outgoing.limits import Limits, Pauses, Retries
from outgoing.redirects import following, is_redirect
from outgoing.retry_after import seconds_until
from outgoing.robots import Robots
from outgoing.store import Store, StoreFault
from outgoing.target import Parameters, Target, target_of
from outgoing.transport import Request, Transport
from outgoing.watching import Watch, unwatched

REFUSALS: Final = frozenset({403, 429, 999})


class Client:
    """Safe to share between threads. ``user_agent`` begins with the product's name, as robots.txt knows it."""

    def __init__(
        self,
        store: Store,
        user_agent: str,
        *,
        limits: Limits | None = None,
        retries: Retries | None = None,
        pauses: Pauses | None = None,
        routes: Mapping[str, str] | None = None,
        proxy: str = "",
        watch: Watch = unwatched,
    ) -> None:
        self._store = store
        self.user_agent = user_agent
        self._limits = limits or Limits()
        self._retries = retries or Retries()
        self._pauses = pauses or Pauses()
        self.transport = Transport(self._limits, routes or {}, proxy, watch)
        self._robots = Robots(store, user_agent.partition("/")[0])
        self._kept = KeptAnswers(store)
        self._holds = Holds(store)

    def keeping_nothing(self) -> Client:
        """The same way out for what one person asked for: no answer is kept."""
        twin = copy(self)
        twin._kept = KeptAnswers(self._store, is_on=False)
        return twin

    def get(
        self,
        url: str,
        *,
        params: Parameters | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        robots: bool = True,
    ) -> Answer:
        request = Request("GET", target_of(url, params), self._headers(headers, auth))
        return self._answer(request, robots)

    def post(
        self,
        url: str,
        *,
        json: Any = None,
        form: Mapping[str, str] | None = None,
        params: Parameters | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        robots: bool = True,
    ) -> Answer:
        """Also tried again after a broken connection: what is posted must bear being posted twice."""
        kind, body = _encoded(json, form)
        given = {"content-type": kind, **self._headers(headers, auth)}
        return self._answer(Request("POST", target_of(url, params), given, body), robots)

    def permit(self, url: str, *, robots: bool = True) -> Target:
        """For a browser that opens a page itself: everything that comes before a request, with its turn."""
        deadline, target = Deadline(self._limits.seconds), target_of(url)
        with _faults(target):
            self._holds.check(target)
            pause = self._permitted_pause(target, deadline) if robots else 0.0
            self._turn(target, pause, deadline)
        return target

    def check_robots(self, url: str) -> None:
        """Raises RobotsForbid, and what reading robots.txt raises."""
        target = target_of(url)
        with _faults(target):
            self._permitted_pause(target, Deadline(self._limits.seconds))

    def _headers(self, headers: Mapping[str, str] | None, auth: tuple[str, str] | None) -> dict[str, str]:
        made = {"user-agent": self.user_agent, "accept": "*/*"}
        made.update({name.lower(): value for name, value in (headers or {}).items()})
        if auth:
            made["authorization"] = "Basic " + base64.b64encode(":".join(auth).encode()).decode()
        return made

    def _answer(self, request: Request, robots: bool) -> Answer:
        deadline = Deadline(self._limits.seconds)
        first = request.target.url
        for _ in range(self._limits.redirects + 1):
            with _faults(request.target):
                pause = self._permitted_pause(request.target, deadline) if robots else 0.0
                answer = self._asked(request, pause, deadline)
            if not is_redirect(answer):
                return answer
            request = following(request, answer)
        raise TooManyRedirects(first, f"more than {self._limits.redirects}")

    def _permitted_pause(self, target: Target, deadline: Deadline) -> float:
        """Robots.txt may be somewhere else, so it is asked as a page of its own, with redirects."""

        def ask(address: Target) -> Answer:
            request = Request("GET", address, self._headers(None, None))
            for _ in range(self._limits.redirects + 1):
                answer = attempted(partial(self._tried, request, 0.0, deadline), self._retries, deadline)
                if not is_redirect(answer):
                    return answer
                request = following(request, answer)
            return Answer(address.url, 404, b"")  # as RFC 9309 has it: there is no such file

        return min(self._robots.pause(target, ask), self._pauses.longest_crawl_delay)

    def _asked(self, request: Request, pause: float, deadline: Deadline) -> Answer:
        """Raises Refused, and what stands for 5xx."""
        self._holds.check(request.target)
        kept = self._kept.find(request)

        def ask() -> Answer:
            answer = self._tried(with_conditions(request, kept), pause, deadline)
            wait = seconds_until(answer.headers.get("retry-after"))
            if answer.status in REFUSALS:
                self._holds.begin(request.target, answer.status, wait)
                raise Refused(request.target.url, answer.status, wait, answer.head)
            if answer.status >= 500:
                raise Interrupted(request.target.url, f"answered {answer.status}", wait)
            return answer

        answer = attempted(ask, self._retries, deadline)
        if kept and answer.status == 304:
            answer = kept
        self._kept.keep(request, answer)
        return answer

    def _tried(self, request: Request, pause: float, deadline: Deadline) -> Answer:
        places = self._turn(request.target, pause, deadline)
        return self.transport.exchange(request, places, deadline)

    def _turn(self, target: Target, pause: float, deadline: Deadline) -> list[Place]:
        """Where to connect, checked, once it is one's turn."""
        places = self.transport.places(target, deadline)
        pause = max(pause, self._pauses.between(target.host))
        wait = self._store.reserve(target.host, pause, self._pauses.longest_wait)
        if wait is None:
            raise Unreachable(target.url, "too many requests wait for their turn at this host")
        deadline.rest(wait)
        return places


@contextmanager
def _faults(target: Target) -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise Unreachable(target.url, str(error)) from error
    except StoreFault as error:
        raise Unreachable(target.url, f"nobody knows whose turn it is: {error}") from error


def _encoded(json: Any, form: Mapping[str, str] | None) -> tuple[str, bytes]:
    if form is not None:
        return "application/x-www-form-urlencoded", urlencode(form).encode("ascii")
    return "application/json", json_format.dumps(json).encode()
