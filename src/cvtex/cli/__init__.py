"""The command line: arguments in, printing, exit codes. No logic of its own.

Each command is a module of this package. What a run needs is imported when its command
runs: ``--version`` and ``--help`` pay for nothing else.
"""

from __future__ import annotations

from typing import Annotated

import typer

from cvtex import __version__
from cvtex.cli import build, info

__all__ = ["app", "main"]

app = typer.Typer(
    name="cvtex",
    help="A résumé compiler: one resume.yaml in several languages goes in, PDFs with exactly the pages you asked for come out.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

def _version(value: bool) -> None:
    if value:
        typer.echo(f"cvtex {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    pass



app.command(epilog=build.EXIT_CODES)(build.build)
app.command(epilog=build.EXIT_CODES)(build.check)
app.command()(info.schema)
app.command()(info.templates)
app.command()(info.explain)


def main() -> None:
    """Run the program."""
    app()
