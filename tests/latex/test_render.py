"""From a view to blocks, and the tree that says what depends on what and what may go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cvtex.fonts.sets import font_set
from cvtex.latex.pieces import column_widths
from cvtex.latex.render import render
from cvtex.latex.template import load_template
from cvtex.system.resources import fonts_folder, templates_folder
from cvtex.view import EntryView, SectionView

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import See

    from cvtex.fit.content import FitEntry, FitPiece, FitSection
    from cvtex.fit.values import Cut
    from cvtex.latex.render import Rendered
    from cvtex.latex.template import Template

    Render = Callable[..., Rendered]

BASICS = "basics: {name: A}\n"


@pytest.fixture
def rendered(see: See) -> Render:
    """A résumé's text, rendered in classic, or in a template beside it."""

    def make(text: str, lang: str = "en", *, cut: Cut = "marked", template: Template | None = None) -> Rendered:
        shown = see(text, lang)
        template = template or load_template("classic", templates_folder(), templates_folder())
        return render(shown, template, cut=cut, fonts=font_set(None, fonts_folder()))

    return make


@pytest.fixture
def mine(tmp_path: Path) -> Callable[[str], Template]:
    """A template of one's own, of which only ``template.toml`` differs from classic."""

    def make(manifest: str) -> Template:
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine" / "template.toml").write_text(manifest, "utf-8")
        return load_template("mine", templates_folder(), tmp_path)

    return make


def latex(found: Rendered, block: int | None) -> str:
    assert block is not None
    return found.blocks[block].latex


def only_section(found: Rendered) -> FitSection:
    (section,) = found.content.sections
    return section


def only_entry(found: Rendered) -> FitEntry:
    (entry,) = only_section(found).entries
    return entry


def only_piece(found: Rendered) -> FitPiece:
    (piece,) = only_entry(found).pieces
    return piece


def test_every_block_is_in_the_tree_once_and_knows_its_place(rendered: Render) -> None:
    text = """
        basics: {name: A, summary: {text: S, short: s}}
        education: [{institution: E, courses: [C, {name: D, priority: 1}], highlights: [h]}]
        awards: [{title: T, short: t}, {title: U}]
        sections: [{id: t, kind: table, columns: [a], rows: [[b]]}]
    """
    found = rendered(text)
    assert sorted(found.content.blocks) == list(range(len(found.blocks)))
    assert all(block.path and block.latex and block.texts for block in found.blocks)
    assert [f"\\cvtexblock{{{n}}}{{" in found.source for n in range(len(found.blocks))] == [True] * len(found.blocks)


@pytest.mark.parametrize(
    ("kind", "entry", "dense"),
    [
        ("work", "name: N", False),
        ("volunteer", "organization: N", False),
        ("education", "institution: N", False),
        ("projects", "name: N", False),
        ("awards", "title: N", True),
        ("certificates", "name: N", True),
        ("publications", "name: N", True),
        ("skills", "name: N", True),
        ("languages", "language: N", True),
        ("interests", "name: N", True),
        ("references", "name: N", True),
    ],
)
def test_entries_have_heads_and_rows_are_pieces(rendered: Render, kind: str, entry: str, *, dense: bool) -> None:
    section = only_section(rendered(f"{BASICS}{kind}: [{{{entry}}}]"))
    assert section.dense == dense
    assert (section.entries[0].head is None) == dense
    assert len(section.entries[0].pieces) == dense


def test_the_template_says_which_kinds_are_rows(rendered: Render, mine: Callable[[str], Template]) -> None:
    found = rendered(f"{BASICS}skills: [{{name: N}}]\nprojects: [{{name: N}}]", template=mine('rows = ["projects"]'))
    skills, projects = sorted(found.content.sections, key=lambda section: section.dense)
    assert (skills.path, skills.dense, skills.entries[0].pieces) == ("skills", False, ())
    assert (projects.path, projects.dense, projects.entries[0].head) == ("projects", True, None)


def test_an_entry_with_nothing_for_a_head_has_none(rendered: Render) -> None:
    text = "$schema: https://jsonresume.org/schema\nbasics: {name: A}\nreferences: [{reference: r}]"
    entry = only_entry(rendered(text))
    assert entry.head is None
    assert [piece.path for piece in entry.pieces] == ["references[0].reference"]


