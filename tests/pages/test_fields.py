"""What counts as found by a parser of résumés."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.pages.fields import expected, lost, split_list
from tests.pages.samples import CASES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("found", "missing"),
    [
        (("Kuaishou", "Spruce"), ()),
        (("kuaishou |", " Spruce "), ()),
        (("Kuaishou",), ("Spruce",)),
        (("Kuaishou | Intern", "Spruce"), ("Kuaishou",)),
        ((), ("Kuaishou", "Spruce")),
    ],
)
def test_a_value_is_found_where_nothing_else_is_beside_it(found: tuple[str, ...], missing: tuple[str, ...]) -> None:
    assert lost({"employers": ("Kuaishou", "Spruce")}, {"employers": found}) == {"employers": missing}


def test_what_is_found_once_serves_one() -> None:
    assert lost({"employers": ("A", "A")}, {"employers": ("A",)}) == {"employers": ("A",)}


def test_a_field_that_a_parser_does_not_have_is_not_lost() -> None:
    assert lost({"name": ("A",), "phone": ("1",)}, {"phone": ("1",)}) == {"phone": ()}


def test_the_kind_of_a_dash_and_the_scheme_of_a_link_say_nothing() -> None:
    wanted = {"dates": ("Sep 2022 – Present",), "links": ("https://www.example.com/",)}
    assert not any(lost(wanted, {"dates": ("Sep 2022 - Present",), "links": ("example.com",)}).values())


def test_lists_are_split() -> None:
    assert [item.strip() for item in split_list(["Programming: Go, Rust", "编程：Go、C++"])] == [
        *("Programming", "Go", "Rust"),
        *("编程", "Go", "C++"),
    ]


@pytest.mark.tex
def test_the_fields_of_a_page_are_those_that_it_shows(tmp_path: Path) -> None:
    (case,) = (case for case in CASES if str(case) == "student, classic, en")
    fields = expected(case.build(tmp_path))
    assert fields["name"] == ("Xiao Lin",)
    assert fields["schools"] == ("Jiangcheng University", "Linjiang University")
    assert fields["degrees"] == ("M.Eng.", "B.Eng.")
    assert "Backend Engineering Intern" in fields["titles"]
    assert "Sep 2024 – Jun 2027" in fields["dates"]
    assert "Kafka" in fields["skills"]
    assert fields["links"] == ("https://github.com/xiaolin-example",)
