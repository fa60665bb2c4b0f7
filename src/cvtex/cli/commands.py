"""The commands, as typer has them; ``build`` gets what the program began with as the context's object."""

from __future__ import annotations

import os
from typing import Annotated

import typer
from typer.completion import completion_init  # type: ignore[attr-defined]  # the rest of that module costs 50 ms

from cvtex import __version__
from cvtex.cli import build, diff, doctor, fonts, info, new, summary, templates

__all__ = ["app"]

# Typer loads pydantic for the options of the program itself, even to complete the name of a command: 50 ms.
_COMPLETES_A_NAME = "_CVTEX_COMPLETE" in os.environ and " -" not in os.environ.get("COMP_WORDS", " -")

app = typer.Typer(
    name="cvtex",
    help="A résumé compiler: it turns one resume.yaml in several languages into "
    "PDFs with exactly the pages you asked for.",
    no_args_is_help=True,
    add_completion=not _COMPLETES_A_NAME,
    add_help_option=not _COMPLETES_A_NAME,
    rich_markup_mode=None,  # rich would double the time that --help takes
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"cvtex {__version__}")
        raise typer.Exit


def _main(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of a bug; may stand anywhere.")] = False,
) -> None:
    pass


if _COMPLETES_A_NAME:
    completion_init()  # registers the shells, as add_completion would have done
else:
    app.callback()(_main)
app.command(epilog=build.EXIT_CODES)(build.build)
app.command(epilog=build.CHECK_EXIT_CODES)(build.check)
app.command()(new.new)
app.command()(diff.diff)
app.command()(doctor.doctor)
app.command()(fonts.fonts)
app.command()(info.schema)
app.command()(templates.templates)
app.command()(info.explain)
app.command()(summary.summary)
