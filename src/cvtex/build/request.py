"""What a command is asked to do, and how it says how far it is. Importing this costs nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from cvtex.tex.limits import EngineLimits

Cut = Literal["marked", "any", "never"]
Stage = Literal["reading", "rendering", "waiting", "fitting", "printing", "checking", "done", "failed"]
Progress = Callable[[str, Stage], None]


@dataclass(frozen=True, slots=True)
class Request:
    """What to build. What is None is decided by the file.

    ``private`` lays what is private over the file: its private overlay and CVTEX_OVERLAY. ``redact`` then masks it or
    leaves it out. ``png`` is the resolution of pictures of the pages, in pixels per inch. ``trust_template`` is
    the caller's word for a template that did not come with cvtex.
    """

    file: Path
    langs: tuple[str, ...] = ()
    pages: int | Literal["auto"] | None = None
    cut: Cut | None = None
    template: str | None = None
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
class Manner:
    """How to print: as JSON, or errors and warnings only; with each stage's time, with each item and its height."""

    json: bool = False
    quiet: bool = False
    timings: bool = False
    open: bool = False
    explain: bool = False
