"""What to install for a file that LaTeX looks for and does not find: data in ``packages.toml``."""

from __future__ import annotations

import shutil
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def needed() -> tuple[tuple[str, ...], ...]:
    """The command and the files that every build needs, as kpsewhich knows them, by the package that has them."""
    return tuple(tuple(row["files"]) for row in _data()["needs"])


def remedies(missing: Iterable[str], which: Callable[[str], str | None] = shutil.which) -> dict[str, str]:
    """For each package manager the command that installs what is missing, this machine's own first.

    Args:
        missing: Files or commands, by their names.
        which: Finds a command, as `shutil.which` does.
    """
    data = _data()
    rows = {file: row for row in (*data["needs"], *data["others"]) for file in row["files"]}
    found: dict[str, str] = {}
    for manager, install in data["managers"].items():
        packages = [rows[file][manager] for file in missing if file in rows]
        commands = [f"{install} {' '.join(dict.fromkeys(packages))}"] if packages else []
        commands += [data["unknown"][manager].format(file=file) for file in missing if file not in rows]
        found[manager] = "; ".join(dict.fromkeys(commands))
    return dict(sorted(found.items(), key=lambda pair: which(_COMMANDS.get(pair[0], pair[0])) is None))


def remedy(missing: Iterable[str], which: Callable[[str], str | None] = shutil.which) -> str:
    """The same in one line, for a hint."""
    first, *rest = remedies(tuple(missing), which).items()
    return f"{first[1]}  ({', '.join(f'{manager}: {_packages(command)}' for manager, command in rest)})"


_COMMANDS = {"apt": "apt-get"}


def _packages(command: str) -> str:
    """The command without what it begins with: behind the manager's name that would say it twice."""
    for install in _data()["managers"].values():
        command = command.replace(f"{install} ", "")
    return command


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("cvtex") / "tex" / "packages.toml").read_text(encoding="utf-8"))
