"""Rows of publications and awards, and heads with their dates: text that breaks, within its margins, not stretched."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest
from tests.conftest import RESUMES
from tests.pages.lists import Lister

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pages.conftest import Build, Lines
    from tests.pages.glyphs import Line

pytestmark = pytest.mark.tex

MM = 72 / 25.4
WIDTH_PT = 595.28


def edges(margin_mm: float) -> tuple[float, float]:
    return margin_mm * MM, WIDTH_PT - margin_mm * MM


def outside(every: list[Line], margin_mm: float) -> list[str]:
    """The lines that are black in the margin."""
    left, right = edges(margin_mm)
    return [
        line.words
        for line in every
        if any(glyph.ink[0] < left - 0.5 or glyph.ink[1] > right + 0.5 for glyph in line.drawn)
    ]


def spaces(every: list[Line]) -> list[float]:
    """How wide the gaps between words of small letters are, in pt."""
    return [
        right.left - left.right
        for line in every
        for left, right in itertools.pairwise(line.drawn)
        if all(glyph.character.isascii() and glyph.character.islower() for glyph in (left, right))
        and right.left - left.right > 1
    ]


@pytest.mark.parametrize("design", ["classic", "scholar"])
@pytest.mark.parametrize(("lang", "margin", "size"), [("zh", 15, 9.5), ("en", 22, 10.5)])
def test_random_lists_stay_within_their_margins_and_are_not_stretched(  # noqa: PLR0913, PLR0917
    page: Build, lines: Lines, design: str, lang: str, margin: float, size: float
) -> None:
    """Fifty lists in each of four builds."""
    layout = f"{{pages: auto, footer: off, fit: {{margin: {margin}, font_size: {size}, leading: 1.3}}}}"
    built = page(Lister(int(size * 10), lang).resume(50, layout), lang, template=design)
    assert {"W801"} & set(built.diagnostics) == set()
    assert [told for told in built.told if told.code.startswith("P") and told.severity != "info"] == []
    every = lines(built.pdf)
    assert outside(every, margin) == []
    assert [line.words for line in every if "|" in (line.words[0], line.words[-1])] == []
    wide = spaces(every)
    assert len(wide) > 100
    assert max(wide) < 0.3 * size
    assert max(wide) - min(wide) < 1


@pytest.mark.parametrize(("lang", "dates"), [("zh", "2019.03 – 2024.11"), ("en", "Mar 2019 – Nov 2024")])
def test_the_dates_end_the_last_line_of_a_head_that_has_room(page: Build, lines: Lines, lang: str, dates: str) -> None:
    """Heads from a word to three lines: the dates stand at the right margin, by themselves only for want of room."""
    words = {"zh": "未来媒体与智能计算联合实验室推荐算法组", "en": "Joint Laboratory of Future Media "}[lang]
    names = [(words * 12)[: 9 * n + 3].strip() for n in range(1, 16 if lang == "zh" else 34)]
    entries = "".join(
        f"  - {{name: '{name}', position: Lead, startDate: 2019-03, endDate: 2024-11}}\n" for name in names
    )
    fit = "{margin: 20, font_size: 10, leading: 1.3}"
    every = lines(page(f"basics: {{name: X}}\nwork:\n{entries}layout: {{pages: auto, fit: {fit}}}\n", lang).pdf)
    left, right = edges(20)
    dated = [(n, line) for n, line in enumerate(every) if line.words.endswith(dates)]
    assert len(dated) == len(names)
    alone = []
    for n, line in dated:
        assert abs(line.drawn[-1].right - right) < 0.6
        if line.words == dates:
            alone.append((right - every[n - 1].drawn[-1].right) - (line.drawn[-1].right - line.drawn[0].left))
    # Beside the text before it there would have been less than the gap that parts the two.
    assert all(room < 0.7 * 10 + 0.1 * (right - left) for room in alone)
    assert len(alone) < len(names) / 5


# Cases that once went wrong


def test_a_row_of_two_long_halves_breaks_between_words(page: Build, lines: Lines) -> None:
    built = page(RESUMES / "two-halves.json", "en", pages="auto")
    assert "W801" not in built.diagnostics
    assert outside(lines(built.pdf), 15) == []


def test_certificates_do_not_run_into_the_margin(page: Build, lines: Lines) -> None:
    built = page(RESUMES / "certificates.json", "en", pages=1)
    assert "W801" not in built.diagnostics
    every = lines(built.pdf)
    (margin,) = {round(min(glyph.ink[0] for line in every for glyph in line.drawn) / MM)}
    assert outside(every, margin) == []


@pytest.mark.parametrize("design", ["classic", "scholar"])
def test_one_long_publication_is_set(page: Build, lines: Lines, design: str) -> None:
    built = page(RESUMES / "one-publication.yaml", "en", pages="auto", template=design)
    assert "W801" not in built.diagnostics
    assert outside(lines(built.pdf), 12) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_bibliography_reads_as_text(page: Build, lines: Lines, lang: str) -> None:
    """Authors, title and venue flow; a line ends before its margin for want of room alone."""
    built = page(RESUMES / "bibliography.yaml", lang)
    assert "W801" not in built.diagnostics
    every = lines(built.pdf)
    right = max(line.drawn[-1].right for line in every)
    wide = spaces(every)
    assert max(wide) - min(wide) < 1
    assert [line.words for line in every if "|" in line.words] == []
    rows = [line for line in every if re.search(r"(?:2025|Conference|Proceedings)", line.words)]
    assert len(rows) >= 12
    for above, below in itertools.pairwise(every):
        if above.page == below.page and not re.search(r"\d{4}(?:\.\d\d)?$", above.words) and "." in above.words:
            first = below.words.split()[0]
            assert right - above.drawn[-1].right < 0.12 * right + 5 * len(first), (above.words, below.words)


def test_a_long_head_and_its_dates_do_not_overlap(page: Build, lines: Lines) -> None:
    built = page(RESUMES / "long-head.yaml", "en", pages="auto")
    every = lines(built.pdf)
    right = max(line.drawn[-1].right for line in every)
    for dates in ("Mar 2018 – Present", "Oct 2015 – Mar 2018"):
        (line,) = (line for line in every if line.words.endswith(dates))
        assert abs(line.drawn[-1].right - right) < 0.6
        assert all(b.left > a.left - 0.5 for a, b in itertools.pairwise(line.drawn))
    assert "W801" not in built.diagnostics


def test_a_month_of_one_year_may_be_printed_with_the_year_once(page: Build, lines: Lines, tmp_path: Path) -> None:
    told = [line.words for line in lines(page(RESUMES / "one-year.yaml", "en", pages="auto").pdf)]
    assert [any(line.endswith(dates) for line in told) for dates in ("Mar 2023 – Jun 2023", "Jul 2022", " 2021")] == [
        True
    ] * 3
    short = tmp_path / "resume.yaml"
    short.write_text((RESUMES / "one-year.yaml").read_text("utf-8") + "layout: {dates: {short_years: true}}\n", "utf-8")
    assert any(line.words.endswith("Mar – Jun 2023") for line in lines(page(short, "en", pages="auto").pdf))


def test_the_plus_of_a_number_closes_up_to_its_hanzi(page: Build, lines: Lines) -> None:
    every = lines(page(RESUMES / "plus-after-hanzi.yaml", "zh", pages="auto").pdf)
    pairs = [pair for line in every for pair in itertools.pairwise(line.drawn)]
    size = next(a.right - a.left for a, _ in pairs if a.character == "服")
    closed = [(b.left - a.right) / size for a, b in pairs if b.character == "+"]
    assert len(closed) == 5
    assert max(closed) < 0.05
    behind = [(b.left - a.right) / size for a, b in pairs if a.character == "+" and b.character in "用城行"]
    assert len(behind) == 3
    assert min(behind) > 0.1


def test_a_head_keeps_a_bullet_beside_it(page: Build, lines: Lines) -> None:
    every = lines(page(RESUMES / "heads-at-the-foot.json", "en", pages=2).pdf)
    assert {line.page for line in every} == {1, 2}
    first, second = ([line.words for line in every if line.page == number] for number in (1, 2))
    # The last line of the first page is a bullet, or what came before it moves with all that belongs to it.
    assert first[-1].startswith("•") or second[0].startswith(
        ("Northgate", "Lakes", "Fell", "Tarn", "Beck", "Education")
    )
    bullets = list(itertools.takewhile(lambda line: line.startswith("•"), second))
    assert len(bullets) != 1
    heads = [n for n, line in enumerate(first) if re.match("Northgate|Lakes Online|Fell Systems|Tarn Labs|Beck", line)]
    assert any(line.startswith("•") for line in first[heads[-1] :])
