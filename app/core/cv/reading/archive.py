"""The zip around a .docx or .odt, opened with suspicion."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from app.core.cv.document import Refused
from app.core.cv.reading.limits import Limits

_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1


class Archive:
    """Entries by name. The directory is checked on opening, and every entry again while it is read.

    Raises Refused: "damaged" for a bomb, a broken zip or XML that declares entities, "encrypted".
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._left = limits.archive_bytes
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except zipfile.BadZipFile:
            raise Refused("damaged", "zip") from None
        self._entries = {entry.filename: entry for entry in self._checked_directory()}

    @property
    def names(self) -> list[str]:
        return sorted(self._entries)

    def read(self, name: str) -> bytes:
        """Empty when there is no such entry."""
        entry = self._entries.get(name)
        if entry is None:
            return b""
        if entry.compress_type not in _METHODS:
            raise Refused("damaged", "zip method")
        with self._zip.open(entry) as stream:
            data = stream.read(self._left + 1)
        self._left -= len(data)
        if self._left < 0 or len(data) > self._limits.archive_ratio * max(1024, entry.compress_size):
            raise Refused("damaged", "zip bomb")
        return data

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML entry, None when there is no such entry."""
        data = self.read(name)
        return parse_xml(data) if data else None

    def _checked_directory(self) -> list[zipfile.ZipInfo]:
        entries = self._zip.infolist()
        if len(entries) > self._limits.archive_entries:
            raise Refused("damaged", "zip entries")
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise Refused("encrypted")
        unpacked = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries)
        if unpacked > self._limits.archive_bytes or unpacked > self._limits.archive_ratio * max(1024, packed):
            raise Refused("damaged", "zip bomb")
        return entries


def parse_xml(data: bytes) -> etree._Element:
    """No entity is resolved, nothing fetched, no depth or size beyond libxml2's own limits accepted.

    An office file has no document type; one that brings one wants to be more than a document.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise Refused("damaged", "xml") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused("damaged", "xml document type")
    return root


def local_name(element: etree._Element) -> str:
    """The tag without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
