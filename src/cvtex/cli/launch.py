"""``cvtex build`` and ``cvtex check``, begun before they are understood: the last run of the same command tells how.

If nothing has changed since a build, there is nothing to do. If something has, TeX is started
with what it was started with then, while Python imports what it needs to see what has changed.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from cvtex.build.command import Command, asked_before
from cvtex.build.request import Manner
from cvtex.cli.run import Start, run_build, run_check, show
from cvtex.errors import CvtexError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtex.build.last_run import Run
    from cvtex.tex.early_start import EarlyStart, Startup
    from cvtex.tex.limits import EngineLimits


def build_again(arguments: Sequence[str]) -> NoReturn:
    """Run ``cvtex build`` with these arguments."""
    from cvtex.build.last_run import recall
    from cvtex.build.timing import Timing
    from cvtex.tex.early_start import EarlyStart

    timing = Timing()
    command = Command(tuple(arguments))
    last = recall(command)
    manner = Manner() if last is None else Manner(**last.manner)
    if last is not None and last.unchanged and not manner.timings:
        _say_again(last, manner)
    with EarlyStart() as ahead:
        start = Start(command, ahead, timing)
        timing.mark("recalling the last run")
        if last is not None:
            _expect(ahead, last.startups, last.request.limits)
            timing.mark("starting TeX")
            run_build(last.request, manner, start)
        from cvtex.tex.limits import EngineLimits
        from cvtex.tex.prediction import predicted_startups

        with suppress(CvtexError):  # limits that make no sense: said once the command is understood
            _expect(ahead, predicted_startups(arguments), EngineLimits.of(os.environ))
        from cvtex.cli.commands import app

        app(list(arguments), obj=start)
    raise SystemExit(0)


def check_again(arguments: Sequence[str]) -> NoReturn:
    """Run ``cvtex check`` with these arguments."""
    command = Command(tuple(arguments))
    if last := asked_before(command):
        run_check(*last)
    from cvtex.cli.commands import app

    app(list(arguments), obj=command)
    raise SystemExit(0)


def _expect(ahead: EarlyStart, startups: Sequence[Startup], limits: EngineLimits) -> None:
    for startup in startups:
        ahead.expect(startup, limits)


def _say_again(last: Run, manner: Manner) -> NoReturn:
    from cvtex.build.last_run import report_of
    from cvtex.cli.console import Console

    report = report_of(last)
    with Console(quiet=manner.quiet, json=manner.json) as console:
        pass
    show(report, console, manner)
    raise SystemExit(report.exit_code)