def test_courses_stand_between_what_is_said_and_what_was_done(rendered: Render) -> None:
    text = f"{BASICS}education: [{{institution: E, summary: s, courses: [C], highlights: [h]}}]"
    paths = [piece.path for piece in only_entry(rendered(text)).pieces]
    assert paths == ["education[0].summary", "education[0].courses", "education[0].highlights[0]"]


# Wordings


def test_a_shorter_wording_comes_after_the_full_one_and_is_worth_less(rendered: Render) -> None:
    found = rendered(f"{BASICS}work: [{{name: W, highlights: [{{text: long one, short: brief, priority: 2}}]}}]")
    full, short = only_piece(found).wordings
    assert "long" in latex(found, full.block)
    assert "brief" in latex(found, short.block)
    assert (full.kind, short.kind) == ("full", "short")
    assert 0 < short.value < full.value


def test_a_row_keeps_all_but_its_name_in_its_shorter_wording(rendered: Render) -> None:
    found = rendered(f"{BASICS}awards: [{{title: Long title, short: Brief, level: First, date: 2020}}]")
    short = latex(found, only_piece(found).wordings[1].block)
    assert "Brief" in short
    assert "First" in short
    assert "2020" in short
    assert "Long" not in short


def test_courses_go_one_by_one_the_least_first_and_the_last_never(rendered: Render) -> None:
    courses = "[{name: A1, priority: 2}, {name: B1, priority: 1}, {name: C1, short: C, priority: 1}, D1]"
    found = rendered(f"{BASICS}education: [{{institution: E, courses: {courses}}}]")
    piece = only_piece(found)
    shown = [tuple(found.blocks[wording.block].texts) for wording in piece.wordings]
    names = [tuple(text for text in texts if text.isalnum()) for texts in shown]
    assert names == [("A1", "B1", "C1", "D1"), ("A1", "B1", "C", "D1"), ("A1", "B1", "D1"), ("A1", "D1"), ("D1",)]
    path = "education[0].courses"
    assert piece.wordings[-1].omitted == (f"{path}[2]", f"{path}[1]", f"{path}[0]")
    values = [wording.value for wording in piece.wordings]
    assert values == sorted(values, reverse=True)
    assert not piece.droppable, "one course carries no priority, so it stays"


def test_courses_that_are_all_marked_may_go_as_a_whole(rendered: Render) -> None:
    text = f"{BASICS}education: [{{institution: E, courses: [{{name: A1, priority: 2}}, {{name: B1, priority: 1}}]}}]"
    assert only_piece(rendered(text)).droppable
    kept = only_piece(rendered(text, cut="never"))
    assert not kept.droppable
    assert len(kept.wordings) == 1


# What may go


@pytest.mark.parametrize(
    ("cut", "droppable"),
    [("never", (False, False, False)), ("marked", (False, True, False)), ("any", (True, True, True))],
)
def test_the_cut_says_what_may_be_left_out(rendered: Render, cut: Cut, droppable: tuple[bool, ...]) -> None:
    text = f"{BASICS}work: [{{name: W, highlights: [a, {{text: b, priority: 3}}]}}]"
    entry = only_entry(rendered(text, cut=cut))
    assert (entry.pieces[0].droppable, entry.pieces[1].droppable, entry.droppable) == droppable


def test_what_a_marked_entry_holds_does_not_outweigh_its_mark(rendered: Render) -> None:
    """Ten bullets must not keep an entry that was marked to go first."""
    many = ", ".join(f"h{n}" for n in range(10))
    work = f"[{{name: A, priority: 1, highlights: [{many}]}}, {{name: B, priority: 2}}]"
    marked, other = only_section(rendered(f"{BASICS}work: {work}")).entries

    def worth(entry: FitEntry) -> int:
        return entry.value + sum(piece.wordings[0].value for piece in entry.pieces)

    assert worth(marked) < worth(other)
    assert not any(piece.droppable for piece in marked.pieces), "they go with their entry, not before it"


def test_what_would_go_before_its_entry_may_go_by_itself(rendered: Render) -> None:
    highlights = "[{text: a, priority: 2}, {text: b, priority: 5}, c]"
    found = rendered(f"{BASICS}work: [{{name: A, priority: 4, highlights: {highlights}}}]")
    assert [piece.droppable for piece in only_entry(found).pieces] == [True, False, False]


