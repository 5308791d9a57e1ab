"""What is drawn on a PDF page: enough to know whether all its text is dark text on bare paper."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

INVISIBLE = 3  # text render mode: neither filled nor stroked
_DARK = 150  # of 255: text this dark in one colour is seen on bare paper
_OPAQUE = 128
_LINE = 3.0  # points: a thinner path can neither cover text nor be its background
_MAX_OBJECTS = 20_000
_MAX_DEPTH = 4
_FILL = 0  # text render mode


class TextStyle(NamedTuple):
    red: int
    green: int
    blue: int
    alpha: int
    mode: int

    @property
    def plain(self) -> bool:
        return self.mode == _FILL and self.alpha >= _OPAQUE and min(self[:3]) <= _DARK


class Survey(NamedTuple):
    """``plain``: all text is dark and opaque. ``bare``: no area is painted, no layer can be off."""

    plain: bool
    bare: bool
    pictures: bool


def style_reader() -> Callable[[Any], TextStyle]:
    """A function from a text object to its style, with the places for pdfium's answer made once."""
    colours = [ctypes.c_uint(255) for _ in range(4)]
    references = [ctypes.byref(colour) for colour in colours]
    red, green, blue, alpha = colours

    get_colour, get_mode = raw.FPDFPageObj_GetFillColor, raw.FPDFTextObj_GetTextRenderMode

    def style(text_object: Any) -> TextStyle:
        get_colour(text_object, *references)
        return TextStyle(red.value, green.value, blue.value, alpha.value, get_mode(text_object))

    return style


def survey(page: pdfium.PdfPage) -> Survey:
    plain, bare, pictures = True, True, False
    style = style_reader()
    for number, (kind, drawn) in enumerate(_objects(page)):
        if number >= _MAX_OBJECTS:
            return Survey(False, False, True)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            plain = plain and style(drawn).plain
            bare = bare and not _is_switchable(drawn)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            bare, pictures = False, True
        elif kind != raw.FPDF_PAGEOBJ_PATH or _is_painted_area(drawn):
            bare = False
    return Survey(plain, bare, pictures)


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[int, Any]]:
    """Every object with its kind, those inside forms included; a form nested too deep stands for itself."""
    count = raw.FPDFPage_CountObjects(page)
    waiting = [(raw.FPDFPage_GetObject(page.raw, number), 0) for number in reversed(range(count))]
    while waiting:
        drawn, depth = waiting.pop()
        kind = raw.FPDFPageObj_GetType(drawn)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            inside = range(min(raw.FPDFFormObj_CountObjects(drawn), _MAX_OBJECTS))
            waiting += [(raw.FPDFFormObj_GetObject(drawn, number), depth + 1) for number in inside]
        else:
            yield kind, drawn


def _is_painted_area(path: Any) -> bool:
    mode, stroke = ctypes.c_int(0), ctypes.c_int(0)
    raw.FPDFPath_GetDrawMode(path, mode, stroke)
    if mode.value == raw.FPDF_FILLMODE_NONE:
        return False
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(path, left, bottom, right, top)
    return min(right.value - left.value, top.value - bottom.value) > _LINE


def _is_switchable(drawn: Any) -> bool:
    """Part of an optional layer, which may be off."""
    name = (ctypes.c_ushort * 3)()
    length = ctypes.c_ulong()
    for number in range(raw.FPDFPageObj_CountMarks(drawn)):
        mark = raw.FPDFPageObj_GetMark(drawn, number)
        raw.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length)
        if length.value == 6 and bytes(name)[:4] == "OC".encode("utf-16-le"):
            return True
    return False
