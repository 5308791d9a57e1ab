"""The client for outside services, made from the settings: one for each process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final

from flask import current_app

from app import traces
from app.settings import Settings
from outgoing.browser import Browser
from outgoing.client import Client
from outgoing.limits import Limits, Pauses
from outgoing.redis_store import RedisStore
from outgoing.sqlite_store import SqliteStore
from outgoing.store import Store
from outgoing.watching import Told

VERSION: Final = "0.1.0"
# Seconds between two requests where the documentation of an interface permits, or asks for, another pace.
API_PAUSES: Final = {
    "api.francetravail.io": 0.35,
    "entreprise.francetravail.fr": 0.35,
    "api.adzuna.com": 2.5,  # 25 a minute
    "serpapi.com": 0.35,
    "boards-api.greenhouse.io": 0.35,
    "api.lever.co": 0.35,
    "api.eu.lever.co": 0.35,
    "api.ashbyhq.com": 0.35,
    "api.smartrecruiters.com": 0.35,
    "api.teamtailor.com": 0.35,
}


def outgoing_client() -> Client:
    extensions = current_app.extensions
    if "outgoing_client" not in extensions:
        extensions["outgoing_client"] = client_of(extensions["settings"])
    client: Client = extensions["outgoing_client"]
    return client


def outgoing_browser() -> Browser | None:
    """For pages that are empty without JavaScript; None where that is switched off."""
    is_on = current_app.extensions["settings"].browser_fallback
    return Browser(outgoing_client()) if is_on else None


def client_of(settings: Settings, limits: Limits | None = None) -> Client:
    pauses = API_PAUSES if settings.host_pause else {}
    return Client(
        store_of(settings),
        user_agent(settings),
        limits=limits,
        pauses=Pauses(usual=settings.host_pause, hosts=pauses),
        routes=settings.outgoing_route_map,
        proxy=settings.outgoing_proxy,
        watch=traced,
    )


@contextmanager
def traced(method: str, host: str) -> Iterator[Told]:
    """The host alone: the rest of an address may hold what somebody looks for, or a key."""
    attributes = {"http.request.method": method, "server.address": host}
    with traces.span_inside("outgoing", f"{method} {host}", attributes) as span:
        yield partial(span.note, "http.response.status_code")


def store_of(settings: Settings) -> Store:
    """Redis when there is one, else a file of the data folder."""
    if settings.redis_url:
        return RedisStore(settings.redis_url)
    return SqliteStore(settings.data_dir / "outgoing.db")


def user_agent(settings: Settings) -> str:
    """Says what asks, and where its owner is reached."""
    contact = settings.outgoing_contact or settings.base_url
    return f"JobMatch/{VERSION} (+{contact})" if contact else f"JobMatch/{VERSION} (self-hosted)"
