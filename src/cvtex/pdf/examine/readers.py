"""Reads the text of a PDF as programs do that people and parsers of applications use.

pdfium is always there, and reads twice: in the order in which the text is drawn, and line by line, with words parted by
the rule of pdfplumber. Poppler, pypdf, pdfminer.six and pdfplumber read too where they are installed.
"""

from __future__ import annotations

import importlib
import io
import logging
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from cvtex.pdf.examine.glyphs import read_glyphs
from cvtex.pdf.matching import Readout
from cvtex.pdf.pdfium import opened
from cvtex.pdf.text import read_pages
from cvtex.system import process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from cvtex.pdf.examine.glyphs import Glyph

_TOLERANCE_PT: Final = 3.0  # pdfplumber's x_tolerance and y_tolerance, as they are when nobody sets them
_SECONDS: Final = 30.0


def readouts(file: Path, data: bytes) -> tuple[Readout, ...]:
    """What each program that is there reads of a PDF; one that fails at it is left out.

    Raises:
        UnreadableError: Pdfium cannot open it.
    """
    texts = {"pdfium": "\f".join(read_pages(data)[1]), "pdfium-lines": by_lines(data)}
    if (text := _poppler(file)) is not None:
        texts["poppler"] = text
    for name, read in _LIBRARIES.items():
        if find_spec(name) is not None:
            with _quiet():
                try:
                    texts[name] = read(importlib.import_module(name), data)
                except Exception:  # noqa: BLE001, S112 (libraries raise what they like on files of other tools)
                    continue
    return tuple(Readout(name, text) for name, text in texts.items())


def by_lines(data: bytes) -> str:
    """The text line by line from top to bottom, each from left to right, with words where pdfplumber sees them.

    Raises:
        UnreadableError: Pdfium cannot open it.
    """
    with opened(data) as document:
        return "\f".join("\n".join(map(_line, _rows(read_glyphs(page)))) for page in document)


def _rows(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """The characters that are drawn, as lines: tops that are near each other, one by one."""
    # What an /ActualText says has no height; the gap that it stands for is as wide without it.
    drawn = [glyph for glyph in glyphs if glyph.drawing is not None and glyph.box.height > 0]
    row: list[Glyph] = []
    for glyph in sorted(drawn, key=lambda glyph: -glyph.box.top):
        if row and row[-1].box.top - glyph.box.top > _TOLERANCE_PT:
            yield sorted(row, key=lambda one: one.box.left)
            row = []
        row.append(glyph)
    if row:
        yield sorted(row, key=lambda one: one.box.left)


def _line(row: list[Glyph]) -> str:
    text = row[0].text
    for a, b in pairwise(row):
        text += f" {b.text}" if b.box.left - a.box.right > _TOLERANCE_PT else b.text
    return " ".join(text.split())


def _poppler(file: Path) -> str | None:
    finished = process.run(["pdftotext", "-enc", "UTF-8", "--", str(file), "-"], seconds=_SECONDS)
    return finished.output.decode("utf-8", "replace") if finished is not None and finished.code == 0 else None


def _pypdf(library: Any, data: bytes) -> str:  # noqa: ANN401 (a library that may not be there)
    return "\f".join(page.extract_text() for page in library.PdfReader(io.BytesIO(data)).pages)


def _pdfminer(_: Any, data: bytes) -> str:  # noqa: ANN401 (see above)
    text: str = importlib.import_module("pdfminer.high_level").extract_text(io.BytesIO(data))
    return text


def _pdfplumber(library: Any, data: bytes) -> str:  # noqa: ANN401 (see above)
    with library.open(io.BytesIO(data)) as pdf:
        return "\f".join(page.extract_text() for page in pdf.pages)


_LIBRARIES: Final[dict[str, Callable[[Any, bytes], str]]] = {
    "pypdf": _pypdf,
    "pdfminer": _pdfminer,
    "pdfplumber": _pdfplumber,
}


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what libraries say of a PDF from standard error."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
