"""Refuses to deliver what holds a secret: a finished PDF, the files that are kept, and the report are searched."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cvtex.errors import Diagnostic, ResumeError
from cvtex.load import path_text
from cvtex.redact.redaction import scalars
from cvtex.system.temporary import private_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from cvtex.load import Mapping
    from cvtex.redact.secrets import Secret

_HINT = "take it out there, or list that path under meta.private as well; nothing was delivered"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a PDF that may hold a secret: text that can be read, or bytes."""

    place: str
    content: str | bytes

    def holds(self, secret: Secret) -> bool:
        """Whether the secret stands in it."""
        if isinstance(self.content, bytes):
            return secret.stands_in_bytes(self.content)
        return secret.stands_in(self.content)


def refuse_leaks(secrets: Iterable[Secret], pieces: Iterable[Piece], root: Mapping) -> None:
    """Search every piece for every secret; ``root`` is the public tree, to name the line that gives a secret away.

    Raises:
        ResumeError: E231, a secret gets out; nothing of it is quoted.
    """
    pieces = tuple(pieces)
    leaks = []
    for secret in secrets:
        places = list(dict.fromkeys(piece.place for piece in pieces if piece.holds(secret)))
        if places:
            sources = ((path, node) for path, node in scalars(root) if node.value and secret.stands_in(node.value))
            path, node = next(sources, ((), None))
            source = f"; {path_text(path)} says it" if path else ""
            message = f"{secret.path} is private, and stands in {', '.join(places[:3])}{source}"
            location = node.location if node else None
            leaks.append(Diagnostic("error", "E231", message, location, secret.path, _HINT, quotable=False))
    if leaks:
        raise ResumeError(leaks)


@contextmanager
def searched_folder(
    folder: Path, secrets: tuple[Secret, ...], pieces_of: Callable[[bytes], Iterable[Piece]], root: Mapping
) -> Iterator[Path]:
    """A temporary folder, copied to ``folder`` at the end, also after a failure, only if no secret is in its files.

    Raises:
        ResumeError: E231, a secret would have been kept; nothing is.
    """
    with private_folder() as temporary:
        try:
            yield temporary
        finally:
            # Also after a failure: the log that says why may be kept, unless it quotes what is private.
            refuse_leaks(secrets, _pieces_in(temporary, pieces_of), root)
            folder.mkdir(parents=True, exist_ok=True)
            for path in temporary.iterdir():
                shutil.copyfile(path, folder / path.name)


def _pieces_in(folder: Path, pieces_of: Callable[[bytes], Iterable[Piece]]) -> Iterator[Piece]:
    for path in sorted(folder.iterdir()):
        place, data = f"the kept {path.name}", path.read_bytes()
        yield Piece(place, data)
        if path.suffix in {".tex", ".log"}:
            yield Piece(place, data.decode("utf-8", "replace"))
        if data.startswith(b"%PDF-") and b"%%EOF" in data[-1024:]:
            yield from (Piece(place, piece.content) for piece in pieces_of(data))
