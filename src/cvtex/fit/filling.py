"""What is done with the room that is left: the last line comes to stand on the bottom margin.

Leading and gaps are opened first, at the same font size and margins: lines break as before, so heights are linear in
the leading and one measurement at the widest tells all between. Then the gaps of each page stretch in proportion, to
the sp, up to a limit; a page that even so would not reach the bottom keeps its natural gaps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from cvtex.fit.result import Placed

if TYPE_CHECKING:
    from cvtex.fit.ramp import Ramp, Settings, Spacing
    from cvtex.fit.stack import Stacked

_SHARES = 256
Heights = Mapping[int, int]


def opened(
    settings: Settings,
    ramp: Ramp,
    measure: Callable[[Settings], Heights],
    fits: Callable[[Settings, Heights], bool],
) -> Settings:
    """The widest leading and gaps, at the same font size and margins, at which ``fits`` still holds.

    At the given settings it must hold.
    """
    widest = ramp.opened(settings, 1.0)
    if widest == settings:
        return settings
    tight, wide = measure(settings), measure(widest)
    if fits(widest, wide):
        return widest

    def estimated(tried: Settings) -> Heights:
        if widest.leading == settings.leading:
            return tight
        share = Fraction(tried.leading - settings.leading, widest.leading - settings.leading)
        return {block: low + -int(-share * (wide[block] - low) // 1) for block, low in tight.items()}

    low, high = 0, _SHARES
    while high - low > 1:
        middle = (low + high) // 2
        tried = ramp.opened(settings, middle / _SHARES)
        low, high = (middle, high) if fits(tried, estimated(tried)) else (low, middle)
    # The estimate is TeX's own arithmetic but for a few sp of rounding, and for what does not grow with the leading.
    for share in (low, low - 1, low // 2):
        tried = ramp.opened(settings, max(share, 0) / _SHARES)
        if fits(tried, measure(tried)):
            return tried
    return settings


def placed(
    stack: Sequence[Stacked], heights: Heights, spacing: Spacing, area: int, stretch: float
) -> tuple[Placed, ...]:
    """One page: its blocks with gaps that bring the last line to the bottom if ``stretch`` × the gaps are enough."""
    gaps = [spacing.of(item.gap) if item.gap and index else 0 for index, item in enumerate(stack)]
    total = sum(gaps)
    left = area - total - sum(heights[item.block] for item in stack)
    if not 0 < left <= total * Fraction(str(stretch)):
        left = 0
    page: list[Placed] = []
    so_far = given = 0
    for item, gap in zip(stack, gaps, strict=True):
        so_far += gap
        more = left * so_far // total - given if total else 0
        given += more
        page.append(Placed(item.block, gap + more))
    return tuple(page)
