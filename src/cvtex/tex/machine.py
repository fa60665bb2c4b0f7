"""What of TeX this machine has: the version of xelatex, and the files that kpsewhich finds."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_SECONDS: Final = 30.0


def version(command: str = "xelatex") -> str | None:
    """Its version as it says it in its first line; None where it is not there or does not run."""
    said = _output([command, "--version"])
    return said.splitlines()[0].strip() if said else None


def year(version: str) -> int | None:
    """The TeX Live it belongs to; None for another distribution."""
    found = re.search(r"TeX Live (\d{4})", version)
    return int(found[1]) if found else None


def missing(files: Sequence[str]) -> tuple[str, ...]:
    """Those of the files that TeX would not find, in their order."""
    names = [file for file in files if "." in file]
    found = {path.rpartition("/")[2] for path in _output(["kpsewhich", "--progname=xelatex", *names]).splitlines()}
    return tuple(file for file in files if (file not in found if "." in file else shutil.which(file) is None))


def _output(command: list[str]) -> str:
    """What a command prints; nothing where it is not there, fails to start, or hangs."""
    path = shutil.which(command[0])
    if path is None:
        return ""
    try:
        # kpsewhich ends with 1 where one of the files is missing, and still prints the others.
        done = subprocess.run(  # noqa: S603 (a fixed command of ours, found on PATH)
            [path, *command[1:]],
            env={**os.environ, "MKTEXTFM": "0", "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")
