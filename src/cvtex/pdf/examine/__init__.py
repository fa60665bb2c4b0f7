"""Examines any finished PDF, also one that another tool made, as a person and a parser read it."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pikepdf

from cvtex.errors import EngineError, Location, Message
from cvtex.pdf.examine.accessibility import Tags, read_tags
from cvtex.pdf.examine.glyphs import read_glyphs
from cvtex.pdf.examine.hidden import HiddenText, hidden_text
from cvtex.pdf.examine.judgement import judged
from cvtex.pdf.examine.order import Order, read_order
from cvtex.pdf.examine.spaces import WordGaps, word_gaps
from cvtex.pdf.findings import findings, located
from cvtex.pdf.inspection import Inspection, inspect
from cvtex.pdf.pdfium import opened
from cvtex.pdf.text import LookAlike, look_alikes

if TYPE_CHECKING:
    from pathlib import Path

    from cvtex.errors import Diagnostic


@dataclass(frozen=True, slots=True)
class About:
    """The metadata of a PDF; a text that it lacks is empty. ``bookmarks`` are those of the first level."""

    version: str
    language: str
    title: str
    author: str
    subject: str
    keywords: str
    producer: str
    shows_title: bool
    has_xmp: bool
    bookmarks: tuple[str, ...]
    images: int


@dataclass(frozen=True, slots=True)
class Examined:
    """What a PDF holds, and what is wrong with it."""

    inspection: Inspection
    order: Order
    gaps: WordGaps
    tags: Tags
    hidden: HiddenText
    look_alikes: tuple[LookAlike, ...]
    about: About
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def exit_code(self) -> int:
        """1 where something is wrong with it, else 0; notes are no fault."""
        return int(any(diagnostic.severity != "info" for diagnostic in self.diagnostics))


def examine(file: Path) -> Examined:
    """Read a PDF and judge it as a résumé.

    Raises:
        EngineError: E501, it cannot be read: it is not there, cut off, damaged or encrypted.
    """
    inspection = inspect(file)
    try:
        examined = _examined(inspection, file.read_bytes())
    except Exception as error:  # the libraries raise what they like on files of other tools
        message = Message("E501", f"this PDF cannot be read: {error}", "print it anew")
        raise EngineError(message.at(Location(str(file)))) from error
    return replace(examined, diagnostics=(*findings(inspection), *located(judged(examined), inspection)))


def _examined(inspection: Inspection, data: bytes) -> Examined:
    with opened(data) as document:
        pages = [(page, read_glyphs(page)) for page in document]
        glyphs = [characters for _, characters in pages]
        return Examined(
            inspection,
            read_order(glyphs),
            word_gaps(glyphs),
            read_tags(data),
            hidden_text(pages, data),
            look_alikes(inspection.texts),
            read_about(data),
        )


def read_about(data: bytes) -> About:
    """Read the metadata of a PDF."""
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        info = pdf.trailer.get("/Info", pikepdf.Dictionary())

        def entry(name: str) -> str:
            value = info.get(name) if isinstance(info, pikepdf.Dictionary) else None
            return str(value) if isinstance(value, pikepdf.String) else ""

        language, viewing = pdf.Root.get("/Lang"), pdf.Root.get("/ViewerPreferences")
        with pdf.open_outline(max_depth=1) as outline:
            bookmarks = tuple(str(item.title) for item in outline.root)
        return About(
            version=pdf.pdf_version,
            language=str(language) if isinstance(language, pikepdf.String) else "",
            **{name: entry(f"/{name.title()}") for name in ("title", "author", "subject", "keywords", "producer")},
            shows_title=isinstance(viewing, pikepdf.Dictionary) and bool(viewing.get("/DisplayDocTitle", False)),
            has_xmp="/Metadata" in pdf.Root,
            bookmarks=bookmarks,
            images=sum(isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image" for item in pdf.objects),
        )
