"""The command line: arguments in, printing, exit codes. No logic of its own.

Each command is a module of this package. What a run needs is imported when its command
runs: ``--version`` and ``--help`` pay for nothing else, and a build starts TeX first.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from cvtex import __version__
from cvtex.cli import bugs, signals

if TYPE_CHECKING:
    from cvtex.cli.commands import app

__all__ = ["app", "main"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 (what a module gives is of any kind)
    """Give ``app``, which costs 50 ms of typer, to those who ask for it."""
    if name != "app":
        raise AttributeError(name)
    from cvtex.cli.commands import app as commands

    return commands


def main() -> NoReturn:
    """Run the program; a bug of ours ends in an apology, not in a traceback."""
    sys.setswitchinterval(0.0002)  # who hears TeX must not wait 5 ms for who imports a library meanwhile
    gc.disable()  # the whole run makes less garbage than looking for it is worth: 15 ms
    signals.listen()
    code = 0
    try:
        _run(sys.argv[1:])
    except SystemExit as end:
        code = _exit_code(end)
    if signals.has_no_reader():
        code = signals.NOBODY_READS
    signals.clear()  # threads may still be making a format that nobody waits for
    # The interpreter would take 15 ms to take itself apart, and has nothing of ours left to do.
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # whoever read it has gone
            code = signals.NOBODY_READS
    os._exit(code)


def _run(arguments: list[str]) -> None:
    debug = bugs.take_debug(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal of another encoding is no reason to fail
    try:
        if arguments == ["--version"]:
            print(f"cvtex {__version__}")
        elif arguments[:1] in (["build"], ["check"]) and "_CVTEX_COMPLETE" not in os.environ:
            from cvtex.cli.launch import launch_build, launch_check

            (launch_build if arguments[0] == "build" else launch_check)(arguments)
        else:
            from cvtex.cli.commands import app

            app(arguments)
    except BrokenPipeError:
        signals.nobody_reads()
    except Exception as error:
        if debug:
            raise
        bugs.apologise(error, arguments)


def _exit_code(end: SystemExit) -> int:
    if end.code is None or isinstance(end.code, int):
        return end.code or 0
    print(end.code, file=sys.stderr)
    return 1
