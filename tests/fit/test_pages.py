"""Pages break where they may, fit, are as many as asked for, and are filled in turn."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvtex.fit.content import Content, FitEntry, FitPiece, FitSection, Wording
from cvtex.fit.pages import Break, Chunk, breaks, chunks_of, filled_pages, overflow, stacked
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
def test_pages_are_filled_in_turn(chunks: list[Chunk], pages: int) -> None:
    """Where every break is good, no more stays free at the feet than if each page takes all that it can."""
    chunks = [replace(chunk, above=Break.SECTION) for chunk in chunks]
    begins = breaks(chunks, AREA, pages, LEADING, 0)
    filled = filled_pages(chunks, AREA)
    assert filled
    if begins is None or len(filled) != pages:
        return

    def free(heights: list[int]) -> int:
        return sum((AREA - height) ** 2 // (4 * LEADING) for height in heights[:-1])

    assert free(page_heights(chunks, begins)) <= free(filled)


@given(CHUNKS, st.integers(1, 4))
@settings(max_examples=100, deadline=None)
def test_overflow_is_zero_just_where_the_pages_suffice(chunks: list[Chunk], pages: int) -> None:
    filled = filled_pages(chunks, AREA)
    assert filled is not None
    assert (overflow(chunks, AREA, pages) == 0) == (len(filled) <= pages)


def test_break_before_a_section_is_better_than_within_an_entry() -> None:
    chunks = [Chunk(0, 0, 76, Break.NEVER), Chunk(1, 2, 8, Break.SECTION), Chunk(2, 2, 40, Break.PIECE)]
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
    assert filled_pages([Chunk(0, 0, 130, Break.NEVER)], AREA) is None


def a_list(bullets: int, paragraphs: int = 0, head: int = 5) -> FitEntry:
    """An entry whose head and pieces are blocks of the height 5."""
    pieces = [
        FitPiece(f"p{n}", (Wording(head + 1 + n, 1),), bullet=n >= paragraphs) for n in range(paragraphs + bullets)
    ]
    return FitEntry(f"e{head}", head, tuple(pieces))


def parted(*entries: FitEntry, area: int = AREA, dense: bool = False) -> list[tuple[int, Break]]:
    content = Content(None, (FitSection("s", None, entries, dense=dense),))
    found = chunks_of(stacked(content), dict.fromkeys(range(99), 5), Spacing(0, 0, 0, 0, 0, 0, 0), area)
    return [(chunk.start, chunk.above) for chunk in found][1:]


def test_no_bullet_stands_alone_beside_a_break() -> None:
    """Head, bullets, from the first block on: at least two bullets are on each side, or the list stays whole."""
    assert parted(a_list(3)) == []
    assert parted(a_list(4)) == [(3, Break.PIECE)]
    assert parted(a_list(6)) == [(3, Break.PIECE), (4, Break.PIECE), (5, Break.PIECE)]


def test_a_head_and_its_paragraph_keep_bullets_with_them() -> None:
    assert parted(a_list(4, paragraphs=1)) == [(4, Break.PIECE)]
    assert parted(a_list(0, paragraphs=3)) == [(2, Break.PIECE), (3, Break.PIECE)]


def test_what_is_taller_than_a_page_breaks_where_it_must() -> None:
    assert parted(a_list(3), area=14) == [(2, Break.LONE)]


def test_no_row_stands_alone_beside_a_break() -> None:
    rows = [FitEntry(f"r{n}", None, (FitPiece(f"r{n}", (Wording(n, 1),)),)) for n in range(5)]
    assert parted(*rows, dense=True) == [(2, Break.ENTRY), (3, Break.ENTRY)]
    assert parted(*rows) == [(n, Break.ENTRY) for n in range(1, 5)]


def test_a_list_is_moved_as_a_whole_rather_than_torn_where_little_space_is_lost() -> None:
    """Twelve lines, then a head and eleven bullets, of which three would fit: four lines at the foot stay free."""
    first, second = a_list(11, head=10), a_list(11, head=40)
    content = Content(None, (FitSection("s", None, (first, second)),))
    stack, heights, spacing = stacked(content), dict.fromkeys(range(99), LEADING), Spacing(0, 0, 0, 0, 0, 0, 0)
    assert breaks(chunks_of(stack, heights, spacing, 16 * LEADING), 16 * LEADING, 2, LEADING) == (0, 12)
    torn = breaks(chunks_of(stack, heights, spacing, 22 * LEADING), 22 * LEADING, 2, LEADING)
    assert torn == (0, 17), "a foot of ten lines is too much to leave free, and a third of a page comes last"


def test_the_last_page_is_at_least_a_third_full_where_that_can_be() -> None:
    chunks = [Chunk(number, 0, 5, Break.SECTION) for number in range(22)]
    assert page_heights(chunks, breaks(chunks, AREA, 2, LEADING) or ()) == [80, 30]
    assert page_heights(chunks, breaks(chunks, AREA, 2, LEADING, AREA // 10) or ()) == [100, 10]


def test_pages_that_have_little_are_not_left_to_the_last() -> None:
    chunks = [Chunk(number, 0, 5, Break.SECTION) for number in range(30)]
    assert page_heights(chunks, breaks(chunks, AREA, 3, LEADING) or ()) == [60, 60, 30]


def test_every_list_with_room_is_torn_well_or_not_at_all() -> None:
    for seed in range(60):
        draw = random.Random(seed)  # noqa: S311
        entries = [a_list(draw.randint(0, 9), draw.randint(0, 1), 1 + 20 * n) for n in range(draw.randint(3, 8))]
        stack = stacked(Content(None, (FitSection("s", None, tuple(entries)),)))
        heights = {block: draw.choice((4, 4, 8, 12)) for block in range(200)}
        chunks = chunks_of(stack, heights, Spacing(3, 3, 1, 2, 0, 0, 0), AREA)
        filled = filled_pages(chunks, AREA)
        assert filled
        begins = breaks(chunks, AREA, len(filled), LEADING)
        assert begins
        for begin in begins[1:]:
            assert stack[begin].above in {Break.SECTION, Break.ENTRY, Break.PIECE}
