"""Section ids exist where they are used and are given once; own sections hold what their kind says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cvtex.resume import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from cvtex.errors import Diagnostic
    from cvtex.resume import Resume

    Check = Callable[..., list[Diagnostic]]
    Read = Callable[..., Resume]

HEAD = "basics: {name: X}\n"


def places(found: list[Diagnostic]) -> list[tuple[str, int | None, int | None, str]]:
    return [(d.code, d.location.line, d.location.column, d.path) for d in found if d.location]


def test_ids_that_do_not_exist(check: Check) -> None:
    found = check(f"{HEAD}layout:\n  sections: [work, eduction]\n  titles: {{skils: X, summary: Y}}\n")
    assert places(found) == [("E215", 3, 20, "layout.sections[1]"), ("E215", 4, 12, "layout.titles.skils")]
    assert [d.hint for d in found] == ["did you mean `education`?", "did you mean `skills`?"]


def test_ids_that_do_not_exist_in_a_language(check: Check) -> None:
    found = check("basics: {name: {en: X}}\nlayout: {languages: {en: {sections: [{id: wrok}]}}}\n")
    assert places(found) == [("E215", 2, 43, "layout.languages.en.sections[0]")]


def test_own_sections_can_be_ordered_and_titled(read: Read) -> None:
    resume = read(
        f"""
        {HEAD}
        skills: [{{name: A}}]
        sections:
          - {{id: lab, kind: work, entries: [{{name: B}}]}}
          - {{id: talks, kind: bullets, items: [C]}}
        work: []
        layout: {{sections: [talks, lab], titles: {{lab: Lab}}}}
        """.replace("        ", "").replace("\n  -", "\n  -")
    )
    assert resume.section_order == ("skills", "lab", "talks", "work")
    assert [place.id for place in resume.layout.sections] == ["talks", "lab"]


def test_an_id_given_twice_or_taken(check: Check) -> None:
    found = check(
        HEAD + "work: []\nsections:\n"
        "  - {id: a, kind: text, text: X}\n  - {id: a, kind: text, text: X}\n  - {id: work, kind: text, text: X}\n"
    )
    assert places(found) == [("E216", 5, 10, "sections[1].id"), ("E216", 6, 10, "sections[2].id")]
    assert found[0].message.endswith("resume.yaml:4:10")


def test_a_section_listed_twice(check: Check) -> None:
    assert places(check(f"{HEAD}layout: {{sections: [work, work]}}\n")) == [("E216", 2, 27, "layout.sections[1]")]


@pytest.mark.parametrize(
    ("section", "code"),
    [
        ("  - {id: a, kind: text, ^entries: []}", "E217"),
        ("  - {id: a, kind: work, ^items: [A]}", "E217"),
        ("  - {id: a, kind: bullets, ^text: A, items: [B]}", "E217"),
        ("  - {id: a, kind: text, text: A, ^columns: [B]}", "E217"),
        ("  - ^{id: a, kind: bullets}", "E203"),
        ("  - {id: a, kind: ^tabel, rows: []}", "E210"),
    ],
)
def test_content_of_another_kind(check: Check, section: str, code: str) -> None:
    found = check(f"{HEAD}sections:\n{section.replace('^', '')}\n")
    assert [(c, line, column) for c, line, column, _ in places(found)] == [(code, 3, section.index("^") + 1)]


def test_entries_are_read_as_those_of_the_kind(check: Check, read: Read) -> None:
    text = f"{HEAD}sections:\n  - {{id: a, kind: awards, entries: [{{title: A, level: B}}]}}\n"
    assert [entry.heading for entry in read(text).sections[0].entries] == [Text.of("A")]
    found = check(text.replace("awards", "work"))
    assert [d.path for d in found] == [f"sections[0].entries[0].{key}" for key in ("name", "title", "level")]


def test_rows_have_a_cell_for_each_column(check: Check) -> None:
    rows = 'rows: [[A, ""], [A], {cells: [A, B, C]}]'
    found = check(f"{HEAD}sections:\n  - {{id: a, kind: table, columns: [A, B], {rows}}}\n")
    assert [(d.code, d.path) for d in found] == [("E217", "sections[0].rows[1]"), ("E217", "sections[0].rows[2]")]
