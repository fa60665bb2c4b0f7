"""Makes temporary files and folders, and removes them: also when the program is stopped, or the last one was killed.

A run removes its own, also when it is told to stop (`clear`). One that is killed cannot; so whatever is made here is
locked (``flock``) as long as its run lives. The system releases the lock with the process, and what lies there
unlocked was left behind: the next run removes it (`sweep`). A lock, not a process number: numbers are reused, and mean
nothing in another container.

Threads make files and start processes while the main thread may be told to stop. So both are done only under one
lock, which `clear` takes and does not release.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import shutil
import signal
import stat
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cvtex.system.process import Process

FOLDER: Final = "cvtex-run-"
_RANDOM: Final = r"[a-z0-9_]{8}"  # as tempfile makes it
# Between being made and being locked, a file or folder is empty; that takes microseconds, so this is long.
_UNLOCKED_SECONDS: Final = 2.0
_MOST_LOOKED_AT: Final = 20_000
_TRIES: Final = 20


_paths: dict[Path, int] = {}
_groups: set[int] = set()
_swept: set[str] = set()
_starting = threading.Lock()


@contextlib.contextmanager
def private_folder() -> Iterator[Path]:
    """A new folder for temporary files, for this user alone, that is gone afterwards.

    Raises:
        OSError: None can be made.
    """
    top = tempfile.gettempdir()
    if top not in _swept:
        _swept.add(top)
        sweep(Path(top), FOLDER)
    with _starting:
        folder = Path(tempfile.mkdtemp(prefix=FOLDER))
        _paths[folder] = _locked(os.open(folder, os.O_RDONLY))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        _release(folder)


@contextlib.contextmanager
def new_file(folder: Path, prefix: str, suffix: str = "") -> Iterator[Path]:
    """A new file for this user alone, to be written over, that is gone afterwards unless it was renamed.

    Raises:
        OSError: None can be made.
    """
    with _starting:
        handle, name = tempfile.mkstemp(prefix=prefix, suffix=suffix, dir=folder)
        path = Path(name)
        _paths[path] = _locked(handle)
        with contextlib.suppress(OSError):  # of a full disk those are told who write more
            os.write(handle, b"\n")  # what is empty may not be locked yet
    try:
        yield path
    finally:
        with contextlib.suppress(OSError):
            path.unlink()
        _release(path)


def write_over(new: Path, data: bytes, *, durable: bool = False) -> None:
    """Write a new file without its being empty in between, and without making it anew where it was cleared.

    ``durable`` waits for the disk, so that it is whole before it takes its name, whatever becomes of the machine.
    """
    with new.open("r+b") as file:
        file.write(data)
        file.truncate()
        if durable:
            file.flush()
            os.fsync(file.fileno())


def saved_text(text: str, *, prefix: str, suffix: str) -> Path | None:
    """Save a text for the user in a new file that only this user can read, and that stays; None where it cannot be."""
    with contextlib.suppress(OSError):
        handle, name = tempfile.mkstemp(prefix=prefix, suffix=suffix)
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
        return Path(name)
    return None


def registered(start: Callable[[], Process]) -> Process:
    """Start a process that leads a group of its own, which `clear` will end."""
    with _starting:
        process = start()
        _groups.add(process.pid)
    return process


def unregister(group: int) -> None:
    """Forget a group of processes that has ended."""
    _groups.discard(group)


def clear(*, wait: bool = True) -> bool:
    """End every process and remove every file of this run; none is started or made any more. Says whether it was done.

    ``wait`` is for a thread that starts something. A signal handler must not: it may be what is waited for.
    """
    if not _starting.acquire(blocking=wait):
        return False
    groups = tuple(_groups)
    for group in groups:
        with contextlib.suppress(OSError):
            os.killpg(group, signal.SIGKILL)
    for group in groups:
        with contextlib.suppress(OSError):
            os.waitpid(group, 0)
    for path in tuple(_paths):
        _remove(path)
    return True


def sweep(folder: Path, prefix: str, suffix: str = "") -> None:
    """Remove what a run that was killed left in a folder: unlocked, this user's, and with a name that we give."""
    pattern = re.compile(re.escape(prefix) + _RANDOM + re.escape(suffix))
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for number, entry in enumerate(entries):
            if number > _MOST_LOOKED_AT:
                return
            if pattern.fullmatch(entry.name) and _is_ours(entry):
                _remove_unlocked(Path(entry.path))


def _is_ours(entry: os.DirEntry[str]) -> bool:
    """Whether it is a file of this user, or a folder of this user's alone."""
    with contextlib.suppress(OSError):
        status = entry.stat(follow_symlinks=False)
        private = stat.S_ISDIR(status.st_mode) and not status.st_mode & 0o077
        return (private or stat.S_ISREG(status.st_mode)) and status.st_uid == os.geteuid()
    return False


def _remove_unlocked(path: Path) -> None:
    with contextlib.suppress(OSError):
        status = path.lstat()
        empty = not any(path.iterdir()) if stat.S_ISDIR(status.st_mode) else status.st_size == 0
        if empty and time.time() - status.st_mtime < _UNLOCKED_SECONDS:
            return
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        try:
            # A file system without locks raises an OSError, and nothing is removed.
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _end_orphans(path)
            _remove(path)
        finally:
            os.close(handle)


def _end_orphans(folder: Path) -> None:
    """End what still works in a folder whose run was killed, where the system tells (Linux)."""
    with contextlib.suppress(OSError):
        for process in Path("/proc").iterdir():
            if process.name.isdigit():
                with contextlib.suppress(OSError):
                    if (process / "cwd").readlink() == folder:
                        os.kill(int(process.name), signal.SIGKILL)


def _locked(handle: int) -> int:
    with contextlib.suppress(OSError):  # without locks nothing is swept, either
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return handle


def _release(path: Path) -> None:
    if (handle := _paths.pop(path, None)) is not None:
        os.close(handle)


def _remove(path: Path) -> None:
    """Remove a file or a folder; in a folder, a process that was just ended may finish a last file."""
    for _ in range(_TRIES):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                path.unlink()
        if not os.path.lexists(path):
            return
        time.sleep(0.01)
