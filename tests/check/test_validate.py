"""Every mistake at once, each with its code, its place, what was found and the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.conftest import DATA

from cvtex.check.validate import validate
from cvtex.errors import Diagnostic, ResumeError
from cvtex.load import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cvtex.resume import Resume

    Check = Callable[..., list[Diagnostic]]
    Read = Callable[..., Resume]


def place(diagnostic: Diagnostic) -> tuple[str, int | None, int | None, str]:
    assert diagnostic.location is not None
    return diagnostic.code, diagnostic.location.line, diagnostic.location.column, diagnostic.path


def only(found: list[Diagnostic]) -> Diagnostic:
    assert len(found) == 1, found
    return found[0]


def test_a_complete_file_is_read_without_a_word() -> None:
    validated = validate(load(DATA / "complete.yaml"))
    assert validated.diagnostics == ()
    assert validated.resume.languages == ("zh", "en")
    assert validated.resume.work[0].highlights[1].priority == 2


def test_all_mistakes_come_at_once_by_line(check: Check) -> None:
    found = check(
        """
        basics:
          name: {zh: 林, en: Lin}
          email: nobody
          birthDate: 2000-13
        work:
          - nmae: 快手
            startDate: 2023-09
            endDate: 2022-09
            highlights: [{zh: 只有中文}]
        layout: {pages: none}
        """
    )
    assert [place(diagnostic) for diagnostic in found] == [
        ("E211", 3, 10, "basics.email"),
        ("E206", 4, 14, "basics.birthDate"),
        ("E201", 6, 5, "work[0].nmae"),
        ("E207", 8, 14, "work[0].endDate"),
        ("E302", 9, 18, "work[0].highlights[0]"),
        ("E208", 10, 17, "layout.pages"),
    ]


def test_mistakes_are_sorted_by_file_then_line(tmp_path: Path) -> None:
    file, overlay = tmp_path / "b.yaml", tmp_path / "a.yaml"
    file.write_text("basics: {name: X}\nlayout: {pages: x}\n", "utf-8")
    overlay.write_text("basics: {email: x}\nlayout: {paper: x}\n", "utf-8")
    with pytest.raises(ResumeError) as caught:
        validate(load(file, overlays=[overlay]))
    assert [str(diagnostic.location) for diagnostic in caught.value.diagnostics] == [
        f"{overlay}:1:17",
        f"{overlay}:2:17",
        f"{file}:2:17",
    ]


# Keys


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("postion", "position"),
        ("start_date", "startDate"),
        ("StartDate", "startDate"),
        ("highlight", "highlights"),
        ("company", "name"),
        ("website", "url"),
        ("from", "startDate"),
        ("bullets", "highlights"),
        ("公司", "name"),
    ],
)
def test_an_unknown_key_is_named_where_it_stands_with_the_nearest_key(entry: Check, key: str, meant: str) -> None:
    found = only(entry(f"{key}: x"))
    assert place(found) == ("E201", 4, 5, f"work[0].{key}")
    assert f"`{key}`" in found.message
    assert found.hint.startswith(f"did you mean `{meant}`?")


@pytest.mark.parametrize(
    ("text", "home"), [("pages: 2", "layout"), ("cut: any", "layout.fit"), ("email: a@b.example", "basics")]
)
def test_a_key_in_the_wrong_place_is_sent_home(check: Check, text: str, home: str) -> None:
    found = only(check(f"basics: {{name: X}}\n{text}\n"))
    assert found.code == "E201"
    assert found.hint.endswith(f"belongs in {home}")


def test_a_key_like_nothing_gets_the_list_of_keys(entry: Check) -> None:
    assert "startDate, endDate" in only(entry("zzz: x")).hint


def test_a_misspelt_name_is_not_missing_too(check: Check) -> None:
    assert place(only(check("basics: {nmae: X}\n"))) == ("E201", 1, 10, "basics.nmae")


def test_translations_beside_other_keys_go_under_text(entry: Check) -> None:
    found = only(entry("highlights:\n  - {zh: 一, en: One, priority: 2}"))
    assert place(found) == ("E201", 5, 10, "work[0].highlights[0].zh")
    assert "`text:`" in found.hint


def test_fonts_of_one_language_are_sent_to_its_layout(check: Check) -> None:
    assert "layout.languages.en" in only(check("basics: {name: X}\nlayout: {fonts: {en: Inter}}\n")).hint


# Types


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("position: [a, b]", ("E202", 4, 15, "work[0].position")),
        ("position: {zh: [a], en: b}", ("E202", 4, 20, "work[0].position.zh")),
        ("highlights: one", ("E202", 4, 17, "work[0].highlights")),
        ("highlights: {zh: [一], en: [One]}", ("E202", 4, 17, "work[0].highlights")),
        ("highlights: [[a]]", ("E202", 4, 18, "work[0].highlights[0]")),
        ("startDate: [2023]", ("E202", 4, 16, "work[0].startDate")),
        ("url: {zh: 'https://a.example'}", ("E202", 4, 10, "work[0].url")),
        ("tags: {a: b}", ("E202", 4, 11, "work[0].tags")),
    ],
)
def test_a_value_of_the_wrong_kind(entry: Check, text: str, expected: tuple[object, ...]) -> None:
    assert place(only(entry(text))) == expected


def test_a_translated_list_is_told_how_to_be(entry: Check) -> None:
    assert "translate each item" in only(entry("highlights: {zh: [一], en: [One]}")).hint


@pytest.mark.parametrize("text", ["work: 快手", "work: {name: 快手}", "work: [快手]"])
def test_a_section_is_a_list_of_mappings(check: Check, text: str) -> None:
    assert only(check(f"basics: {{name: X}}\n{text}\n")).code == "E202"


def test_an_item_that_was_left_empty(check: Check) -> None:
    found = check("basics: {name: X}\nlayout: {}\nwork:\n  -\n  - name: A\n    highlights:\n      -\n      - ''\n")
    assert [place(diagnostic) for diagnostic in found] == [
        ("E204", 4, 4, "work[0]"),
        ("E204", 7, 8, "work[1].highlights[0]"),
        ("E204", 8, 9, "work[1].highlights[1]"),
    ]


# What is missing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("basics: {label: X}\n", ("E203", 1, 9, "basics.name")),
        ("work: []\n", ("E203", 1, 1, "basics")),
        ("basics: {name: X}\nwork:\n  - position: Y\n", ("E203", 3, 5, "work[0].name")),
        ("basics: {name: X}\neducation:\n  - area: Y\n", ("E203", 3, 5, "education[0].institution")),
        ("basics: {name: X}\nsections:\n  - {kind: text, text: Y}\n", ("E203", 3, 5, "sections[0].id")),
        ("basics: {name: X}\nsections:\n  - {id: a, kind: text}\n", ("E203", 3, 5, "sections[0].text")),
        (
            "basics: {name: X}\nwork:\n  - {name: A, highlights: [{priority: 1}]}\n",
            ("E203", 3, 28, "work[0].highlights[0].text"),
        ),
        (
            "basics: {name: X}\nsections:\n  - {id: a, kind: work, entries: [{position: Y}]}\n",
            ("E203", 3, 35, "sections[0].entries[0].name"),
        ),
    ],
)
def test_a_missing_field_is_reported_at_its_parent(check: Check, text: str, expected: tuple[object, ...]) -> None:
    assert place(only(check(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("basics:\n  name: ''\n", ("E204", 2, 9, "basics.name")),
        ("basics: {name: X}\nwork:\n  - name:\n", ("E204", 3, 10, "work[0].name")),
        (
            "basics: {name: X}\nwork: [{name: A, highlights: [{text: '', priority: 1}]}]\n",
            ("E204", 2, 38, "work[0].highlights[0].text"),
        ),
    ],
)
def test_an_empty_required_text_is_reported_at_its_place(check: Check, text: str, expected: tuple[object, ...]) -> None:
    assert place(only(check(text))) == expected


def test_an_empty_optional_value_counts_as_left_out(read: Read) -> None:
    resume = read("""
        basics: {name: X, url: '', image: ~, birthDate: "", profiles: null}
        work: [{name: A, endDate: "", highlights: ~, priority: ~}]
        layout: {pages: ~, fit: ~}
    """)
    assert resume.basics.url is None
    assert resume.work[0].end_date is None
    assert resume.layout.pages == 1


# Markdown


def test_text_is_shown_to_the_checker_of_markup_and_its_findings_are_placed(entry: Check) -> None:
    seen: list[str] = []

    def complain(text: str) -> list[tuple[int, str]]:
        seen.append(text)
        return [(text.index("**"), "unbalanced")] if "**" in text else []

    found = only(entry("highlights: [{zh: 提升 **42%, en: up 42%}]", check_text=complain))
    assert place(found) == ("W416", 4, 23, "work[0].highlights[0].zh")
    assert found.message == "unbalanced, near `**42%`"
    assert seen == ["林知远", "Zhiyuan Lin", "快手", "Kuaishou", "提升 **42%", "up 42%"]
