"""Writes the maps from glyphs to characters (ToUnicode, Adobe Technical Note 5411) so that every reader reads them.

xdvipdfmx writes characters that follow each other as a range. Ghostscript 10 reads the first character of one such as
``<4E09>``, whose second byte is a control character, as another: of 三上下 it gave ``NOP``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pikepdf

from cvtex.pdf.streams import set_content

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCK: Final = re.compile(rb"\d+\s+beginbf(char|range)\s(.*?)endbf\1", re.DOTALL)
_HEX: Final = re.compile(rb"<([0-9A-Fa-f]+)>")
_MOST: Final = 100
"""How many entries a block may have (Technical Note 5014)."""


def spell_out(pdf: pikepdf.Pdf) -> None:
    """Write each character of each font's map by itself."""
    for page in pdf.pages:
        for font in (
            page.obj.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary()).as_dict().values()
        ):
            cmap = font.get("/ToUnicode")
            if isinstance(cmap, pikepdf.Stream) and b"beginbfrange" in (data := cmap.read_bytes()):
                set_content(cmap, spelled_out(data))


def spelled_out(cmap: bytes) -> bytes:
    """A map with single characters in place of ranges; one with what is not understood is left as it is."""
    if b"[" in b"".join(block[2] for block in _BLOCK.finditer(cmap)):
        return cmap
    pairs = [pair for block in _BLOCK.finditer(cmap) for pair in _pairs(block[1], _HEX.findall(block[2]))]
    blocks = (pairs[start : start + _MOST] for start in range(0, len(pairs), _MOST))
    written = b"\n".join(
        b"%d beginbfchar\n%sendbfchar" % (len(block), b"".join(b"<%s> <%s>\n" % pair for pair in block))
        for block in blocks
    )
    first, *_ = _BLOCK.finditer(cmap)
    *_, last = _BLOCK.finditer(cmap)
    return cmap[: first.start()] + written + cmap[last.end() :]


def _pairs(kind: bytes, tokens: list[bytes]) -> Iterator[tuple[bytes, bytes]]:
    if kind == b"char":
        yield from zip(tokens[::2], tokens[1::2], strict=False)
        return
    for first, last, target in zip(tokens[::3], tokens[1::3], tokens[2::3], strict=False):
        for offset in range(int(last, 16) - int(first, 16) + 1):
            code = b"%0*X" % (len(first), int(first, 16) + offset)
            yield code, target[:-4] + b"%04X" % (int(target[-4:], 16) + offset)
