"""Whether an entry is a certificate, which is proven by an exam or a permit, or a course that was attended."""

from __future__ import annotations

import re

from app.core.cv.fold import fold
from app.core.proofs.claims.chapters import COURSES
from app.core.proofs.claims.pieces import names_platform
from app.core.proofs.claims.tables import products

_EDGE, _END = r"(?<![^\W_])", r"(?![^\W_])"
_CERTIFICATE = re.compile(
    rf"{_EDGE}(?:certifi\w{{1,12}}|zertifi\w{{2,14}}|\w{{0,20}}zertifikat|"
    rf"habilitation\w?|licen[cs]e|permit|"
    rf"\w{{2,25}}(?:schein|nachweis|zeugnis|prufung)|accredit\w+|agrement|brevet|شهاده|رخصه|اعتماد){_END}"
)
_COURSE = re.compile(
    rf"{_EDGE}(?:moocs?|e-learning|online[ -]?(?:course|kurs\w*)|"
    rf"onlinekurs\w*|short course|course|bootcamp|workshop|webinar|"
    rf"cours|formation|stage de formation|atelier|seminaire|seminar\w*|"
    rf"\w{{0,24}}schulung|lehrgang|\w{{2,24}}lehrgang|\w{{0,20}}kurs|"
    rf"weiterbildung|fortbildung|workshop-?\w*|nanodegree|micromasters|masterclass|training|"
    rf"دوره|تكوين|ورشه|تدريب|دوره تدريبيه|كورس){_END}"
)


def says_course(text: str) -> bool:
    return _COURSE.search(fold(text)) is not None


def says_certificate(text: str) -> bool:
    return _CERTIFICATE.search(fold(text)) is not None


def category_of(text: str, kind: str) -> str:
    """``kind`` is that of the part of the CV."""
    if products().find(text):
        return "certifications"
    certificate, course = _CERTIFICATE.search(fold(text)), _COURSE.search(fold(text))
    if certificate and course:
        return "certifications" if certificate.start() < course.start() else "courses"
    if certificate:
        return "certifications"
    return "courses" if course or kind == COURSES or names_platform(text) else "certifications"
