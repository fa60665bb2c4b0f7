"""Every content ends as exactly the pages asked for, full to the bottom margin, or as a true NoFit."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

import pytest

from cvtex.fit.alike import plan_alike
from cvtex.fit.choice import least
from cvtex.fit.content import Content, Entry, Piece, Section, Wording
from cvtex.fit.filling import placed
from cvtex.fit.plan import Planner, plan
from cvtex.fit.ramp import Bounds, Gaps, Ramp, Settings
from cvtex.fit.result import NoFit, Plan
from cvtex.fit.stack import Break, Stacked
from cvtex.fit.values import Cut, may_go, short_value, value_of, value_within

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

RAMP = Ramp(Bounds((9.0, 10.5), (1.22, 1.45), (12, 20), (0.5, 1.2)), 297.0)
GAPS = Gaps(header=0.8, section=0.9, heading=0.25, entry=0.45, head=0.1, item=0.08, row=0.1)
STRETCH = 0.6


@dataclass
class Paper:
    """A TeX that breaks paragraphs of so many characters into lines, and counts how often it is asked."""

    characters: dict[int, int] = field(default_factory=dict)
    asked: int = 0

    def block(self, characters: int) -> int:
        self.characters[len(self.characters)] = characters
        return len(self.characters) - 1

    def __call__(self, settings: Settings, blocks: Sequence[int]) -> Mapping[int, int]:
        self.asked += 1
        line = (210 - 2 * settings.margin_mm) / (settings.font_size_pt * 0.1757)
        return {block: math.ceil(self.characters[block] / line) * settings.leading for block in blocks}


@dataclass
class Author:
    """Writes random résumés of about so many lines."""

    random: random.Random
    cut: Cut = "marked"
    longest: int = 300
    paper: Paper = field(default_factory=Paper)

    def piece(self, path: str, inside: int | None, position: int, total: int) -> Piece:
        priority = self.random.choice((None, None, 1, 2, 5))
        value = value_within(priority, inside, position, total, self.cut)
        characters = self.random.randint(20, self.longest)
        wordings = [Wording(self.paper.block(characters), value)]
        if self.random.random() < 0.3:
            wordings.append(Wording(self.paper.block(characters // 2), short_value(value, priority), "short"))
        return Piece(path, tuple(wordings), may_go(priority, self.cut))

    def entry(self, path: str, *, dense: bool) -> Entry:
        priority = self.random.choice((None, None, 1, 3))
        count = 1 if dense else self.random.randint(0, 5)
        pieces = tuple(self.piece(f"{path}.{number}", priority, number, count) for number in range(count))
        if dense:
            return Entry(path, None, pieces)
        return Entry(path, self.paper.block(60), pieces, may_go(priority, self.cut), value_of(priority))

    def content(self, lines: int) -> Content:
        sections: list[Section] = []
        while sum(self.paper.characters.values()) < lines * 100:
            path, dense = f"s{len(sections)}", self.random.random() < 0.3
            entries = tuple(self.entry(f"{path}.{number}", dense=dense) for number in range(self.random.randint(1, 5)))
            sections.append(Section(path, self.paper.block(20), entries, dense=dense))
        return Content(self.paper.block(150), tuple(sections))


def written(seed: int, lines: int | None = None) -> tuple[Author, Content]:
    draw = random.Random(seed)  # noqa: S311
    author = Author(draw, draw.choice(("marked", "marked", "any", "never")), draw.choice((80, 150, 300, 900)))
    return author, author.content(lines or draw.randint(5, 240))


def planned(content: Content, paper: Paper, *, pages: int | Literal["auto"] = 1, cut: Cut = "marked") -> Plan | NoFit:
    return plan(content, RAMP, GAPS, paper, pages=pages, cut=cut, stretch=STRETCH)


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


@pytest.mark.parametrize("ten", range(12))
def test_one_page_is_full_or_airy_or_truly_too_much(ten: int) -> None:
    for seed in range(10 * ten, 10 * ten + 10):
        author, content = written(seed)
        found = planned(content, author.paper, cut=author.cut)
        if isinstance(found, NoFit):
            tightest = RAMP.settings(0)
            lowest = least(content, author.paper(tightest, content.blocks), GAPS.at(tightest))
            assert lowest
            assert found.overflow == lowest.heights[0] - RAMP.area(tightest) > 0
            assert found.lines == math.ceil(found.overflow / tightest.leading)
            continue
        assert len(found.pages) == 1
        assert_true(content, author.paper, found)
        assert found.fill >= 0.97 or found.settings.looseness == 1, seed
        if found.fill >= 0.97:
            block_heights = author.paper(found.settings, content.blocks)
            assert sum(block_heights[item.block] + item.gap for item in found.pages[0]) == found.area, seed


@pytest.mark.parametrize("pages", [2, 3, "auto"])
def test_several_pages(pages: int | Literal["auto"]) -> None:
    outcomes = set()
    for seed in range(25):
        author, content = written(seed)
        found = planned(content, author.paper, pages=pages, cut=author.cut)
        outcomes.add(type(found))
        if isinstance(found, NoFit):
            assert pages != "auto"
            assert found.overflow > 0
            continue
        if pages == "auto":
            assert not found.omitted
            assert "short" not in found.shown.values()
            pages_less = max(1, len(found.pages) - 1)
            fewer = plan(content, RAMP, GAPS, author.paper, pages=pages_less, cut="never", readable=0)
            whole = isinstance(fewer, Plan) and "short" not in fewer.shown.values()
            assert len(found.pages) == 1 or not whole
        else:
            assert len(found.pages) == pages
        assert_true(content, author.paper, found)
    assert Plan in outcomes


def test_measures_the_page_few_times() -> None:
    """At most 8 times for the search; opening the leading takes two more, and more only where looseness must go up."""
    for seed in range(40):
        author, content = written(seed)
        found = planned(content, author.paper, cut=author.cut)
        assert author.paper.asked <= 10, seed
        if isinstance(found, Plan):
            assert found.measurements == author.paper.asked
            if found.settings == RAMP.settings(found.settings.looseness):
                assert author.paper.asked <= 8 + 2 * (found.fill < 0.99)


def test_one_more_line_never_makes_the_page_looser() -> None:
    looser = tighter = 0
    for seed in range(80):
        author, content = written(seed, 30 + seed % 40)
        before = planned(content, author.paper, cut=author.cut)
        at = author.random.randrange(len(content.sections))
        section = content.sections[at]
        more = author.entry("new", dense=section.dense)
        sections = [*content.sections]
        sections[at] = replace(section, entries=(*section.entries, more))
        after = planned(replace(content, sections=tuple(sections)), author.paper, cut=author.cut)
        if isinstance(before, NoFit):
            assert isinstance(after, NoFit) or more.droppable
        elif isinstance(after, Plan):
            looser += after.settings.looseness > before.settings.looseness
            tighter += after.settings.looseness < before.settings.looseness
    assert looser == 0
    assert tighter > 10


def test_answers_are_the_same_every_time() -> None:
    for seed in range(5):
        author, content = written(seed)
        assert planned(content, author.paper) == planned(content, author.paper)


def test_cuts_that_are_named_are_enough() -> None:
    """Without what is named the rest fits; nothing is named that there is leave for."""
    checked = 0
    for seed in range(30):
        author, content = written(seed, 150)
        found = planned(content, author.paper, cut=author.cut)
        if not isinstance(found, NoFit):
            continue
        sections = tuple(
            replace(
                section,
                entries=tuple(
                    replace(entry, pieces=tuple(piece for piece in entry.pieces if piece.path not in found.cuts))
                    for entry in section.entries
                    if entry.path not in found.cuts
                ),
            )
            for section in content.sections
        )
        assert found.cuts or found.shortened
        assert isinstance(planned(replace(content, sections=sections), author.paper, cut=author.cut), Plan)
        checked += 1
    assert checked > 5


def bullets(paper: Paper, *priorities: int | None, characters: int = 180) -> Content:
    pieces = tuple(
        Piece(f"b{number}", (Wording(paper.block(characters), value_of(priority)),), priority is not None)
        for number, priority in enumerate(priorities)
    )
    return Content(None, (Section("s", paper.block(10), (Entry("e", paper.block(10), pieces),)),))


def test_items_go_by_priority_and_never_for_readability_below_the_limit() -> None:
    paper = Paper()
    content = bullets(paper, *[None] * 15, 3, 1, 2, *[None] * 11)
    found = plan(content, RAMP, GAPS, paper, stretch=STRETCH, readable=0.35)
    assert isinstance(found, Plan)
    assert [omission.path for omission in found.omitted] == ["b16", "b17"]
    assert found.settings.looseness == 0.35
    assert found.fill >= 0.97
    kept = plan(content, RAMP, GAPS, paper, cut="never", readable=0.35)
    assert isinstance(kept, Plan)
    assert not kept.omitted
    assert kept.settings.looseness < 0.35


def test_little_content_is_left_ragged_with_natural_gaps() -> None:
    paper = Paper()
    found = planned(bullets(paper, *[None] * 12), paper)
    assert isinstance(found, Plan)
    assert found.settings == RAMP.settings(1)
    spacing = GAPS.at(found.settings)
    assert [item.gap for item in found.pages[0]] == [0, spacing.heading, spacing.head, *[spacing.item] * 11]


def test_too_little_for_the_pages_is_said() -> None:
    paper = Paper()
    found = planned(bullets(paper, None, None), paper, pages=3)
    assert isinstance(found, NoFit)
    assert found.too_little


def test_a_paragraph_that_leaves_out_courses_reports_them() -> None:
    paper = Paper()
    full, some = paper.block(4000), paper.block(300)
    courses = Piece("courses", (Wording(full, 900), Wording(some, 100, "short", ("courses[3]",))))
    content = Content(
        None,
        (
            Section("s", None, (*bullets(paper, *[None] * 30).sections[0].entries,)),
            Section("t", None, (Entry("t0", None, (courses,)),)),
        ),
    )
    found = planned(content, paper)
    assert isinstance(found, Plan)
    assert [(omission.path, omission.reason) for omission in found.omitted] == [("courses[3]", "wording")]
    assert isinstance(plan(content, RAMP, GAPS, paper, cut="never"), NoFit)


def planner(content: Content, paper: Callable[[Settings, Sequence[int]], Mapping[int, int]]) -> Planner:
    return Planner(content, RAMP, GAPS, paper, 1, 70, STRETCH)


def test_both_languages_show_the_same_items() -> None:
    """One language runs longer by a third, the other has less room in its header."""
    compared = 0
    for seed in range(16):
        author, content = written(seed, 110)
        longer = Paper({block: count * 4 // 3 for block, count in author.paper.characters.items()})
        found = plan_alike([planner(content, author.paper), planner(content, longer)])
        plans = [one for one in found if isinstance(one, Plan)]
        for one, paper in zip(plans, (author.paper, longer), strict=False):
            if len(plans) == len(found):
                assert_true(content, paper, one)
        if len(plans) == len(found) and plans[0].omitted:
            compared += 1
            assert plans[0].omitted == plans[1].omitted
            assert set(plans[0].shown) == set(plans[1].shown)
    assert compared > 3


def test_pages_reach_the_bottom_or_stretch_alike() -> None:
    """Each page reaches its foot where the gaps allow it; else no page has wider gaps than another."""
    page = [Stacked(0, None, Break.NEVER), *(Stacked(n, "entry", Break.ENTRY) for n in range(1, 5))]
    spacing = GAPS.at(RAMP.settings(1))
    gap = spacing.entry

    def feet(heights: list[int]) -> tuple[list[int], set[int]]:
        pages = [[replace(item, block=item.block + 10 * n) for item in page] for n in range(2)]
        blocks = {item.block: heights[n] for n, stack in enumerate(pages) for item in stack}
        found = placed(pages, blocks, spacing, 20 * gap, 0.5)
        tall = [sum(blocks[item.block] + item.gap for item in stack) for stack in found]
        return [20 * gap - height for height in tall], {item.gap for stack in found for item in stack[1:]}

    # Natural pages of 4 gaps and 5 blocks: 19 and 18.5 gaps high.
    assert feet([3 * gap, gap * 29 // 10])[0] == [0, 0]
    bottoms, gaps = feet([3 * gap, gap])
    assert bottoms[0] == 0 < bottoms[1]
    assert max(gaps) - min(gaps) <= 1
    assert feet([gap, gap])[1] == {gap}
