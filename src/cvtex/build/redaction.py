"""Keeps what is private out of the PDF, out of what is kept, and out of the report, as ``--redact`` asks."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from cvtex.build.report import Report, as_json
from cvtex.errors import Message, ResumeError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cvtex.build.request import Job, Request
    from cvtex.build.source import Source
    from cvtex.redact.leaks import Piece


@contextmanager
def keep_folder(job: Job) -> Iterator[Path | None]:
    """The folder for what TeX reads and writes; with ``--redact``, one that is searched before anyone sees it.

    Raises:
        ResumeError: E231, something private would have been kept.
        UsageError: E703, the folder cannot be made.
    """
    request, source = job.request, job.source
    if request.keep is None:
        yield None
        return
    folder = request.keep / job.destination.path.stem
    if source.redaction is None:
        _make(folder)
        yield folder
        return
    _make(folder.parent)
    from cvtex.redact.leaks import searched_folder

    redaction = source.redaction
    with searched_folder(folder, redaction.secrets, _pieces, redaction.document.root) as private:
        yield private


def refuse_leaks(source: Source, data: bytes, name: str) -> None:
    """Search a finished PDF and its name for what is private, if it is to be for everyone.

    Raises:
        ResumeError: E231, it stands there.
    """
    if source.redaction is None:
        return
    from cvtex.redact.leaks import Piece
    from cvtex.redact.leaks import refuse_leaks as search

    pieces = (Piece("the name of the PDF", name), *_pieces(data))
    search(source.redaction.secrets, pieces, source.redaction.document.root)


def cleared(report: Report, request: Request, source: Source) -> Report:
    """The report, with nothing private in it: no line of a file, and no value in a message."""
    if source.redaction is None:
        return report
    from cvtex.redact.leaks import Piece
    from cvtex.redact.leaks import refuse_leaks as search
    from cvtex.redact.redaction import redact_diagnostics

    diagnostics = redact_diagnostics(report.diagnostics, request.file, source.redaction)
    public = Report(report.outputs, diagnostics, report.exit_code, inputs=report.inputs)
    try:
        search(source.redaction.secrets, [Piece("the report", as_json(public))], source.redaction.document.root)
    except ResumeError as error:
        return Report.of_error(error)
    return public


def _make(folder: Path) -> None:
    """Make a folder before there is anything to put into it: what TeX did is not lost to a mistyped --keep."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        text = f"{folder} cannot be written: {error.strerror or error}"
        raise UsageError(Message("E703", text, "name a folder that can be written with --keep").at(None)) from error


def _pieces(data: bytes) -> Iterable[Piece]:
    from cvtex.pdf.objects import pieces
    from cvtex.redact.leaks import Piece

    return (Piece(place, content) for place, content in pieces(data))
