"""A paper model instead of TeX, random résumés to set on it, and what must be true of every plan."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from cvtex.fit.content import Content, FitEntry, FitPiece, FitSection, Wording, all_may_go, nothing_may_go
from cvtex.fit.plan import Planner
from cvtex.fit.ramp import GRID, Bounds, Gaps, Ramp, Settings
from cvtex.fit.values import (
    Cut,
    entry_worth,
    may_go,
    piece_worth,
    section_worth,
    short_value,
    value_of,
    value_within,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cvtex.fit.result import NoFit, Plan

RAMP = Ramp(Bounds((9.0, 10.5), (1.22, 1.45), (12, 20), (0.5, 1.2)), 297.0)
GAPS = Gaps(header=0.8, section=0.9, heading=0.25, entry=0.45, head=0.1, item=0.08, row=0.1)
STRETCH = 0.6


@dataclass
class Paper:
    """A TeX that breaks paragraphs of so many characters into lines, and counts how often it is asked."""

    characters: dict[int, int] = field(default_factory=dict)
    calls: int = 0

    def block(self, characters: int) -> int:
        self.characters[len(self.characters)] = characters
        return len(self.characters) - 1

    def __call__(self, settings: Settings, blocks: Sequence[int]) -> Mapping[int, int]:
        self.calls += 1
        line = (210 - 2 * settings.margin_mm) / (settings.font_size_pt * 0.1757)
        return {block: math.ceil(self.characters[block] / line) * settings.leading for block in blocks}


@dataclass
class Author:
    """Writes random résumés of about so many lines."""

    random: random.Random
    cut: Cut = "marked"
    longest: int = 300
    paper: Paper = field(default_factory=Paper)

    def piece(self, path: str, inside: int | None, position: int, *, dense: bool) -> FitPiece:
        priority = self.random.choice((None, None, 1, 2, 5))
        value = value_within(priority, inside)
        characters = self.random.randint(20, self.longest)
        wordings = [Wording(self.paper.block(characters), value)]
        if self.random.random() < 0.3:
            wordings.append(Wording(self.paper.block(characters // 2), short_value(value, priority), "short"))
        own, unmarked = may_go(priority, "marked"), priority is None and inside is None
        free = piece_worth("work", 0, position) if unmarked else value if own else None
        bullet = not dense
        return FitPiece(path, tuple(wordings), may_go(priority, self.cut) and own, free, bullet, bullet and unmarked)

    def entry(self, path: str, *, dense: bool) -> FitEntry:
        priority = self.random.choice((None, None, 1, 3))
        count = 1 if dense else self.random.randint(0, 5)
        pieces = tuple(self.piece(f"{path}.{number}", priority, number, dense=dense) for number in range(count))
        if dense:
            return FitEntry(path, None, pieces)
        free = entry_worth("work", 1) if priority is None else value_of(priority)
        head = self.paper.block(60)
        return FitEntry(
            path, head, pieces, may_go(priority, self.cut) and priority is not None, value_of(priority), free
        )

    def content(self, lines: int) -> Content:
        sections: list[FitSection] = []
        while sum(self.paper.characters.values()) < lines * 100:
            path, dense = f"s{len(sections)}", self.random.random() < 0.3
            entries = tuple(self.entry(f"{path}.{number}", dense=dense) for number in range(self.random.randint(1, 5)))
            heading, free = self.paper.block(20), section_worth("awards" if dense else "work")
            sections.append(FitSection(path, heading, entries, dense=dense, free=free))
        written = Content(self.paper.block(150), tuple(sections))
        return all_may_go(written) if self.cut == "any" else written


def written(seed: int, lines: int | None = None) -> tuple[Author, Content]:
    draw = random.Random(seed)  # noqa: S311
    author = Author(draw, draw.choice(("marked", "marked", "any", "never")), draw.choice((80, 150, 300, 900)))
    return author, author.content(lines or draw.randint(5, 240))


def planner(
    content: Content, paper: Paper, *, pages: int | Literal["auto"] = 1, cut: Cut = "marked", readable: float = 0.25
) -> Planner:
    if cut == "never":
        content = nothing_may_go(content)
    return Planner(content, RAMP, GAPS, paper, pages, round(readable * GRID), STRETCH)


def planned(
    content: Content, paper: Paper, *, pages: int | Literal["auto"] = 1, cut: Cut = "marked", readable: float = 0.25
) -> Plan | NoFit:
    return planner(content, paper, pages=pages, cut=cut, readable=readable).plan()


def assert_true(content: Content, paper: Paper, found: Plan) -> None:
    """What a plan says of itself is so."""
    area, heights = RAMP.area(found.settings), paper(found.settings, content.blocks)
    assert found.area == area
    natural = 0
    for page in found.pages:
        height = sum(heights[item.block] + item.gap for item in page)
        gaps = sum(item.gap for item in page)
        assert page[0].gap == 0
        assert height <= area
        assert height == area or len(found.pages) > 1 or area - height > gaps * STRETCH
        natural += height if height < area else 0
    blocks = [block.block for page in found.pages for block in page]
    assert len(blocks) == len(set(blocks))
    # Each piece stands on a page, or is reported; what went with its entry is reported by the entry.
    omitted = {omission.path for omission in found.omitted}
    for section in content.sections:
        for entry in section.entries:
            if entry.path in omitted:
                assert entry.droppable
                continue
            for piece in entry.pieces:
                shown = [wording for wording in piece.wordings if wording.block in blocks]
                assert len(shown) == (piece.path not in omitted)
                assert piece.droppable or shown
                assert not shown or found.shown[piece.path] == shown[0].kind
