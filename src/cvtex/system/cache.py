"""The user's cache folder: what is kept there can be lost at any time, and is then made again.

Files are published whole, by renaming, with a digest of what they hold; what cannot be read, is cut
off, mangled or not ours counts as not there. A folder that cannot be written is no reason to fail.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_DIGEST: Final = 20
_swept: set[Path] = set()
_NEW: Final = ".new-"
# Size, time of the last change of content, time of the last change at all, and which file it is. The third cannot be
# set back by a program, so no edit goes unseen, whatever it does to the second.
Signature = list[int]


def cache_folder() -> Path:
    """Where cvtex keeps what it can make again; it need not exist yet."""
    if sys.platform.startswith(("darwin", "win")):
        import platformdirs  # 14 ms, for one line of the XDG specification

        return Path(platformdirs.user_cache_path("cvtex", appauthor=False))
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "cvtex"


def read_json(path: Path) -> dict[str, object] | None:
    """An object that was published as JSON; None where there is none that can be read."""
    with suppress(ValueError, RecursionError):
        if (data := read(path)) is not None and isinstance(value := json.loads(data), dict):
            return value
    return None


def publish_json(path: Path, value: dict[str, object]) -> bool:
    """Put an object in its place in one step; says whether that could be done."""
    return publish(path, json.dumps(value, ensure_ascii=False).encode())


def read(path: Path) -> bytes | None:
    """What was published; None where it is not there, is not as it was published, or is another user's."""
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            if status.st_uid != os.geteuid() or status.st_mode & stat.S_IWOTH:
                return None  # root of a container may read what anybody wrote
            whole = file.read()
    except OSError:
        return None
    digest, _, data = whole.partition(b"\n")
    return data if digest == _digest(data) else None


def publish(path: Path, data: bytes) -> bool:
    """Put a file in its place in one step, for this user alone; says whether that could be done."""
    from cvtex.system import temporary  # 3 ms, for those who write

    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sweep()
        with temporary.new_file(path.parent, _NEW) as new:
            temporary.write_over(new, _digest(data) + b"\n" + data)
            new.replace(path)
    except OSError:
        return False
    return True


def forget_oldest(folder: Path, most: int) -> None:
    """Where a folder of the cache holds more files than these, remove the older ones down to half as many."""
    with suppress(OSError):
        if len(files := list(folder.iterdir())) > most:
            for file in sorted(files, key=lambda file: file.stat().st_mtime)[: len(files) - most // 2]:
                file.unlink(missing_ok=True)


def _sweep() -> None:
    """Remove what killed runs have left in all of the cache, once a run."""
    from cvtex.system import temporary

    if (root := cache_folder()) in _swept:
        return
    _swept.add(root)
    with suppress(OSError):
        for folder in root.iterdir():
            temporary.sweep(folder, _NEW)


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST).hexdigest().encode()


def signature(path: str | Path) -> Signature | None:
    """What tells a file from any other version of it; None where there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116 (hundreds of them, each build)
    except (OSError, ValueError):
        return None
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]


def signatures(paths: Iterable[str | Path]) -> dict[str, Signature | None]:
    """The signature of each file."""
    return {str(path): signature(path) for path in paths}


def are_as_they_were(recorded: object) -> bool:
    """Whether every file still has the signature that was recorded for it."""
    return isinstance(recorded, dict) and all(signature(path) == known for path, known in recorded.items())
