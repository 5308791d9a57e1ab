"""All hostile CV files by name. Each is built when it is asked for and is the same on every machine."""

from __future__ import annotations

from tests.hostile import image_files, office_files, pdf_files, rtf_files, text_files
from tests.hostile.case import CASES, READ, Case

__all__ = ["CASES", "MODULES", "READ", "Case"]
MODULES = (image_files, office_files, pdf_files, rtf_files, text_files)  # each registers its cases on import
