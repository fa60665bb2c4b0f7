"""Prints to people: a live line a language on a terminal, plain lines in a pipe.

Findings and progress go to standard error, results to standard output, so that a pipe gets
results alone. The only user of rich, and only where there is a terminal.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from typing import TYPE_CHECKING, Self, TextIO

from cvtex.build.report import in_order
from cvtex.cli.text import explained, item_table, summary

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from cvtex.build.report import Output, Report
    from cvtex.errors import Diagnostic

_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "info": "\x1b[1;36m"}
# A build is mostly over before a display could be: rich takes 60 ms to import.
PATIENCE_SECONDS = 0.8
_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def has_colour(stream: object) -> bool:
    """Whether colour helps there: a terminal, and NO_COLOR (no-color.org) is not set."""
    terminal = bool(getattr(stream, "isatty", lambda: False)())
    return terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


class Console:
    """Standard output and standard error of one command. Use it as a context manager around the work."""

    def __init__(self, *, quiet: bool = False, json: bool = False) -> None:
        self._quiet = quiet
        self._json = json
        self._live = has_colour(sys.stderr) and not quiet
        self._began = time.monotonic()
        self._bars: Bars | None = None
        self._tasks: dict[str, TaskID] = {}
        self._lock = threading.Lock()  # languages are built in threads of their own

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars is not None:
            self._bars.stop()

    def progress(self, lang: str, stage: str) -> None:
        """Say what is being done for a language."""
        if not self._live or not lang:
            return
        with self._lock:
            if self._bars is None:
                if time.monotonic() - self._began < PATIENCE_SECONDS:
                    return
                self._bars = progress_bars()
                self._bars.start()
            if lang not in self._tasks:
                self._tasks[lang] = self._bars.add_task(lang, stage=stage, total=1)
            ended = stage in ("done", "failed")
            self._bars.update(self._tasks[lang], stage=stage, completed=1 if ended else 0)

    def show(self, report: Report) -> None:
        """Print what came of it: findings first, the results last, where they are seen."""
        for diagnostic in in_order(report.diagnostics):
            if diagnostic.severity != "info" or not self._quiet:
                self._explain(diagnostic, report.sources)
        if self._quiet:
            return
        out = sys.stderr if self._json else sys.stdout
        for output in report.outputs:
            took = "unchanged" if report.unchanged else f"{output.seconds:.1f} s"
            _print(f"{_design(output, report)}{summary(output)}\n    {output.pdf}  ({took})", out)
        for sheet in report.sheets:
            _print(f"all designs side by side\n    {sheet}", out)
        errors = sum(diagnostic.severity == "error" for diagnostic in report.diagnostics)
        warnings = sum(diagnostic.severity == "warning" for diagnostic in report.diagnostics)
        if not report.outputs and not errors:
            _print(f"no mistakes found{_counted(warnings, 'warning', ', ')}", out)
        elif errors:
            _print(f"{_counted(errors, 'error')}{_counted(warnings, 'warning', ', ')}", sys.stderr)

    def explain(self, report: Report) -> None:
        """Print every item of each PDF, and what became of it."""
        for output in report.outputs:
            lang = f"{_design(output, report)}{output.lang}"
            _print("\n".join(item_table(lang, output.items)), sys.stderr if self._json else sys.stdout)

    def _explain(self, diagnostic: Diagnostic, sources: Mapping[str, tuple[str, ...]]) -> None:
        first, *rest = explained(diagnostic, sources)
        if has_colour(sys.stderr):
            coloured = f"{_COLOURS[diagnostic.severity]}{diagnostic.severity}:{_RESET}{_BOLD}"
            first = first.replace(f"{diagnostic.severity}:", coloured, 1) + _RESET
            rest = [f"{_DIM}{line}{_RESET}" for line in rest]
        _print("\n".join([first, *rest]), sys.stderr)


def _design(output: Output, report: Report) -> str:
    """The design of a PDF, where there are several."""
    return f"{output.template}: " if len({each.template for each in report.outputs}) > 1 else ""


def _print(text: str, stream: TextIO) -> None:
    """Print a line, with escapes for what an old terminal or a pipe cannot encode: a message is never lost to that."""
    encoding = stream.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding), file=stream)


def _counted(number: int, word: str, before: str = "") -> str:
    return "" if number == 0 else f"{before}{number} {word}{'' if number == 1 else 's'}"


def progress_bars() -> Bars:
    """Make the live display: a line a language, with its stage and its time."""
    from rich.console import Console as RichConsole
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    return Progress(
        SpinnerColumn(finished_text="•"),
        TextColumn("[bold]{task.description}[/bold]"),
        TextColumn("{task.fields[stage]}"),
        TimeElapsedColumn(),
        console=RichConsole(stderr=True),
        transient=True,
    )
