"""Says what leaving something out costs: one scale for all that a résumé shows.

Leaving out an item loses 1000·3^(priority − 1); an unmarked one counts as priority 10. So three of one priority weigh
as much as one of the next. A shorter wording loses only about its priority (1…10), so shorter wordings come before any
omission. Under ``cut: any`` the later of two unmarked items costs a little less than the earlier.

What stands inside a marked entry is omitted with it and must not outweigh the mark: see `value_within`.
"""

from __future__ import annotations

from typing import Literal

Cut = Literal["marked", "any", "never"]

UNMARKED = 10
"""The priority that an item without one counts as."""
_LATER_STEPS = 4


def may_go(priority: int | None, cut: Cut) -> bool:
    """Whether an item may be left out; under "any" ask only for what it is about: highlights, entries, awards."""
    return cut == "any" or (cut == "marked" and priority is not None)


def value_of(priority: int | None, position: int = 0, total: int = 1, cut: Cut = "marked") -> int:
    """What showing an item in full is worth; ``position`` counts from 0 among its ``total`` siblings."""
    value = int(1000 * 3 ** ((priority or UNMARKED) - 1))
    if cut == "any" and priority is None and total > 1:
        # In a few steps: within a step the rule for ties keeps the earlier one anyway.
        value -= (value // 64) * (_LATER_STEPS * position // total)
    return value


def short_value(full: int, priority: int | None) -> int:
    """What showing a shorter wording is worth, given what the full one is."""
    return full - (priority or UNMARKED)


def value_within(
    priority: int | None, entry: int | None, position: int = 0, total: int = 1, cut: Cut = "marked"
) -> int:
    """What showing a piece in full is worth in an entry of that priority.

    In a marked entry a piece that would not be omitted before the entry adds next to nothing, so that the entry weighs
    what its mark says, however many pieces it has.
    """
    if entry is not None and (priority or UNMARKED) >= entry:
        return UNMARKED
    return value_of(priority, position, total, cut)
