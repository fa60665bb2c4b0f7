"""Searches how loose the page can be: a walk down one fixed tree of probes, at most 8 for the whole ramp.

The outcomes of a search are ordered from worst to best: nothing fits; the must-keep part fits at step 0, 1, …;
it fits at the readable step ``r``, where items are then chosen; everything fits in full at step ``r``, r + 1, … 200.
Each probe asks one question of one step and sends the search to one side of it. Which probe comes next depends only
on the answers before, so content that is nowhere easier to fit never ends up looser, even if TeX's heights
are not monotone along the ramp (a line that breaks otherwise can make a page taller at a smaller size).

Among the probes that keep within the limit, the one nearest to the step ``r`` comes first: where items must be chosen,
which is the common hard case, three measurements are enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cvtex.fit.ramp import GRID

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_PROBES = 8


@dataclass(frozen=True, slots=True)
class Outcome:
    """The loosest step that fits (None: not even the must-keep part at 0), and whether everything is shown in full."""

    step: int | None
    full: bool


def loosest(readable: int, must_fits: Callable[[int], bool], full_fits: Callable[[int], bool]) -> Outcome:
    """Search the ramp; both questions may be asked of the same step, which is then to be measured once."""
    # Outcome 0 is no fit, k + 1 the must-keep part at step k ≤ readable, and k + 2 everything at step k ≥ readable;
    # the probe p says whether the outcome is p or better.
    worst, best, probes = 0, GRID + 2, MOST_PROBES
    while worst < best:
        probe = _next_probe(worst, best, readable + 1, probes)
        probes -= 1
        better = must_fits(probe - 1) if probe <= readable + 1 else full_fits(probe - 2)
        worst, best = (probe, best) if better else (worst, probe - 1)
    if worst == 0:
        return Outcome(None, full=False)
    return Outcome(worst - 1, full=False) if worst <= readable + 1 else Outcome(worst - 2, full=True)


def _next_probe(worst: int, best: int, wanted: int, probes: int) -> int:
    """The probe nearest to those that single out the outcome ``wanted``; what is left must do with one probe less."""
    if best < wanted or worst > wanted:
        return (worst + best + 1) // 2
    goal = wanted + 1 if best > wanted else wanted
    outcomes = 1 << (probes - 1)
    return min(max(goal, best + 1 - outcomes, worst + 1), worst + outcomes, best)
