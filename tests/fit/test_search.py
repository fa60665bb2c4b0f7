"""The search is short, exact where heights are monotone, and never rewards more content."""

from __future__ import annotations

import random

import pytest

from cvtex.fit.ramp import GRID
from cvtex.fit.search import MOST_PROBES, Outcome, loosest


@pytest.mark.parametrize("readable", [0, 1, 40, 70, 127, 199, 200])
def test_finds_every_outcome_in_at_most_8_measurements(readable: int) -> None:
    outcomes = [
        Outcome(None, full=False),
        *(Outcome(step, full=False) for step in range(readable + 1)),
        *(Outcome(step, full=True) for step in range(readable, GRID + 1)),
    ]
    for outcome in outcomes:
        measured: set[int] = set()

        def must_fits(step: int, outcome: Outcome = outcome, measured: set[int] = measured) -> bool:
            measured.add(step)
            return outcome.full or (outcome.step is not None and step <= outcome.step)

        def full_fits(step: int, outcome: Outcome = outcome, measured: set[int] = measured) -> bool:
            measured.add(step)
            return outcome.full and outcome.step is not None and step <= outcome.step

        assert loosest(readable, must_fits, full_fits) == outcome
        assert len(measured) <= MOST_PROBES
        if outcome == Outcome(readable, full=False):
            assert len(measured) <= 3


def test_more_content_is_never_looser_even_if_heights_jump() -> None:
    """Heights that go up and down along the ramp, as they do when lines break otherwise."""

    def order(found: Outcome) -> int:
        return -1 if found.step is None else found.step

    differ = 0
    for seed in range(2000):
        draw = random.Random(seed)  # noqa: S311
        less = [step + draw.randint(-40, 40) for step in range(GRID + 1)]
        must = [height - draw.randint(0, 60) for height in less]
        more = [height + draw.choice((0, 0, 1, 5, 30)) for height in less]
        must_more = [max(height, draw.choice((height, height + 3))) for height in must]
        area, readable = draw.randint(0, GRID), draw.randint(0, GRID)
        first = loosest(readable, lambda s, h=must, a=area: h[s] <= a, lambda s, h=less, a=area: h[s] <= a)  # type: ignore[misc]
        second = loosest(readable, lambda s, h=must_more, a=area: h[s] <= a, lambda s, h=more, a=area: h[s] <= a)  # type: ignore[misc]
        assert order(second) <= order(first), seed
        differ += first != second
    assert differ > 500
