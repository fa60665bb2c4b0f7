"""The choice is the optimum, exactly, and ties go to what stands first."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cvtex.fit.choice import Choice, Selection, choose, least
from cvtex.fit.content import Content, Entry, Piece, Section, Wording
from cvtex.fit.ramp import Spacing
from cvtex.fit.stack import in_full, natural, stacked
from cvtex.fit.values import short_value, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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

    def piece(self, path: str) -> Piece:
        value = self.random.choice((0, 1, 2, 3, 5))
        wordings = [Wording(self.block(), value)]
        for number in range(self.random.choice((0, 0, 1, 1, 2))):
            less = max(0, value - self.random.choice((0, 1, 2, 4)))
            wordings.append(Wording(self.block(), less, "short", (f"{path}.{number}",)))
        return Piece(path, tuple(wordings), self.random.random() < 0.6)

    def entry(self, path: str) -> Entry:
        count = min(self.left, self.random.randint(0, 3))
        self.left -= count
        pieces = tuple(self.piece(f"{path}.{number}") for number in range(count))
        chance = self.random.random
        return Entry(
            path, self.maybe_block(0.6), pieces, chance() < 0.5, self.random.choice((0, 0, 1, 4)), chance() < 0.7
        )

    def section(self, path: str) -> Section:
        entries = tuple(self.entry(f"{path}.{number}") for number in range(self.random.randint(0, 3)))
        chance = self.random.random
        return Section(
            path, self.maybe_block(0.8), entries, chance() < 0.4, self.random.choice((0, 0, 2)), chance() < 0.3
        )

    def content(self) -> Content:
        sections = tuple(self.section(f"s{number}") for number in range(self.random.randint(1, 3)))
        return Content(self.maybe_block(0.8), sections)

    def spacing(self) -> Spacing:
        return Spacing(*(self.random.randint(0, 3) for _ in range(7)))

    def capacity(self) -> int:
        return self.random.randint(0, sum(self.heights.values()) + 5)

    def without_some(self, content: Content, by: int) -> Content:
        """Another language: some things are missing, and the blocks have other numbers."""

        def piece(old: Piece) -> Piece:
            return replace(old, wordings=tuple(replace(wording, block=wording.block + by) for wording in old.wordings))

        def entry(old: Entry) -> Entry:
            pieces = tuple(piece(part) for part in old.pieces if self.random.random() > 0.2)
            return replace(old, pieces=pieces, head=None if old.head is None else old.head + by)

        sections = tuple(
            replace(
                section,
                entries=tuple(entry(old) for old in section.entries if self.random.random() > 0.15),
                heading=None if section.heading is None else section.heading + by,
            )
            for section in content.sections
        )
        return Content(None if content.header is None else content.header + by, sections)


def ways_to_show(entry: Entry) -> Iterator[tuple[int | None, ...]]:
    options = [[*range(len(piece.wordings)), *([None] if piece.droppable else [])] for piece in entry.pieces]
    for pieces in itertools.product(*options):
        if entry.stands_alone or any(wording is not None for wording in pieces):
            yield pieces


def selections(content: Content) -> Iterator[Selection]:
    """Every selection that is allowed, the preferred first."""
    sections = []
    for section in content.sections:
        ways = [[*ways_to_show(entry), *([None] if entry.may_vanish else [])] for entry in section.entries]
        shown = [entries for entries in itertools.product(*ways) if any(pieces is not None for pieces in entries)]
        sections.append([*shown, *([(None,) * len(section.entries)] if section.may_vanish else [])])
    return itertools.product(*sections)


def value_shown(content: Content, selection: Selection) -> int:
    total = 0
    for section, entries in zip(content.sections, selection, strict=True):
        total += section.value * any(pieces is not None for pieces in entries)
        for entry, pieces in zip(section.entries, entries, strict=True):
            if pieces is not None:
                chosen = zip(entry.pieces, pieces, strict=True)
                total += entry.value + sum(piece.wordings[at].value for piece, at in chosen if at is not None)
    return total


@pytest.mark.parametrize("hundred", range(20))
def test_choice_is_what_brute_force_finds(hundred: int) -> None:
    """Also which of several choices with the same value, and that there is none."""
    for seed in range(100 * hundred, 100 * hundred + 100):
        sketch = Sketch(seed)
        content, spacing, capacity = sketch.content(), sketch.spacing(), sketch.capacity()
        best: tuple[int, Selection, int] | None = None
        for selection in selections(content):
            height = natural(stacked(content, selection), sketch.heights, spacing)
            value = value_shown(content, selection)
            if height <= capacity and (best is None or value > best[0]):
                best = value, selection, height
        choice = choose([content], [sketch.heights], [spacing], [capacity])
        found = choice and (choice.value, choice.selections[0], choice.heights[0])
        assert found == best, f"seed {seed}"


def test_least_is_the_lowest_of_all_selections() -> None:
    for seed in range(300):
        sketch = Sketch(seed)
        content, spacing = sketch.content(), sketch.spacing()
        heights = [natural(stacked(content, way), sketch.heights, spacing) for way in selections(content)]
        found = least(content, sketch.heights, spacing)
        assert (found and found.heights[0]) == min(heights, default=None), f"seed {seed}"


def projected(union: Content, selection: Selection, content: Content) -> Selection:
    """What a selection from all items shows in one language."""
    by_path = {
        entry.path: {} if pieces is None else {part.path: at for part, at in zip(entry.pieces, pieces, strict=True)}
        for section, entries in zip(union.sections, selection, strict=True)
        for entry, pieces in zip(section.entries, entries, strict=True)
        if pieces is not None
    }

    def shown(entry: Entry) -> tuple[int | None, ...] | None:
        if entry.path not in by_path:
            return None
        pieces = tuple(by_path[entry.path][piece.path] for piece in entry.pieces)
        return pieces if entry.stands_alone or any(at is not None for at in pieces) else None

    return tuple(tuple(shown(entry) for entry in section.entries) for section in content.sections)


@pytest.mark.parametrize("hundred", range(5))
def test_choice_for_two_languages_shows_the_same_items(hundred: int) -> None:
    """The second language lacks some pieces and entries; both have a capacity of their own."""
    compared = 0
    for seed in range(100 * hundred, 100 * hundred + 100):
        sketch = Sketch(seed)
        union = sketch.content()
        # What is in the union is in one language, so that brute force can go through the union.
        contents = [union, sketch.without_some(union, 1000)]
        heights: list[Mapping[int, int]] = [
            sketch.heights,
            {block + 1000: max(0, height + sketch.random.randint(-3, 3)) for block, height in sketch.heights.items()},
        ]
        spacings = [sketch.spacing(), sketch.spacing()]
        capacities = [sketch.capacity(), sketch.capacity()]
        # An entry vanishes only if it may in both: one that loses its pieces in the second may stand alone there.
        others = {entry.path: entry for section in contents[1].sections for entry in section.entries}
        if any(
            entry.may_vanish != others[entry.path].may_vanish or entry.stands_alone != others[entry.path].stands_alone
            for section in union.sections
            for entry in section.entries
            if entry.path in others
        ) or any(a.may_vanish != b.may_vanish for a, b in zip(union.sections, contents[1].sections, strict=True)):
            continue
        compared += 1
        best: tuple[int, tuple[Selection, ...]] | None = None
        for selection in selections(union):
            each = tuple(projected(union, selection, content) for content in contents)
            sides = zip(contents, each, heights, spacings, capacities, strict=True)
            if all(natural(stacked(side, way), high, gaps) <= room for side, way, high, gaps, room in sides):
                value = value_shown(union, selection)
                if best is None or value > best[0]:
                    best = value, each
        choice = choose(contents, heights, spacings, capacities)
        assert (choice and (choice.value, choice.selections)) == best, f"seed {seed}"
    assert compared > 30


def bullets(*heights: int, value: int = 5, droppable: bool = True) -> tuple[Content, Heights]:
    """One section with a heading (block 1) and one entry with a head (block 2); bullets from block 10 on."""
    pieces = tuple(Piece(f"b{number}", (Wording(10 + number, value),), droppable) for number in range(len(heights)))
    content = Content(None, (Section("s", 1, (Entry("e", 2, pieces),)),))
    return content, {1: 20, 2: 10, **{10 + number: height for number, height in enumerate(heights)}}


GAPS = Spacing(header=7, section=6, heading=5, entry=4, head=3, item=2, row=1)


def chosen(content: Content, heights: Heights, capacity: int) -> Choice | None:
    return choose([content], [heights], [GAPS], [capacity])


def test_heading_head_and_gaps_are_paid_for() -> None:
    """20 + gap 5 + 10 + gap 3 + 11 + gap 2 + 11 = 62."""
    content, heights = bullets(11, 11)
    fits, tight = chosen(content, heights, 62), chosen(content, heights, 61)
    assert fits
    assert tight
    assert (fits.heights, fits.selections[0]) == ((62,), (((0, 0),),))
    assert (tight.heights, tight.selections[0]) == ((49,), (((0, None),),))


def test_of_equal_items_the_later_and_the_longer_go() -> None:
    content, heights = bullets(10, 10, 10)
    even = chosen(content, heights, 20 + 5 + 10 + 3 + 10 + 2 + 10)
    assert even
    assert even.selections[0] == (((0, 0, None),),)
    content, heights = bullets(30, 10, 10)
    longer = chosen(content, heights, 20 + 5 + 10 + 3 + 30)
    assert longer
    assert longer.selections[0] == (((None, 0, 0),),)


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

    def piece(path: str, position: int) -> Piece:
        priority = None if cut_any else draw.randint(1, 9)
        full = value_of(priority, position, 8, "any" if cut_any else "marked")
        height = draw.choice((1, 2, 2, 3)) * 845_000 + draw.randint(-400_000, 400_000)
        wordings = [Wording(block(height), full)]
        if draw.random() < short:
            wordings.append(
                Wording(block(height * 2 // 3 + draw.randint(0, 90_000)), short_value(full, priority), "short")
            )
        return Piece(path, tuple(wordings), droppable=True)

    def entry(path: str) -> Entry:
        pieces = tuple(piece(f"{path}.{number}", number) for number in range(8))
        return Entry(path, block(845_000), pieces, cut_any, value_of(None) if cut_any else 0)

    sections = tuple(
        Section(f"s{number}", block(1_700_000), tuple(entry(f"s{number}.{each}") for each in range(5)))
        for number in range(5)
    )
    return Content(block(4_000_000), sections), heights


@pytest.mark.parametrize("cut_any", [False, True])
@pytest.mark.parametrize("short", [0, 1])
@pytest.mark.parametrize("share", [0.15, 0.5, 0.9])
def test_200_awkward_items_are_little_work(*, cut_any: bool, short: float, share: float) -> None:
    """A state takes about 0.2 µs; 50 ms are about 250 000."""
    spacing = Spacing(676_000, 760_000, 253_000, 338_000, 84_500, 84_500, 84_500)
    for seed in range(2):
        content, heights = large(seed, cut_any=cut_any, short=short)
        capacity = int(natural(stacked(content, in_full(content)), heights, spacing) * share)
        choice = choose([content], [heights], [spacing], [capacity])
        least_height = least(content, heights, spacing)
        if choice is None:
            assert least_height
            assert least_height.heights[0] > capacity
            continue
        assert choice.states < 250_000
        assert choice.proven
        assert capacity * 0.97 < choice.heights[0] <= capacity
        assert natural(stacked(content, choice.selections[0]), heights, spacing) == choice.heights[0]
