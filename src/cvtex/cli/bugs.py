"""``--debug``, and what a person sees of a bug of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence


def has_debug(arguments: list[str]) -> bool:
    """Take ``--debug`` out of the arguments: it may stand before the command and behind it."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    found = "--debug" in arguments[:end]
    arguments[:end] = [argument for argument in arguments[:end] if argument != "--debug"]
    return found


def apologise(error: Exception, arguments: Sequence[str]) -> NoReturn:
    """Print the apology, as JSON too where the report was asked for as JSON, and stop.

    Raises:
        SystemExit: always.
    """
    from cvtex.build.report import Report, as_json
    from cvtex.cli.bug_report import EXIT_CODE, apology
    from cvtex.cli.console import Console

    report = Report(diagnostics=(apology(error, arguments),), exit_code=EXIT_CODE)
    Console().show(report)
    if "--json" in arguments:
        print(as_json(report))  # noqa: T201 (typer is out of the way by now)
    raise SystemExit(EXIT_CODE) from None
