"""Looks for TeX on this machine: its version, the files that kpsewhich finds, and what to install for the others.

What to install is data in ``packages.toml``: by package manager, for each file that LaTeX may look for.
"""

from __future__ import annotations

import os
import re
import shutil
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from cvtex.system import process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_SECONDS: Final = 30.0
_COMMANDS: Final = {"apt": "apt-get"}


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


def needed() -> tuple[tuple[str, ...], ...]:
    """The command and the files that every build needs, as kpsewhich knows them, by the package that has them."""
    return tuple(tuple(row["files"]) for row in _packages()["needs"])


def remedies(missing: Iterable[str], which: Callable[[str], str | None] = shutil.which) -> dict[str, str]:
    """For each package manager the command that installs missing files or commands, this machine's own first."""
    data = _packages()
    rows = {file: row for row in (*data["needs"], *data["others"]) for file in row["files"]}
    all_commands: dict[str, str] = {}
    for manager, install in data["managers"].items():
        packages = [rows[file][manager] for file in missing if file in rows]
        commands = [f"{install} {' '.join(dict.fromkeys(packages))}"] if packages else []
        commands += [data["unknown"][manager].format(file=file) for file in missing if file not in rows]
        all_commands[manager] = "; ".join(dict.fromkeys(commands))
    return dict(sorted(all_commands.items(), key=lambda pair: which(_COMMANDS.get(pair[0], pair[0])) is None))


def remedy(missing: Iterable[str], which: Callable[[str], str | None] = shutil.which) -> str:
    """The same in one line, for a hint: behind a manager's name its command would say that twice."""
    (_, first), *rest = remedies(tuple(missing), which).items()
    others = ", ".join(f"{manager}: {command}" for manager, command in rest)
    for install in _packages()["managers"].values():
        others = others.replace(f"{install} ", "")
    return f"{first}  ({others})"


@cache
def _packages() -> dict[str, Any]:
    import tomllib
    from importlib.resources import files

    return tomllib.loads((files("cvtex") / "tex" / "packages.toml").read_text(encoding="utf-8"))
