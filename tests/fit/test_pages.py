"""Pages break where they may, fit, are as many as asked for, and even."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvtex.fit.content import Content, FitEntry, FitPiece, FitSection, Wording
from cvtex.fit.pages import Break, Chunk, breaks, chunks_of, least_pages, overflow, stacked
from cvtex.fit.ramp import Spacing

AREA, LEADING = 100, 4
CHUNKS = st.lists(
    st.builds(
        Chunk,
        start=st.just(0),
        gap=st.integers(0, 8),
        height=st.integers(1, 60),
        above=st.sampled_from([Break.SECTION, Break.ENTRY, Break.PIECE]),
    ),
    min_size=1,
    max_size=14,
).map(lambda found: [Chunk(at, chunk.gap, chunk.height, chunk.above) for at, chunk in enumerate(found)])


def page_heights(chunks: list[Chunk], begins: tuple[int, ...]) -> list[int]:
    pages = [chunks[begin:end] for begin, end in itertools.pairwise((*begins, len(chunks)))]
    return [sum(chunk.height + chunk.gap for chunk in page) - page[0].gap for page in pages]


def all_ways(chunks: list[Chunk], pages: int) -> list[tuple[int, ...]]:
    ways = [(0, *inner) for inner in itertools.combinations(range(1, len(chunks)), pages - 1)]
    return [way for way in ways if max(page_heights(chunks, way)) <= AREA]


@given(CHUNKS, st.integers(1, 5))
@settings(max_examples=200, deadline=None)
def test_pages_are_as_many_as_asked_for_and_none_is_too_tall(chunks: list[Chunk], pages: int) -> None:
    begins = breaks(chunks, AREA, pages, LEADING)
    assert (begins is None) == (not all_ways(chunks, pages))
    if begins is not None:
        assert len(begins) == pages
        assert max(page_heights(chunks, begins)) <= AREA


@given(CHUNKS, st.integers(2, 4))
@settings(max_examples=100, deadline=None)
def test_pages_are_even(chunks: list[Chunk], pages: int) -> None:
    """No way is more even by more than what a break within an entry counts."""
    begins = breaks(chunks, AREA, pages, LEADING)
    if begins is None:
        return
    target = sum(chunk.height + chunk.gap for chunk in chunks) // pages

    def unevenness(way: tuple[int, ...]) -> int:
        heights = page_heights(chunks, way)
        return max(abs(target - height) for height in heights) + AREA * (heights[-1] * 3 < AREA)

    assert unevenness(begins) <= min(map(unevenness, all_ways(chunks, pages))) + 3 * LEADING


@given(CHUNKS, st.integers(1, 4))
@settings(max_examples=100, deadline=None)
def test_overflow_is_zero_just_where_the_pages_suffice(chunks: list[Chunk], pages: int) -> None:
    needed = least_pages(chunks, AREA)
    assert needed is not None
    assert (overflow(chunks, AREA, pages) == 0) == (needed <= pages)


def test_break_before_a_section_is_better_than_within_an_entry() -> None:
    chunks = [Chunk(0, 0, 40, Break.NEVER), Chunk(1, 2, 8, Break.SECTION), Chunk(2, 2, 40, Break.PIECE)]
    assert breaks(chunks, AREA, 2, LEADING) == (0, 1)
    assert breaks(chunks, 45, 2, LEADING) is None


@pytest.mark.parametrize(("count", "pages", "begins"), [(3, 2, (0, 2)), (5, 3, (0, 2, 4)), (4, 3, (0, 2, 3))])
def test_of_ways_that_are_as_good_the_one_with_the_longest_early_pages_is_taken(
    count: int, pages: int, begins: tuple[int, ...]
) -> None:
    chunks = [Chunk(number, 0, 10, Break.SECTION) for number in range(count)]
    assert breaks(chunks, 20, pages, LEADING) == begins


def test_headings_and_heads_stay_with_their_first_piece() -> None:
    pieces = tuple(FitPiece(f"p{number}", (Wording(10 + number, 1),)) for number in range(3))
    entries = (FitEntry("e0", 2, pieces), FitEntry("e1", 3, ()))
    content = Content(0, (FitSection("s0", 1, entries), FitSection("s1", 4, (FitEntry("e2", None, pieces[:1]),))))
    chunks = chunks_of(stacked(content), dict.fromkeys(range(20), 5), Spacing(1, 1, 1, 1, 1, 1, 1))
    # header, heading, head and p0 | p1 | p2 | head | heading and p0
    assert [(chunk.start, chunk.above) for chunk in chunks] == [
        (0, Break.NEVER),
        (4, Break.PIECE),
        (5, Break.PIECE),
        (6, Break.ENTRY),
        (7, Break.SECTION),
    ]
    assert [chunk.height for chunk in chunks] == [23, 5, 5, 5, 11]


def test_overflow_of_one_page_is_what_stands_below_it() -> None:
    chunks = [Chunk(0, 0, 70, Break.NEVER), Chunk(1, 3, 50, Break.ENTRY)]
    assert overflow(chunks, AREA, 1) == 23
    assert overflow([Chunk(0, 0, 130, Break.NEVER)], AREA, 3) == 30
    assert least_pages([Chunk(0, 0, 130, Break.NEVER)], AREA) is None
