"""What was asked: a command as it was typed, and the request that it turned out to be.

A command that was given before need not be parsed again, which takes as long as a résumé
takes to check. Importing this costs next to nothing.
"""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cvtex import __version__
from cvtex.build.request import Manner, Request
from cvtex.system.cache import cache_folder, publish_json, read_json
from cvtex.tex.limits import EngineLimits

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER = "runs"
_KEPT = 200
# What may differ between two runs of the same command: these, and whatever begins with the prefixes.
_VARIABLES = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "SOURCE_DATE_EPOCH", "OSFONTDIR")
_PREFIXES = ("CVTEX_", "PYTHON")


@dataclass(frozen=True, slots=True)
class Command:
    """A command as it was typed, where it was typed."""

    arguments: tuple[str, ...]

    @property
    def file(self) -> Path:
        """Where its last run is remembered."""
        environment = sorted(
            item for item in os.environ.items() if item[0] in _VARIABLES or item[0].startswith(_PREFIXES)
        )
        try:
            place = os.getcwd()  # noqa: PTH109
        except OSError:  # it has been removed
            place = ""
        identity = (__version__, self.arguments, place, environment, sys.executable)
        name = hashlib.blake2b(repr(identity).encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()
        return cache_folder() / _FOLDER / f"{name}.json"


def asked_before(command: Command) -> tuple[Request, Manner] | None:
    """What a command was the last time."""
    found = read_json(command.file)
    try:
        return None if found is None else (request_of(found["request"]), Manner(**found["manner"]))  # type: ignore[arg-type]
    except (KeyError, TypeError, ValueError, AttributeError):  # another version's
        return None


def note(command: Command, request: Request, manner: Manner, known: Mapping[str, Any]) -> None:
    """Keep what a command was, and what else is known of it."""
    if publish_json(command.file, {"request": asked(request), "manner": asdict(manner), **known}):
        _forget(command.file.parent)


def asked(request: Request) -> dict[str, Any]:
    """A request as JSON."""
    found = {name: value for name, value in asdict(request).items() if name != "limits"}
    paths = {
        "file": str(request.file),
        "keep": str(request.keep) if request.keep else None,
        "output_dir": str(request.output_dir),
        "overlays": list(map(str, request.overlays)),
        "sandbox": request.limits.sandbox,  # the others are as the environment has them, which is the same
    }
    return {**found, **paths}


def request_of(found: Mapping[str, Any]) -> Request:
    """The request that was kept as JSON."""
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in found.items()}
    others: dict[str, Any] = {
        "file": Path(found["file"]),
        "keep": Path(found["keep"]) if found["keep"] else None,
        "output_dir": Path(found["output_dir"]),
        "overlays": tuple(map(Path, found["overlays"])),
        "limits": EngineLimits.of(os.environ, sandbox=bool(values.pop("sandbox"))),
    }
    return Request(**{**values, **others})


def _forget(folder: Path) -> None:
    with suppress(OSError):
        if len(files := list(folder.glob("*.json"))) > _KEPT:
            for file in sorted(files, key=lambda file: file.stat().st_mtime)[: len(files) - _KEPT // 2]:
                file.unlink(missing_ok=True)
