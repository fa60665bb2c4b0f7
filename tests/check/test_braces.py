"""What YAML misreads in braces: a colon without a space, and a text with a comma in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cvtex.check.validate import validate
from cvtex.errors import ResumeError
from cvtex.load import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cvtex.errors import Diagnostic

    Check = Callable[..., list[Diagnostic]]

NAME = "basics: {name: {zh: 林, en: Lin}}\n"
SCHOOL = f"{NAME}education:\n  - institution: {{zh: 清华, en: Tsinghua}}\n    "


def positions(diagnostics: list[Diagnostic]) -> list[tuple[str, int | None, int | None, str]]:
    return [(d.code, d.location.line, d.location.column, d.path) for d in diagnostics if d.location]


# A colon without a space


@pytest.mark.parametrize(
    ("line", "column", "path", "corrected"),
    [
        ("area: {zh:硕士, en: X}", 12, "area.zh", "area: {zh: 硕士, en: X}"),
        ("area: {zh: 硕士, en:X}", 20, "area.en", "area: {zh: 硕士, en: X}"),
        ("area: {zh:硕士, en:X}", 12, "area.zh", "area: {zh: 硕士, en: X}"),
        ("area: {zh:硕士,en:X}", 12, "area.zh", "area: {zh: 硕士,en: X}"),
        ('area: {zh:"硕士", en: X}', 12, "area.zh", 'area: {zh: "硕士", en: X}'),
        ("area: {zh:9:30, en: X}", 12, "area.zh", "area: {zh: 9:30, en: X}"),
        ("highlights: [{zh:一, en:one}]", 19, "highlights[0].zh", "highlights: [{zh: 一, en: one}]"),
        ("highlights: [{text: a, priority:2}]", 28, "highlights[0].priority", "highlights: [{text: a, priority: 2}]"),
        ("highlights: [{text:a, priority: 2}]", 19, "highlights[0].text", "highlights: [{text: a, priority: 2}]"),
        ("courses: [{name: Maths, scroe:94}]", 29, "courses[0].scroe", "courses: [{name: Maths, scroe: 94}]"),
        ("courses: [{name:Maths}]", 16, "courses[0].name", "courses: [{name: Maths}]"),
    ],
)
def test_a_colon_without_a_space_is_told_with_the_corrected_line(
    check: Check, line: str, column: int, path: str, corrected: str
) -> None:
    first = check(SCHOOL + line + "\n")[0]
    assert positions([first]) == [("E201", 4, column, f"education[0].{path}")]
    assert "no space after the colon" in first.message
    assert first.hint == f"write a space after the colon: {corrected}"


def test_it_is_told_once_and_not_what_follows_from_it(check: Check) -> None:
    for line in ("area: {zh:硕士, en: X}", "area: {zh:硕士, en:X}", "courses: [{name:Maths}]"):
        assert len(check(SCHOOL + line + "\n")) == 1
    assert len(check(f"{NAME}work:\n  - {{name:Acme, position: Engineer, url:https://example.com}}\n")) == 1


def test_an_unknown_key_and_an_unknown_language_are_told_as_well(check: Check) -> None:
    diagnostics = check(SCHOOL + "area: {cn:硕士, en: X}\n    courses: [{name: Maths, scroe:94}]\n")
    assert positions(diagnostics) == [
        ("E201", 4, 12, "education[0].area.cn"),
        ("E301", 4, 12, "education[0].area.cn"),
        ("E201", 5, 29, "education[0].courses[0].scroe"),
        ("E201", 5, 29, "education[0].courses[0].scroe"),
    ]
    assert diagnostics[1].hint == "write zh"
    assert diagnostics[3].hint == "did you mean `score`?"


@pytest.mark.parametrize(
    ("layout", "path"),
    [
        ("{titles: {work:Jobs}}", "layout.titles.work"),
        ("{titles: {work: Jobs, education:School}}", "layout.titles.education"),
        ("{paper:letter}", "layout.paper"),
        ("{fit: {cut:never}}", "layout.fit.cut"),
    ],
)
def test_keys_of_the_layout_are_told_too(check: Check, layout: str, path: str) -> None:
    diagnostics = check(f"{NAME}layout: {layout}\n")
    assert [(d.code, d.path) for d in diagnostics] == [("E201", path)]
    assert "a space after the colon" in diagnostics[0].hint


def test_a_full_width_colon_is_told(check: Check) -> None:
    diagnostics = check(SCHOOL + "area: {zh：硕士, en: X}\n")
    assert positions(diagnostics) == [("E201", 4, 12, "education[0].area.zh")]
    assert "full-width colon" in diagnostics[0].message
    assert diagnostics[0].hint == "write a space after the colon: area: {zh: 硕士, en: X}"


def test_each_line_of_a_mapping_is_corrected(check: Check) -> None:
    diagnostics = check(SCHOOL + "area: {zh:硕士,\n      en:X}\n")
    assert positions(diagnostics) == [("E201", 4, 12, "education[0].area.zh"), ("E201", 5, 7, "education[0].area.en")]
    assert [d.hint.partition("colon: ")[2] for d in diagnostics] == ["area: {zh: 硕士,", "en: X}"]


def test_an_address_is_no_key(check: Check) -> None:
    first = check(SCHOOL + "area: {zh: 网, en: see,https://example.com}\n")[0]
    assert "because of the comma" in first.message


# A comma in a text


@pytest.mark.parametrize(
    "text", ["Sold 2,000 units", "Acme,  Paris", "Acme , Paris", "2,000 units, and 1,000 more", "it's 2,000"]
)
def test_a_text_with_a_comma_is_quoted_as_it_is_written(check: Check, text: str) -> None:
    start = f"  - name: {{zh: 快手, en: {text.partition(',')[0]},"
    after = text.partition(",")[2]
    errors = [d for d in check(f"{NAME}work:\n{start}{after}}}\n") if d.severity == "error"]
    column = len(start) + len(after) - len(after.lstrip()) + 1
    assert [(d.code, d.location and d.location.column) for d in errors] == [("E201", column)]
    quoted = text.replace("'", "''")
    assert errors[0].hint == f"a text with a comma in it needs quotes inside {{}}: {{…, en: '{quoted}'}}"


def test_a_quoted_text_that_goes_on_after_a_comma_is_quoted_as_one(check: Check) -> None:
    assert check(f"{NAME}work:\n  - name: {{zh: 快手, en: 'Acme', Paris}}\n")[0].hint.endswith("{…, en: 'Acme, Paris'}")


def test_a_text_that_goes_on_in_the_next_line_is_told_too(check: Check) -> None:
    diagnostics = check(f"{NAME}work:\n  - {{position: Engineer, name: Acme,\n     Paris}}\n")
    assert positions(diagnostics) == [("E201", 4, 6, "work[0].name")]
    assert "because of the comma" in diagnostics[0].message


def test_a_known_key_or_language_without_a_value_is_no_mistake(check: Check) -> None:
    assert check(f"{NAME}work:\n  - {{name: {{zh: 快手, en}}, summary, position: Engineer}}\n") == []


# Nothing else


def test_keys_of_other_programs_are_left_alone(check: Check) -> None:
    diagnostics = check("basics: {name: Lin}\ntheme_options: {a:b, c: d, e}\n")
    assert [d.code for d in diagnostics] == ["W410"]


def test_lines_that_must_not_be_quoted_are_not(tmp_path: Path) -> None:
    file = tmp_path / "resume.yaml"
    file.write_text(f"{NAME}work:\n  - {{name: Acme, position:Engineer, location: Secret Street}}\n", encoding="utf-8")
    document = load(file)
    document.sources.clear()  # type: ignore[attr-defined]
    with pytest.raises(ResumeError) as caught:
        validate(document)
    assert [d.hint for d in caught.value.diagnostics] == ["write a space after the colon: {position: Engineer}"]
