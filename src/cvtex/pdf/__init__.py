"""A finished PDF: its last touches, what is in it, and what is wrong with it.

    finish        sets the language, title and metadata; the same input gives the same bytes
    inspect       reads pages, text, fonts, links and actions
    missing       which strings do not stand in the text
    findings      an inspection -> diagnostics
    pages_as_png  draws the pages

It reads and returns bytes and values; it writes no file. Only `pdfium` opens PDFs in pdfium.
"""

from __future__ import annotations

from cvtex.pdf.findings import findings
from cvtex.pdf.finish import Metadata, finish, source_date
from cvtex.pdf.inspection import Font, Forbidden, Inspection, Suspicious, inspect
from cvtex.pdf.png import pages_as_png
from cvtex.pdf.text import missing

__all__ = [
    "Font",
    "Forbidden",
    "Inspection",
    "Metadata",
    "Suspicious",
    "findings",
    "finish",
    "inspect",
    "missing",
    "pages_as_png",
    "prepare",
    "source_date",
]


def prepare() -> None:
    """Load the libraries: they take 100 ms, which can pass while TeX is at work."""
    import pypdfium2  # noqa: F401

    from cvtex.pdf import objects  # noqa: F401
