"""Languages that must show the same items show them, as many as fit, each as loosely as its own wording allows."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.fit.conftest import Paper, assert_true, planned, planner, written

from cvtex.fit.content import Content, FitEntry, FitPiece, FitSection, Wording
from cvtex.fit.result import NoFit, Plan
from cvtex.fit.same_content import plan_together
from cvtex.fit.values import value_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtex.fit.selection import Sheet


def paths(plan: Plan | NoFit) -> set[str]:
    assert isinstance(plan, Plan)
    return set(plan.shown)


def missing_some(content: Content, draw: random.Random) -> Content:
    """Another language: some entries and pieces are missing there."""

    def entry(old: FitEntry) -> FitEntry:
        return replace(old, pieces=tuple(piece for piece in old.pieces if draw.random() > 0.2))

    def section(old: FitSection) -> FitSection:
        return replace(old, entries=tuple(entry(each) for each in old.entries if draw.random() > 0.15))

    return replace(content, sections=tuple(map(section, content.sections)))


def longer(paper: Paper, draw: random.Random) -> Paper:
    """The same blocks in a language that is longer by a third on the whole, and shorter here and there."""
    factors = (0.8, 1.2, 1.33, 1.6)
    return Paper({block: int(count * draw.choice(factors)) for block, count in paper.characters.items()})


def test_both_languages_show_the_same_items() -> None:
    """One language runs longer; both are full to the bottom, or as loose as they can be."""
    compared = 0
    for seed in range(12):
        author, content = written(seed, 110)
        other = longer(author.paper, author.random)
        plans = plan_together([planner(content, author.paper), planner(content, other)])
        if not all(isinstance(plan, Plan) for plan in plans):
            continue
        for plan, paper in zip(plans, (author.paper, other), strict=True):
            assert isinstance(plan, Plan)
            assert_true(content, paper, plan)
        first, second = plans
        assert isinstance(first, Plan)
        assert isinstance(second, Plan)
        assert first.omitted == second.omitted
        assert paths(first) == paths(second)
        compared += bool(first.omitted)
    assert compared > 2


def test_an_item_that_a_language_lacks_is_all_that_differs() -> None:
    compared = 0
    for seed in range(12):
        author, content = written(seed, 110)
        fewer = missing_some(content, author.random)
        papers = [author.paper, longer(author.paper, author.random)]
        contents = [content, fewer]
        plans = plan_together([planner(each, paper) for each, paper in zip(contents, papers, strict=True)])
        if not all(isinstance(plan, Plan) and plan.omitted for plan in plans):
            continue
        for path in {p.path for s in fewer.sections for e in s.entries for p in e.pieces}:
            assert (path in paths(plans[0])) == (path in paths(plans[1])), (seed, path)
        compared += 1
    assert compared > 2


def test_of_one_language_or_two_that_are_alike_the_choice_is_the_optimum() -> None:
    omitted = 0
    for seed in range(10):
        author, content = written(seed, 110)
        alone = planned(content, author.paper)
        assert plan_together([planner(content, author.paper)]) == (alone,)
        twins = plan_together([planner(content, author.paper), planner(content, author.paper)])
        if isinstance(alone, Plan):
            assert [paths(twin) for twin in twins] == [paths(alone)] * 2, seed
            omitted += bool(alone.omitted)
        else:
            assert twins == (alone, alone)
    assert omitted > 3


def bullets(*heights: tuple[int, int | None]) -> tuple[Content, Paper]:
    """Bullets of so many characters and a priority."""
    paper = Paper()
    pieces = tuple(
        FitPiece(f"b{number}", (Wording(paper.block(characters), value_of(priority)),), priority is not None)
        for number, (characters, priority) in enumerate(heights)
    )
    return Content(None, (FitSection("s", None, (FitEntry("e", None, pieces),)),)), paper


def test_the_items_are_at_least_the_best_of_one_common_capacity() -> None:
    """An item counts as tall as in the language where it is tallest; compared with every choice that so fits."""
    compared = 0
    for seed in range(30):
        draw = random.Random(seed)  # noqa: S311
        content, paper = bullets(
            *[(900, None)] * 3, *[(draw.randint(3, 14) * 95, draw.randint(1, 3)) for _ in range(7)]
        )
        planners = [planner(content, paper), planner(content, longer(paper, draw))]
        plans = plan_together(planners)
        if not all(isinstance(plan, Plan) and plan.omitted for plan in plans):
            continue
        compared += 1
        pieces = content.sections[0].entries[0].pieces
        sheets = [each.at(each.readable) for each in planners]

        def height(chosen: Sequence[FitPiece], sheets: Sequence[Sheet] = sheets) -> Fraction:
            gaps = max(Fraction(sheet.spacing.item, sheet.area) for sheet in sheets) * (len(chosen) - 1)
            blocks = [piece.wordings[0].block for piece in chosen]
            return gaps + sum(max(Fraction(sheet.heights[b], sheet.area) for sheet in sheets) for b in blocks)

        def worth(chosen: Sequence[FitPiece]) -> int:
            return sum(piece.wordings[0].value for piece in chosen)

        sizes = range(len(pieces) - 2)
        choices = [(*pieces[:3], *more) for size in sizes for more in itertools.combinations(pieces[3:], size)]
        best = max(worth(choice) for choice in choices if height(choice) <= 1)
        assert worth([piece for piece in pieces if piece.path in paths(plans[0])]) >= best, seed
    assert compared > 10


def test_a_language_that_does_not_fit_says_so_and_the_others_are_planned() -> None:
    content, paper = bullets(*[(900, None)] * 6)
    much = Paper({block: 3 * count for block, count in paper.characters.items()})
    short, long = plan_together([planner(content, paper), planner(content, much)])
    assert isinstance(short, Plan)
    assert isinstance(long, NoFit)


def test_several_pages_show_the_same_items() -> None:
    """What is lost to good breaks comes off the common capacity."""
    compared = 0
    for seed in range(10):
        author, content = written(seed, 200)
        other = longer(author.paper, author.random)
        plans = plan_together([planner(content, author.paper, pages=2), planner(content, other, pages=2)])
        if all(isinstance(plan, Plan) and plan.omitted for plan in plans):
            compared += 1
            assert paths(plans[0]) == paths(plans[1])
    assert compared > 2
