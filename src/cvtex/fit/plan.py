"""The rule by which a résumé comes to stand on exactly the pages asked for.

``readable`` (R, ``layout.fit.readable``) is the looseness below which items go rather than readability.

1. Everything in full, at the loosest setting in [R, 1] at which it fits.
2. Otherwise, at R, the choice of content with the greatest value that fits: shorter wordings first, then items.
   As long as the must-keep part fits at R the page stays at R, so that one more line never makes it looser.
3. Otherwise, at the loosest setting in [0, R) at which the must-keep part in its shortest wordings fits, the best
   choice there.
4. Otherwise `NoFit`, with how much it is too tall at 0 and the cheapest cuts.

Then what is left over is filled (see `filling`): leading and gaps are opened at the same font size and margins, and
the gaps stretch until the last line stands on the bottom margin. A page whose content does not fill it even at
looseness 1 is left ragged. Only where step 2 leaves more than 3 % that opening the leading cannot fill (a big item
went, and nothing small can come) does the looseness go above R, and then only if that fills the page.

On several pages a big block that fits on no page's foot leaves room that nothing can fill, so 97 % is not promised;
and one more piece may part a block that was too big for the foot, so that very rarely one more line is looser.

The search measures the page at most 8 times (see `search`); opening measures it again, at two more settings as a rule.
``pages="auto"`` takes the least number of pages that shows everything, and then the loosest setting that does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from cvtex.fit.account import heights_by_path, omissions, shown
from cvtex.fit.content import nothing_may_go
from cvtex.fit.cutting import Sheet, best_selection, cheapest_cuts, least_selection
from cvtex.fit.filling import opened, placed
from cvtex.fit.pages import breaks, least_pages
from cvtex.fit.ramp import GRID
from cvtex.fit.result import NoFit, Omission, Placed, Plan
from cvtex.fit.search import loosest
from cvtex.fit.stack import in_full, stacked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cvtex.fit.choice import Selection
    from cvtex.fit.content import Content, Measure
    from cvtex.fit.ramp import Gaps, Ramp, Settings
    from cvtex.fit.values import Cut

__all__ = ["NoFit", "Omission", "Placed", "Plan", "plan"]

FULL = 0.97
"""A page with enough content is at least so full."""
_OPEN_BELOW = 0.99


def plan(  # noqa: PLR0913 - each is a thing of its own
    content: Content,
    ramp: Ramp,
    gaps: Gaps,
    measure: Measure,
    *,
    pages: int | Literal["auto"] = 1,
    cut: Cut = "marked",
    readable: float = 0.25,
    stretch: float = 0.6,
) -> Plan | NoFit:
    """Choose settings, content and page breaks.

    Args:
        content: all that could be shown; its ``droppable`` flags say what may go.
        ramp: the bounds of the settings, and the paper.
        gaps: the template's gaps.
        measure: gives the heights of blocks in sp at given settings; called once per measurement, with every block.
        pages: how many pages there are to be, or "auto" for the least number that shows everything.
        cut: "never" takes all leave back; otherwise the flags count.
        readable: the looseness below which items go rather than readability.
        stretch: how far the gaps of a page may stretch to fill it, as a share of their natural size.
    """
    if cut == "never":
        content = nothing_may_go(content)
    return Planner(content, ramp, gaps, measure, pages, round(readable * GRID), stretch).plan()


@dataclass(frozen=True, slots=True)
class Decision:
    """A selection at a step of the ramp; ``chosen`` if items or wordings were chosen there rather than all shown."""

    step: int
    selection: Selection
    pages: int
    chosen: bool


@dataclass(slots=True)
class Planner:
    """One content on its way to a plan; every measurement is made once (`known`)."""

    content: Content
    ramp: Ramp
    gaps: Gaps
    measure: Measure
    wanted: int | Literal["auto"]
    readable: int
    """The step of R."""
    stretch: float
    known: dict[Settings, Mapping[int, int]] = field(default_factory=dict)

    def heights(self, settings: Settings) -> Mapping[int, int]:
        """The heights of all blocks, measured if they are not known yet."""
        if settings not in self.known:
            self.known[settings] = self.measure(settings, self.content.blocks)
        return self.known[settings]

    def sheet(self, settings: Settings, heights: Mapping[int, int] | None = None) -> Sheet:
        """Blocks (as measured, unless heights are given) and paper at settings."""
        found = self.heights(settings) if heights is None else heights
        return Sheet(found, self.gaps.at(settings), self.ramp.area(settings), settings.leading)

    def at(self, step: int) -> Sheet:
        """The same at a step of the ramp."""
        return self.sheet(self.ramp.settings(step / GRID))

    def plan(self) -> Plan | NoFit:
        """Decide and finish."""
        decision = self.decide()
        return self.finish(decision) if isinstance(decision, Decision) else decision

    def decide(self) -> Decision | NoFit:
        """Search the ramp and, where not everything can stay, choose."""
        pages, everything = self.pages(), in_full(self.content)

        def must_fits(step: int) -> bool:
            selection = least_selection(self.content, self.at(step))
            return selection is not None and self.at(step).overflow(self.content, selection, pages) == 0

        def full_fits(step: int) -> bool:
            return self.at(step).overflow(self.content, everything, pages) == 0

        # Who asks for as many pages as it takes wants everything on them, and no page more than that needs.
        found = loosest(0 if self.wanted == "auto" else self.readable, must_fits, full_fits)
        if found.step is None:
            return self.no_fit(pages)
        if found.full:
            return Decision(found.step, everything, pages, chosen=False)
        selection = best_selection(self.content, self.at(found.step), pages)
        if selection is None:  # the must-keep part fits, so there is a choice
            raise AssertionError
        return Decision(found.step, selection, pages, chosen=True)

    def finish(self, decision: Decision) -> Plan | NoFit:
        """Fill the pages."""
        selection, pages = decision.selection, decision.pages
        plan = self.filled(self.ramp.settings(decision.step / GRID), selection, pages)
        if isinstance(plan, Plan) and plan.fill < FULL and decision.chosen and decision.step == self.readable:
            return self.loosened(plan, selection, pages)
        return plan

    def pages(self) -> int:
        """How many pages there are to be."""
        if self.wanted != "auto":
            return self.wanted
        sheet = self.at(0)
        return least_pages(sheet.chunks(self.content, in_full(self.content)), sheet.area) or 1

    def natural(self, sheet: Sheet, selection: Selection, pages: int) -> tuple[tuple[int, ...], float] | None:
        """Where the pages begin, and how full they are with natural gaps; None if the selection makes no such pages."""
        chunks = sheet.chunks(self.content, selection)
        begins = breaks(chunks, sheet.area, pages, sheet.leading)
        if begins is None:
            return None
        height = sum(chunk.height + (0 if chunk.start in begins else chunk.gap) for chunk in chunks)
        return begins, height / (sheet.area * pages)

    def filled(self, settings: Settings, selection: Selection, pages: int) -> Plan | NoFit:
        """The plan for a selection that fits at the settings, with leading and gaps opened to fill the pages."""

        def fits(tried: Settings, heights: Mapping[int, int]) -> bool:
            return self.sheet(tried, heights).overflow(self.content, selection, pages) == 0

        natural = self.natural(self.sheet(settings), selection, pages)
        if natural is None:
            return NoFit(settings, 0, 0, (), too_little=True)
        if natural[1] < _OPEN_BELOW:
            settings = opened(settings, self.ramp, self.heights, fits)
            natural = self.natural(self.sheet(settings), selection, pages)
        if natural is None:
            raise AssertionError
        begins, fill = natural
        sheet, stack = self.sheet(settings), stacked(self.content, selection)
        return Plan(
            settings=settings,
            pages=placed(
                [stack[begin:end] for begin, end in zip(begins, (*begins[1:], len(stack)), strict=True)],
                sheet.heights,
                sheet.spacing,
                sheet.area,
                self.stretch,
            ),
            fill=fill,
            shown=shown(self.content, selection),
            omitted=omissions(self.content, selection),
            heights=heights_by_path(self.content, selection, sheet.heights, sheet.spacing),
            area=sheet.area,
            measurements=len(self.known),
        )

    def loosened(self, chosen: Plan, selection: Selection, pages: int) -> Plan:
        """The selection at the tightest looseness above R that fills the pages with the widest leading."""
        low, high = self.readable, GRID
        while high - low > 1:
            middle = (low + high) // 2
            widest = self.sheet(self.ramp.opened(self.ramp.settings(middle / GRID), 1.0))
            full = widest.overflow(self.content, selection, pages) > 0
            natural = None if full else self.natural(widest, selection, pages)
            full = full or (natural is not None and natural[1] >= FULL)
            low, high = (low, middle) if full else (middle, high)
        for step in (high, low):
            settings = self.ramp.settings(step / GRID)
            if self.sheet(settings).overflow(self.content, selection, pages) == 0:
                looser = self.filled(settings, selection, pages)
                if isinstance(looser, Plan) and looser.fill >= FULL:
                    return looser
        return chosen

    def no_fit(self, pages: int) -> NoFit:
        """The truth about content that does not fit at looseness 0."""
        sheet = self.at(0)
        selection = least_selection(self.content, sheet)
        if selection is None:
            raise AssertionError
        over = sheet.overflow(self.content, selection, pages)
        cuts, shortened = cheapest_cuts(self.content, sheet, pages)
        return NoFit(self.ramp.settings(0), over, -(-over // sheet.leading), cuts, shortened)
