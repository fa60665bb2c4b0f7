"""A sample of what ``script/soak`` does at length: résumés of every size and shape, set by a real xelatex."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.soak.held import hold, hold_on_two_pages
from tests.soak.written import written

if TYPE_CHECKING:
    from pathlib import Path

# Among them each shape, each language, and what is full, cut, and too much.
SAMPLE = range(24)

pytestmark = pytest.mark.tex


@pytest.mark.parametrize("seed", SAMPLE)
def test_a_page_is_full_and_complete_or_truly_too_small(seed: int, tmp_path: Path) -> None:
    hold(written(seed), tmp_path)


@pytest.mark.parametrize("seed", SAMPLE[::3])
def test_two_pages_are_two(seed: int, tmp_path: Path) -> None:
    hold_on_two_pages(written(seed), tmp_path)


def test_the_sample_has_everything() -> None:
    found = [written(seed) for seed in SAMPLE]
    assert {resume.lang for resume in found} == {"zh", "en", "mixed"}
    assert len({resume.shape for resume in found}) == 6
    assert min(resume.pages for resume in found) < 0.6
    assert max(resume.pages for resume in found) > 3


def test_a_seed_always_writes_the_same() -> None:
    assert written(7) == written(7)
    assert written(7) != written(8)
