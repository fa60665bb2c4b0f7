"""Opens PDFs in pdfium, the library of the most used PDF viewer: the only place that does."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

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
