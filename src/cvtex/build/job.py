"""Defines the unit of work that the phases of a build hand on: one language of one request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cvtex.build.request import Progress, Request, Stage
    from cvtex.build.source import Source
    from cvtex.tex.early_start import EarlyStart


@dataclass(frozen=True, slots=True)
class Job:
    """One language of a request, and what all its languages share."""

    request: Request
    source: Source
    lang: str
    progress: Progress
    early_start: EarlyStart

    def enter(self, stage: Stage) -> None:
        """Say that a stage begins."""
        self.progress(self.lang, stage)
