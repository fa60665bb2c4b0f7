"""Runs xelatex in bubblewrap: no network, no processes of others, and no files but those that it needs.

It can read TeX and the fonts of the system, and the folders that its private folder links to. It can write its
private folder. Where bubblewrap is missing or may not make a sandbox (as in many containers), that is an error: it
never runs without one instead.
"""

from __future__ import annotations

import os
import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cvtex.errors import Diagnostic, EngineError
from cvtex.system import process
from cvtex.text.shorten import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cvtex.system.limits import EngineLimits

# Programs, libraries, TeX and fonts as distributions place them; what does not exist is left out.
_SYSTEM: Final = (
    *("/usr/bin", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libexec", "/usr/share"),
    *("/usr/local/share/fonts", "/usr/local/texlive", "/opt/texlive", "/bin", "/lib", "/lib64"),
    *("/etc/alternatives", "/etc/fonts", "/etc/ld.so.cache", "/etc/texmf"),
    *("/var/cache/fontconfig", "/var/lib/texmf"),
)
_ALLOW: Final = "user namespaces must be allowed: sysctl kernel.unprivileged_userns_clone, or the container's rights"
_SECONDS: Final = 10.0
_QUOTED: Final = 200
_BLOCK: Final = 512  # bytes: the unit of `ulimit -f` in POSIX


def wrapped(command: list[str], folder: Path, limits: EngineLimits) -> list[str]:
    """The same command, run in a sandbox around a private folder and what it links to.

    Raises:
        EngineError: There is no bubblewrap, or it may not make a sandbox.
    """
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        raise _impossible("bubblewrap is not installed", "Debian or Ubuntu: apt-get install bubblewrap")
    if (problem := _problem(bwrap)) is not None:
        raise _impossible(problem, _ALLOW)
    program = os.path.realpath(command[0])
    own = [] if program.startswith(("/usr/", "/opt/texlive/")) else [str(Path(program).parent)]
    linked = _bound(str(path.resolve()) for path in sorted(folder.iterdir()) if path.is_symlink())
    here = str(folder)
    # The shell sets the limits, so that they hold before anything else runs.
    bounds = [str(limits.memory_bytes // 1024), str(limits.output_bytes // _BLOCK), str(int(limits.seconds) + 5)]
    shell = ["/bin/sh", "-c", 'ulimit -v "$1" && ulimit -f "$2" && ulimit -t "$3" && shift 3 && exec "$@"', "sh"]
    return [
        *shell,
        *bounds,
        bwrap,
        "--unshare-all",
        "--die-with-parent",
        *_bound([*_SYSTEM, *own]),
        *("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"),  # noqa: S108 (an empty one, inside)
        *linked,
        *("--bind", here, here, "--chdir", here, "--setenv", "HOME", here),
        "--",
        *command,
    ]


def _bound(paths: Iterable[str]) -> list[str]:
    options: list[str] = []
    for path in dict.fromkeys(paths):
        if Path(path).is_symlink():  # /bin, where it leads to /usr/bin
            options += ("--symlink", str(Path(path).readlink()), path)
        elif Path(path).exists():
            options += ("--ro-bind", path, path)
    return options


@cache
def _problem(program: str) -> str | None:
    """Why this bubblewrap cannot make a sandbox here, or None."""
    trial = [program, "--unshare-all", *_bound(_SYSTEM), "--", shutil.which("true") or "/bin/true"]
    finished = process.run(trial, seconds=_SECONDS)
    if finished is None:
        return "bubblewrap does not run, or does not end"
    message = shorten(finished.errors.decode("utf-8", "replace"), _QUOTED)
    return f"bubblewrap cannot make a sandbox here: {message}" if finished.code != 0 else None


def _impossible(message: str, hint: str) -> EngineError:
    return EngineError(Diagnostic("error", "E604", message, hint=f"{hint}; nothing was run without the sandbox"))
