"""RTF that nests, counts or hides more than it should."""

from __future__ import annotations

from tests.hostile.case import CV_TEXT, READ, case

BODY = CV_TEXT.replace("\n", "\\par\n")
MEGA = 1 << 20


def _rtf(more: str = "", before: str = "") -> bytes:
    return ("{\\rtf1\\ansi\\ansicpg1252 " + before + BODY + "\\par " + more + "}").encode("cp1252")


@case("control.rtf", READ)
def control() -> bytes:
    return _rtf()


@case("deep_groups.rtf", "damaged")
def deep_groups() -> bytes:
    return _rtf("{" * 1_000_000)


@case("closed_too_often.rtf", READ)
def closed_too_often() -> bytes:
    return _rtf("}" * 200_000)


@case("binary_without_end.rtf", READ)
def binary_without_end() -> bytes:
    return _rtf("{\\pict\\bin2000000000 " + "}" * 50)


@case("binary_negative.rtf", READ)
def binary_negative() -> bytes:
    return _rtf("{\\bin-9999999999 }")


@case("fields_without_end.rtf", READ, "damaged")
def fields_without_end() -> bytes:
    return _rtf('{\\field{\\*\\fldinst{ HYPERLINK "' * 100_000)


@case("picture_4mb.rtf", READ)
def picture() -> bytes:
    return _rtf("{\\pict\\pngblip " + "89504e47" * (MEGA // 2) + "}")


@case("escapes.rtf", READ)
def escapes() -> bytes:
    return _rtf("\\'zz\\u\\u99999?\\u-1?\\u55357?\\uc2000000000\\u8211\\'\\" + "\\'e9" * 200_000)


@case("strange_code_page.rtf", READ)
def strange_code_page() -> bytes:
    return _rtf("{\\fonttbl{\\f0\\fcharset9999 x;}}\\f0\\'e9\\f4242424242\\'e9", before="\\ansicpg65001 ")


@case("lines_1m.rtf", READ)
def lines() -> bytes:
    return _rtf("a\\par " * 700_000)


@case("header_only.rtf", "empty")
def header_only() -> bytes:
    return b"{\\rtf1}"


@case("html.rtf", "wrong_type")
def html() -> bytes:
    return b"<html>{\\rtf1 " + BODY.encode() + b"}"
