"""Which texts `cvtex check --pdf` takes for one line, two columns, or out of order: each limit from both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.pdf.conftest import Make

    Cvtex = Callable[..., Any]

BEFORE = "Some words"
AFTER = "and others"


@dataclass(frozen=True)
class Read:
    """What the report tells about the order of a PDF's text."""

    lines: int
    jumps: list[dict[str, Any]]
    gaps: list[dict[str, Any]]


@pytest.fixture
def read(make: Make, cvtex: Cvtex, tmp_path: Path) -> Callable[..., Read]:
    """Draw texts on a line and one more, each so many heights of the type to the right of where the one before ends."""

    def end(content: bytes) -> tuple[float, float]:
        with pypdfium2.PdfDocument(make(content=content)) as document:
            reader = document[0].get_textpage()
            _, bottom, right, top = reader.get_charbox(reader.count_chars() - 1, loose=True)
            return right, top - bottom

    def read(*, right: float = 0.2, up: float = 0, before: tuple[str, ...] = (BEFORE,), between: float = 0) -> Read:
        content, edge, height = b"", 72.0, 0.0
        steps = [*((text, between, 0.0) for text in before), (AFTER, right, up)]
        for text, gap, rise in steps:
            at = (edge + gap * height, 500 + rise * height)
            content += b"BT /F1 12 Tf %f %f Td (%s) Tj ET " % (*at, text.encode())
            edge, height = end(content)
        file = tmp_path / "resume.pdf"
        file.write_bytes(make(content=content))
        report = cvtex("check", "--pdf", file, "--json").report
        return Read(report["lines"], report["jumps"], report["gaps"])

    return read


def test_texts_beside_each_other_are_one_line(read: Callable[..., Read]) -> None:
    assert read() == Read(1, [], [])


@pytest.mark.parametrize(("up", "lines"), [(0.58, 1), (0.62, 2), (-0.58, 1), (-0.62, 2)])
def test_a_text_is_on_the_line_whose_height_it_shares_by_four_tenths(
    read: Callable[..., Read], up: float, lines: int
) -> None:
    assert read(up=up).lines == lines


@pytest.mark.parametrize(("right", "lines"), [(2.95, 1), (3.05, 2), (-0.95, 1), (-1.05, 2)])
def test_a_gap_of_three_heights_and_a_step_back_of_one_end_a_line(
    read: Callable[..., Read], right: float, lines: int
) -> None:
    assert read(right=right).lines == lines


@pytest.mark.parametrize("right", [2.95, 3.05])
def test_a_gap_of_three_heights_is_one_between_columns(read: Callable[..., Read], right: float) -> None:
    gap = {"page": 1, "before": BEFORE, "after": AFTER}
    assert read(right=right).gaps == ([gap] if right > 3 else [])


@pytest.mark.parametrize(("up", "count"), [(0.58, 1), (0.62, 0), (-0.58, 1), (-0.62, 0)])
def test_texts_with_a_gap_are_columns_where_they_stand_on_one_line(
    read: Callable[..., Read], up: float, count: int
) -> None:
    assert len(read(right=5, up=up).gaps) == count


@pytest.mark.parametrize(("between", "text"), [(0.1, "Somewords"), (0.14, "Some words")])
def test_white_of_an_eighth_of_the_height_parts_words(read: Callable[..., Read], between: float, text: str) -> None:
    (jump,) = read(up=2, before=("Some", "words"), between=between).jumps
    assert jump["before"] == text


@pytest.mark.parametrize(("up", "count"), [(0.98, 0), (1.02, 1), (-1.02, 0)])
def test_a_text_that_stands_above_the_text_before_it_is_out_of_order(
    read: Callable[..., Read], up: float, count: int
) -> None:
    assert len(read(up=up).jumps) == count


@pytest.mark.parametrize(("letters", "quoted"), [(31, "x" * 31), (32, "…" + "x" * 30)])
def test_long_texts_are_cut_where_they_meet(read: Callable[..., Read], letters: int, quoted: str) -> None:
    (jump,) = read(up=2, before=("x" * letters,)).jumps
    assert jump["before"] == quoted
