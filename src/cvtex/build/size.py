"""Keeps a PDF within the size that ``layout.pdf.max_kb`` allows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from cvtex.errors import FitError, Message
from cvtex.load import path_text
from cvtex.load.nodes import find

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cvtex.build.source import Source
    from cvtex.load import NodePath

_KB: Final = 1024
_LIMIT: Final = ("pdf", "max_kb")


def within_limit(data: bytes, max_kb: int | None, source: Source, lang: str) -> bytes:
    """The PDF, made smaller where it is larger than it may be, in KB of 1024 bytes; there is no limit where it is None.

    Raises:
        FitError: E803, it cannot be made small enough; by how much, and what takes the most.
    """
    if max_kb is None or len(data) <= max_kb * _KB:
        return data
    from cvtex.pdf.size import shares, shrunk  # late: most have room enough

    smallest = shrunk(data, max_kb * _KB)
    if len(smallest) <= max_kb * _KB:
        return smallest
    path = _limit_of(source, lang)
    location = source.locate(path_text(path))
    raise FitError(_too_large(lang, len(smallest), max_kb, shares(smallest)).at(location, path_text(path)))


def _too_large(lang: str, size: int, max_kb: int, parts: Mapping[str, int]) -> Message:
    excess = size - max_kb * _KB
    taken = ", ".join(f"{name} {_kb(taken)}" for name, taken in parts.items())
    text = f"{lang}: the PDF has {_kb(size)}, {_kb(excess)} more than layout.pdf.max_kb allows: {taken}"
    return Message("E803", text, "; ".join(_ways(size, excess, parts)))


def _ways(size: int, excess: int, parts: Mapping[str, int]) -> Iterator[str]:
    if parts.get("pictures", 0) >= excess:
        yield "without the photo it would be small enough: --set basics.image=null"
    if next(iter(parts)) == "fonts":
        yield "fonts hold the characters they set, so less text, and less in bold and italics, makes them smaller"
    yield f"layout.pdf.max_kb: {math.ceil(size / _KB)} allows it"


def _kb(size: int) -> str:
    """A size to read; no excess is said to be nothing."""
    return f"{max(0.1, size / _KB):.1f} KB"


def _limit_of(source: Source, lang: str) -> NodePath:
    """Where the limit of a language stands: among its own settings, among those of its base, or among those of all."""
    parts = lang.split("-")
    for length in range(len(parts), 0, -1):
        own: NodePath = ("layout", "languages", "-".join(parts[:length]), *_LIMIT)
        if find(source.document.root, own) is not None:
            return own
    return ("layout", *_LIMIT)
