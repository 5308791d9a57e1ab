"""Plain text as HTML."""

from __future__ import annotations

from markupsafe import Markup, escape


def paragraphs(text: str | None) -> Markup:
    """Escaped paragraphs; single line breaks stay."""
    blocks = (block.strip() for block in (text or "").split("\n\n"))
    return Markup("").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(escape(line) for line in block.split("\n")))
        for block in blocks
        if block
    )
