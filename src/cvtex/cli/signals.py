"""Ends the program in good order when it is told to stop: by Ctrl-C, ``kill`` or a closed terminal.

Python hears a signal in its main thread only, and between two steps of it: one that comes just
before that thread goes to wait for another is heard when the wait is over, which may be minutes.
So a thread of ours listens too, and sends the signal on until it has been heard.
"""

from __future__ import annotations

import _thread
import os
import signal
import sys
import time
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
_AGAIN_SECONDS: Final = 0.02


def listen() -> None:
    """End the program in good order when it is told to stop; what the caller ignores (``nohup``) stays ignored."""
    heard, tells = os.pipe()
    os.set_blocking(tells, False)
    signal.set_wakeup_fd(tells, warn_on_full_buffer=False)
    _thread.start_new_thread(_send_on, (heard, _thread.get_ident()))  # `threading` costs 3 ms more
    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def _send_on(heard: int, main: int) -> None:
    """Send each signal to the main thread again and again: it ends the program, or ignores the signal."""
    while told := os.read(heard, 1):
        time.sleep(_AGAIN_SECONDS)
        signal.pthread_kill(main, told[0])


def clear(*, wait: bool = True) -> bool:
    """End what still runs, and remove what is not finished; nothing, where nothing has been begun.

    Args:
        wait: Until nothing is just being begun.

    Returns:
        Whether it was done.
    """
    if "cvtex.system.temporary" not in sys.modules:  # 10 ms, for those who begin something
        return True
    from cvtex.system import temporary

    return temporary.clear(wait=wait)


def end_in_time(*, json: bool) -> None:
    """End the program when it has taken as long as it may, whatever it is doing then.

    Raises:
        UsageError: The limit in the environment makes no sense.
    """
    from cvtex.system.limits import limit

    seconds = limit(os.environ, _MAX_SECONDS, 300)
    if signal.getsignal(signal.SIGTERM) is not _stop:
        return  # somebody else's program, which ends when it likes

    def late(number: int, _frame: FrameType | None) -> None:
        if not clear(wait=False):
            return  # it is sent again
        signal.signal(number, signal.SIG_IGN)
        from cvtex.build.report import Report
        from cvtex.cli.console import Console
        from cvtex.cli.run import show
        from cvtex.errors import Message

        text = f"the build took more than {seconds} s and was ended"
        hint = f"is there far too much in the résumé? {_MAX_SECONDS} sets the limit"
        report = Report(diagnostics=(Message("E708", text, hint).at(None),), exit_code=3)
        with suppress(OSError):
            show(report, Console(json=json), json=json)
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(report.exit_code)

    signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)


def _stop(number: int, _frame: FrameType | None) -> None:
    if not clear(wait=False):
        return  # it is sent again
    for other in _SIGNALS:
        signal.signal(other, signal.SIG_IGN)
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
