"""Fills the space that is left on a page: the last line comes to stand on the bottom margin.

Leading and gaps are opened first, at the same font size and margins: lines break as before, so heights are linear in
the leading and one measurement at the widest tells all between. Then the gaps of each page stretch in proportion, to
the sp, up to a limit; a page that even so would not reach the bottom keeps its natural gaps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from cvtex.fit.result import Placed

if TYPE_CHECKING:
    from cvtex.fit.pages import Stacked
    from cvtex.fit.ramp import Ramp, Settings, Spacing

_SHARES = 256
Heights = Mapping[int, int]


def opened(
    settings: Settings, ramp: Ramp, measure: Callable[[Settings], Heights], fits: Callable[[Settings, Heights], bool]
) -> Settings:
    """The widest leading and gaps, at the same font size and margins, at which ``fits`` holds, as at the settings."""
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
    pages: Sequence[Sequence[Stacked]], heights: Heights, spacing: Spacing, area: int, stretch: float
) -> tuple[tuple[Placed, ...], ...]:
    """The pages: their blocks with gaps that bring each last line to the bottom.

    Gaps stretch by at most ``stretch`` times their size. A page that would need more, as a last page often does, has
    its gaps stretched like those of the page that needs least, so that pages look alike.
    """
    gaps = [[0, *(spacing.of(item.gap) for item in page[1:])] for page in pages]
    left = [
        max(0, area - sum(own) - sum(heights[item.block] for item in page))
        for own, page in zip(gaps, pages, strict=True)
    ]
    shares = [Fraction(rest, sum(own)) if sum(own) else Fraction(rest) for own, rest in zip(gaps, left, strict=True)]
    limit = Fraction(str(stretch))
    least = min((share for share in shares if share <= limit), default=Fraction(0))
    left = [
        rest if share <= limit else int(sum(own) * least) for own, rest, share in zip(gaps, left, shares, strict=True)
    ]
    return tuple(_stretched(page, own, rest) for page, own, rest in zip(pages, gaps, left, strict=True))


def _stretched(page: Sequence[Stacked], gaps: Sequence[int], left: int) -> tuple[Placed, ...]:
    """One page whose gaps share what is left in proportion, to the sp."""
    total = sum(gaps) or 1
    added = [left * so_far // total for so_far in accumulate(gaps, initial=0)]
    stretches = (after - before for before, after in pairwise(added))
    return tuple(Placed(item.block, gap + more) for item, gap, more in zip(page, gaps, stretches, strict=True))
