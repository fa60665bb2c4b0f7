"""Says which characters a face and a set have, by each face's own cmap, be it of the machine or bundled."""

from __future__ import annotations

import struct
import unicodedata
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from cvtex.errors import EngineError, Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cvtex.fonts.sets import Family, FontSet, Role

# cmap (OpenType 1.9, chapter "cmap"): format 12 has all of Unicode, format 4 the first plane
_ALL_PLANES = 12
_FIRST_PLANE = 4


@lru_cache(maxsize=64)
def coverage(face: Path, index: int = 0) -> frozenset[int]:
    """Return the code points that a face (.otf, .ttf, or of a collection .ttc) has a glyph for.

    Raises:
        EngineError: The file cannot be read as a font.
    """
    try:
        return _points(_cmap(face, index))
    except (OSError, struct.error, LookupError, ValueError) as error:
        message = f"the font file {face} cannot be read: {error}"
        raise EngineError(Message("E503", message, "replace the file, or choose other fonts").at(None)) from error


@lru_cache(maxsize=64)
def _points(cmap: bytes) -> frozenset[int]:
    # The weights of a family mostly share one table, of 60 KB and 20,000 code points: it is taken apart once.
    return frozenset(chain.from_iterable(_spans(cmap)))


def uncovered(text: str, fonts: FontSet, role: Role | None = None) -> frozenset[str]:
    """Return the characters of a text that a role (or running text) has in neither of its families, in every style.

    A character counts as covered only if all styles of a family have it, since any of it may be set bold or italic.
    Line ends, tabs and spaces are never drawn and never missing.
    """
    pair = fonts.pair(role)
    codes = {ord(char) for char in text} - {0x09, 0x0A, 0x0D, 0x20}
    return frozenset(map(chr, codes - _common(pair.latin) - _common(pair.cjk)))


def cjk_symbols(text: str, fonts: FontSet, role: Role | None = None) -> frozenset[str]:
    r"""Return the symbols of a text that only the Chinese family has, and that xeCJK would set in the Latin one.

    xeCJK sends what Unicode calls wide (hanzi, kana, full-width marks) to the Chinese family by itself; symbols such
    as ① ★ ℃ it does not, and they need ``\xeCJKDeclareCharClass{CJK}``.
    """
    pair = fonts.pair(role)
    narrow = {ord(char) for char in text if unicodedata.east_asian_width(char) not in "WF"}
    return frozenset(map(chr, (narrow & _common(pair.cjk)) - _common(pair.latin)))


def _common(family: Family) -> frozenset[int]:
    first, *others = {id(points): points for points in (coverage(file, family.index) for file in family.files)}.values()
    return first.intersection(*others)


def _cmap(face: Path, index: int) -> bytes:
    with face.open("rb") as file:
        start = 0
        if file.read(4) == b"ttcf":
            file.seek(12 + 4 * index)
            (start,) = struct.unpack(">L", file.read(4))
        file.seek(start + 4)
        (count,) = struct.unpack(">H", file.read(2))
        file.seek(start + 12)
        tables = {tag: (offset, size) for tag, _, offset, size in struct.iter_unpack(">4sLLL", file.read(16 * count))}
        offset, size = tables[b"cmap"]
        file.seek(offset)
        return file.read(size)


def _spans(cmap: bytes) -> Iterator[Iterable[int]]:
    (count,) = struct.unpack_from(">H", cmap, 2)
    offsets = {offset for _, _, offset in struct.iter_unpack(">HHL", cmap[4 : 4 + 8 * count])}
    by_format = {struct.unpack_from(">H", cmap, offset)[0]: offset for offset in offsets}
    if _ALL_PLANES in by_format:
        start = by_format[_ALL_PLANES] + 16
        (groups,) = struct.unpack_from(">L", cmap, start - 4)
        for first, last, _ in struct.iter_unpack(">LLL", cmap[start : start + 12 * groups]):
            yield range(first, last + 1)
    else:
        yield from _segments(cmap, by_format[_FIRST_PLANE])


def _segments(cmap: bytes, start: int) -> Iterator[Iterable[int]]:
    (size,) = struct.unpack_from(">H", cmap, start + 6)  # of one array, in bytes
    offsets = (start + 14, start + 16 + size, start + 16 + 2 * size, start + 16 + 3 * size)
    ends, firsts, deltas, shifts = (struct.unpack_from(f">{size // 2}H", cmap, offset) for offset in offsets)
    for number, (first, last, delta, shift) in enumerate(zip(firsts, ends, deltas, shifts, strict=True)):
        codes = range(first, last + 1)
        if shift == 0:
            yield (code for code in codes if (code + delta) & 0xFFFF)
        else:  # glyphs are listed, counted from where the shift itself stands; 0 is a gap
            glyphs = struct.unpack_from(f">{len(codes)}H", cmap, offsets[3] + 2 * number + shift)
            yield (code for code, glyph in zip(codes, glyphs, strict=True) if glyph)
