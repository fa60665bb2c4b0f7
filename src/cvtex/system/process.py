"""Starts child processes: the only module that does."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

Process = subprocess.Popen[bytes]


@dataclass(frozen=True, slots=True)
class Finished:
    """A process that has ended: its exit code, and what it wrote to standard output and standard error."""

    code: int
    output: bytes
    errors: bytes


def run(
    command: Sequence[str], *, seconds: float, environment: Mapping[str, str] | None = None, folder: Path | None = None
) -> Finished | None:
    """Run a command to its end, without a shell and without input; None where it cannot start or takes too long.

    ``environment`` has all its variables; they are this process's own where there is none.
    """
    with contextlib.suppress(OSError, ValueError, subprocess.TimeoutExpired):  # a NUL in an argument is a ValueError
        finished = subprocess.run(  # noqa: S603 (no shell)
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
        return Finished(finished.returncode, finished.stdout, finished.stderr)
    return None


def start(command: Sequence[str], *, folder: Path, environment: Mapping[str, str], stdin: bool = True) -> Process:
    """Start a long-lived process in a group of its own, without a shell; `end` ends it, and so does `temporary.clear`.

    ``environment`` has all its variables. ``stdin``: a pipe, or empty. Its output and errors are one pipe.

    Raises:
        OSError: It cannot be started.
    """
    from cvtex.system import temporary  # 10 ms, which `run` does not need

    return temporary.registered(
        lambda: subprocess.Popen(  # noqa: S603 (no shell)
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    )


def output(process: Process, seconds: float) -> bytes | None:
    """Everything that a process prints until it ends; None where it takes too long."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        return process.communicate(timeout=seconds)[0]
    return None


def wait(process: Process, seconds: float) -> int | None:
    """The exit code of a process, once it ends; None where it takes too long."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        return process.wait(timeout=seconds)
    return None


def end(process: Process) -> None:
    """End a process that was started, with everything that it started."""
    from cvtex.system import temporary

    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            if pipe is not None:
                pipe.close()
    temporary.unregister(process.pid)
