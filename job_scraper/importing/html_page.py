"""Saved web pages: JSON-LD first, then microdata, then RDFa."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from lxml.etree import LxmlError

from job_scraper.importing.json_ld import read_json_ld
from job_scraper.normalise.url import canonical_url
from job_scraper.pages.rdfa import read_rdfa
from job_scraper.pages.tree import tree_of
from record_files.files import read_whole
from record_files.items import ImportedRecord, RecordOrError, UnreadableFile

_MICRODATA_LENGTH: Final = 3_000_000
_MICRODATA_TAGS: Final = 60_000
_ITEM_TYPE = re.compile(r"itemtype\s{0,5}=\s{0,5}[\"']?https?://schema\.org/JobPosting", re.I)
_LINK = re.compile(r"<(?:link|meta)\b[^<>]{0,2000}>", re.I)
_IS_ADDRESS = re.compile(r"rel\s{0,5}=\s{0,5}[\"']?canonical|property\s{0,5}=\s{0,5}[\"']?og:url", re.I)
_VALUE = re.compile(r"(?:href|content)\s{0,5}=\s{0,5}[\"']([^\"']{1,2000})[\"']", re.I)
_TYPE_OF = re.compile(r"typeof\s{0,5}=\s{0,5}[\"']?[^\"'<>]{0,200}JobPosting", re.I)
_DEPTH: Final = 12


def read_page(path: Path) -> Iterator[RecordOrError]:
    page = read_whole(path)
    found = False
    for item in postings_of_page(page):
        found = True
        yield item
    if not found:
        raise UnreadableFile("no_records", "the page describes no JobPosting")


def postings_of_page(page: str) -> Iterator[RecordOrError]:
    """Offers of a page in memory. One that names no address gets the page's own, if the page has only one."""
    items = list(read_json_ld(page))
    if not any(isinstance(item, ImportedRecord) for item in items):
        items += _microdata(page) or _rdfa(page)
    address = page_address(page)
    alone = sum(isinstance(item, ImportedRecord) for item in items) == 1
    for item in items:
        if isinstance(item, ImportedRecord) and alone and address and not item.record.get("url"):
            yield ImportedRecord(item.line, {**item.record, "url": address})
        else:
            yield item


def page_address(page: str) -> str | None:
    """The canonical link of the page, else its ``og:url``."""
    for tag in _LINK.findall(page[:500_000]):
        value = _VALUE.search(tag) if _IS_ADDRESS.search(tag) else None
        address = canonical_url(value.group(1)) if value else None
        if address:
            return address
    return None


def _microdata(page: str) -> list[RecordOrError]:
    """The extractor builds a tree, so pages beyond any real size are left alone."""
    is_itemtype = _ITEM_TYPE.search(page)
    if not is_itemtype or len(page) > _MICRODATA_LENGTH or page.count("<") > _MICRODATA_TAGS:
        return []
    from extruct.w3cmicrodata import MicrodataExtractor  # half a second

    try:
        found = MicrodataExtractor(nested=True, add_html_node=False).extract(page)
    except (ValueError, TypeError, AttributeError, RecursionError, LxmlError):
        return []
    line = page.count("\n", 0, is_itemtype.start()) + 1
    records = [_properties(item) for item in found if _is_posting(item)]
    return [ImportedRecord(line, record) for record in records if record]


def _rdfa(page: str) -> list[RecordOrError]:
    said = _TYPE_OF.search(page)
    tree = tree_of(page) if said else None
    if said is None or tree is None:
        return []
    line = page.count("\n", 0, said.start()) + 1
    return [ImportedRecord(line, record) for record in read_rdfa(tree)]


def _is_posting(item: Any) -> bool:
    types = item.get("type") if isinstance(item, Mapping) else None
    return any(
        str(name).rstrip("/").endswith("JobPosting")
        for name in (types if isinstance(types, list) else [types])
    )


def _properties(item: Mapping[str, Any], depth: int = 0) -> dict[str, Any]:
    """The extractor's nested items as plain objects, as JSON-LD would have them."""
    properties = item.get("properties")
    if not isinstance(properties, Mapping) or depth > _DEPTH:
        return {}
    return {str(name): _property(value, depth) for name, value in properties.items()}


def _property(value: Any, depth: int) -> Any:
    if isinstance(value, list):
        return [_property(part, depth) for part in value]
    return _properties(value, depth + 1) if isinstance(value, Mapping) else value
