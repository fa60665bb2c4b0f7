"""``cvtex check --pdf``: the reading side alone, on any PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from pathlib import Path


def check_pdf(file: Path, *, json: bool, quiet: bool) -> NoReturn:
    """Print what a PDF holds and what is wrong with it.

    Exits with 0, with 1 where something is wrong, or with 3 if the PDF cannot be read.
    """
    from cvtex.build.report import Report
    from cvtex.build.report import as_json as report_as_json
    from cvtex.cli.console import Console
    from cvtex.cli.pdf_report import as_json, print_table
    from cvtex.errors import CvtexError
    from cvtex.pdf.examine import examine

    console = Console(quiet=quiet, json=json)
    try:
        found = examine(file)
    except CvtexError as error:
        report = Report(diagnostics=error.diagnostics, exit_code=error.exit_code)
        console.show(report)
        if json:
            typer.echo(report_as_json(report))
        raise typer.Exit(error.exit_code) from error
    if json:
        typer.echo(as_json(found))
    elif not quiet:
        print_table(found)
    console.show(Report(diagnostics=found.diagnostics, exit_code=found.exit_code))
    raise typer.Exit(found.exit_code)
