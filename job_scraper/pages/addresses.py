"""Addresses as pages write them."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from job_scraper.normalise.url import canonical_url


def absolute(base: str, href: str) -> str:
    """Absolute and canonical; "" for what is no address on the web."""
    try:
        return canonical_url(urljoin(base, href[:2000])) or ""
    except ValueError:
        return ""


def host_of(address: str) -> str:
    """In small letters, without the port; "" for what is no address."""
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def path_of(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def is_on(host: str, site: str) -> bool:
    """Whether a host is that site or a part of it."""
    return host == site or host.endswith("." + site)
