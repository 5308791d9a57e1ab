"""Which runs of a Word file a reader of the page does not see."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = {"0", "false", "off", "none"}
_TINY = 3  # half-points
_NEARLY_WHITE = 0xF0
_MAX_STYLE_DEPTH = 20


class Visibility:
    """Hidden is: marked so, smaller than 1.5 pt, or white where nothing can darken the paper.

    White text is common on coloured shapes, cells and pages, so it counts as hidden only in a plain
    paragraph of a document that has none of these. Raises nothing; what is not understood is visible.
    """

    def __init__(self, styles: etree._Element | None, body: etree._Element | None) -> None:
        self._styles = {} if styles is None else {s.get(f"{W}styleId"): s for s in styles.iter(f"{W}style")}
        self._paper_is_white = body is None or not _has_colour_behind_text(body)
        self._known: dict[str | None, bool] = {}

    def hides(self, run: etree._Element, paragraph: etree._Element) -> bool:
        properties = run.find(f"{W}rPr")
        own = None if properties is None else properties.find(f"{W}vanish")
        if own is not None:
            return _is_on(own)
        if properties is not None and (_is_tiny(properties) or self._is_white(properties, run, paragraph)):
            return True
        return self._style_hides(_style(properties, "rStyle")) or self._style_hides(
            _style(paragraph.find(f"{W}pPr"), "pStyle")
        )

    def _is_white(self, properties: etree._Element, run: etree._Element, paragraph: etree._Element) -> bool:
        colour = properties.find(f"{W}color")
        if not self._paper_is_white or colour is None or not _is_nearly_white(colour.get(f"{W}val", "")):
            return False
        around = [
            properties,
            paragraph.find(f"{W}pPr"),
            *self._style_chain(_style(paragraph.find(f"{W}pPr"), "pStyle")),
        ]
        if any(part is not None and _is_shaded(part) for part in around):
            return False
        return not any(up.tag in {f"{W}tc", f"{W}txbxContent"} for up in run.iterancestors())

    def _style_hides(self, style: str | None) -> bool:
        if style not in self._known:
            marks = [vanish for s in self._style_chain(style) for vanish in s.iterfind(f"{W}rPr/{W}vanish")]
            self._known[style] = bool(marks) and _is_on(marks[0])
        return self._known[style]

    def _style_chain(self, style: str | None) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while style in self._styles and len(chain) < _MAX_STYLE_DEPTH:
            chain.append(self._styles[style])
            base = chain[-1].find(f"{W}basedOn")
            style = None if base is None else base.get(f"{W}val")
        return chain


def _style(properties: etree._Element | None, name: str) -> str | None:
    found = None if properties is None else properties.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")


def _is_on(mark: etree._Element) -> bool:
    return mark.get(f"{W}val", "1").lower() not in _OFF


def _is_tiny(properties: etree._Element) -> bool:
    size = properties.find(f"{W}sz")
    value = "" if size is None else size.get(f"{W}val", "")
    return value.isdecimal() and len(value) < 5 and int(value) < _TINY


def _is_nearly_white(colour: str) -> bool:
    try:
        return len(colour) == 6 and min(bytes.fromhex(colour)) >= _NEARLY_WHITE
    except ValueError:
        return False


def _is_shaded(part: etree._Element) -> bool:
    return any(True for _ in part.iter(f"{W}shd", f"{W}highlight"))


def _has_colour_behind_text(body: etree._Element) -> bool:
    return any(True for _ in body.iter(f"{W}background", f"{W}drawing", f"{W}pict"))
