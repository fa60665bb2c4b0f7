"""Runs git: which files it tracks, and what a file was at a revision.

Nothing that a person or a repository names can become an option or a program: a
revision is turned into a commit's hash first, files are read as blobs (no filters, no textconv, no pager, no
hooks), and git never asks anything. Where there is no git, nothing is tracked.
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cvtex.errors import Diagnostic, UsageError
from cvtex.system import process

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path, PurePosixPath

_SECONDS: Final = 20
_HASH: Final = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
# A file system monitor is a program that a repository's configuration may name.
_SETTINGS: Final = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-optional-locks")
_VARIABLES: Final = {"GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_LITERAL_PATHSPECS": "1", "LC_ALL": "C"}


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit, by its hash, and what the caller called it."""

    name: str
    hash: str

    def __str__(self) -> str:
        return self.name


def tracked(files: Iterable[Path]) -> tuple[Path, ...]:
    """Those of the files that git tracks; none where there is no git or no repository."""
    # The folder of a link and of what it leads to may be two repositories: what is committed is the latter.
    return tuple(file for file in files if _is_tracked(file.resolve()))


def _is_tracked(file: Path) -> bool:
    # Where there is no repository around it, git itself takes 3 ms to say so.
    if not file.is_file() or not ("GIT_DIR" in os.environ or any((at / ".git").exists() for at in file.parents)):
        return False
    return bool(_output(file.parent, "ls-files", "-z", "--", file.name))


def commit(name: str, folder: Path) -> Commit:
    """The commit that a revision names, such as ``HEAD~1``, a branch or a tag.

    Raises:
        UsageError: E730, there is no such revision; E731, there is no git or no repository.
    """
    options = ("--verify", "--quiet", "--end-of-options")
    output = None if name.startswith("-") else _output(folder, "rev-parse", *options, f"{name}^{{commit}}")
    commit_hash = (output or b"").decode("ascii", "replace").strip()
    if not _HASH.fullmatch(commit_hash):
        _refuse_no_repository(folder)
        hint = "name a commit, a branch or a tag, such as HEAD~1; `git log --oneline` lists the commits"
        raise UsageError(Diagnostic("error", "E730", f"git knows no revision {name!r} here", hint=hint))
    return Commit(name, commit_hash)


def read(at: Commit, path: PurePosixPath, folder: Path) -> bytes | None:
    """What a file below ``folder`` was at a commit; None where it was not there."""
    return _output(folder, "cat-file", "blob", f"{at.hash}:./{path}")


def files(at: Commit, path: PurePosixPath, folder: Path) -> tuple[str, ...]:
    """The names of the files that lay right in a folder below ``folder`` at a commit; links are not among them."""
    listed = _output(folder, "ls-tree", "-z", f"{at.hash}:./{path}") or b""
    rows = [row.partition(b"\t") for row in listed.split(b"\0")]
    return tuple(os.fsdecode(name) for about, _, name in rows if about.startswith(b"100"))


def _refuse_no_repository(folder: Path) -> None:
    if shutil.which("git") is None:
        hint = "install git, or compare two files: cvtex diff OLD.yaml NEW.yaml"
        raise UsageError(Diagnostic("error", "E731", "git is not installed, or not on PATH", hint=hint))
    if _output(folder, "rev-parse", "--git-dir") is None:
        hint = "run it in the résumé's repository, or compare two files: cvtex diff OLD.yaml NEW.yaml"
        message = f"{folder} is in no git repository that git would read"
        raise UsageError(Diagnostic("error", "E731", message, hint=hint))


def _output(folder: Path, *arguments: str) -> bytes | None:
    """What git prints, or None where it fails, is not there, or takes too long."""
    if (program := shutil.which("git")) is None:
        return None
    command = (program, *_SETTINGS, "-C", str(folder), *arguments)
    finished = process.run(command, seconds=_SECONDS, environment={**os.environ, **_VARIABLES})
    return finished.output if finished is not None and finished.code == 0 else None
