"""``cvtex summary``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def summary(
    report: Annotated[Path, typer.Argument(help="What `cvtex build --json` printed; - for a pipe.")] = Path("-"),
) -> None:
    """Turn a JSON report into Markdown for the page of a CI run."""
    from cvtex.build.report import Report
    from cvtex.cli.console import Console
    from cvtex.cli.markdown import summary as as_markdown
    from cvtex.errors import CvtexError, Diagnostic, UsageError

    try:
        try:
            text = sys.stdin.read() if str(report) == "-" else report.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(Diagnostic("error", "E721", f"{report} cannot be read: {error}")) from error
        typer.echo(as_markdown(text), nl=False)
    except CvtexError as error:
        Console().show(Report(diagnostics=error.diagnostics, exit_code=error.exit_code))
        raise typer.Exit(error.exit_code) from error
