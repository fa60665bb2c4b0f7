"""Turns a bug of ours into a short apology for the person, and a file with the traceback for whoever fixes it.

The file holds what a report needs: versions, the command, the traceback. It holds no value of a variable, so none of
the résumé but what an exception's own message quotes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtex.errors import Diagnostic

EXIT_CODE: Final = 70
"""EX_SOFTWARE of sysexits.h: none of the codes that a mistake of the user's gives."""


def take_debug(arguments: list[str]) -> bool:
    """Take ``--debug`` out of the arguments, where it may stand before the command and behind it; was it there?"""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    debug = "--debug" in arguments[:end]
    arguments[:end] = [argument for argument in arguments[:end] if argument != "--debug"]
    return debug


def apologise(error: Exception, arguments: Sequence[str]) -> NoReturn:
    """Print the apology, as JSON too where the report was asked for as JSON, and stop.

    Raises:
        SystemExit: Always, with `EXIT_CODE`.
    """
    from cvtex.build.report import Report
    from cvtex.cli.console import Console
    from cvtex.cli.run import show

    report = Report(diagnostics=(apology(error, arguments),), exit_code=EXIT_CODE)
    show(report, Console(), json="--json" in arguments)
    raise SystemExit(EXIT_CODE) from None


def apology(error: BaseException, arguments: Sequence[str]) -> Diagnostic:
    """Write what happened to a file, and say where it is and what to do with it."""
    from cvtex.errors import Message
    from cvtex.system.temporary import saved_text

    file = saved_text(record(error, arguments), prefix="cvtex-bug-", suffix=".txt")
    attach = f"with the file {file}" if file else "with what --debug prints"
    hint = f"please report it {_tracker()}, {attach}; look first whether that quotes anything private"
    text = f"this is a bug in cvtex, not a mistake of yours: {type(error).__name__}. Sorry!"
    return Message("E999", text, hint).at(None)


def record(error: BaseException, arguments: Sequence[str]) -> str:
    """What a report of the bug needs."""
    import platform
    import traceback

    from cvtex import __version__

    command = " ".join(["cvtex", *arguments])
    about = f"cvtex {__version__}, Python {platform.python_version()}, {platform.platform()}\n$ {command}\n\n"
    return about + "".join(traceback.format_exception(error))


def _tracker() -> str:
    """Where bugs are reported, as the installed package's metadata says."""
    from contextlib import suppress
    from importlib import metadata

    with suppress(metadata.PackageNotFoundError):
        for entry in metadata.metadata("cvtex").get_all("Project-URL") or ():
            label, _, url = entry.partition(", ")
            if label.lower() in {"issues", "bug tracker", "source", "repository"}:
                return f"at {url}"
    return "to whom you have cvtex from"
