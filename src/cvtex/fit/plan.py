"""Plans the pages of one language: exactly as many as asked for, with the greatest value, as loose as they can be.

``readable`` (R, ``layout.fit.readable``) is the looseness down to which the page is tightened before items are omitted.

1. Everything in full, at the loosest setting in [R, 1] at which it fits.
2. Otherwise, at R, the choice of content with the greatest value that fits: shorter wordings first, then omissions.
   As long as the must-keep part fits at R the page stays at R, so that one more line never makes it looser.
3. Otherwise, at the loosest setting in [0, R) at which the must-keep part in its shortest wordings fits, the best
   choice there.
4. Otherwise `NoFit`, with how much it is too tall at 0 and the cheapest cuts.

Then the space that is left is filled (see `filling`): leading and gaps are opened at the same font size and margins,
and the gaps stretch until the last line stands on the bottom margin. A page whose content does not fill it even at
looseness 1 is left ragged; under 70 % it goes on along the second ramp (see `ramp`), the further the emptier it is.
Only where step 2 or 3 leaves more than 3 % that opening the leading cannot fill (a big item was omitted, and nothing
small fits) does the looseness go up again: to the tightest at which the page is filled, or else to the loosest at which
what was chosen fits.

Several pages are filled in turn, and the last has the rest (see `pages`). A big block that fits on no page's foot
leaves space that nothing can fill, so 97 % is not promised; and one more piece may part a block that was too big for
the foot, so that very rarely one more line is looser.

The search measures the page at most 8 times (see `search`); opening measures it again, at two more settings as a rule.
``pages="auto"`` takes the least number of pages that shows everything at R, and then the loosest setting that does. A
last page that would be under a tenth full is spared by tightening beyond R, as far as the type keeps 9.5 pt.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from cvtex.fit.choice import least
from cvtex.fit.filling import opened, placed
from cvtex.fit.pages import breaks, filled_pages, stacked
from cvtex.fit.ramp import GRID
from cvtex.fit.result import NoFit, Plan
from cvtex.fit.search import loosest
from cvtex.fit.selection import (
    Sheet,
    best_selection,
    cheapest_cuts,
    heights_by_path,
    least_that_fits,
    omissions,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cvtex.fit.content import Content, Measure
    from cvtex.fit.ramp import Gaps, Ramp, Settings

FULL = 0.97  # a page with enough content is at least so full
_LITTLE = 0.7  # pages that are less full even at looseness 1 go on along the second ramp,
_LEAST = 0.35  # and to its end from here on
_OPEN_BELOW = 0.99
_HARDLY_ANY = 10  # a last page under a tenth full is not worth turning to


@dataclass(frozen=True, slots=True)
class Decision:
    """A selection at a step of the ramp; ``chosen`` if items or wordings were chosen there rather than all shown."""

    step: int
    selection: Content
    pages: int
    chosen: bool


@dataclass(slots=True)
class Planner:
    """One content on its way to a plan; every measurement is made once (`known`)."""

    content: Content
    """All that could be shown; its ``droppable`` flags say what may be omitted."""
    ramp: Ramp
    gaps: Gaps
    measure: Measure
    wanted: int | Literal["auto"]
    """How many pages there are to be."""
    readable: int
    """The step of R."""
    stretch: float
    """How far the gaps of a page may stretch to fill it, as a share of their natural size."""
    known: dict[Settings, Mapping[int, int]] = field(default_factory=dict)

    def heights(self, settings: Settings) -> Mapping[int, int]:
        """The heights of all blocks, measured if they are not known yet."""
        if settings not in self.known:
            self.known[settings] = self.measure(settings, self.content.blocks)
        return self.known[settings]

    def sheet(self, settings: Settings, heights: Mapping[int, int] | None = None) -> Sheet:
        """Blocks (as measured, unless heights are given) and paper at settings."""
        measured = self.heights(settings) if heights is None else heights
        return Sheet(measured, self.gaps.at(settings), self.ramp.area(settings), settings.leading)

    def at(self, step: int) -> Sheet:
        """The same at a step of the ramp."""
        return self.sheet(self.ramp.settings(step / GRID))

    def plan(self) -> Plan | NoFit:
        """Decide and finish."""
        decision = self.decide()
        return self.finish(decision) if isinstance(decision, Decision) else decision

    def pages(self) -> tuple[int, int]:
        """How many pages there are to be, and the step down to which they are tightened before items are omitted."""
        if self.wanted != "auto":
            return self.wanted, self.readable
        sheet = self.at(self.readable)
        filled = filled_pages(sheet.chunks(self.content), sheet.area)
        if filled is None:  # something is taller than a page
            tightest = self.at(0)
            filled = filled_pages(tightest.chunks(self.content), tightest.area)
            return (len(filled) if filled else 1), 0
        if len(filled) > 1 and filled[-1] * _HARDLY_ANY < sheet.area:
            tight = self.ramp.step_of_good_type(self.readable)
            if self.at(tight).overflow(self.content, len(filled) - 1) == 0:
                return len(filled) - 1, tight
        return len(filled), self.readable

    def decide(self, offered: Content | None = None) -> Decision | NoFit:
        """Search the ramp and, where not everything fits, choose; of all the content, or of the part offered."""
        content = offered or self.content
        pages, limit = self.pages()

        def must_fits(step: int) -> bool:
            return least_that_fits(content, self.at(step), pages) is not None

        def full_fits(step: int) -> bool:
            return self.at(step).overflow(content, pages) == 0

        outcome = loosest(limit, must_fits, full_fits)
        if outcome.step is None:
            fine = replace(self.at(0), fine=True)
            if least_that_fits(content, fine, pages) is None:
                return self._no_fit(content, pages)
            return Decision(0, best_selection(content, fine, pages) or content, pages, chosen=True)
        if outcome.full:
            return Decision(outcome.step, content, pages, chosen=False)
        selection = best_selection(content, self.at(outcome.step), pages)
        if selection is None:  # the must-keep part fits, so there is a choice
            raise AssertionError
        return Decision(outcome.step, selection, pages, chosen=True)

    def finish(self, decision: Decision) -> Plan | NoFit:
        """Fill the pages."""
        plan = self._filled(decision.step, decision)
        if isinstance(plan, Plan) and plan.fill < FULL and decision.chosen:
            plan = self._loosened(plan, decision)
        if isinstance(plan, Plan) and plan.settings.looseness == 1 and plan.fill < _LITTLE and self._is_short(decision):
            plan = self._airier(plan, decision)
            free = int((1 - plan.fill) * plan.area * len(plan.pages))
            return replace(plan, room_lines=free // plan.settings.leading)
        return plan

    def _is_short(self, decision: Decision) -> bool:
        """Whether pages may have too little: of as many as it takes, the last has what is left."""
        return self.wanted != "auto" or decision.pages == 1

    def _natural(self, sheet: Sheet, decision: Decision) -> tuple[tuple[int, ...], float] | None:
        """Where the pages begin, and how full they are with natural gaps; None if the selection makes no such pages."""
        last = sheet.area // _HARDLY_ANY if self.wanted == "auto" else None
        for fine in (False, True):  # a bullet stands alone only where there is no other way
            chunks = replace(sheet, fine=fine).chunks(decision.selection)
            begins = breaks(chunks, sheet.area, decision.pages, sheet.leading, last)
            if begins is not None:
                break
        else:
            return None
        height = sum(chunk.height + (0 if chunk.start in begins else chunk.gap) for chunk in chunks)
        return begins, height / (sheet.area * decision.pages)

    def _filled(self, step: int, decision: Decision) -> Plan | NoFit:
        """The plan for a selection that fits at a step, with leading and gaps opened to fill the pages."""
        settings, selection = self.ramp.settings(step / GRID), decision.selection

        def fits(tried: Settings, heights: Mapping[int, int]) -> bool:
            return self.sheet(tried, heights).overflow(selection, decision.pages) == 0

        natural = self._natural(self.sheet(settings), decision)
        if natural is None:
            return NoFit(settings, 0, 0, (), too_little=True)
        if natural[1] < _OPEN_BELOW:
            settings = opened(settings, self.ramp, self.heights, fits)
            natural = self._natural(self.sheet(settings), decision)
        if natural is None:
            raise AssertionError
        begins, fill = natural
        sheet, stack = self.sheet(settings), stacked(selection)
        pages = [stack[begin:end] for begin, end in zip(begins, (*begins[1:], len(stack)), strict=True)]
        return Plan(
            settings=settings,
            pages=placed(pages, sheet.heights, sheet.spacing, sheet.area, self.stretch),
            fill=fill,
            shown=shown(selection),
            omitted=omissions(self.content, selection),
            heights=heights_by_path(self.content, selection, sheet.heights, sheet.spacing),
            area=sheet.area,
        )

    def _loosened(self, plan: Plan, decision: Decision) -> Plan:
        """The selection at the tightest step above its own that fills the pages, or else at the loosest that fits."""

        def is_full(step: int) -> bool:
            widest = self.sheet(self.ramp.opened(self.ramp.settings(step / GRID), 1.0))
            if widest.overflow(decision.selection, decision.pages) > 0:
                return True
            natural = self._natural(widest, decision)
            return natural is not None and natural[1] >= FULL

        low, high = decision.step, GRID
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if is_full(middle) else (middle, high)
        best = plan
        for step in (high, low):
            if best.fill < FULL and self.at(step).overflow(decision.selection, decision.pages) == 0:
                looser = self._filled(step, decision)
                if isinstance(looser, Plan) and looser.fill > best.fill:
                    best = looser
        return best

    def _airier(self, plan: Plan, decision: Decision) -> Plan:
        """The same on the second ramp, the further the less there is on the pages; as it is where that does not fit."""
        if self.ramp.airy is None:
            return plan
        share = min(1.0, (_LITTLE - plan.fill) / (_LITTLE - _LEAST))
        step = GRID + round(share * GRID)
        if self.at(step).overflow(decision.selection, decision.pages) > 0:
            return plan
        airier = self._filled(step, decision)
        return airier if isinstance(airier, Plan) else plan

    def _no_fit(self, content: Content, pages: int) -> NoFit:
        """By how much the content is too tall at looseness 0, and what would help."""
        sheet = replace(self.at(0), fine=True)
        lowest = least(content, sheet.heights, sheet.spacing)
        if lowest is None:
            raise AssertionError
        over = sheet.overflow(lowest.selection, pages)
        cuts, shortened = cheapest_cuts(content, sheet, pages)
        return NoFit(self.ramp.settings(0), over, -(-over // sheet.leading), cuts, shortened)
