from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from cvtex.fit.ramp import GRID, Airy, Bounds, Gaps, Ramp, Settings
from cvtex.fit.units import sp, sp_of_mm

RAMP = Ramp(Bounds((9.0, 10.5), (1.2, 1.4), (12, 20), (0.6, 1.0)), 297.0)
STEPS = [RAMP.settings(step / GRID) for step in range(GRID + 1)]


def test_ends_are_the_bounds() -> None:
    assert STEPS[0] == Settings(0.0, 9.0, 10.8, 12.0, 0.6)
    assert STEPS[-1] == Settings(1.0, 10.5, 14.7, 20.0, 1.0)


def test_everything_is_monotone_in_the_looseness() -> None:
    for tighter, looser in itertools.pairwise(STEPS):
        assert tighter.font_size_pt <= looser.font_size_pt
        assert tighter.leading_pt <= looser.leading_pt
        assert tighter.margin_mm <= looser.margin_mm
        assert tighter.gap <= looser.gap
        assert tighter != looser


def test_gaps_go_first_then_leading_then_margins_then_font_size() -> None:
    """Each begins to shrink after the one before it; the font size shrinks to the very end."""
    ratios = [round(step.leading_pt / step.font_size_pt, 2) for step in STEPS]
    courses = [
        [step.gap for step in STEPS],
        ratios,
        [step.margin_mm for step in STEPS],
        [step.font_size_pt for step in STEPS],
    ]
    begins = [max(step for step in range(GRID) if course[step] < course[-1]) for course in courses]
    assert begins == sorted(begins, reverse=True)


def test_type_is_9_5_pt_before_gaps_go_under_0_7_of_the_templates() -> None:
    narrow = Ramp(Bounds((9.5, 11), (1.26, 1.5), (14, 20), (0.6, 1.3)), 297.0)
    for ramp in (RAMP, narrow):
        for step in range(GRID + 1):
            settings = ramp.settings(step / GRID)
            assert settings.gap >= 0.7 or settings.font_size_pt <= 9.5
            assert settings.font_size_pt >= 9.5 or settings.gap < 0.7
    assert narrow.step_of_good_type(50) == 0
    assert RAMP.settings(RAMP.step_of_good_type(50) / GRID).font_size_pt == 9.5
    assert RAMP.step_of_good_type(10) == 10


def test_the_second_ramp_goes_on_from_the_loosest() -> None:
    airy = replace(RAMP, airy=Airy(11.5, 24, 1.8))
    assert RAMP.settings(2) == RAMP.settings(1) == airy.settings(1)
    end = airy.settings(2)
    assert (end.looseness, end.font_size_pt, end.margin_mm, end.gap) == (2.0, 11.5, 24, 1.8)
    assert end.leading_pt == round(11.5 * 1.4, 2)
    steps = [airy.settings(step / GRID) for step in range(GRID, 2 * GRID + 1)]
    for tighter, looser in itertools.pairwise(steps):
        assert tighter.font_size_pt <= looser.font_size_pt
        assert tighter.margin_mm <= looser.margin_mm
        assert tighter.gap < looser.gap
    smaller = replace(RAMP, airy=Airy(10, 12, 0.5)).settings(2)
    assert smaller == replace(RAMP.settings(1), looseness=2.0), "no bound is below the loosest"
    fixed = Ramp(Bounds((10, 10), (1.2, 1.4), (12, 20), (1, 1)), 297.0, Airy()).settings(2)
    assert (fixed.font_size_pt, fixed.margin_mm, fixed.gap) == (10, 24, 1)


def test_a_looseness_is_rounded_to_the_grid() -> None:
    assert RAMP.settings(0.5012) == RAMP.settings(0.5)
    assert RAMP.settings(7) == RAMP.settings(1)


def test_opened_keeps_what_breaks_lines() -> None:
    tight = RAMP.settings(0.3)
    wide = RAMP.opened(tight, 1)
    assert (wide.font_size_pt, wide.margin_mm) == (tight.font_size_pt, tight.margin_mm)
    assert wide.leading_pt == round(tight.font_size_pt * 1.4, 2)
    assert wide.gap == 1.0
    assert RAMP.opened(tight, 0) == tight
    assert RAMP.opened(RAMP.settings(1), 1) == RAMP.settings(1)


def test_the_area_is_what_the_margins_leave() -> None:
    settings = RAMP.settings(1)
    assert RAMP.area(settings) == pytest.approx(sp_of_mm(297 - 20 * 2.0), abs=1)


def test_lengths_are_those_of_tex() -> None:
    """A dimension of 1mm is to TeX 2.84526pt, 186467sp."""
    assert sp_of_mm(1) == 186467
    assert sp(12.9) == 845414


def test_gaps_grow_with_leading_and_factor() -> None:
    gaps = Gaps(1, 1, 0.5, 0.25, 0, 0.1, 0.1)
    spacing = gaps.at(Settings(1, 10, 12, 20, 0.5))
    assert (spacing.header, spacing.heading, spacing.entry, spacing.head) == (393216, 196608, 98304, 0)
    assert spacing.of("item") == 39322
