"""What the last run of the same command was asked, read, wrote and said.

With it a command that was given before starts faster, as its processes can be started before
the résumé is read; and one for which nothing has changed since has nothing to do.

A run is remembered only if it could come out the same again, and only if all that it read
stayed as it was from its first moment to its last.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cvtex.build.command import note, request_of
from cvtex.system.cache import are_as_they_were, read_json, signature
from cvtex.tex.early_start import Startup
from cvtex.tex.format import Packages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cvtex.build.command import Command
    from cvtex.build.report import Report
    from cvtex.build.request import Manner, Request

_PROGRAMS = ("xelatex", "xdvipdfmx", "kpsewhich")
# 0: built. 4: it cannot fit. Others may be the fault of a moment, or cost little to find again.
_LASTING = frozenset({0, 4})
# A file system may tell time in steps as coarse as this, so that a change right before the start has the start's time.
_TICK_NS = 20_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """One run, as it was remembered."""

    request: Request
    manner: Mapping[str, bool]
    startups: tuple[Startup, ...]
    unchanged: bool
    report: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Moment:
    """The start of a run: when it was, and what the résumé and its overlays were then."""

    at: int
    texts: Mapping[str, str | None]

    @classmethod
    def of(cls, request: Request) -> Moment:
        """This moment."""
        return cls(time.time_ns(), digests(texts_of(request)))


def recall(command: Command) -> Run | None:
    """The last run of a command, if it is remembered and can be understood."""
    found = read_json(command.file)
    try:
        return None if found is None else _run(found)
    except (KeyError, TypeError, ValueError, AttributeError):  # cut off, or another version's
        return None


def remember(  # noqa: PLR0913, PLR0917 (a run is all of this)
    command: Command, request: Request, manner: Manner, began: Moment, startups: Iterable[Startup], report: Report
) -> None:
    """Keep what a run came to, or only what it was asked where it might come to something else."""
    known: dict[str, Any] = {}
    texts = digests(texts_of(request))
    # What is kept, and the pictures, would have to be looked at, too; of what is redacted, no line is to be quoted.
    only_pdfs = request.keep is None and request.png is None and not request.redact
    if only_pdfs and report.exit_code in _LASTING and report.outputs and texts == began.texts:
        files = {path: signature(path) for path in report.inputs}
        if all(found is None or max(found[1], found[2]) < began.at - _TICK_NS for found in files.values()):
            known = {
                "texts": texts,
                "files": files,
                "programs": programs(),
                "outputs": digests(output.pdf for output in report.outputs),
                "report": _as_known(report),
            }
    note(command, request, manner, {"startups": [_startup_as_json(startup) for startup in startups], **known})


def texts_of(request: Request) -> list[Path]:
    """The files that a person edits: the résumé, its overlays, and the private ones that may come to be."""
    private = [request.file.parent / f"{request.file.stem}.private{suffix}" for suffix in (".yaml", ".yml")]
    named = [Path(value)] if (value := os.environ.get("CVTEX_OVERLAY")) else []
    return [request.file, *private, *named, *request.overlays]


def digests(paths: Iterable[str | Path]) -> dict[str, str | None]:
    """What each file holds; None for one that cannot be read."""
    found: dict[str, str | None] = {}
    for path in paths:
        found[str(path)] = None
        with suppress(OSError, ValueError):
            found[str(path)] = hashlib.blake2b(Path(path).read_bytes(), digest_size=20).hexdigest()
    return found


def programs() -> dict[str, str | None]:
    """Where the programs of TeX are found."""
    return {name: shutil.which(name) for name in _PROGRAMS}


# -- as JSON --------------------------------------------------------------------------


def _run(found: Mapping[str, Any]) -> Run:
    request = request_of(found["request"])
    startups = tuple(_startup(item) for item in found["startups"])
    texts = found.get("texts")
    unchanged = (
        isinstance(texts, dict)
        and digests(texts_of(request)) == texts
        and digests(found["outputs"]) == found["outputs"]
        and None not in found["outputs"].values()
        and programs() == found["programs"]
        and are_as_they_were(found["files"])
    )
    return Run(request, found["manner"], startups, unchanged, found.get("report", {}))


def _startup_as_json(startup: Startup) -> dict[str, Any]:
    packages = startup.packages
    return {
        "preamble": packages.preamble,
        "folders": [[name, str(path)] for name, path in packages.links],
        "inputs": list(packages.inputs),
        "setup": startup.setup,
        "links": [[name, str(path)] for name, path in startup.links],
        "warm": list(startup.warm),
        "characters": startup.characters,
    }


def _startup(found: Mapping[str, Any]) -> Startup:
    def links(named: Sequence[Sequence[str]]) -> tuple[tuple[str, Path], ...]:
        return tuple((name, Path(path)) for name, path in named)

    packages = Packages(found["preamble"], links(found["folders"]), tuple(found["inputs"]))
    return Startup(packages, found["setup"], links(found["links"]), tuple(found["warm"]), found["characters"])


def _as_known(report: Report) -> dict[str, Any]:
    return {
        "outputs": [asdict(output) for output in report.outputs],
        "diagnostics": [asdict(found) for found in report.diagnostics],
        "exit_code": report.exit_code,
    }


def report_of(run: Run) -> Report:
    """The report of a run to which nothing was added since."""
    from cvtex.build.items import Item
    from cvtex.build.report import Omitted, Output, Report
    from cvtex.errors import Diagnostic, Location
    from cvtex.fit.ramp import Settings

    def output(found: dict[str, Any]) -> Output:
        values = {
            "settings": Settings(**found["settings"]),
            "omitted": tuple(Omitted(**item) for item in found["omitted"]),
            "shortened": tuple(found["shortened"]),
            "pngs": tuple(found["pngs"]),
            "items": tuple(Item(**item) for item in found["items"]),
        }
        return Output(**{**found, **values})

    def diagnostic(found: dict[str, Any]) -> Diagnostic:
        place = found["location"]
        return Diagnostic(**{**found, "location": Location(**place) if place else None})

    diagnostics = tuple(diagnostic(found) for found in run.report["diagnostics"])
    return Report(
        outputs=tuple(output(found) for found in run.report["outputs"]),
        diagnostics=diagnostics,
        exit_code=run.report["exit_code"],
        sources=_lines({found.location.file for found in diagnostics if found.location}),
        unchanged=True,
    )


def _lines(files: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The lines that diagnostics quote, from the files, which are as they were: no text of a résumé is kept here."""
    found: dict[str, tuple[str, ...]] = {}
    for file in files:
        with suppress(OSError, ValueError):
            found[file] = tuple(Path(file).read_text("utf-8-sig").splitlines())
    return found
