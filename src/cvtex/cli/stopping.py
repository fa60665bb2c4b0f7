"""Told to stop (Ctrl-C, ``kill``, a closed terminal): nothing half done stays, and the shell is told why."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NoReturn

if TYPE_CHECKING:
    from types import FrameType

_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_SHELL: Final = 128
"""What shells add to the number of the signal that ended a command."""
NOBODY_READS: Final = _SHELL + signal.SIGPIPE
_MAX_SECONDS: Final = "CVTEX_MAX_RUN_SECONDS"
_SHOW_CURSOR: Final = b"\x1b[?25h"


def listen() -> None:
    """End the program in good order when it is told to stop; what the caller ignores (``nohup``) stays ignored."""
    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def clear() -> None:
    """End what still runs, and remove what is not finished; nothing, where nothing has been begun."""
    if "cvtex.leftovers" in sys.modules:  # 10 ms, for those who begin something
        from cvtex import leftovers

        leftovers.clear()


def end_in_time(*, json: bool) -> None:
    """End the program when it has taken as long as it may, whatever it is doing then.

    Raises:
        UsageError: The limit in the environment makes no sense.
    """
    from cvtex.limits import limit

    seconds = limit(os.environ, _MAX_SECONDS, 300)
    if signal.getsignal(signal.SIGTERM) is not _stop:
        return  # somebody else's program, which ends when it likes

    def late(_number: int, _frame: FrameType | None) -> NoReturn:
        from cvtex.console import Console
        from cvtex.errors import Diagnostic
        from cvtex.report import Report, as_json

        clear()
        message = f"the build took more than {seconds} s and was ended"
        hint = f"is there far too much in the résumé? {_MAX_SECONDS} sets the limit"
        report = Report(diagnostics=(Diagnostic("error", "E708", message, hint=hint),), exit_code=3)
        with suppress(OSError):
            Console(json=json).show(report)
            if json:
                print(as_json(report), flush=True)  # noqa: T201 (the result itself, on standard output)
            sys.stderr.flush()
        os._exit(report.exit_code)

    signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    for other in _SIGNALS:
        signal.signal(other, signal.SIG_IGN)
    clear()
    with suppress(OSError):
        if os.isatty(2):
            os.write(2, _SHOW_CURSOR)
        os.write(2, b"\nstopped: nothing was changed but what had been reported as done\n")
    os._exit(_SHELL + number)


def has_no_reader() -> bool:
    """Whether click has found that the reader has gone: it ends the program with 1, as for a mistake."""
    return any(type(stream).__name__ == "PacifyFlushWrapper" for stream in (sys.stdout, sys.stderr))


def nobody_reads() -> NoReturn:
    """End the program whose reader has gone, as ``head`` does once it has enough: no more can be said.

    Raises:
        SystemExit: With what shells give for it.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    raise SystemExit(NOBODY_READS)