def test_a_marked_section_may_go_with_all_it_holds(rendered: Render) -> None:
    entries = "[{name: A, priority: 1}, {name: B, priority: 9}, {name: C}]"
    sections = f"[{{id: x, kind: work, priority: 2, entries: {entries}}}]"
    section = only_section(rendered(f"{BASICS}sections: {sections}"))
    assert section.droppable
    assert section.value > 0
    assert [entry.droppable for entry in section.entries] == [True, False, False]
    assert not only_section(rendered(f"{BASICS}sections: {sections}", cut="never")).droppable


def test_under_any_the_later_of_two_goes_first(rendered: Render) -> None:
    text = f"{BASICS}work: [{{name: W, highlights: [a, b, c, d]}}]"
    values = [piece.wordings[0].value for piece in only_entry(rendered(text, cut="any")).pieces]
    assert values == sorted(values, reverse=True)
    assert values[0] > values[-1]


# Tables


def table(*rows: tuple[str, ...], columns: tuple[str, ...] = ()) -> SectionView:
    entries = tuple(EntryView(f"rows[{n}]", {"cells": row}) for n, row in enumerate(rows))
    return SectionView("t", "table", "sections[0]", "T", entries, columns=columns)


def test_columns_share_the_measure_by_their_longest_text() -> None:
    assert column_widths(table(("abcd", "abcdefghijkl"), ("abcdef", "a"))) == (0.3333, 0.6667)


def test_a_hanzi_counts_as_two_letters_and_markup_as_none() -> None:
    assert column_widths(table(("汉字汉字", "[abcdefgh](https://example.com/long)"))) == (0.5, 0.5)


def test_no_column_is_squeezed_out_by_a_long_one() -> None:
    shares = column_widths(table(("a", "x" * 2000)))
    assert shares[0] > 0.05
    assert sum(shares) == pytest.approx(1, abs=0.001)


def test_a_year_or_an_amount_keeps_its_line_beside_long_columns() -> None:
    shares = column_widths(table(("x" * 48, "x" * 30, "CNY 1,020,000", "2023–2026")))
    line = 90  # letters of the largest type
    assert shares[2] * line > len("CNY 1,020,000") + 2
    assert shares[3] * line > len("2023–2026") + 2
    assert shares[0] > shares[1] > shares[2]
    assert sum(shares) == pytest.approx(1, abs=0.001)


def test_a_year_keeps_its_line_in_a_table_that_just_fills_it_too() -> None:
    shares = column_widths(table(("x" * 40, "x" * 26, "2023–2026")))
    assert shares[2] * 90 > len("2023–2026") + 2


def test_many_narrow_columns_leave_half_of_the_line_to_a_long_one() -> None:
    shares = column_widths(table(("x" * 48, *("x" * 12,) * 6)))
    assert shares[0] == pytest.approx(0.5)
    assert sum(shares) == pytest.approx(1, abs=0.001)


def test_headings_of_columns_count_and_rows_may_be_short() -> None:
    assert column_widths(table(("a",), columns=("abcd", "abcd"))) == (0.5, 0.5)


# What stands before the blocks


def test_faces_of_code_are_loaded_only_where_there_is_code(rendered: Render) -> None:
    text = "work: [{name: W, highlights: [x]}]"
    assert "setmonofont" not in rendered(BASICS + text).setup
    assert "setmonofont" in rendered(BASICS + text.replace("x", "'`x`'")).setup


@pytest.mark.parametrize("face", ["sans", "mono"])
def test_faces_are_loaded_that_the_template_names(rendered: Render, mine: Callable[[str], Template], face: str) -> None:
    setup = rendered(BASICS).setup
    assert f"set{face}font" not in setup
    setup = rendered(BASICS, template=mine(f"[faces]\n{face} = true")).setup
    assert rf"\set{face}font" in setup
    assert rf"\setCJK{face}font" in setup


@pytest.mark.parametrize(("paper", "height"), [("a4", 297.0), ("letter", 279.4)])
def test_the_paper_is_the_layouts(rendered: Render, paper: str, height: float) -> None:
    found = rendered(f"{BASICS}layout: {{paper: {paper}}}")
    assert found.paper_height_mm == height
    assert f"{{{height}mm}}" in found.setup


def test_rows_share_one_column_as_wide_as_each_of_their_dates(rendered: Render) -> None:
    text = f"{BASICS}awards: [{{title: a, date: 2020}}, {{title: b, date: 2020}}, {{title: c, date: 2021-01}}]"
    rows = [block.latex for block in rendered(text).blocks if r"\cvrow" in block.latex]
    assert len(rows) == 3
    assert all(row.startswith(r"\cvrow{{0000}{Jan 0000}}") for row in rows)
