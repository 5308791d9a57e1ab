"""What is drawn on a PDF page: enough to know whether all its text is dark text on bare paper."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from itertools import compress, islice, repeat
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from app.core.cv.reading.page_calls import ADDRESS, INT, address, call, run
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


def style_reader() -> Callable[[int], TextStyle]:
    """A function from the address of a text object to its style; few styles occur, and each is made once."""
    colour = (ctypes.c_uint * 4)()
    places = tuple(ctypes.addressof(colour) + 4 * number for number in range(4))
    known: dict[tuple[bytes, int], TextStyle] = {}

    def style(text_object: int) -> TextStyle:
        _fill_colour(text_object, *places)
        key = bytes(colour), _text_mode(text_object)
        found = known.get(key)
        if found is None:
            found = known[key] = TextStyle(colour[0], colour[1], colour[2], colour[3], key[1])
        return found

    return style


def survey(page: pdfium.PdfPage) -> Survey:
    drawn = _objects(page)
    if drawn is None:
        return Survey(False, False, True)
    plain = all(style.plain for style in _styles(drawn.texts, drawn.modes))
    bare = not any(map(_is_switchable, compress(drawn.texts, map(_count_marks, drawn.texts))))
    pictures = False
    areas: list[Box] = []
    for one, depth in drawn.others:
        if len(areas) > _MAX_AREAS:
            return Survey(False, False, True)
        kind = _kind_of(one)
        if kind == raw.FPDF_PAGEOBJ_IMAGE or kind != raw.FPDF_PAGEOBJ_PATH:
            pictures = pictures or kind == raw.FPDF_PAGEOBJ_IMAGE
            bare = bare and kind == raw.FPDF_PAGEOBJ_IMAGE and not depth
            areas += [_box(one)] if bare else []
        elif _is_painted_area(one):
            bare = bare and not depth  # inside a form, boxes are not those of the page
            areas += [_box(one)] if bare else []
    return Survey(plain, bare, pictures, tuple(areas))


class _Drawn(NamedTuple):
    """Addresses of all objects, those inside forms included: of texts with their render modes, and of others with
    the number of forms around them; a form nested too deep stands for itself.
    """

    texts: list[int]
    modes: list[int]
    others: list[tuple[int, int]]


def _objects(page: pdfium.PdfPage) -> _Drawn | None:
    """None where there are too many."""
    handle = address(page.raw)
    level = list(map(_get, repeat(handle), range(min(_count(handle), _MAX_OBJECTS + 1))))
    drawn = _Drawn([], [], [])
    for depth in range(_MAX_DEPTH + 1):
        if len(drawn.texts) + len(drawn.others) + len(level) > _MAX_OBJECTS:
            return None
        modes = list(map(_text_mode, level))
        drawn.texts.extend(one for one, mode in zip(level, modes, strict=True) if mode != _NO_TEXT)
        drawn.modes.extend(mode for mode in modes if mode != _NO_TEXT)
        rest = [one for one, mode in zip(level, modes, strict=True) if mode == _NO_TEXT]
        sizes = list(map(_count_inside, rest)) if depth < _MAX_DEPTH else [_NO_FORM] * len(rest)
        drawn.others.extend((one, depth) for one, size in zip(rest, sizes, strict=True) if size == _NO_FORM)
        inside = (_get_inside(one, at) for one, size in zip(rest, sizes, strict=True) for at in range(size))
        level = list(islice(inside, _MAX_OBJECTS + 1))
    return drawn


def _styles(texts: list[int], modes: list[int]) -> set[TextStyle]:
    """Those that occur. A text whose colour is not told, such as one filled with a pattern, is not opaque here."""
    colours = (ctypes.c_uint * (4 * len(texts)))()
    first = ctypes.addressof(colours)
    end = first + ctypes.sizeof(colours)
    run(map(_fill_colour, texts, *(range(first + 4 * channel, end, 16) for channel in range(4))))
    channels = iter(memoryview(colours).cast("B").cast("I").tolist())
    return set(map(TextStyle._make, set(zip(channels, channels, channels, channels, modes, strict=True))))


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
