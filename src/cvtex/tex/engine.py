r"""Starts xelatex in a private folder, with a closed environment and limits.

What protects from a harmful document: no shell escape, reads and writes only inside the private folder and the TeX
trees (``openin_any=p``, ``openout_any=p``), limits on time, memory and output, and a process group of its own that is
killed as a whole. These do not stop ``\special`` or ``\includegraphics`` with absolute paths: so text never becomes a
control word, and templates are code, to be trusted or sandboxed.
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cvtex.errors import Diagnostic, EngineError
from cvtex.system import process, temporary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cvtex.system.limits import EngineLimits
    from cvtex.system.process import Process

_ALWAYS: Final = ("-no-shell-escape", "-recorder", "-halt-on-error")


def find_xelatex() -> str:
    """The path of xelatex.

    Raises:
        EngineError: There is none on PATH.
    """
    if (program := shutil.which("xelatex")) is not None:
        return program
    hint = (
        "Debian or Ubuntu: apt-get install texlive-xetex texlive-lang-chinese; "
        "macOS: brew install --cask mactex-no-gui; Fedora: dnf install texlive-xetex texlive-ctex; "
        "Arch: pacman -S texlive-xetex texlive-langchinese"
    )
    raise EngineError(Diagnostic("error", "E601", "xelatex is not installed, or not on PATH", hint=hint))


@contextlib.contextmanager
def private_folder(links: Mapping[str, Path]) -> Iterator[Path]:
    """A folder for one process, removed afterwards, with links to the folders it may read.

    Links, so that no path of the machine, with whatever characters it has, reaches TeX or its output.

    Raises:
        EngineError: The folder for temporary files cannot be written.
    """
    own = contextlib.ExitStack()
    try:
        folder = own.enter_context(temporary.private_folder())
        for name, target in links.items():
            (folder / name).symlink_to(target.resolve())
    except OSError as error:
        own.close()
        message = f"no private folder for xelatex: {error.strerror or error}"
        hint = "free some space there, or set TMPDIR to a folder that can be written"
        raise EngineError(Diagnostic("error", "E602", message, hint=hint)) from error
    with own:
        yield folder


def environment(folder: Path, inputs: tuple[str, ...]) -> dict[str, str]:
    """The whole environment of xelatex: nothing of the caller's but PATH, HOME, TMPDIR and locale.

    ``inputs`` are the links under ``folder`` that hold TeX packages. The time is SOURCE_DATE_EPOCH (0 where it is not
    set), so that the same input gives the same bytes.
    """
    names = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")
    return {
        **{name: os.environ[name] for name in names if name in os.environ},
        "TEXINPUTS": "".join(f"./{name}:" for name in (".", *inputs)),
        "TEXMFHOME": str(folder / "no-texmf"),
        "openin_any": "p",
        "openout_any": "p",
        "shell_escape": "f",
        "max_print_line": "10000",
        "MKTEXTFM": "0",
        "MKTEXPK": "0",
        "MKTEXMF": "0",
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", "0"),
        "FORCE_SOURCE_DATE": "1",
    }


def start(
    folder: Path, jobname: str, *, inputs: tuple[str, ...], limits: EngineLimits, precompiled: bool = False
) -> Process:
    r"""Start xelatex on ``<jobname>.tex`` in ``folder``, with pipes both ways.

    Scroll mode, since nonstop mode forbids ``\read`` from the terminal; the first error halts.
    Where it is ``precompiled``, ``<jobname>.fmt`` in ``folder`` is its format.

    Raises:
        EngineError: There is no xelatex, or it cannot be started.
    """
    options = [f"-fmt={jobname}.fmt", "-progname=xelatex"] if precompiled else []
    arguments = [*options, *_ALWAYS, "-interaction=scrollmode", f"-jobname={jobname}", f"{jobname}.tex"]
    return _start(arguments, folder, inputs, limits)


def dump(folder: Path, jobname: str, *, inputs: tuple[str, ...], limits: EngineLimits) -> str | None:
    """Let xelatex read ``<jobname>.tex`` and write ``<jobname>.fmt``; what went wrong, or None.

    Raises:
        EngineError: There is no xelatex, or it cannot be started.
    """
    arguments = ["-ini", *_ALWAYS, "-interaction=nonstopmode", f"-jobname={jobname}", "&xelatex", f"{jobname}.tex"]
    xelatex = _start(arguments, folder, inputs, limits, stdin=False)
    try:
        output = process.output(xelatex, limits.seconds)
    finally:
        process.end(xelatex)
    if output is None:
        return f"xelatex took more than {limits.seconds:g} s"
    if xelatex.returncode == 0 and (folder / f"{jobname}.fmt").is_file():
        return None
    lines = output.decode("utf-8", "replace").splitlines()
    return next((line[2:] for line in lines if line.startswith("! ")), f"xelatex ended with {xelatex.returncode}")


def trees() -> list[str]:
    """The ``ls-R`` of every TeX tree, whether it exists or not: each changes when something is installed."""
    program = shutil.which("kpsewhich")
    finished = process.run([program, "--expand-braces=$TEXMF"], seconds=10) if program else None
    if finished is None:
        return []
    folders = finished.output.decode("utf-8", "replace").strip().replace("!!", "").split(os.pathsep)
    return [str(Path(folder) / "ls-R") for folder in folders if Path(folder).is_absolute()]


def _start(
    arguments: list[str], folder: Path, inputs: tuple[str, ...], limits: EngineLimits, *, stdin: bool = True
) -> Process:
    command = [find_xelatex(), *arguments]
    if limits.sandbox:
        from cvtex.tex.sandbox import wrapped

        command = wrapped(command, folder, limits)
    try:
        # Nothing of a résumé is in the arguments.
        xelatex = process.start(command, folder=folder, environment=environment(folder, inputs), stdin=stdin)
    except OSError as error:
        message = f"xelatex cannot be started: {error.strerror or error}"
        raise EngineError(Diagnostic("error", "E603", message)) from error
    if not limits.sandbox:  # which sets its own
        _limit(xelatex.pid, limits)
    return xelatex


def _limit(pid: int, limits: EngineLimits) -> None:
    """Set the kernel's limits on a running process, where the system can (Linux)."""
    prlimit = getattr(resource, "prlimit", None)
    if prlimit is None:
        return
    for which, bound in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, limits.output_bytes),
        (resource.RLIMIT_CPU, int(limits.seconds) + 5),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(OSError, ValueError):  # it has ended already, or has a lower limit
            prlimit(pid, which, (bound, bound))
