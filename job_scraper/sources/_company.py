"""Employers as an admin lists them: ``acme``, ``eu:acme``, ``acme = Acme Industries`` or a pasted address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

_ENTRY_LENGTH: Final = 400
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._&+-]{0,99}")
_HOST_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_REGION = re.compile(r"([A-Za-z]{2}):([^/].*)")
_NOT_BOARDS: Final = frozenset({"www", "api", "jobs", "careers", "apply", "embed", "job_board"})


@dataclass(frozen=True, slots=True)
class Company:
    """``slug`` names the board at its service, ``region`` is what stood before the colon, in small letters,
    ``name`` is for people. ``key`` is the same for every spelling of one board."""

    slug: str
    name: str
    region: str = ""

    @property
    def key(self) -> str:
        return self.slug.lower()

    @property
    def shown(self) -> str:
        return f"{self.region}:{self.slug}" if self.region else self.slug


@dataclass(frozen=True, slots=True)
class Sites:
    """Where boards of a service live: at ``<host>/<slug>``, or at ``<slug>.<host>`` with ``in_host``.

    ``regions`` is the pattern of what may stand before the colon, "" for nothing.
    """

    hosts: tuple[str, ...]
    in_host: bool = False
    regions: str = ""


def companies_of(entries: Iterable[str], sites: Sites) -> tuple[list[Company], list[str]]:
    """Each board once, in the order of the list; then the entries that name no board."""
    found: dict[tuple[str, str], Company] = {}
    wrong: list[str] = []
    for entry in entries:
        company = find_company(entry, sites)
        if company is None:
            wrong.append(entry[:80])
        else:
            found.setdefault((company.region, company.key), company)
    return list(found.values()), wrong


def find_company(entry: str, sites: Sites) -> Company | None:
    said, _, name = entry[:_ENTRY_LENGTH].partition("=")
    if "?" in said:
        said, name = entry[:_ENTRY_LENGTH], ""
    said, region = said.strip(), ""
    coded = _REGION.fullmatch(said) if sites.regions else None
    if coded and re.fullmatch(sites.regions, coded[1].lower()):
        region, said = coded[1].lower(), coded[2].strip()
    if "/" in said or any(said.lower().endswith("." + host) for host in sites.hosts):
        said, region = _of_address(said, sites, region)
    slug = said.lower() if sites.in_host else said
    if not (_HOST_LABEL if sites.in_host else _SLUG).fullmatch(slug):
        return None
    return Company(slug, " ".join(name.split())[:200] or _spoken(slug), region)


def _of_address(said: str, sites: Sites, region: str) -> tuple[str, str]:
    """The slug in a pasted address, "" when it is none of this service."""
    try:
        parts = urlsplit(said if "://" in said else "https://" + said)
        host = (parts.hostname or "").lower()
    except ValueError:
        return "", region
    site = next((site for site in sites.hosts if host == site or host.endswith("." + site)), None)
    if site is None:
        return "", region
    if sites.in_host:
        label = host.removesuffix(site).rstrip(".")
        return ("" if label in _NOT_BOARDS else label), region
    if not region and ".eu." in host and re.fullmatch(sites.regions, "eu"):
        region = "eu"
    return _in_path(parts), region


def _in_path(parts: SplitResult) -> str:
    wanted = parse_qs(parts.query, max_num_fields=50).get("for", [""])[0]
    steps = (unquote(step) for step in parts.path.split("/") if step)
    return wanted or next((step for step in steps if step not in _NOT_BOARDS), "")


def _spoken(slug: str) -> str:
    """``acme-energy`` as ``Acme Energy``: what some boards leave us to call the employer."""
    words = re.sub(r"[-_+]", " ", slug).split()
    return " ".join(words).title() if slug.islower() else " ".join(words)
