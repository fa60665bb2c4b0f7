"""Looks for TeX on this machine: the version of xelatex, and the files that kpsewhich finds."""

from __future__ import annotations

import os
import re
import shutil
from typing import TYPE_CHECKING, Final

from cvtex.system import process

if TYPE_CHECKING:
    from collections.abc import Sequence

_SECONDS: Final = 30.0


def version(command: str = "xelatex") -> str | None:
    """The first line that it prints of its version; None where it is missing or does not run."""
    output = _output([command, "--version"])
    return output.splitlines()[0].strip() if output else None


def year(version: str) -> int | None:
    """The TeX Live it belongs to; None for another distribution."""
    match = re.search(r"TeX Live (\d{4})", version)
    return int(match[1]) if match else None


def missing(files: Sequence[str]) -> tuple[str, ...]:
    """Those of the files that TeX would not find, in their order."""
    names = [file for file in files if "." in file]
    known = {path.rpartition("/")[2] for path in _output(["kpsewhich", "--progname=xelatex", *names]).splitlines()}
    return tuple(file for file in files if (file not in known if "." in file else shutil.which(file) is None))


def _output(command: list[str]) -> str:
    """What a command prints; nothing where it is missing, fails to start, or hangs."""
    path = shutil.which(command[0])
    if path is None:
        return ""
    environment = {**os.environ, "MKTEXTFM": "0", "LC_ALL": "C"}
    finished = process.run([path, *command[1:]], seconds=_SECONDS, environment=environment)
    # kpsewhich ends with 1 where one of the files is missing, and still prints the others.
    return finished.output.decode("utf-8", "replace") if finished else ""
