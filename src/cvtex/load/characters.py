"""Decodes a file's bytes: UTF-8 only, and no character that cannot be seen."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import TYPE_CHECKING, Final

from cvtex.errors import Location, Message, ResumeError

if TYPE_CHECKING:
    from collections.abc import Iterator

# Controls but tab and newline, surrogates, line and paragraph separators (libyaml counts them as line breaks, editors
# do not), bidirectional controls (text that reads otherwise than it is stored: CVE-2021-42574), inner BOMs, nonchars.
_REFUSED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_NEWLINE: Final = re.compile(r"\r\n|\r|\n")
_JSON_TEXT_OR_TAB: Final = re.compile(r'"(?:[^"\\]|\\.)*"|\t')
_SURROGATES: Final = re.compile(r"(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)


def decode(data: bytes, name: str) -> str:
    """Decode a file's bytes.

    Raises:
        ResumeError: E102, at the first byte that is not UTF-8.
    """
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line_start = before.rfind(b"\n") + 1
        location = Location(name, before.count(b"\n") + 1, len(before[line_start:].decode("utf-8")) + 1)
        message = f"the byte 0x{error.object[error.start]:02x} is not UTF-8"
        hint = f"save the file with the encoding UTF-8{_encoding_guess(data)}"
        raise ResumeError(Message("E102", message, hint).at(location)) from None


def _encoding_guess(data: bytes) -> str:
    """Name the encoding the file probably has, as the end of a hint."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "; it is UTF-16 now"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "; it looks like GBK (ANSI) now"


def split_lines(text: str) -> tuple[str, ...]:
    """Split where libyaml counts a new line; `str.splitlines` splits at more places."""
    return tuple(_NEWLINE.split(text))


def refused(text: str) -> Iterator[tuple[int, str, str]]:
    """Find the characters that are refused: offset, message and hint of each."""
    for match in _REFUSED.finditer(text):
        character = match[0]
        name = unicodedata.name(character, "control character")
        yield match.start(), f"an invisible character, U+{ord(character):04X} ({name.lower()})", _advice(character)


def _advice(character: str) -> str:
    """Say how such a character probably came into the text."""
    if character == "\0":
        return "save the file as plain text with the encoding UTF-8; U+0000 often means that it is UTF-16 or no text"
    if character in "\u2028\u2029\x0b":
        return "delete it and break the line with Enter; it comes along when text is pasted from a word processor"
    return "delete it; such characters come along when a phone number or a text is pasted"


def mask(text: str) -> str:
    """Replace every refused character, so that the rest of the file can still be checked."""
    return _REFUSED.sub("\ufffd", text)


def json_as_yaml(text: str) -> str:
    r"""Rewrite the two things in JSON that libyaml does not take, with everything else staying in its column.

    Tabs between values become spaces. Surrogate pairs (``\ud83d\ude00``, as `json.dumps` writes an emoji) become one
    escape, and the string's end is padded to its old length.
    """
    return _JSON_TEXT_OR_TAB.sub(lambda match: _rewrite(match[0]), text)


def _rewrite(piece: str) -> str:
    if piece == "\t":
        return " "
    return _SURROGATES.sub(_join_pair, piece).ljust(len(piece))


def _join_pair(match: re.Match[str]) -> str:
    high, low = int(match[2], 16), int(match[3], 16)
    return f"{match[1]}\\U{0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00:08x}"
