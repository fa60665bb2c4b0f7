"""The choice is the optimum, exactly; of equal choices what stands first is shown."""

from __future__ import annotations

import itertools
import random
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cvtex.fit.choice import Choice, choose, least
from cvtex.fit.content import Content, FitEntry, FitPiece, FitSection, Wording
from cvtex.fit.pages import natural, stacked
from cvtex.fit.ramp import Spacing
from cvtex.fit.values import entry_worth, piece_worth, short_value, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

Heights = dict[int, int]


class Sketch:
    """Draws small random contents, with every kind of dependency and awkward heights."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311
        self.heights: Heights = {}
        self.left = self.random.randint(0, 6)

    def block(self) -> int:
        number = len(self.heights) + 1
        self.heights[number] = self.random.randint(self.random.random() > 0.1, 9)
        return number

    def maybe_block(self, chance: float) -> int | None:
        return self.block() if self.random.random() < chance else None

    def piece(self, path: str) -> FitPiece:
        value = self.random.choice((0, 1, 2, 3, 5))
        wordings = [Wording(self.block(), value)]
        for number in range(self.random.choice((0, 0, 1, 1, 2))):
            less = max(0, value - self.random.choice((0, 1, 2, 4)))
            wordings.append(Wording(self.block(), less, "short", (f"{path}.{number}",)))
        return FitPiece(path, tuple(wordings), self.random.random() < 0.6, in_turn=self.random.random() < 0.3)

    def entry(self, path: str) -> FitEntry:
        count = min(self.left, self.random.randint(0, 3))
        self.left -= count
        pieces = tuple(self.piece(f"{path}.{number}") for number in range(count))
        chance = self.random.random
        return FitEntry(path, self.maybe_block(0.6), pieces, chance() < 0.5, self.random.choice((0, 0, 1, 4)))

    def section(self, path: str) -> FitSection:
        entries = tuple(self.entry(f"{path}.{number}") for number in range(self.random.randint(0, 3)))
        chance = self.random.random
        return FitSection(
            path, self.maybe_block(0.8), entries, chance() < 0.4, self.random.choice((0, 0, 2)), chance() < 0.3
        )

    def content(self) -> Content:
        sections = tuple(self.section(f"s{number}") for number in range(self.random.randint(1, 3)))
        return Content(self.maybe_block(0.8), sections)

    def spacing(self) -> Spacing:
        return Spacing(*(self.random.randint(0, 3) for _ in range(7)))

    def capacity(self) -> int:
        return self.random.randint(0, sum(self.heights.values()) + 5)


def ways_to_show(entry: FitEntry) -> Iterator[FitEntry]:
    options = [[*piece.wordings, *([None] if piece.droppable else [])] for piece in entry.pieces]
    for wordings in itertools.product(*options):
        if any(
            piece.in_turn and wording is None and any(wordings[n + 1 :])
            for n, (piece, wording) in enumerate(zip(entry.pieces, wordings, strict=True))
            if all(later.droppable for later in entry.pieces[n + 1 :])
        ):
            continue
        chosen = zip(entry.pieces, wordings, strict=True)
        pieces = tuple(replace(piece, wordings=(wording,)) for piece, wording in chosen if wording)
        if entry.head is not None or pieces:
            yield replace(entry, pieces=pieces)


def selections(content: Content) -> Iterator[Content]:
    """Every selection that is allowed, the preferred first."""
    sections: list[list[FitSection | None]] = []
    for section in content.sections:
        ways = [[*ways_to_show(entry), *([None] if entry.may_vanish else [])] for entry in section.entries]
        each = (tuple(entry for entry in entries if entry) for entries in itertools.product(*ways))
        shown = [replace(section, entries=entries) for entries in each if entries]
        sections.append([*shown, *([None] if section.may_vanish else [])])
    for chosen in itertools.product(*sections):
        yield replace(content, sections=tuple(section for section in chosen if section))


def value_shown(selection: Content) -> int:
    entries = [entry for section in selection.sections for entry in section.entries]
    pieces = [piece for entry in entries for piece in entry.pieces]
    sections = sum(section.value for section in selection.sections)
    return sections + sum(entry.value for entry in entries) + sum(piece.wordings[0].value for piece in pieces)


@pytest.mark.parametrize("hundred", range(20))
def test_choice_is_what_brute_force_finds(hundred: int) -> None:
    """Also which of several choices with the same value, and that there is none."""
    for seed in range(100 * hundred, 100 * hundred + 100):
        sketch = Sketch(seed)
        content, spacing, capacity = sketch.content(), sketch.spacing(), sketch.capacity()
        best: tuple[int, Content, int] | None = None
        for selection in selections(content):
            height = natural(stacked(selection), sketch.heights, spacing)
            value = value_shown(selection)
            if height <= capacity and (best is None or value > best[0]):
                best = value, selection, height
        choice = choose(content, sketch.heights, spacing, capacity)
        found = choice and (choice.value, choice.selection, choice.height)
        assert found == best, f"seed {seed}"


def test_least_is_the_lowest_of_all_selections() -> None:
    for seed in range(300):
        sketch = Sketch(seed)
        content, spacing = sketch.content(), sketch.spacing()
        heights = [natural(stacked(way), sketch.heights, spacing) for way in selections(content)]
        found = least(content, sketch.heights, spacing)
        assert (found and found.height) == min(heights, default=None), f"seed {seed}"


def bullets(*heights: int, value: int = 5, droppable: bool = True) -> tuple[Content, Heights]:
    """One section with a heading (block 1) and one entry with a head (block 2); bullets from block 10 on."""
    pieces = tuple(FitPiece(f"b{number}", (Wording(10 + number, value),), droppable) for number in range(len(heights)))
    content = Content(None, (FitSection("s", 1, (FitEntry("e", 2, pieces),)),))
    return content, {1: 20, 2: 10, **{10 + number: height for number, height in enumerate(heights)}}


GAPS = Spacing(header=7, section=6, heading=5, entry=4, head=3, item=2, row=1)


def chosen(content: Content, heights: Heights, capacity: int) -> Choice | None:
    return choose(content, heights, GAPS, capacity)


def test_heading_head_and_gaps_are_paid_for() -> None:
    """20 + gap 5 + 10 + gap 3 + 11 + gap 2 + 11 = 62."""
    content, heights = bullets(11, 11)
    fits, tight = chosen(content, heights, 62), chosen(content, heights, 61)
    assert fits
    assert tight
    assert (fits.height, fits.selection.blocks) == (62, (1, 2, 10, 11))
    assert (tight.height, tight.selection.blocks) == (49, (1, 2, 10))


def test_of_equal_items_the_later_and_the_longer_go() -> None:
    content, heights = bullets(10, 10, 10)
    even = chosen(content, heights, 20 + 5 + 10 + 3 + 10 + 2 + 10)
    assert even
    assert even.selection.blocks == (1, 2, 10, 11)
    content, heights = bullets(30, 10, 10)
    longer = chosen(content, heights, 20 + 5 + 10 + 3 + 30)
    assert longer
    assert longer.selection.blocks == (1, 2, 11, 12)


def test_what_has_no_leave_stays_or_nothing_fits() -> None:
    content, heights = bullets(11, 11, droppable=False)
    assert chosen(content, heights, 61) is None


def large(seed: int, *, cut_any: bool, short: float) -> tuple[Content, Heights]:
    """200 items in entries of eight, with heights that are no multiples of anything."""
    draw = random.Random(seed)  # noqa: S311
    heights: Heights = {}

    def block(height: int) -> int:
        heights[len(heights) + 1] = height
        return len(heights)

    def piece(path: str, position: int) -> FitPiece:
        priority = None if cut_any else draw.randint(1, 9)
        worth = piece_worth("work", int(path.split(".")[1]), position) if cut_any else value_of(priority)
        full = worth or 0
        height = draw.choice((1, 2, 2, 3)) * 845_000 + draw.randint(-400_000, 400_000)
        wordings = [Wording(block(height), full)]
        if draw.random() < short:
            wordings.append(
                Wording(block(height * 2 // 3 + draw.randint(0, 90_000)), short_value(full, priority), "short")
            )
        return FitPiece(path, tuple(wordings), droppable=True, in_turn=cut_any)

    def entry(path: str, rank: int) -> FitEntry:
        pieces = tuple(piece(f"{path}.{number}", number) for number in range(8))
        return FitEntry(path, block(845_000), pieces, cut_any, entry_worth("work", rank) if cut_any else 0)

    sections = tuple(
        FitSection(f"s{number}", block(1_700_000), tuple(entry(f"s{number}.{each}", each) for each in range(5)))
        for number in range(5)
    )
    return Content(block(4_000_000), sections), heights


@pytest.mark.parametrize("cut_any", [False, True])
@pytest.mark.parametrize("short", [0, 1])
@pytest.mark.parametrize("share", [0.15, 0.5, 0.9])
def test_200_awkward_items_are_little_work(*, cut_any: bool, short: float, share: float) -> None:
    """The optimum costs at most 40 times one pass through the choices, as `least` is one: about 10 times is usual."""
    spacing = Spacing(676_000, 760_000, 253_000, 338_000, 84_500, 84_500, 84_500)
    seconds = passes = 0.0
    for seed in range(2):
        content, heights = large(seed, cut_any=cut_any, short=short)
        capacity = int(natural(stacked(content), heights, spacing) * share)
        start = time.process_time()
        choice = choose(content, heights, spacing, capacity)
        chosen_at = time.process_time()
        lowest = least(content, heights, spacing)
        seconds, passes = seconds + chosen_at - start, passes + time.process_time() - chosen_at
        if choice is None:
            assert lowest
            assert lowest.height > capacity
            continue
        assert capacity * 0.97 < choice.height <= capacity
        assert natural(stacked(choice.selection), heights, spacing) == choice.height
    assert seconds < 40 * passes
