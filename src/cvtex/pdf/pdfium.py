"""Opens PDFs in pdfium, the library of the most used PDF viewer, and says where it finds characters on a page."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pypdfium2 import PdfDocument

# pdfium is not thread-safe, and several languages may be built at once; one thread may open two PDFs.
_PDFIUM = threading.RLock()


class UnreadableError(Exception):
    """A PDF is damaged or encrypted."""


@contextmanager
def opened(data: bytes | None = None) -> Iterator[PdfDocument]:
    """A PDF, or a new one without pages, for one thread at a time; its pages are closed with it.

    Raises:
        UnreadableError: Pdfium cannot open it.
    """
    import pypdfium2

    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument.new() if data is None else pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise UnreadableError(str(error)) from error
        with document:
            yield document


class Box(NamedTuple):
    """A rectangle in points from the lower left corner of its page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """How tall it is, in points."""
        return self.top - self.bottom


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all of them."""
    left, bottom, right, top = zip(*boxes, strict=True)
    return Box(min(left), min(bottom), max(right), max(top))


def on_one_line(a: Box, b: Box, share: float) -> bool:
    """Whether two boxes have more than this share of the lower one's height in common."""
    return min(a.top, b.top) - max(a.bottom, b.bottom) > share * min(a.height, b.height)
