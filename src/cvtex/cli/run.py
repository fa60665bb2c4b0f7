"""Runs a command: its result is printed, and the program ends with its exit code.

No typer here: a command that was given before does without it.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from cvtex.cli import signals
from cvtex.errors import CvtexError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cvtex.build.report import Report
    from cvtex.build.request import PrintOptions, Request
    from cvtex.build.timing import Timing
    from cvtex.cli.console import Console
    from cvtex.system.limits import EngineLimits
    from cvtex.tex.early_start import EarlyStart


@dataclass(frozen=True, slots=True)
class Launch:
    """How the program began, before its command line was understood: the words, and the processes at work."""

    arguments: Sequence[str]
    early_start: EarlyStart
    timing: Timing


@contextmanager
def reporting(*, json: bool = False, quiet: bool = False) -> Iterator[Console]:
    """Print what the work within fails with, as JSON too if that is asked for, and end with its exit code.

    Raises:
        SystemExit: It failed.
    """
    from cvtex.cli.console import Console

    with Console(quiet=quiet, json=json) as console:
        try:
            yield console
        except CvtexError as error:
            from cvtex.build.report import Report

            report = Report.of_error(error)
        else:
            return
    show(report, console, json=json)
    raise SystemExit(report.exit_code)


def reported(work: Callable[[], Report]) -> Report:
    """The report of some work, or of why it failed."""
    try:
        return work()
    except CvtexError as error:
        from cvtex.build.report import Report

        return Report.of_error(error)


def show(report: Report, console: Console, *, json: bool, explain: bool = False) -> None:
    """Print a report: for people, and as JSON on standard output if that is asked for."""
    console.show(report)
    if explain:
        console.explain(report)
    if json:
        from cvtex.build.report import as_json

        print(as_json(report))


def run_build(request: Request, printing: PrintOptions, launch: Launch | None = None) -> NoReturn:
    """Build, and remember it for the next time that the same is asked.

    Raises:
        SystemExit: Always, with the exit code of the report.
    """
    from cvtex.cli.console import Console

    began_ns = time.time_ns()
    with Console(quiet=printing.quiet, json=printing.json) as console:

        def work() -> Report:
            from cvtex.build.pipeline import build
            from cvtex.system.resources import ALL_TEMPLATES

            signals.end_in_time(json=printing.json)
            if request.template == ALL_TEMPLATES:
                from cvtex.build.designs import build_every_design

                return build_every_design(request, console.progress)
            if launch is None:
                return build(request, console.progress)
            with launch.early_start:
                return build(request, launch.timing.listening(console.progress), launch.early_start)

        report = reported(work)
    finish(report, console, printing)
    if launch is not None:
        from cvtex.build.last_run import LastRun, remember

        launch.timing.mark("printing the report")
        run = LastRun(request, printing, tuple(launch.early_start.startups)).with_result(report, began_ns)
        remember(launch.arguments, run)
        if printing.timings:
            launch.timing.mark("remembering the run")
            print("\n".join(launch.timing.lines()), file=sys.stderr)
    raise SystemExit(report.exit_code)


def finish(report: Report, console: Console, printing: PrintOptions) -> None:
    """Print the report of a build, and open its PDFs where that is asked for."""
    show(report, console, json=printing.json, explain=printing.explain)
    if printing.open:
        open_pdfs(report)


def run_check(request: Request, printing: PrintOptions, arguments: Sequence[str] | None = None) -> NoReturn:
    """Check, and remember what was asked.

    Raises:
        SystemExit: Always, with the exit code of the report.
    """
    from cvtex.build.check import check
    from cvtex.cli.console import Console

    with Console(quiet=printing.quiet, json=printing.json) as console:
        report = reported(lambda: check(request))
    show(report, console, json=printing.json)
    if arguments is not None:
        from cvtex.build.last_run import LastRun, remember

        remember(arguments, LastRun(request, printing))
    raise SystemExit(report.exit_code)


def engine_limits(printing: PrintOptions, *, sandbox: bool) -> EngineLimits:
    """What xelatex may use, as the environment has it; ends the program where that makes no sense."""
    from cvtex.system.limits import EngineLimits

    with reporting(json=printing.json, quiet=printing.quiet):
        return EngineLimits.of(os.environ, sandbox=sandbox)


def open_pdfs(report: Report) -> None:
    """Open what was built, or the sheets that show it; where there is no viewer, say so: the build itself went well."""
    import typer

    for file in report.sheets or [output.pdf for output in report.outputs]:
        if not _has_screen() or typer.launch(file) != 0:
            print(f"there is no viewer to open {file} with", file=sys.stderr)


def _has_screen() -> bool:
    """Whether a window could be shown. Without one, xdg-open may start a browser inside the terminal."""
    return sys.platform in {"darwin", "win32"} or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
