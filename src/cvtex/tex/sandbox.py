"""bubblewrap around xelatex: no network, no processes of others, and of the files only what it needs.

What it can read: TeX and the fonts of the system, and the folders that its private folder
links to. What it can write: its private folder. Where bubblewrap is missing or may not make a
sandbox (as in many containers), that is an error: never is a run without one instead.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cvtex.errors import Diagnostic, EngineError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtex.tex.limits import EngineLimits

# Programs, libraries, TeX and fonts as distributions place them; what is not there is left out.
_SYSTEM: Final = (
    "/usr/bin",
    "/usr/lib",
    "/usr/lib32",
    "/usr/lib64",
    "/usr/libexec",
    "/usr/share",
    "/usr/local/share/fonts",
    "/usr/local/texlive",
    "/opt/texlive",
    "/bin",
    "/lib",
    "/lib64",
    "/etc/alternatives",
    "/etc/fonts",
    "/etc/ld.so.cache",
    "/etc/texmf",
    "/var/cache/fontconfig",
    "/var/lib/texmf",
)
_SECONDS: Final = 10.0
_BLOCK: Final = 512  # bytes: the unit of `ulimit -f` in POSIX


def wrapped(command: list[str], folder: Path, limits: EngineLimits) -> list[str]:
    """The same command, run in a sandbox around a private folder and what it links to.

    Raises:
        EngineError: There is no bubblewrap, or it may not make a sandbox.
    """
    bwrap = _bubblewrap()
    program = os.path.realpath(command[0])
    own = [] if program.startswith(("/usr/", "/opt/texlive/")) else [str(Path(program).parent)]
    readable = _bound([*_SYSTEM, *own])
    linked = _bound(str(path.resolve()) for path in sorted(folder.iterdir()) if path.is_symlink())
    here = str(folder)
    # The limits are the shell's, so that they are in force before anything else runs.
    bounds = [str(limits.memory_bytes // 1024), str(limits.output_bytes // _BLOCK), str(int(limits.seconds) + 5)]
    shell = ["/bin/sh", "-c", 'ulimit -v "$1" && ulimit -f "$2" && ulimit -t "$3" && shift 3 && exec "$@"', "sh"]
    return [
        *shell,
        *bounds,
        bwrap,
        "--unshare-all",
        "--die-with-parent",
        *readable,
        *("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"),  # noqa: S108 (an empty one, inside)
        *linked,
        *("--bind", here, here, "--chdir", here, "--setenv", "HOME", here),
        "--",
        *command,
    ]


def _bound(paths: Iterable[str]) -> list[str]:
    def each() -> Iterator[str]:
        for path in dict.fromkeys(paths):
            if Path(path).is_symlink():  # /bin, where it leads to /usr/bin
                yield from ("--symlink", str(Path(path).readlink()), path)
            elif Path(path).exists():
                yield from ("--ro-bind", path, path)

    return list(each())


@cache
def _bubblewrap() -> str:
    found = shutil.which("bwrap")
    if found is None:
        raise _impossible("bubblewrap is not installed", "Debian or Ubuntu: apt-get install bubblewrap")
    trial = [found, "--unshare-all", *_bound(_SYSTEM), "--", shutil.which("true") or "/bin/true"]
    try:
        done = subprocess.run(  # noqa: S603 (no shell)
            trial, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False
        )
        said = done.stderr.decode("utf-8", "replace").strip()
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _impossible(f"bubblewrap does not run: {error}", _ALLOW) from error
    if done.returncode != 0:
        raise _impossible(f"bubblewrap cannot make a sandbox here: {said[:200]}", _ALLOW)
    return found


_ALLOW: Final = "user namespaces must be allowed: sysctl kernel.unprivileged_userns_clone, or the container's rights"


def _impossible(message: str, hint: str) -> EngineError:
    return EngineError(Diagnostic("error", "E604", message, hint=f"{hint}; nothing was run without the sandbox"))
