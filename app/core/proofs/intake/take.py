"""Bytes to ``Accepted`` in this process. Only the child calls it: see ``intake.accept``."""

from __future__ import annotations

from app.core.proofs.intake import pdf_pages, pictures
from app.core.proofs.intake.accepted import Accepted, Preview
from app.core.proofs.intake.kinds import CONTENT_TYPES
from app.core.proofs.limits import ProofLimits
from app.core.proofs.refusal import Refused

_PREVIEW_DPI = 110


def take(data: bytes, kind: str, limits: ProofLimits) -> Accepted:
    """Raises Refused and nothing else: no list of what parsers raise on hostile input is ever complete."""
    try:
        return _pdf(data, limits) if kind == "pdf" else _picture(data, kind, limits)
    except Refused:
        raise
    except MemoryError:
        raise Refused("too_slow", "memory") from None
    except Exception as error:
        raise Refused("damaged", type(error).__name__) from error


def _picture(data: bytes, kind: str, limits: ProofLimits) -> Accepted:
    image = pictures.open_picture(data, kind, limits)
    kept = pictures.kept(image, kind, limits)
    shown = _preview(1, pictures.preview(image, limits))
    return Accepted(kept.kind, CONTENT_TYPES[kept.kind], kept.data, 1, (shown,))


def _pdf(data: bytes, limits: ProofLimits) -> Accepted:
    document = pdf_pages.open_pdf(data, limits)
    room = limits.preview_side**2
    drawn = pdf_pages.page_pictures(document, limits, room, _PREVIEW_DPI)
    shown = tuple(_preview(number, pictures.preview(image, limits)) for number, image in drawn)
    if not shown:
        raise Refused("damaged", "no page can be drawn")
    return Accepted("pdf", CONTENT_TYPES["pdf"], data, len(document), shown)


def _preview(page: int, picture: pictures.Picture) -> Preview:
    return Preview(page, picture.width, picture.height, picture.data)
