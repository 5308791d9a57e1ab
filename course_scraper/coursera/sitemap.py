"""Sitemaps: which courses there are."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from course_scraper.coursera.addresses import course_address
from outgoing.challenge import looks_like_challenge
from outgoing.endings import Blocked, Changed

UNPACKED: Final = 60_000_000
MOST: Final = 200_000
_GZIP: Final = b"\x1f\x8b"
_HEAD: Final = 600


@dataclass(frozen=True, slots=True)
class Sitemap:
    """``courses`` are addresses of course pages, each once, in order; ``others`` counts what is none.
    ``nested`` are sitemaps that this one names. Of one that is not ``is_whole`` the end is missing, so that
    nothing can be said about what it does not list."""

    courses: tuple[str, ...]
    nested: tuple[str, ...] = ()
    others: int = 0
    is_whole: bool = True


def parse_sitemap(body: bytes) -> Sitemap:
    """Packed or not. Raises Blocked and Changed: an answer that lists nothing is no empty catalogue."""
    xml, is_unpacked = _unpacked(body)
    root, is_well_formed = _root(xml)
    name = _local(root) if root is not None else ""
    if root is None or name not in {"urlset", "sitemapindex"}:
        raise _not_a_sitemap(xml)
    found = _locations(root, "sitemap" if name == "sitemapindex" else "url")
    is_whole = is_unpacked and is_well_formed and len(found) < MOST
    if name == "sitemapindex":
        return Sitemap((), tuple(dict.fromkeys(found)), is_whole=is_whole)
    courses = tuple(dict.fromkeys(url for each in found if (url := course_address(each))))
    others = sum(course_address(each) is None for each in found)
    if not courses:
        raise Changed(f"a sitemap of {others} addresses without a course", _head(xml))
    return Sitemap(courses, (), others, is_whole)


def _unpacked(body: bytes) -> tuple[bytes, bool]:
    if not body.startswith(_GZIP):
        return body[:UNPACKED], len(body) <= UNPACKED
    reader = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        xml = reader.decompress(body, UNPACKED)
    except zlib.error as error:
        raise Changed(f"a packed sitemap that cannot be unpacked: {error}") from error
    return xml, reader.eof


def _root(xml: bytes) -> tuple[Any | None, bool]:
    """External entities are never fetched, internal ones never expanded."""
    text = xml.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not text.startswith(b"<"):
        return None, False
    for is_strict in (True, False):
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, recover=not is_strict
        )
        try:
            return etree.fromstring(text, parser), is_strict
        except (etree.LxmlError, ValueError):
            continue
    return None, False


def _locations(root: Any, entry: str) -> list[str]:
    found: list[str] = []
    for node in root.iter(etree.Element):
        if _local(node) == "loc" and _local(node.getparent()) == entry:
            found.append("".join(node.itertext()).strip()[:2000])
            if len(found) >= MOST:
                break
    return found


def _local(node: Any) -> str:
    return node.tag.rsplit("}", 1)[-1] if node is not None and isinstance(node.tag, str) else ""


def _not_a_sitemap(xml: bytes) -> Blocked | Changed:
    head = _head(xml)
    if looks_like_challenge(xml[:60_000].decode("utf-8", "replace")):
        return Blocked("a page that asks for a person came in place of the sitemap", head)
    return Changed("what came is no sitemap", head)


def _head(xml: bytes) -> str:
    return " ".join(xml[: _HEAD * 4].decode("utf-8", "replace").split())[:_HEAD]
