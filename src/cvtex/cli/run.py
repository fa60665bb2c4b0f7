"""Runs a command: what it found is printed, and the program ends with its exit code.

No typer here: a command that was given before gets along without it.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from cvtex.cli import signals
from cvtex.errors import CvtexError

if TYPE_CHECKING:
    from collections.abc import Callable

    from cvtex.build.command import Command
    from cvtex.build.report import Report
    from cvtex.build.request import Manner, Progress, Request
    from cvtex.build.timing import Timing
    from cvtex.cli.console import Console
    from cvtex.tex.early_start import EarlyStart
    from cvtex.tex.limits import EngineLimits


@dataclass(slots=True)
class Start:
    """What the program began with, before anything was understood: the command as typed, and processes at work."""

    command: Command
    ahead: EarlyStart
    timing: Timing


def run_build(request: Request, manner: Manner, start: Start | None = None) -> NoReturn:
    """Build, and remember it for the next time the same is asked."""
    from cvtex.build.last_run import Moment, remember

    began = Moment.of(request) if start else None

    def command(request: Request, progress: Progress) -> Report:
        from cvtex.build.pipeline import build

        signals.end_in_time(json=manner.json)
        return build(request, start.timing.listening(progress) if start else progress, start.ahead if start else None)

    try:
        report = run(command, request, manner)
    finally:
        if start is not None:
            start.ahead.close()
    if start is not None and began is not None:
        remember(start.command, request, manner, began, start.ahead.startups, report)
        if manner.timings:
            start.timing.print(sys.stderr)
    raise SystemExit(report.exit_code)


def run_check(request: Request, manner: Manner, command: Command | None = None) -> NoReturn:
    """Check, and remember what was asked."""
    from cvtex.build.check import check

    report = run(lambda request, _: check(request), request, manner)
    if command is not None:
        from cvtex.build.command import note

        note(command, request, manner, {})
    raise SystemExit(report.exit_code)


def limits(manner: Manner, *, sandbox: bool) -> EngineLimits:
    """What xelatex may use, as the environment has it; ends the program where that makes no sense."""
    from cvtex.tex.limits import EngineLimits

    try:
        return EngineLimits.of(os.environ, sandbox=sandbox)
    except CvtexError as error:
        found = error

    def fails(_request: Request, _progress: Progress) -> NoReturn:
        raise found

    from cvtex.build.request import Request as Nothing

    raise SystemExit(run(fails, Nothing(Path()), manner).exit_code)


def run(command: Callable[[Request, Progress], Report], request: Request, manner: Manner) -> Report:
    """Do what is asked, and print what came of it."""
    from cvtex.cli.console import Console

    with Console(quiet=manner.quiet, json=manner.json) as console:
        try:
            report = command(request, console.progress)
        except CvtexError as error:
            from cvtex.build.report import Report

            report = Report(diagnostics=error.diagnostics, exit_code=error.exit_code)
    show(report, console, manner)
    return report


def show(report: Report, console: Console, manner: Manner) -> None:
    """Print a report."""
    from cvtex.build.report import as_json

    console.show(report)
    if manner.explain:
        console.explain(report)
    if manner.json:
        print(as_json(report))  # noqa: T201 (the result itself, on standard output)
    if manner.open:
        from cvtex.cli.viewer import open_pdfs

        open_pdfs(report)
