"""Examines any finished PDF, also one that another tool made, as a person and a parser read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cvtex.errors import EngineError, Location, Message
from cvtex.pdf.about import About, read_about
from cvtex.pdf.findings import findings, resume_findings
from cvtex.pdf.inspection import Inspection, inspect
from cvtex.pdf.order import Order, read_order

if TYPE_CHECKING:
    from pathlib import Path

    from cvtex.errors import Diagnostic


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
        order, about = read_order(data), read_about(data)
    except Exception as error:  # the libraries raise what they like on files of other tools
        message = Message("E501", f"this PDF cannot be read: {error}", "print it anew")
        raise EngineError(message.at(Location(str(file)))) from error
    return Examined(inspection, order, about, (*findings(inspection), *resume_findings(inspection, order, about)))
