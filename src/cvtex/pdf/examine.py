"""Any finished PDF, also one that another tool made: everything that a person and a parser can find out about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cvtex.errors import Diagnostic, EngineError, Location
from cvtex.pdf.about import About, read_about
from cvtex.pdf.findings import findings
from cvtex.pdf.inspection import Inspection, inspect
from cvtex.pdf.order import Order, read_order

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cvtex.errors import Severity

_FEWEST_LETTERS: Final = 20  # on all pages: less is a scan with a stamp, or nothing


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found out about a PDF, and what is to be said of it."""

    inspection: Inspection
    order: Order
    about: About
    diagnostics: tuple[Diagnostic, ...]

    @property
    def exit_code(self) -> int:
        """1 where something is wrong with it, else 0; notes are no fault."""
        return int(any(found.severity != "info" for found in self.diagnostics))


def examine(file: Path) -> Examined:
    """Read a PDF and judge it as a résumé.

    Raises:
        EngineError: It cannot be read: it is not there, cut off, damaged or encrypted.
    """
    inspection = inspect(file)
    data = file.read_bytes()
    try:
        order, about = read_order(data), read_about(data)
    except Exception as error:  # the libraries raise what they like on files of other tools
        raise EngineError(
            Diagnostic("error", "E501", f"this PDF cannot be read: {error}", Location(str(file)), hint="print it anew")
        ) from error
    place = Location(str(file))
    own = tuple(
        Diagnostic(severity, code, message, place, hint=hint)
        for severity, code, message, hint in _own(inspection, order, about)
    )
    return Examined(inspection, order, about, (*findings(inspection), *own))


def _own(inspection: Inspection, order: Order, about: About) -> Iterator[tuple[Severity, str, str, str]]:
    letters = sum(character.isalnum() for character in inspection.text)
    if letters < _FEWEST_LETTERS:
        what = "only pictures" if about.images else "no text"
        yield (
            "error",
            "P510",
            f"the PDF holds {what}: nobody can search or copy it, and no program can read it",
            "export it as text instead of as a picture or as outlines",
        )
    for jump in order.jumps:
        yield (
            "warning",
            "P511",
            f"page {jump.page}: the text goes back up, from “{jump.before}” to “{jump.after}”",
            "parsers read columns and boxes in different orders: one column from top to bottom is safe",
        )
    if order.gaps:
        first, count = order.gaps[0], len(order.gaps)
        more = f", and {count - 1} more" if count > 1 else ""
        yield (
            "info",
            "P512",
            f"page {first.page}: a wide gap between “{first.before}” and “{first.after}”{more}",
            "some parsers take it for two columns and read what stands behind it elsewhere",
        )
    unsaid = [name for name, value in (("a language", about.language), ("a title", about.title)) if not value]
    if unsaid:
        yield (
            "info",
            "P513",
            f"the PDF does not name {' and '.join(unsaid)}",
            "readers show the file's name in place of a title, and screen readers guess how to pronounce it",
        )
