"""Defines the looseness: one number from 1 (airy) to 0 (tight) that sets gaps, leading, margins and font size.

Downwards, gaps are given up first, then leading, margins and, last, the font size. The stages overlap, so that a
page is tightened evenly; each variable is monotone in the looseness. Only below 0.15 do gaps go under 0.7 of the
template's, or type under 9.5 pt, where the bounds allow that at all. The ramp is walked in steps of 1/200.

Above 1 a second ramp, to 2, is for pages that have little to show: larger type, gaps and margins (`Airy`).

Lengths are TeX's scaled points (sp, 65536 to the pt, 72.27 pt to the inch) unless a name says pt or mm.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from fractions import Fraction
from typing import Literal

from cvtex.fit.units import sp, sp_of_mm

GRID = 200
"""Steps of the ramp: a looseness is a multiple of 1/200."""

Span = tuple[float, float]
GapName = Literal["header", "section", "heading", "entry", "head", "item", "row"]

# Between which loosenesses (upper, lower) a variable moves from its upper bound to its lower. Gaps and type make half
# way at _LAST, and at what is good to read.
_STAGES = {"gap": (1.0, 0.0), "leading": (0.90, 0.10), "margin": (0.75, 0.0), "font_size": (0.60, 0.0)}
_LAST = 0.15
_GOOD = {"gap": 0.7, "font_size": 9.5}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the template is told: ``leading_pt`` is the baseline distance, ``gap`` a factor on the template's gaps."""

    looseness: float
    font_size_pt: float
    leading_pt: float
    margin_mm: float
    gap: float

    @property
    def leading(self) -> int:
        """The leading in sp."""
        return sp(self.leading_pt)


@dataclass(frozen=True, slots=True)
class Spacing:
    """The gaps at given settings, in sp (names as in `Gaps`)."""

    header: int
    section: int
    heading: int
    entry: int
    head: int
    item: int
    row: int

    def of(self, name: GapName | None) -> int:
        """The gap with that name, 0 for no gap."""
        return int(getattr(self, name)) if name else 0


@dataclass(frozen=True, slots=True)
class Gaps:
    """A template's gaps, as multiples of the leading.

    They stand below the header, above a section's heading, below a heading, between entries, between an entry's
    head and its first piece, between pieces, and between the rows of a dense section.
    """

    header: float
    section: float
    heading: float
    entry: float
    head: float
    item: float
    row: float

    def at(self, settings: Settings) -> Spacing:
        """The gaps in sp: multiple × leading × factor."""
        unit = Fraction(str(settings.gap)) * settings.leading
        return Spacing(*(round(Fraction(str(multiple)) * unit) for multiple in astuple(self)))


@dataclass(frozen=True, slots=True)
class Bounds:
    """From where to where each variable may go: (tightest, airiest)."""

    font_size_pt: Span
    leading: Span
    """As a ratio to the font size."""
    margin_mm: Span
    gap: Span
    """As a factor on the template's gaps."""


@dataclass(frozen=True, slots=True)
class Airy:
    """How far a page with little to show may go beyond the upper bounds; what they fix at one value stays so."""

    font_size_pt: float = 11.5
    margin_mm: float = 24.0
    gap: float = 1.8


@dataclass(frozen=True, slots=True)
class Ramp:
    """Bounds and paper: from a looseness to settings, from settings to the height of the text area."""

    bounds: Bounds
    paper_height_mm: float
    airy: Airy | None = None

    def settings(self, looseness: float) -> Settings:
        """The settings at a looseness, which is rounded to the grid; 0.01 pt, 0.01 mm and 0.001 are the units."""
        step = round(min(max(looseness, 0.0), 1.0) * GRID)
        if looseness > 1 and self.airy:
            return self._beyond(min(round(looseness * GRID), 2 * GRID))
        font_size = round(_between(self.bounds.font_size_pt, "font_size", step), 2)
        return Settings(
            looseness=step / GRID,
            font_size_pt=font_size,
            leading_pt=round(font_size * _between(self.bounds.leading, "leading", step), 2),
            margin_mm=round(_between(self.bounds.margin_mm, "margin", step), 2),
            gap=round(_between(self.bounds.gap, "gap", step), 3),
        )

    def _beyond(self, step: int) -> Settings:
        """The settings at a step of the second ramp."""
        airy, share = self.airy or Airy(), step / GRID - 1

        def grown(span: Span, most: float) -> float:
            fixed = span[0] == span[1]
            return span[1] if fixed else span[1] + share * max(0.0, most - span[1])

        font_size = round(grown(self.bounds.font_size_pt, airy.font_size_pt), 2)
        return Settings(
            looseness=step / GRID,
            font_size_pt=font_size,
            leading_pt=round(font_size * self.bounds.leading[1], 2),
            margin_mm=round(grown(self.bounds.margin_mm, airy.margin_mm), 2),
            gap=round(grown(self.bounds.gap, airy.gap), 3),
        )

    def step_of_good_type(self, step: int) -> int:
        """The lowest step, at most this one, at which type is not smaller than is good to read."""
        good = range(step)
        return next((low for low in good if self.settings(low / GRID).font_size_pt >= _GOOD["font_size"]), step)

    def opened(self, settings: Settings, share: float) -> Settings:
        """The same font size and margins, with leading and gaps opened by a share (0…1) of what the bounds leave."""
        leading, gap = settings.leading_pt, settings.gap
        widest = max(leading, round(settings.font_size_pt * self.bounds.leading[1], 2))
        leading = round(leading + share * (widest - leading), 2)
        return replace(settings, leading_pt=leading, gap=round(gap + share * (max(gap, self.bounds.gap[1]) - gap), 3))

    def area(self, settings: Settings) -> int:
        """The height of the text area in sp."""
        return sp_of_mm(Fraction(str(self.paper_height_mm)) - 2 * Fraction(str(settings.margin_mm)))


def _between(span: Span, variable: str, step: int) -> float:
    """A variable at a step of the ramp; what has a good value is there at `_LAST`, if its bounds go lower."""
    (lowest, highest), (upper, lower), looseness = span, _STAGES[variable], step / GRID
    good = min(max(_GOOD.get(variable, lowest), lowest), highest)
    if variable in _GOOD:
        if looseness < _LAST:
            return lowest + looseness / _LAST * (good - lowest)
        lowest, lower = good, _LAST
    share = min(max((looseness - lower) / (upper - lower), 0.0), 1.0)
    return lowest + share * (highest - lowest)
