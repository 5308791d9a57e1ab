"""Rich text: body, headers, footers, text boxes; hidden and deleted text is told apart."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.core.cv.document import Refused
from app.core.cv.reading.limits import Limits
from app.core.cv.reading.raw import Piece, Raw
from app.core.cv.reading.rtf_tokens import Token, tokens

_MAX_DEPTH = 500
_ENDS = {"par", "line", "sect", "page", "row", "nestrow", "column"}
_SIGNS = {
    "tab": "\t",
    "cell": "\t",
    "nestcell": "\t",
    "emdash": "\u2014",
    "endash": "\u2013",
    "bullet": "\u2022",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
}
_SYMBOLS = {"~": " ", "_": "-", "{": "{", "}": "}", "\\": "\\", "\n": "\n", "\r": "\n"}
_SKIPPED = {
    "stylesheet", "info", "pict", "object", "objdata", "fldinst", "themedata", "colorschememapping", "tc",
    "datastore",
    "latentstyles", "listtable", "listoverridetable", "rsidtbl", "xmlnstbl", "generator", "sp", "filetbl",
    "revtbl", "annotation", "atnid", "atnauthor", "bkmkstart", "bkmkend", "nonshppict", "mmathPr",
    "userprops", "ud", "template", "xe", "private", "background",
}  # fmt: skip
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_CODE_PAGES = {
    437,
    850,
    852,
    858,
    874,
    932,
    936,
    949,
    950,
    1250,
    1251,
    1252,
    1253,
    1254,
    1255,
    1256,
    1257,
    1258,
}


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits and loses at its end. ``fallback``: characters that follow each \\u."""

    skipped: bool = False
    table: str = ""
    hidden: bool = False
    fallback: int = 1
    font: int | None = None


def read(data: bytes, limits: Limits) -> Raw:
    """Raises Refused("damaged") for groups nested without end."""
    reader = _Reader()
    for token in tokens(data.decode("latin-1")):
        reader.take(token)
        if reader.size > limits.max_characters:
            break
    reader.end_line()
    return Raw(reader.lines, pictures=reader.pictures)


class _Reader:
    def __init__(self) -> None:
        self.lines: list[Piece] = []
        self.pictures = False
        self.size = 0
        self._state = _State()
        self._outer: list[_State] = []
        self._optional = False  # after \*: a group that readers who do not know it skip
        self._encoding = "cp1252"
        self._fonts: dict[int, str] = {}
        self._default_font = 0
        self._to_skip = 0  # characters that only repeat a \u for old readers
        self._bytes = bytearray()
        self._shown: list[str] = []
        self._hidden: list[str] = []

    def take(self, token: Token) -> None:
        if token.kind == "byte":
            self._byte(int(token.value, 16))
            return
        self._end_bytes()
        if token.kind == "brace":
            self._brace(token.value)
        elif token.kind == "text":
            skipped, self._to_skip = self._to_skip, max(0, self._to_skip - len(token.value))
            self._add(self._decoded(token.value[skipped:].encode("latin-1")))
        elif token.kind == "symbol":
            self._symbol(token.value)
        else:
            self._word(token.value, token.number)

    def end_line(self) -> None:
        self._end_bytes()
        shown, hidden = "".join(self._shown), "".join(self._hidden)
        if shown or not hidden:
            self.lines.append(Piece(shown))
        if hidden.strip():
            self.lines.append(Piece(hidden, hidden=True))
        self.size += len(shown) + len(hidden) + 1
        self._shown, self._hidden = [], []

    def _brace(self, brace: str) -> None:
        self._to_skip, self._optional = 0, False
        if brace == "{":
            if len(self._outer) >= _MAX_DEPTH:
                raise Refused("damaged", "rtf depth")
            self._outer.append(self._state)
        elif self._outer:
            self._state = self._outer.pop()

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._optional = True
        elif self._to_skip:
            self._to_skip -= 1
        elif symbol in "\r\n":
            self._line_break()
        else:
            self._add(_SYMBOLS.get(symbol, ""))

    def _word(self, word: str, number: int | None) -> None:
        optional, self._optional = self._optional, False
        if word == "u" and number is not None:
            self._add(chr(number % 0x10000))
            self._to_skip = self._state.fallback
        elif word in {"fonttbl", "colortbl"}:
            self._state = replace(self._state, table=word, skipped=True)
        elif word == "shptxt":  # the text of a box, inside a group that is otherwise no text
            self._state = replace(self._state, skipped=False)
        elif word in _SKIPPED or optional:
            self.pictures = self.pictures or word == "pict"
            self._state = replace(self._state, skipped=True)
        elif word in _ENDS:
            self._line_break()
        elif word in _SIGNS:
            self._add(_SIGNS[word])
        else:
            self._format(word, number)

    def _format(self, word: str, number: int | None) -> None:
        if word in {"v", "deleted"}:
            self._state = replace(self._state, hidden=number != 0)
        elif word == "plain":
            self._state = replace(self._state, hidden=False)
        elif word == "uc":
            self._state = replace(self._state, fallback=min(max(number or 0, 0), 10))
        elif word == "f":
            self._state = replace(self._state, font=number)
        elif word == "deff":
            self._default_font = number or 0
        elif word == "fcharset" and self._state.table == "fonttbl" and self._state.font is not None:
            self._fonts[self._state.font] = _CHARSETS.get(number or 0, self._encoding)
        elif word == "ansicpg" and number in _CODE_PAGES:
            self._encoding = f"cp{number}"

    def _byte(self, value: int) -> None:
        if self._to_skip:
            self._to_skip -= 1
        elif not self._state.skipped:
            self._bytes.append(value)

    def _end_bytes(self) -> None:
        """Bytes are decoded together: some code pages need two for a letter."""
        if self._bytes:
            text = self._decoded(bytes(self._bytes))
            self._bytes.clear()
            self._add(text)

    def _decoded(self, text: bytes) -> str:
        font = self._default_font if self._state.font is None else self._state.font
        return text.decode(self._fonts.get(font, self._encoding), "replace")

    def _add(self, text: str) -> None:
        if text and not self._state.skipped:
            (self._hidden if self._state.hidden else self._shown).append(text)

    def _line_break(self) -> None:
        if not self._state.skipped:
            self.end_line()
