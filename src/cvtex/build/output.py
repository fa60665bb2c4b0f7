"""Replaces the old PDF by the new one: whole, or not at all."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
from typing import TYPE_CHECKING, Final

from cvtex.errors import Message, UsageError
from cvtex.system import temporary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_MAGIC: Final = 4
_KINDS: Final = (b"%PDF", b"\x89PNG")
_NEW: Final = ".cvtex-new-"  # without the PDF's own name, which may be as long as a name can be


def deliver(data: bytes, path: Path) -> Path:
    """Replace ``path`` in one step; whoever has the old PDF open keeps it whole.

    Raises:
        UsageError: The folder cannot be made or written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink():
            path = _linked(path, data)
        temporary.sweep(path.parent, _NEW)
        with temporary.new_file(path.parent, _NEW) as new:
            temporary.write_over(new, data, durable=True)
            new.chmod(_mode())
            new.replace(path)
    except OSError as error:
        text = f"{path} cannot be written: {error.strerror or error}"
        hint = "free some space, or name a folder that can be written with --output-dir"
        raise UsageError(Message("E703", text, hint).at(None)) from error
    return path


def _linked(link: Path, data: bytes) -> Path:
    """What a link leads to, which is replaced while the link stays; but a PDF replaces nothing else than a PDF.

    Raises:
        OSError: A résumé from a stranger has a link there to some file of the user's.
    """
    path = link.resolve()
    kind = data[:_MAGIC]
    if kind in _KINDS and path.exists():
        with path.open("rb") as file:
            if file.read(_MAGIC) not in (kind, b""):
                raise OSError(errno.EEXIST, f"it is a link to {path}, which is another kind of file")
    return path


def _mode() -> int:
    """What a new file of this user would be readable for: mkstemp's own are the owner's alone."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def deliver_pages(pictures: Sequence[bytes], pdf: Path) -> tuple[str, ...]:
    """Put pictures of a PDF's pages beside it, as ``resume.zh-1.png``; those of pages that it had before are removed.

    Raises:
        UsageError: One of them cannot be written.
    """
    paths = [pdf.with_name(f"{pdf.stem}-{number}.png") for number in range(1, len(pictures) + 1)]
    delivered = tuple(str(deliver(picture, path)) for picture, path in zip(pictures, paths, strict=True))
    for number in itertools.count(len(pictures) + 1):
        stale = pdf.with_name(f"{pdf.stem}-{number}.png")
        if not stale.is_file():
            return delivered
        with contextlib.suppress(OSError):
            stale.unlink()
    return delivered
