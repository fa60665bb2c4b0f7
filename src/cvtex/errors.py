"""Defines what can go wrong, and what a person is told about it.

    CvtexError                 carries an exit code and its diagnostics
    ├── ResumeError      1     the résumé is wrong: the author corrects it
    ├── UsageError       2     the command was wrong: the caller corrects it
    ├── EngineError      3     xelatex, a template or the machine failed
    └── FitError         4     the content cannot fit the pages asked for, or the PDF its size

Anything else that escapes is a bug of ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["error", "warning", "info"]
_SEVERITIES: Final[dict[str, Severity]] = {"W": "warning", "A": "info"}


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a source: lines and columns count from 1, columns in characters."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake, warning or note: what it is, where, and the next step; ``quotable``: its line may be shown."""

    severity: Severity
    code: str
    message: str
    location: Location | None = None
    path: str = ""
    hint: str = ""
    quotable: bool = True


@dataclass(frozen=True, slots=True)
class Message:
    """What a diagnostic says before it has a location: its code, its text, the next step."""

    code: str
    text: str
    hint: str = ""

    def at(self, location: Location | None, path: str = "", severity: Severity | None = None) -> Diagnostic:
        """The diagnostic; unless told otherwise a code W… is a warning, A… advice, and any other an error."""
        severity = severity or _SEVERITIES.get(self.code[0], "error")
        return Diagnostic(severity, self.code, self.text, location, path, self.hint)


class CvtexError(Exception):
    """A failure that a person can understand and correct."""

    exit_code: ClassVar[int] = 1

    def __init__(self, diagnostics: Iterable[Diagnostic] | Diagnostic) -> None:
        every = (diagnostics,) if isinstance(diagnostics, Diagnostic) else tuple(diagnostics)
        self.diagnostics: tuple[Diagnostic, ...] = every
        super().__init__("; ".join(diagnostic.message for diagnostic in every))


class ResumeError(CvtexError):
    """The résumé, an overlay or a ``--set`` says something that cannot be."""

    exit_code = 1


class UsageError(CvtexError):
    """The command line asks for something that does not exist."""

    exit_code = 2


class EngineError(CvtexError):
    """xelatex, a template, a font or the machine under them failed."""

    exit_code = 3


class FitError(CvtexError):
    """What must be shown does not fit the pages asked for, even at the tightest settings; or the PDF is too large."""

    exit_code = 4
