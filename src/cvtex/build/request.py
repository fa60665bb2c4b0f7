"""Defines what a command is asked to do, how it prints, and how it reports progress; importing this costs nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cvtex.system.limits import EngineLimits

if TYPE_CHECKING:
    from cvtex.build.source import Source
    from cvtex.tex.early_start import EarlyStart

Cut = Literal["marked", "any", "never"]
Stage = Literal["reading", "rendering", "waiting", "fitting", "printing", "checking", "reporting", "done", "failed"]
Progress = Callable[[str, Stage], None]
"""Told the language (empty for all of them) and the stage that begins."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to build. What is None is decided by the file.

    ``private`` lays the private overlay and CVTEX_OVERLAY over the file. ``redact`` then masks or removes what is
    private. ``output`` is the name of the PDFs with its placeholders, and ``naming`` says which files that makes.
    ``png`` is the resolution of pictures of the pages, in pixels per inch. ``trust_template`` is the caller's
    word for a template that did not come with cvtex.
    """

    file: Path
    langs: tuple[str, ...] = ()
    pages: int | Literal["auto"] | None = None
    cut: Cut | None = None
    template: str | None = None
    output: str | None = None
    output_dir: Path = Path("build")
    overlays: tuple[Path, ...] = ()
    assignments: tuple[str, ...] = ()
    target: str | None = None
    keep: Path | None = None
    private: bool = True
    redact: bool = False
    png: int | None = None
    trust_template: bool = False
    limits: EngineLimits = field(default_factory=EngineLimits)


@dataclass(frozen=True, slots=True)
class PrintOptions:
    """How to print: as JSON, or errors and warnings only; with each stage's time, with each item and its height."""

    json: bool = False
    quiet: bool = False
    timings: bool = False
    open: bool = False
    explain: bool = False


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a PDF goes, by the name that is asked for; ``day`` is the one in that name, None where there is none."""

    path: Path
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One language of a request, and what all its languages share."""

    request: Request
    source: Source
    lang: str
    progress: Progress
    early_start: EarlyStart
    destination: Destination

    def enter(self, stage: Stage) -> None:
        """Say that a stage begins."""
        self.progress(self.lang, stage)
