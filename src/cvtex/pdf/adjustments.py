"""Writes where glyphs stand (TJ and Td, ISO 32000-1, 9.4.2 and 9.4.3) so that no reader misreads it.

pypdf up to 5 takes each number in the array of a TJ that is as large as half a space for a gap between words, one that
draws two glyphs together as well: it read ``Laboratory ,`` and ``） ，``. Spaces are drawn where they are meant, so a
large shift is written as several small ones, which sum up to it.

xdvipdfmx rounds, so that parts of a line may stand a thousandth of a point higher or lower than others. Ghostscript 10
took them for a line of their own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGE: Final = re.compile(rb"(?<=>)(-?)(\d{2,4}(?:\.\d+)?)(?=<)")
_ROUNDED: Final = re.compile(rb"(?<= )-?\.00[12](?= Td)")
_MOST: Final = 60.0
"""In thousandths of the type size; half a space of a narrow face has 100."""


def adjusted(content: bytes) -> bytes:
    """A page's content with each shift in steps of `_MOST` and less, and lines level; no glyph is seen to move."""
    return _ROUNDED.sub(b"0", _LARGE.sub(_steps, content))


def _steps(shift: re.Match[bytes]) -> bytes:
    size = float(shift[2])
    if size <= _MOST:
        return shift[0]
    return b" ".join(shift[1] + step for step in _parts(size))


def _parts(size: float) -> Iterator[bytes]:
    whole, rest = divmod(size, _MOST)
    yield from [b"%g" % _MOST] * int(whole)
    if rest:
        yield b"%g" % round(rest, 3)
