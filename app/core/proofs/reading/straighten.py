"""Turning a page so that its lines run across: by the contrast between rows of pixels."""

from __future__ import annotations

from itertools import pairwise

from PIL import Image, ImageOps

_SIDE = 500  # pixels are enough to see how lines run
_COARSE = range(-8, 9, 2)  # degrees
_LEAST = 0.4  # degrees that OCR does not mind
_CLEARLY = 1.25  # so many times more contrast across than along, before a page is laid on its side
_CUT = (0.2, 50)  # per cent of the darkest and the lightest pixels: half of a page is bare paper
_MARGIN = 0.08  # of each side, where frames are


def straightened(grey: Image.Image) -> Image.Image:
    """Upright or upside down, which only reading can tell; turned by a quarter where lines run down."""
    small = ImageOps.autocontrast(_middle(_small(grey)), cutoff=_CUT)
    angle, across = _best_angle(small)
    on_side, along = _best_angle(small.transpose(Image.Transpose.ROTATE_90))
    if along > _CLEARLY * across:
        return _turned(grey.transpose(Image.Transpose.ROTATE_90), on_side)
    return _turned(grey, angle)


def _turned(grey: Image.Image, angle: float) -> Image.Image:
    if abs(angle) < _LEAST:
        return grey
    return grey.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=_paper(grey))


def _paper(grey: Image.Image) -> int:
    """The commonest shade."""
    counts = grey.histogram()
    return counts.index(max(counts))


def _small(grey: Image.Image) -> Image.Image:
    shrink = _SIDE / max(grey.size)
    if shrink >= 1:
        return grey
    width, height = grey.size
    return grey.resize((max(1, int(width * shrink)), max(1, int(height * shrink))), Image.Resampling.BOX)


def _middle(small: Image.Image) -> Image.Image:
    across, down = int(small.width * _MARGIN), int(small.height * _MARGIN)
    return small.crop((across, down, small.width - across, small.height - down))


def _best_angle(small: Image.Image) -> tuple[float, float]:
    """Degrees to turn by, and the contrast between rows that this gives."""
    paper = _paper(small)
    scores = {float(angle): _contrast(small, angle, paper) for angle in _COARSE}
    best = max(scores, key=lambda angle: scores[angle])
    for step in (1.0, 0.5):
        for angle in (best - step, best + step):
            scores.setdefault(angle, _contrast(small, angle, paper))
        best = max(scores, key=lambda angle: scores[angle])
    return best, scores[best]


def _contrast(small: Image.Image, angle: float, paper: int) -> float:
    turned = small.rotate(angle, Image.Resampling.BILINEAR, fillcolor=paper) if angle else small
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return sum((above - below) ** 2 for above, below in pairwise(rows)) / max(1, len(rows))
