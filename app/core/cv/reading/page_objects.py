"""What is drawn on a PDF page: enough to know whether all its text is dark text on bare paper."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from app.core.cv.reading.page_calls import ADDRESS, INT, address, call
from app.core.cv.reading.page_glyphs import Box

INVISIBLE = 3  # text render mode: neither filled nor stroked
_DARK = 150  # of 255: text this dark in one colour is seen on bare paper
_OPAQUE = 128
_LINE = 3.0  # points: a thinner path can neither cover text nor be its background
_MAX_OBJECTS = 20_000
_MAX_AREAS = 300
_MAX_DEPTH = 4
_FILL = 0  # text render mode
_NO_TEXT = -1  # the render mode of what is no text
_NO_FORM = -1  # the number of objects in what is no form

_count = call("FPDFPage_CountObjects", INT, ADDRESS)
_get = call("FPDFPage_GetObject", ADDRESS, ADDRESS, INT)
_count_inside = call("FPDFFormObj_CountObjects", INT, ADDRESS)
_get_inside = call("FPDFFormObj_GetObject", ADDRESS, ADDRESS, INT)
_kind_of = call("FPDFPageObj_GetType", INT, ADDRESS)
_fill_colour = call("FPDFPageObj_GetFillColor", INT, *[ADDRESS] * 5)
_text_mode = call("FPDFTextObj_GetTextRenderMode", INT, ADDRESS)
_bounds = call("FPDFPageObj_GetBounds", INT, *[ADDRESS] * 5)
_count_marks = call("FPDFPageObj_CountMarks", INT, ADDRESS)
_draw_mode = call("FPDFPath_GetDrawMode", INT, *[ADDRESS] * 3)


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
    """``plain``: all text is dark and opaque. ``bare``: nothing but ``areas`` can cover text, no layer
    can be off. ``areas`` are the boxes of filled paths and of pictures.
    """

    plain: bool
    bare: bool
    pictures: bool
    areas: tuple[Box, ...] = ()


def style_reader() -> Callable[[int, int | None], TextStyle]:
    """A function from the address of a text object, and its render mode if that is known, to its style; few
    styles occur, and each is made once.
    """
    colour = (ctypes.c_uint * 4)()
    places = tuple(ctypes.addressof(colour) + 4 * number for number in range(4))
    known: dict[tuple[bytes, int], TextStyle] = {}

    def style(text_object: int, mode: int | None) -> TextStyle:
        _fill_colour(text_object, *places)
        key = bytes(colour), _text_mode(text_object) if mode is None else mode
        found = known.get(key)
        if found is None:
            found = known[key] = TextStyle(colour[0], colour[1], colour[2], colour[3], key[1])
        return found

    return style


def survey(page: pdfium.PdfPage) -> Survey:
    plain, bare, pictures = True, True, False
    areas: list[Box] = []
    style = style_reader()
    plain_style: TextStyle | None = None
    for number, (drawn, depth, mode) in enumerate(_objects(page)):
        if number >= _MAX_OBJECTS or len(areas) > _MAX_AREAS:
            return Survey(False, False, True)
        if mode != _NO_TEXT:
            if plain and (found := style(drawn, mode)) is not plain_style:
                plain, plain_style = found.plain, found
            bare = bare and not (_count_marks(drawn) and _is_switchable(drawn))
            continue
        kind = _kind_of(drawn)
        if kind == raw.FPDF_PAGEOBJ_IMAGE or kind != raw.FPDF_PAGEOBJ_PATH:
            pictures = pictures or kind == raw.FPDF_PAGEOBJ_IMAGE
            bare = bare and kind == raw.FPDF_PAGEOBJ_IMAGE and not depth
            areas += [_box(drawn)] if bare else []
        elif _is_painted_area(drawn):
            bare = bare and not depth  # inside a form, boxes are not those of the page
            areas += [_box(drawn)] if bare else []
    return Survey(plain, bare, pictures, tuple(areas))


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[int, int, int]]:
    """Address, depth and text render mode of every object, those inside forms included; a form nested too
    deep stands for itself.
    """
    handle = address(page.raw)
    waiting = [(_get(handle, number), 0) for number in reversed(range(_count(handle)))]
    while waiting:
        drawn, depth = waiting.pop()
        mode = _text_mode(drawn)
        inside = _count_inside(drawn) if mode == _NO_TEXT and depth < _MAX_DEPTH else _NO_FORM
        if inside == _NO_FORM:
            yield drawn, depth, mode
        else:
            waiting += [(_get_inside(drawn, at), depth + 1) for at in range(min(inside, _MAX_OBJECTS))]


def _is_painted_area(path: int) -> bool:
    mode, stroke = ctypes.c_int(0), ctypes.c_int(0)
    _draw_mode(path, ctypes.addressof(mode), ctypes.addressof(stroke))
    if mode.value == raw.FPDF_FILLMODE_NONE:
        return False
    left, bottom, right, top = _box(path)
    return min(right - left, top - bottom) > _LINE


def _box(drawn: int) -> Box:
    sides = (ctypes.c_float * 4)()
    start = ctypes.addressof(sides)
    _bounds(drawn, start, start + 4, start + 8, start + 12)
    left, bottom, right, top = sides
    return left, bottom, right, top


def _is_switchable(drawn: int) -> bool:
    """Part of an optional layer, which may be off."""
    name = (ctypes.c_ushort * 3)()
    length = ctypes.c_ulong()
    handle = ctypes.cast(drawn, raw.FPDF_PAGEOBJECT)
    for number in range(_count_marks(drawn)):
        mark = raw.FPDFPageObj_GetMark(handle, number)
        raw.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length)
        if length.value == 6 and bytes(name)[:4] == "OC".encode("utf-16-le"):
            return True
    return False
