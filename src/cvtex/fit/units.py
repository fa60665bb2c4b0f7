"""Says what TeX's units of length are in each other: sp (scaled points), pt and mm."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

SP_PER_PT: Final = 65536
MM_PER_PT: Final = 25.4 / 72.27
"""TeX's point, of which 72.27 make an inch; a PDF's point is another (72 an inch)."""


def sp(pt: float) -> int:
    """Points to scaled points."""
    return round(Fraction(str(pt)) * SP_PER_PT)


def sp_of_mm(mm: float | Fraction) -> int:
    """Millimetres to scaled points, rounded down as TeX does."""
    return int(Fraction(str(mm)) * Fraction(7227, 2540) * SP_PER_PT)
