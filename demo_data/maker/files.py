"""Every file of the demo data with its bytes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from demo_data.maker.cv import read_cv
from demo_data.maker.cv_docx import docx_cv
from demo_data.maker.cv_pdf import pdf_cv
from demo_data.maker.cv_text import text_cv
from demo_data.maker.offers import jsonl


@cache
def files() -> Mapping[str, bytes]:
    """By path inside ``demo_data``."""
    return {
        "offers.jsonl": jsonl().encode(),
        "cvs/amira-ben-salem.pdf": pdf_cv(read_cv("amira-ben-salem"), "fr"),
        "cvs/oliver-hartley.docx": docx_cv(read_cv("oliver-hartley")),
        "cvs/jana-weber.txt": text_cv(read_cv("jana-weber")),
    }


def write(target: Path) -> None:
    for name, data in files().items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
