"""Reads from a face's cmap which characters it has: a face of the machine is read like a bundled one."""

from __future__ import annotations

import struct
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from cvtex.errors import Diagnostic, EngineError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# cmap (OpenType 1.9, chapter "cmap"): format 12 has all of Unicode, format 4 the first plane

_ALL_PLANES = 12
_FIRST_PLANE = 4


@lru_cache(maxsize=64)
def coverage(face: Path, index: int = 0) -> frozenset[int]:
    """Return the code points that a face has a glyph for.

    Args:
        face: An .otf, .ttf or .ttc file.
        index: Which face of a collection.

    Raises:
        EngineError: The file cannot be read as a font.
    """
    try:
        return frozenset(chain.from_iterable(_spans(_cmap(face, index))))
    except (OSError, struct.error, LookupError, ValueError) as error:
        message, hint = f"the font file {face} cannot be read: {error}", "replace the file, or choose other fonts"
        raise EngineError(Diagnostic("error", "E503", message, hint=hint)) from error


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
