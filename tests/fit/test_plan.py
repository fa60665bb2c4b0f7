"""Every content ends as exactly the pages asked for, full to the bottom margin, or as a true NoFit."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Literal

import pytest
from tests.fit.conftest import GAPS, RAMP, Paper, assert_true, planned, planner, written

from cvtex.fit.choice import least
from cvtex.fit.content import Content, FitEntry, FitPiece, FitSection, Wording
from cvtex.fit.filling import placed
from cvtex.fit.pages import Break, Stacked
from cvtex.fit.ramp import GRID, Airy, Ramp
from cvtex.fit.result import NoFit, Plan
from cvtex.fit.values import value_of


@pytest.mark.parametrize("ten", range(12))
def test_one_page_is_full_or_airy_or_truly_too_much(ten: int) -> None:
    for seed in range(10 * ten, 10 * ten + 10):
        author, content = written(seed)
        found = planned(content, author.paper, cut=author.cut)
        if isinstance(found, NoFit):
            tightest = RAMP.settings(0)
            lowest = least(content, author.paper(tightest, content.blocks), GAPS.at(tightest))
            assert lowest
            assert found.overflow == lowest.height - RAMP.area(tightest) > 0
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
            fewer = planned(content, author.paper, pages=pages_less, cut="never")
            whole = isinstance(fewer, Plan) and "short" not in fewer.shown.values()
            assert len(found.pages) == 1 or not whole or fewer.settings.looseness < 0.25
        else:
            assert len(found.pages) == pages
        assert_true(content, author.paper, found)
    assert Plan in outcomes


def test_measures_the_page_few_times() -> None:
    """At most 8 times for the search; opening the leading takes two more, and more only where looseness must go up."""
    for seed in range(40):
        author, content = written(seed)
        found = planned(content, author.paper, cut=author.cut)
        assert author.paper.calls <= 10, seed
        if isinstance(found, Plan) and found.settings == RAMP.settings(found.settings.looseness):
            assert author.paper.calls <= 8 + 2 * (found.fill < 0.99)


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
        FitPiece(f"b{number}", (Wording(paper.block(characters), value_of(priority)),), priority is not None)
        for number, priority in enumerate(priorities)
    )
    return Content(None, (FitSection("s", paper.block(10), (FitEntry("e", paper.block(10), pieces),)),))


def test_items_go_by_priority_and_never_for_readability_below_the_limit() -> None:
    paper = Paper()
    content = bullets(paper, *[None] * 15, 3, 1, 2, *[None] * 11)
    found = planned(content, paper, readable=0.35)
    assert isinstance(found, Plan)
    assert [omission.path for omission in found.omitted] == ["b16", "b17"]
    assert found.settings.looseness == 0.35
    assert found.fill >= 0.97
    kept = planned(content, paper, cut="never", readable=0.35)
    assert isinstance(kept, Plan)
    assert not kept.omitted
    assert kept.settings.looseness < 0.35


def with_a_huge_item(paper: Paper, count: int, characters: int) -> Content:
    """Bullets that must stay, and one of priority 1 that takes most of a page."""
    content = bullets(paper, *[None] * count, characters=characters)
    (section,) = content.sections
    (entry,) = section.entries
    huge = FitPiece("huge", (Wording(paper.block(5500), value_of(1)),), droppable=True)
    return Content(None, (replace(section, entries=(replace(entry, pieces=(*entry.pieces, huge)),)),))


@pytest.mark.parametrize(("count", "characters"), [(14, 150), (14, 180), (18, 120)])
def test_a_page_that_one_omission_leaves_half_empty_is_as_loose_as_can_be(count: int, characters: int) -> None:
    """What must stay is too little even for the loosest page: no reason to set it tightly."""
    paper = Paper()
    content = with_a_huge_item(paper, count, characters)
    found = planned(content, paper)
    assert isinstance(found, Plan)
    assert [omission.path for omission in found.omitted] == ["huge"]
    assert found.settings == RAMP.settings(1)
    alone = planned(bullets(paper, *[None] * count, characters=characters), paper)
    assert isinstance(alone, Plan)
    assert (found.settings, found.fill) == (alone.settings, alone.fill)


@pytest.mark.parametrize("count", range(16, 31, 2))
@pytest.mark.parametrize("readable", [0.1, 0.25, 0.35, 0.6])
def test_space_that_an_omission_leaves_goes_into_type_size_leading_and_gaps(count: int, readable: float) -> None:
    """A page under 97 % is one that would be too tall if it were any looser."""
    paper = Paper()
    for characters in range(90, 301, 30):
        content = with_a_huge_item(paper, count, characters)
        found = planned(content, paper, readable=readable)
        if not isinstance(found, Plan) or found.fill >= 0.97 or found.settings.looseness == 1:
            continue
        must = bullets(paper, *[None] * count, characters=characters)
        for step in range(round(found.settings.looseness * GRID) + 1, GRID + 1):
            assert planner(must, paper).at(step).overflow(must, 1) > 0, (characters, step)


def test_space_that_opening_cannot_fill_makes_the_page_looser_just_enough_to_fill_it() -> None:
    paper = Paper()
    found = planned(with_a_huge_item(paper, 23, 150), paper)
    assert isinstance(found, Plan)
    assert found.omitted
    assert found.fill >= 0.97
    assert 0.25 < found.settings.looseness < 1


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
    courses = FitPiece("courses", (Wording(full, 900), Wording(some, 100, "short", ("courses[3]",))))
    content = Content(
        None,
        (
            FitSection("s", None, (*bullets(paper, *[None] * 30).sections[0].entries,)),
            FitSection("t", None, (FitEntry("t0", None, (courses,)),)),
        ),
    )
    found = planned(content, paper)
    assert isinstance(found, Plan)
    assert [(omission.path, omission.reason) for omission in found.omitted] == [("courses[3]", "wording")]
    assert isinstance(planned(content, paper, cut="never"), NoFit)


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


def test_readable_type_on_three_pages_is_preferred_to_small_type_on_two() -> None:
    paper = Paper()
    content = bullets(paper, *[None] * 66, characters=170)
    assert isinstance(planned(content, paper, pages=2, readable=0), Plan), "it fits, in small type"
    found = planned(content, paper, pages="auto")
    assert isinstance(found, Plan)
    assert len(found.pages) == 3
    assert found.settings.looseness >= 0.25


def test_a_page_of_very_few_lines_is_avoided_by_tightening() -> None:
    paper = Paper()
    counts = {}
    for count in range(25, 45):
        found = planned(bullets(paper, *[None] * count, characters=170), paper, pages="auto")
        assert isinstance(found, Plan)
        counts[count] = (len(found.pages), found.settings)
        assert found.settings.font_size_pt >= 9.5
        last = found.pages[-1]
        heights = paper(found.settings, [item.block for item in last])
        assert sum(heights.values()) > 0.1 * found.area
    assert any(settings.looseness < 0.25 for pages, settings in counts.values() if pages == 1)
    assert {pages for pages, _ in counts.values()} == {1, 2}


AIRY = replace(RAMP, airy=Airy())


def little(count: int, ramp: Ramp = AIRY, pages: int = 1) -> Plan:
    paper = Paper()
    found = replace(planner(bullets(paper, *[None] * count), paper, pages=pages), ramp=ramp).plan()
    assert isinstance(found, Plan)
    return found


def test_little_content_gets_larger_type_gaps_and_margins_the_less_there_is() -> None:
    plans = [little(count) for count in (6, 10, 14, 18, 22)]
    loosenesses = [plan.settings.looseness for plan in plans]
    assert loosenesses == sorted(loosenesses, reverse=True)
    assert loosenesses[0] == 2
    assert 1 < loosenesses[2] < 2
    assert loosenesses[-1] <= 1
    assert (plans[0].settings.font_size_pt, plans[0].settings.margin_mm, plans[0].settings.gap) == (11.5, 24, 1.8)
    assert all(plan.fill < 0.97 for plan in plans[:3])


def test_what_the_layout_bounds_is_not_exceeded_for_little_content() -> None:
    settings = little(6, replace(RAMP, airy=Airy(font_size_pt=10, gap=1.0))).settings
    loosest = RAMP.settings(1)
    assert (settings.font_size_pt, settings.gap, settings.margin_mm) == (loosest.font_size_pt, loosest.gap, 24)
    assert little(6, RAMP).settings == loosest


def test_the_last_of_several_pages_is_not_left_nearly_empty() -> None:
    found = little(30, pages=2)
    heights = [sum(item.gap for item in page) for page in found.pages]
    assert len(heights) == 2
    assert len(found.pages[1]) >= len(found.pages[0]) // 3


def test_a_bullet_stands_alone_rather_than_that_the_pages_do_not_suffice() -> None:
    """Lists of three that must stay whole waste a foot; at the tightest they are torn before it is too much."""
    paper = Paper()
    sections = []
    for number in range(40):
        pieces = tuple(
            FitPiece(f"e{number}.{n}", (Wording(paper.block(400), value_of(None)),), bullet=True) for n in range(3)
        )
        sections.append(FitSection(f"s{number}", None, (FitEntry(f"e{number}", paper.block(20), pieces),)))
    outcomes = set()
    for count in range(8, 24):
        found = planned(Content(None, tuple(sections[:count])), paper, pages=2, cut="never")
        outcomes.add(type(found))
        if isinstance(found, Plan):
            assert len(found.pages) == 2
            assert found.settings.looseness == 0 or len(found.pages[0]) % 4 == 0
    assert outcomes == {Plan, NoFit}
