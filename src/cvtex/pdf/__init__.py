"""A finished PDF: its last touches, what is in it, and what is wrong with it; ``examine/`` looks at PDFs of any tool.

It reads and returns bytes and values; it writes no file. Only `pdfium` opens PDFs in pdfium.
"""

from __future__ import annotations

from cvtex.pdf.findings import findings, unclaimed
from cvtex.pdf.finish import FinishedPdf, Metadata, finish, source_date
from cvtex.pdf.inspection import Font, inspect
from cvtex.pdf.matching import lost_fields
from cvtex.pdf.png import pages_as_png
from cvtex.pdf.text import missing

__all__ = [
    "FinishedPdf",
    "Font",
    "Metadata",
    "findings",
    "finish",
    "inspect",
    "lost_fields",
    "missing",
    "pages_as_png",
    "prepare",
    "source_date",
    "unclaimed",
]


def prepare() -> None:
    """Load the libraries: they take 100 ms, which can pass while TeX is at work."""
    import pypdfium2  # noqa: F401

    from cvtex.pdf import objects  # noqa: F401
