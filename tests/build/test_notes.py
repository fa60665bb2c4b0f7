"""Small type and long lines are told as notes; so is room, in the line of the report."""

from __future__ import annotations

import pytest

from cvtex.build.notes import notes
from cvtex.fit.ramp import Settings
from cvtex.fit.result import Plan

LONG = "a word and " * 11


def codes(lines: list[str], font_size_pt: float = 10.0) -> list[str]:
    settings = Settings(0.5, font_size_pt, 13.0, 15.0, 1.0)
    plan = Plan(settings, pages=(), fill=1.0, shown={}, omitted=(), heights={}, area=1)
    found = list(notes("en", plan, ["\n".join(lines)]))
    assert all(note.severity == "info" for note in found)
    return [note.code for note in found]


@pytest.mark.parametrize(("size", "expected"), [(9.49, ["W810"]), (9.5, []), (11.0, [])])
def test_small_type(size: float, expected: list[str]) -> None:
    assert codes([], size) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [([LONG] * 3, ["W811"]), ([LONG] * 2, []), ([LONG[:110]] * 9, []), (["很" * 120] * 9, [])],
)
def test_long_lines_where_there_are_some(lines: list[str], expected: list[str]) -> None:
    assert codes(lines) == expected
