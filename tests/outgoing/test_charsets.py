"""Text comes out as it was meant, whatever the server says it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outgoing.charsets import decoded
from tests.fake_web import FakeWeb, Reply, client_for

FRENCH = "<p>Développeur à Béja, été, 1 200 €, cœur</p>"
ARABIC = "<p>مهندس برمجيات في تونس العاصمة، عقد دائم، خبرة خمس سنوات</p>"


ODD = ("idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "oem", "mbcs", "rot13", "uu")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (FRENCH.encode(), "text/html; charset=utf-8"),
        (FRENCH.encode(), "text/html; charset=ISO-8859-1"),  # said wrongly
        (FRENCH.encode(), "text/html"),
        (FRENCH.encode("utf-8-sig"), "text/html; charset=latin-1"),
        (FRENCH.encode("utf-16"), "text/html"),
        (FRENCH.encode("cp1252"), 'text/html; charset="windows-1252"'),
        (FRENCH.encode("cp1252"), "text/html; charset=nonsense-99"),
        (FRENCH.encode("iso-8859-15"), "text/html;charset=ISO-8859-15"),
        (f'<meta charset="windows-1252">{FRENCH}'.encode("cp1252"), "text/html"),
        (f'<?xml version="1.0" encoding="iso-8859-15"?>{FRENCH}'.encode("iso-8859-15"), "text/xml"),
        (ARABIC.encode("cp1256"), "text/html; charset=windows-1256"),
        (
            f'<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">{ARABIC}'.encode(
                "cp1256"
            ),
            "",
        ),
    ],
)
def test_reads_the_text_that_was_meant(web: FakeWeb, body: bytes, kind: str) -> None:
    web.answer("jobs.example", "/", Reply(body, 200, {"Content-Type": kind}))
    text = client_for(web).get("https://jobs.example/").text
    assert text.endswith(ARABIC if "cp1256" in kind or "1256" in kind or ARABIC in text else FRENCH)


def test_what_hides_markup_is_not_decoded() -> None:
    assert "<script>" not in decoded(b"+ADw-script+AD4-\xff", "text/html; charset=utf-7")


@given(
    st.binary(max_size=3000), st.sampled_from(["", "utf-7", "utf-16", "hex", "zlib", "cp037", "\x00", *ODD])
)
def test_any_bytes_become_text(body: bytes, charset: str) -> None:
    assert isinstance(decoded(body, f"text/html; charset={charset}"), str)
