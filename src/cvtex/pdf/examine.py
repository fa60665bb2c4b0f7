"""Examines any finished PDF, also one that another tool made, as a person and a parser read it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pikepdf

from cvtex.errors import EngineError, Location, Message
from cvtex.pdf.findings import findings, located
from cvtex.pdf.inspection import Inspection, inspect
from cvtex.pdf.order import Order, read_order

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cvtex.errors import Diagnostic

_FEWEST_LETTERS: Final = 20  # on all pages: less is a scan with a stamp, or nothing


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
    about: About
    diagnostics: tuple[Diagnostic, ...]

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
    data = file.read_bytes()
    try:
        order, about = read_order(data), _read_about(data)
    except Exception as error:  # the libraries raise what they like on files of other tools
        message = Message("E501", f"this PDF cannot be read: {error}", "print it anew")
        raise EngineError(message.at(Location(str(file)))) from error
    diagnostics = (*findings(inspection), *located(_resume(inspection, order, about), inspection))
    return Examined(inspection, order, about, diagnostics)


def _read_about(data: bytes) -> About:
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


def _resume(inspection: Inspection, order: Order, about: About) -> Iterator[Message]:
    """Judge a PDF that any tool made as what people and parsers are to read a résumé from."""
    if sum(character.isalnum() for character in inspection.text) < _FEWEST_LETTERS:
        what = "only pictures" if about.images else "no text"
        yield Message(
            "P510",
            f"the PDF holds {what}: nobody can search or copy it, and no program can read it",
            "export it as text instead of as a picture or as outlines",
        )
    for jump in order.jumps:
        yield Message(
            "P511",
            f"page {jump.page}: the text goes back up, from “{jump.before}” to “{jump.after}”",
            "parsers read columns and boxes in different orders: one column from top to bottom is safe",
        )
    if order.gaps:
        first, count = order.gaps[0], len(order.gaps)
        more = f", and {count - 1} more" if count > 1 else ""
        yield Message(
            "P512",
            f"page {first.page}: a wide gap between “{first.before}” and “{first.after}”{more}",
            "some parsers take it for two columns and read what stands behind it elsewhere",
        )
    unnamed = [name for name, value in (("a language", about.language), ("a title", about.title)) if not value]
    if unnamed:
        yield Message(
            "P513",
            f"the PDF does not name {' and '.join(unnamed)}",
            "readers show the file's name in place of a title, and screen readers guess how to pronounce it",
        )
