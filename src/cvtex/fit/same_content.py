"""Plans several languages with the same items (``layout.fit.same_content``), each in the space that its wording needs.

The items are chosen once, for all languages, as the best that fits one common capacity (see `joint`). Then each
language is planned by itself with those items as its must-keep part: looseness and wordings are its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cvtex.fit.choice import choose, least
from cvtex.fit.content import Content, FitEntry, FitPiece, FitSection, paired
from cvtex.fit.cutting import least_selection
from cvtex.fit.joint import CAPACITY, Joint
from cvtex.fit.plan import Decision, Planner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtex.fit.result import NoFit, Plan

_TRIES = 6


def plan_together(planners: Sequence[Planner]) -> tuple[Plan | NoFit, ...]:
    """Plan each language with the same items; a language that cannot fit at all answers for itself."""
    alone = [planner.decide() for planner in planners]
    decisions = [decision for decision in alone if isinstance(decision, Decision)]
    if len(decisions) == len(alone) > 1 and any(decision.chosen for decision in decisions):
        items = _common_items(planners, decisions)
        together = [planner.decide(_only(planner.content, items)) for planner in planners]
        alone = [mine if isinstance(mine, Decision) else own for mine, own in zip(together, alone, strict=True)]
    return tuple(
        planner.finish(decision) if isinstance(decision, Decision) else decision
        for planner, decision in zip(planners, alone, strict=True)
    )


def _common_items(planners: Sequence[Planner], decisions: Sequence[Decision]) -> Content:
    """The best choice at the largest common capacity at which every language can show all of it.

    Where a language is taller in one item and another in the next, the common heights are more than any language
    needs; on several pages, some of the capacity is lost to good breaks.
    """
    pages = [decision.pages for decision in decisions]
    steps = [min(decision.step, planner.limit) for planner, decision in zip(planners, decisions, strict=True)]
    sheets = [planner.at(step) for planner, step in zip(planners, steps, strict=True)]
    joint = Joint(sheets, [sheet.capacity(count) for sheet, count in zip(sheets, pages, strict=True)])
    content = joint.content([planner.content for planner in planners])

    def fits(items: Content) -> bool:
        for planner, sheet, count in zip(planners, sheets, pages, strict=True):
            selection = least_selection(_only(planner.content, items), sheet)
            if selection is None or sheet.overflow(selection, count) > 0:
                return False
        return True

    best = None
    low, capacity, high = CAPACITY // 2, CAPACITY, CAPACITY * 3 // 2
    for _ in range(_TRIES):
        choice = choose(content, joint.heights, joint.spacing, capacity)
        if choice is None or fits(choice.selection):
            best, low = (choice.selection if choice else best), capacity
        else:
            high = capacity
        capacity = (low + high) // 2
    if best is None:
        lowest = least(content, joint.heights, joint.spacing)
        best = lowest.selection if lowest else content
    return best


def _only(content: Content, items: Content) -> Content:
    """The part of a language's content that is among the common items, all of it to be shown."""

    def section(old: FitSection, chosen: FitSection) -> FitSection:
        entries = [entry(each, own) for each, own in paired(old.entries, chosen.entries) if own]
        return replace(old, droppable=False, entries=tuple(each for each in entries if each))

    def entry(old: FitEntry, chosen: FitEntry) -> FitEntry | None:
        pieces = tuple(piece(each, own) for each, own in paired(old.pieces, chosen.pieces) if own)
        new = replace(old, droppable=False, pieces=pieces, keep_head=True)
        return new if pieces or old.stands_alone else None

    def piece(old: FitPiece, chosen: FitPiece) -> FitPiece:
        # What a wording leaves out is an item too, so only wordings that leave out the same are open.
        omitted = chosen.wordings[0].omitted
        alike = tuple(wording for wording in old.wordings if wording.omitted == omitted)
        return replace(old, droppable=False, wordings=alike or old.wordings[:1])

    sections = [section(each, own) for each, own in paired(content.sections, items.sections) if own]
    return replace(content, sections=tuple(each for each in sections if each.entries))
