"""Puts a finished PDF in its place: whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from cvtex.errors import Diagnostic, UsageError


def deliver(data: bytes, path: Path) -> Path:
    """Replace ``path`` in one step; whoever has the old PDF open keeps it whole.

    Raises:
        UsageError: The folder cannot be made or written.
    """
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink():
            path = path.resolve()  # the link stays, what it leads to is replaced
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(_mode())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise UsageError(
            Diagnostic(
                "error",
                "E703",
                f"{path} cannot be written: {error.strerror or error}",
                hint="free some space, or name a folder that can be written with --output-dir",
            )
        ) from error
    return path


def _mode() -> int:
    """What a new file of this user would be readable for: mkstemp's own are the owner's alone."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
