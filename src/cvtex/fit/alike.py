"""The same items in several languages (``layout.fit.same_content``), each in as much space as its own wording needs.

The items are chosen once, as the best that fits every language's pages. Then each language is planned with those
items as its must-keep part: looseness and wordings (full or short) are its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cvtex.fit.choice import choose
from cvtex.fit.cutting import least_selection
from cvtex.fit.plan import Decision, Planner
from cvtex.fit.result import NoFit, Plan
from cvtex.fit.stack import in_full

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtex.fit.choice import EntryShown, Selection
    from cvtex.fit.content import Content, Entry, Piece

_TRIES = 12


def plan_alike(planners: Sequence[Planner]) -> tuple[Plan | NoFit, ...]:
    """Plan each language with the same items; a language that cannot fit at all answers for itself."""
    alone = [planner.decide() for planner in planners]
    decided = [decision for decision in alone if isinstance(decision, Decision)]
    if len(decided) < len(alone) or not any(decision.chosen for decision in decided):
        return tuple(
            planner.finish(decision) if isinstance(decision, Decision) else decision
            for planner, decision in zip(planners, alone, strict=True)
        )
    return tuple(
        planner.finish(decision) for planner, decision in zip(planners, _together(planners, decided), strict=True)
    )


def _together(planners: Sequence[Planner], alone: Sequence[Decision]) -> Sequence[Decision]:
    sheets = [planner.at(decision.step) for planner, decision in zip(planners, alone, strict=True)]
    contents = [planner.content for planner in planners]
    capacities = [
        decision.pages * sheet.area + (decision.pages - 1) * sheet.spacing.section
        for decision, sheet in zip(alone, sheets, strict=True)
    ]
    for attempt in range(_TRIES):
        choice = choose(contents, [s.heights for s in sheets], [s.spacing for s in sheets], capacities)
        if choice is None:
            break
        found = [_within(planner, items) for planner, items in zip(planners, choice.selections, strict=True)]
        good = [
            decision is not None and decision.step >= min(own.step, planner.readable)
            for decision, own, planner in zip(found, alone, planners, strict=True)
        ]
        if all(good):
            return [decision for decision in found if decision]
        # Only on several pages: what their feet lose to good breaks has to come off the capacity.
        capacities = [
            capacity if fine else height - (sheet.leading // 2 << attempt // 4)
            for capacity, height, sheet, fine in zip(capacities, choice.heights, sheets, good, strict=True)
        ]
    found = [
        _within(planner, least_selection(planner.content, sheet) or in_full(planner.content))
        for planner, sheet in zip(planners, sheets, strict=True)
    ]
    return [decision or own for decision, own in zip(found, alone, strict=True)]


def _within(planner: Planner, items: Selection) -> Decision | None:
    """What a language does with its items: all of them shown, in wordings of its own."""
    content = _only(planner.content, items)
    decision = replace(
        planner, content=content, measure=lambda settings, _: planner.heights(settings), known={}
    ).decide()
    if isinstance(decision, NoFit):
        return None
    return replace(decision, selection=_translated(planner.content, items, content, decision.selection))


def _only(content: Content, items: Selection) -> Content:
    def piece(old: Piece, wording: int) -> Piece:
        # What a wording leaves out is an item too, so only wordings that leave out the same are open.
        alike = tuple(other for other in old.wordings if other.omitted == old.wordings[wording].omitted)
        return replace(old, droppable=False, wordings=alike)

    def entry(old: Entry, shown: EntryShown) -> Entry:
        pieces = zip(old.pieces, shown, strict=True)
        kept = tuple(piece(part, wording) for part, wording in pieces if wording is not None)
        return replace(old, droppable=False, pieces=kept, keep_head=True)

    return replace(
        content,
        sections=tuple(
            replace(
                section,
                droppable=False,
                entries=tuple(
                    entry(old, pieces) for old, pieces in zip(section.entries, shown, strict=True) if pieces is not None
                ),
            )
            for section, shown in zip(content.sections, items, strict=True)
        ),
    )


def _translated(content: Content, items: Selection, only: Content, selection: Selection) -> Selection:
    """A selection from among the items as one of the whole content."""

    def entry(old: Entry, shown: EntryShown, new: Entry, pieces: EntryShown) -> EntryShown:
        kept = iter(zip(new.pieces, pieces, strict=True))
        numbers: list[int | None] = []
        for piece, wording in zip(old.pieces, shown, strict=True):
            if wording is None:
                numbers.append(None)
                continue
            among, number = next(kept)
            numbers.append(None if number is None else piece.wordings.index(among.wordings[number]))
        return tuple(numbers)

    sections = []
    for section, shown, new, chosen in zip(content.sections, items, only.sections, selection, strict=True):
        kept = iter(zip(new.entries, chosen, strict=True))
        entries: list[EntryShown | None] = []
        for old, pieces in zip(section.entries, shown, strict=True):
            if pieces is None:
                entries.append(None)
                continue
            among, numbers = next(kept)
            entries.append(None if numbers is None else entry(old, pieces, among, numbers))
        sections.append(tuple(entries))
    return tuple(sections)
