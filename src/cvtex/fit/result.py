"""Defines what the fit engine answers: a `Plan` of the pages, or `NoFit` with the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cvtex.fit.content import Kind
    from cvtex.fit.ramp import Settings


@dataclass(frozen=True, slots=True)
class Placed:
    """A block on a page, and the gap above it in sp (0 for the first block of a page)."""

    block: int
    gap: int


@dataclass(frozen=True, slots=True)
class Omission:
    """What is not shown: an item omitted for ``space`` with all it holds, or what a shorter ``wording`` lacks."""

    path: str
    reason: Literal["space", "wording"]


@dataclass(frozen=True, slots=True)
class Plan:
    """The pages to ship."""

    settings: Settings
    pages: tuple[tuple[Placed, ...], ...]
    fill: float
    """The natural height of what is shown at these settings over the height of the text area times the pages."""
    shown: Mapping[str, Kind]
    omitted: tuple[Omission, ...]
    heights: Mapping[str, int]
    """What each section, entry and piece takes as it is shown, or would take in full where it is left out, in sp."""
    area: int
    """The height of the text area in sp."""
    room_lines: int = 0
    """About how many lines of body text there is room for; 0 unless there is little on the pages (see `plan`)."""


@dataclass(frozen=True, slots=True)
class NoFit:
    """What must be shown does not make the pages asked for, even at looseness 0."""

    settings: Settings
    overflow: int
    """How many sp too tall it is; ``lines`` is the same in lines of body text at ``settings``."""
    lines: int
    cuts: tuple[str, ...]
    """The cheapest paths to leave out so that it would fit, empty if nothing would help."""
    shortened: tuple[str, ...] = ()
    """Paths that also take their shorter wording for the cuts to be enough."""
    too_little: bool = False
    """There is not enough on the résumé for so many pages."""
