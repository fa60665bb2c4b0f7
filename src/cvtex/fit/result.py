"""Defines what the fit engine answers: a `Plan` of the pages, or `NoFit` with the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cvtex.fit.content import Kind
    from cvtex.fit.ramp import Settings

Reason = Literal["space", "wording"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A block on a page, and the gap above it in sp (0 for the first block of a page)."""

    block: int
    gap: int


@dataclass(frozen=True, slots=True)
class Omission:
    """What is not shown: an item omitted for ``space`` with all it holds, or what a shorter ``wording`` lacks."""

    path: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Plan:
    """The pages to ship.

    ``heights`` gives sp per path of a section, entry or piece: what it takes as it is shown, or what it would take
    in full where it is left out. ``fill`` is the natural height of what is shown at these settings over the height
    of the text area times the pages.
    """

    settings: Settings
    pages: tuple[tuple[Placed, ...], ...]
    fill: float
    shown: Mapping[str, Kind]
    omitted: tuple[Omission, ...]
    heights: Mapping[str, int]
    area: int
    """The height of the text area in sp."""


@dataclass(frozen=True, slots=True)
class NoFit:
    """What must be shown does not make the pages asked for, even at looseness 0.

    ``overflow`` is how many sp too tall it is, ``lines`` the same in lines of body text at ``settings``, ``cuts``
    the cheapest paths to leave out so that it would fit (empty if nothing would help). ``too_little`` is the other
    way round: there is not enough on the résumé for as many pages.
    """

    settings: Settings
    overflow: int
    lines: int
    cuts: tuple[str, ...]
    shortened: tuple[str, ...] = ()
    """Paths that also take their shorter wording for the cuts to be enough."""
    too_little: bool = False
