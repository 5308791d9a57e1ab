"""RSS and Atom feeds and sitemaps: what sites publish so that programs find their pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from lxml import etree

from job_scraper.normalise.characters import one_line

MOST: Final = 5000
_TEXT_LENGTH: Final = 500_000


@dataclass(frozen=True, slots=True)
class Entry:
    """``fields`` by local name, such as ``title``, ``pubDate`` and ``encoded``; of two the first counts."""

    address: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class XmlList:
    """``kind`` is feed, sitemap or index (a sitemap of sitemaps)."""

    kind: str
    title: str
    entries: tuple[Entry, ...]


def read_xml_list(body: bytes) -> XmlList | None:
    """None when it is none of these. External entities are never fetched, internal ones never expanded."""
    root = _root(body)
    if root is None:
        return None
    name = _local(root)
    if name in {"urlset", "sitemapindex"}:
        wanted = "url" if name == "urlset" else "sitemap"
        kind = "sitemap" if name == "urlset" else "index"
        return XmlList(kind, "", tuple(_entries(root, wanted)))
    if name in {"rss", "RDF", "feed"}:
        wanted = "entry" if name == "feed" else "item"
        return XmlList("feed", _title(root), tuple(_entries(root, wanted)))
    return None


def _root(body: bytes) -> Any | None:
    text = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not text.startswith(b"<") or text[:200].lower().startswith((b"<!doctype html", b"<html")):
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, load_dtd=False)
    try:
        return etree.fromstring(text, parser)
    except (etree.LxmlError, ValueError):
        return None


def _local(node: Any) -> str:
    return node.tag.rsplit("}", 1)[-1] if isinstance(node.tag, str) else ""


def _title(root: Any) -> str:
    channel = next((child for child in root if _local(child) == "channel"), root)
    return next((one_line(child.text or "") for child in channel if _local(child) == "title"), "")


def _entries(root: Any, wanted: str) -> list[Entry]:
    found: list[Entry] = []
    for node in root.iter(etree.Element):
        if _local(node) != wanted:
            continue
        fields = _fields(node)
        address = fields.get("loc") or fields.get("link") or ""
        found.append(Entry(address, fields))
        if len(found) >= MOST:
            break
    return found


def _fields(node: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for child in node:
        name = _local(child)
        text = "".join(child.itertext()).strip()[:_TEXT_LENGTH] or str(child.get("href") or "")
        if name == "link" and child.get("rel") not in (None, "alternate"):
            continue
        if name and text:
            found.setdefault(name, text)
    return found
