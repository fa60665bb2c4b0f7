"""What reads the text of PDFs in the tests: poppler and the libraries that programs in Python read them with."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import pdfplumber
import pymupdf
import pypdf
import pypdfium2
from pdfminer.high_level import extract_text

Reader = Callable[[Path], str]


def _pdftotext(*options: str) -> Reader:
    def read(pdf: Path) -> str:
        return subprocess.run(
            ["pdftotext", "-enc", "UTF-8", *options, str(pdf), "-"], check=True, capture_output=True, text=True
        ).stdout

    return read


def _pdfminer(pdf: Path) -> str:
    return str(extract_text(pdf))


def _pypdf(pdf: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)


def _pdfium(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    return text.replace("\ufffe", "-\n").replace("\x02", "-\n")  # a hyphen at a line's end


def _pdfplumber(pdf: Path) -> str:
    with pdfplumber.open(pdf) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def _pymupdf(pdf: Path) -> str:
    with pymupdf.open(pdf) as document:
        return "\n".join(page.get_text() for page in document)


READERS: Final[dict[str, Reader]] = {
    "pdftotext": cache(_pdftotext()),
    "pdftotext -raw": cache(_pdftotext("-raw")),
    "pdftotext -layout": cache(_pdftotext("-layout")),
    "pdfminer.six": cache(_pdfminer),
    "pypdf": cache(_pypdf),
    "pypdfium2": cache(_pdfium),
    "pdfplumber": cache(_pdfplumber),
    "PyMuPDF": cache(_pymupdf),
}
