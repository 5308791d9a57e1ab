"""Reading one picture of a page: several looks, the best one counts, single lines fill its gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from PIL import Image, ImageChops, ImageFilter, ImageOps

from app.core.proofs.limits import ProofLimits
from app.core.proofs.reading.look import Look, ReadLine, look_at, merged
from app.core.proofs.reading.program import ARABIC, LATIN, OutOfTime, Program
from app.core.proofs.reading.single_lines import doubted, filled, readings
from app.core.proofs.reading.straighten import straightened

_PAGE, _BLOCK = 3, 6  # tesseract's page segmentation modes
# Shares in per cent of the darkest and the lightest pixels that become black and white. Ink may be less than
# one per cent of a page: cutting more of the dark end would only stretch the noise of the paper.
_CUT, _HARD_CUT = (0.1, 5), (0.1, 40)
_UPSCALED = 1_750  # pixels of the longer side below which a page is enlarged
_READABLE = 45.0  # confidence below which single lines would not make a page readable
_INK = 110  # shade
_GRAIN = 0.12  # share of neighbours of which one is ink, from which a page is full of specks; text has 0.01
_SPECKS = 0.8  # edges for each pixel of ink; letters have 0.3 to 0.6


def read_page(
    picture: Image.Image, program: Program, limits: ProofLimits, arabic: bool | None = None
) -> Look:
    """``arabic``: whether the page is known to be in that script. As good as the time allows."""
    looks = [Look()]
    try:
        for look in _looks(picture, program, limits, arabic):
            looks.append(look)
    except OutOfTime:
        return replace(max(looks, key=lambda look: look.merit), is_cut=True)
    return max(looks, key=lambda look: look.merit)


def line_reader(
    picture: Image.Image, program: Program, arabic: bool
) -> Callable[[float, float], Iterable[ReadLine]]:
    """Reads what stands between two heights of an upright page, in several ways; ends when time is over."""
    page = ImageOps.autocontrast(picture.convert("L"), cutoff=_CUT)

    def read(top: float, bottom: float) -> Iterable[ReadLine]:
        try:
            languages = ARABIC if arabic else LATIN
            yield from (read for _, read in readings(page, top, bottom, program, languages))
        except OutOfTime:
            return

    return read


def _looks(
    picture: Image.Image, program: Program, limits: ProofLimits, arabic: bool | None
) -> Iterable[Look]:
    """One after the other until one is good: Latin, Arabic, upside down, cleaned; then single lines."""
    page = ImageOps.autocontrast(picture.convert("L"), cutoff=_CUT)
    if arabic is None:  # of a page with known text the size and the direction are right
        smooth = _without_grain(_sized(page, limits))
        if smooth is None:
            return
        page = straightened(smooth)
    best, best_page, languages = Look(), page, tuple[str, ...](LATIN)
    for candidate, wanted in _candidates(page, arabic):
        look = look_at(candidate, program, wanted, _PAGE)
        if look.merit > best.merit:
            best, best_page, languages = look, candidate, wanted
        yield best
        if not best.failed:
            break
    if best.failed:
        cleaned = best_page.filter(ImageFilter.MedianFilter(3))
        look = look_at(ImageOps.autocontrast(cleaned, cutoff=_HARD_CUT), program, languages, _BLOCK)
        best = merged(*sorted((best, look), key=lambda one: one.merit, reverse=True))
        yield best
    if best.confidence >= _READABLE:
        for step in (doubted, filled):
            for better in step(best_page, best, program, languages):
                best = better
                yield best


def _candidates(page: Image.Image, arabic: bool | None) -> Iterable[tuple[Image.Image, tuple[str, ...]]]:
    scripts = (ARABIC,) if arabic else (LATIN, ARABIC) if arabic is None else (LATIN,)
    for angle in (0, 180):
        turned = page.transpose(Image.Transpose.ROTATE_180) if angle else page
        for wanted in scripts:
            yield turned, wanted


def _sized(grey: Image.Image, limits: ProofLimits) -> Image.Image:
    """Large enough for small print, small enough for the time there is."""
    longest = max(grey.size)
    scale = 1.0
    if longest < _UPSCALED:
        scale = min(2.0, _UPSCALED / longest)
    elif longest > limits.ocr_side:
        scale = limits.ocr_side / longest
    width, height = int(grey.width * scale), int(grey.height * scale)
    if scale == 1.0 or not width or not height:
        return grey
    return grey.resize((width, height), Image.Resampling.LANCZOS)


def _without_grain(page: Image.Image) -> Image.Image | None:
    """A page full of specks takes OCR minutes and gives nothing: they are smoothed, None where that is in vain."""
    if _edges(page)[0] < _GRAIN:
        return page
    smooth = ImageOps.autocontrast(page.filter(ImageFilter.MedianFilter(3)), cutoff=_CUT)
    edges, ink = _edges(smooth)
    return smooth if edges < _SPECKS * ink else None


def _edges(page: Image.Image) -> tuple[float, float]:
    """The share of pixels where ink begins or ends, and that of ink."""
    ink = page.point(lambda value: 1 if value < _INK else 0)
    edges = ImageChops.difference(ink, ImageChops.offset(ink, 1, 0))
    pixels = max(1, page.width * page.height)
    return edges.histogram()[1] / pixels, ink.histogram()[1] / pixels
