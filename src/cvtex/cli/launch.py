"""Begins ``cvtex build`` and ``cvtex check`` before they are understood: the last run of the same command tells how.

If nothing has changed since a build, there is nothing to do. If something has, TeX is started with what it was started
with then, while Python imports what it needs to see what has changed.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from cvtex.cli.run import Launch, finish, run_build, run_check
from cvtex.errors import CvtexError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtex.system.limits import EngineLimits
    from cvtex.tex.early_start import EarlyStart, Startup


def launch_build(arguments: Sequence[str]) -> NoReturn:
    """Run ``cvtex build`` with these arguments.

    Raises:
        SystemExit: Always.
    """
    from cvtex.build.last_run import recall
    from cvtex.build.timing import Timing

    timing = Timing()
    last = recall(arguments)
    if last is not None and not last.printing.timings and (report := last.report_if_unchanged()):
        from cvtex.cli.console import Console

        finish(report, Console(quiet=last.printing.quiet, json=last.printing.json), last.printing)
        raise SystemExit(report.exit_code)
    from cvtex.tex.early_start import EarlyStart

    with EarlyStart() as early_start:
        launch = Launch(arguments, early_start, timing)
        timing.mark("recalling the last run")
        if last is not None:
            _expect(early_start, last.startups, last.request.limits)
            timing.mark("starting TeX")
            run_build(last.request, last.printing, launch)
        from cvtex.system.limits import EngineLimits
        from cvtex.tex.early_start import predicted_startups

        with suppress(CvtexError):  # limits that make no sense: said once the command is understood
            _expect(early_start, predicted_startups(arguments), EngineLimits.of(os.environ))
        from cvtex.cli.commands import app

        app(list(arguments), obj=launch)
    raise SystemExit(0)


def launch_check(arguments: Sequence[str]) -> NoReturn:
    """Run ``cvtex check`` with these arguments.

    Raises:
        SystemExit: Always.
    """
    from cvtex.build.last_run import recall

    if last := recall(arguments):
        run_check(last.request, last.printing)
    from cvtex.cli.commands import app

    app(list(arguments), obj=arguments)
    raise SystemExit(0)


def _expect(early_start: EarlyStart, startups: Sequence[Startup], limits: EngineLimits) -> None:
    for startup in startups:
        early_start.expect(startup, limits)
