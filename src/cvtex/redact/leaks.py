"""Nothing private gets out: a finished PDF, the files that are kept, and the report are searched for every secret."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cvtex.errors import Diagnostic, ResumeError
from cvtex.load import path_text
from cvtex.redact.paths import scalars
from cvtex.system import temporary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from cvtex.load import Mapping
    from cvtex.redact.secrets import Secret

_HINT = "take it out there, or list that place under meta.private as well; nothing was delivered"


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
    """Search everything for every secret.

    Args:
        secrets: what must not get out.
        pieces: where it could.
        root: the tree that everyone may see, to name the line that gives a secret away.

    Raises:
        ResumeError: E231, a secret gets out; nothing of it is quoted.
    """
    found = []
    pieces = tuple(pieces)
    for secret in secrets:
        places = list(dict.fromkeys(piece.place for piece in pieces if piece.holds(secret)))
        if places:
            path, location = next(
                ((path, node.location) for path, node in scalars(root) if node.value and secret.stands_in(node.value)),
                ((), None),
            )
            where = f"; {path_text(path)} says it" if path else ""
            message = f"{secret.path} is private, and stands in {', '.join(places[:3])}{where}"
            found.append(Diagnostic("error", "E231", message, location, secret.path, _HINT, quotable=False))
    if found:
        raise ResumeError(found)


@contextmanager
def guarded(
    folder: Path, secrets: tuple[Secret, ...], pieces_of: Callable[[bytes], Iterable[Piece]], root: Mapping
) -> Iterator[Path]:
    """Lend a folder for what is to be kept; it gets to ``folder`` only if no secret is in it, whatever happens.

    Args:
        folder: where it is wanted.
        secrets: what must not get out.
        pieces_of: takes a PDF apart.
        root: the tree that everyone may see.

    Raises:
        ResumeError: E231, a secret would have been kept; nothing is.
    """
    with temporary.private_folder() as lent:
        try:
            yield lent
        finally:
            # Also after a failure: the log that says why may be kept, unless it quotes what is private.
            refuse_leaks(secrets, _kept(lent, pieces_of), root)
            folder.mkdir(parents=True, exist_ok=True)
            for path in lent.iterdir():
                shutil.copyfile(path, folder / path.name)


def _kept(folder: Path, pieces_of: Callable[[bytes], Iterable[Piece]]) -> Iterator[Piece]:
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        yield Piece(f"the kept {path.name}", data)
        if path.suffix in {".tex", ".log"}:
            yield Piece(f"the kept {path.name}", data.decode("utf-8", "replace"))
        if data.startswith(b"%PDF-") and b"%%EOF" in data[-1024:]:
            yield from (Piece(f"the kept {path.name}", piece.content) for piece in pieces_of(data))


def silenced(secrets: Iterable[Secret], report: str, root: Mapping) -> None:
    """Search the report, as it would be printed.

    Raises:
        ResumeError: E231, a secret stands in it.
    """
    refuse_leaks(secrets, (Piece("the report", report),), root)
