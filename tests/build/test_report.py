"""What came of a build, for programs as JSON and for people as lines."""

from __future__ import annotations

import json

import pytest

from cvtex.build.report import ItemHeight, Omitted, Output, Report, as_json
from cvtex.cli.text import explained, summary
from cvtex.errors import Diagnostic, Location
from cvtex.fit.ramp import Settings

SETTINGS = Settings(looseness=0.5, font_size_pt=10, leading_pt=12.5, margin_mm=15.25, gap=1.1)


def output(**changes: object) -> Output:
    values: dict[str, object] = {
        "lang": "zh",
        "pdf": "build/resume.zh.pdf",
        "pages": 1,
        "fill": 0.98765,
        "settings": SETTINGS,
        "omitted": (),
        "shortened": (),
        "seconds": 0.5,
    }
    return Output(**(values | changes))  # type: ignore[arg-type]


def test_json_has_the_documented_keys_and_says_null_where_there_is_nothing() -> None:
    item = Omitted("work[0].highlights[2]", "no space, priority 2", 2, 31)
    report = Report(
        outputs=(
            output(omitted=(item,), shortened=("awards[1]",), items=(ItemHeight("awards[1]", "short", 4.5, 3, 40),)),
        ),
        diagnostics=(
            Diagnostic("warning", "W412", "odd", Location("cv.yaml", 3, 7), "basics.phone", "count"),
            Diagnostic("error", "E601", "no xelatex"),
        ),
        exit_code=3,
    )
    found = json.loads(as_json(report))
    assert found == {
        "outputs": [
            {
                "lang": "zh",
                "pdf": "build/resume.zh.pdf",
                "pngs": [],
                "pages": 1,
                "fill": 0.9877,
                "settings": {
                    "font_size_pt": 10,
                    "leading_pt": 12.5,
                    "leading": 1.25,
                    "margin_mm": 15.25,
                    "gap": 1.1,
                    "looseness": 0.5,
                },
                "omitted": [
                    {"path": "work[0].highlights[2]", "line": 31, "priority": 2, "reason": "no space, priority 2"}
                ],
                "shortened": ["awards[1]"],
                "items": [
                    {"path": "awards[1]", "state": "short", "height_mm": 4.5, "priority": 3, "line": 40},
                ],
                "seconds": 0.5,
                "room_lines": 0,
            }
        ],
        "diagnostics": [
            {
                "severity": "warning",
                "code": "W412",
                "message": "odd",
                "file": "cv.yaml",
                "line": 3,
                "column": 7,
                "path": "basics.phone",
                "hint": "count",
            },
            {
                "severity": "error",
                "code": "E601",
                "message": "no xelatex",
                "file": None,
                "line": None,
                "column": None,
                "path": "",
                "hint": "",
            },
        ],
        "exit_code": 3,
        "unchanged": False,
    }


def test_json_keeps_hanzi_readable() -> None:
    assert "简历" in as_json(Report((output(pdf="简历.zh.pdf"),)))


def test_one_line_tells_what_there_is_to_know_of_a_language() -> None:
    assert summary(output()) == "zh  1 page, 99 % full, 10.0 pt on 12.5 pt, margins 15 mm"
    assert "34 % full (room for about 28 lines), " in summary(output(fill=0.34, room_lines=28))
    items = (Omitted("work[0]", "no space, priority 2", 2, 31), Omitted("work[1]", "no space", None, None))
    line = summary(output(pages=2, fill=1.0, shortened=("a", "b"), omitted=items))
    assert line.startswith("zh  2 pages, 100 % full")
    assert line.endswith("; 2 shortened; left out: work[0] (priority 2, line 31), work[1]")


def test_reports_on_each_language_come_together_and_say_nothing_twice() -> None:
    one, two, both = (Diagnostic("error", "E330", message) for message in ("one", "two", "both"))
    warning, notice = Diagnostic("warning", "W412", "odd"), Diagnostic("info", "W630", "no cache")
    reports = [Report((output(),), (both,), 0), Report((), (both, one), 3), Report((), (two,), 1)]
    found = Report.of((warning,), (notice,), reports, {"cv.yaml": ("x",)})
    assert found.diagnostics == (warning, notice, both, one, two)
    assert (len(found.outputs), found.exit_code, found.sources) == (1, 3, {"cv.yaml": ("x",)})


# Diagnostics, as compilers print them


def shown(line: str, column: int | None, hint: str = "") -> list[str]:
    found = Diagnostic("error", "E201", "what", Location("cv.yaml", 1, column), hint=hint)
    return list(explained(found, {"cv.yaml": (line,)}))


def test_a_mistake_is_shown_in_its_line_with_the_next_step() -> None:
    assert shown("nmae: x", 1, hint="did you mean `name`?") == [
        "cv.yaml:1:1: error: what [E201]",
        "  nmae: x",
        "  ^",
        "  hint: did you mean `name`?",
    ]


def test_the_caret_stands_under_its_column_whatever_stands_before() -> None:
    before = {"  ab: ": "      ", "姓名: ": "      ", "\tab": "\t  ", "é": " ", "e\u0301": " ", "（": "  "}
    for text, pad in before.items():
        assert shown(text + "x", len(text) + 1)[2] == f"  {pad}^"


def test_without_a_place_there_is_the_message_alone() -> None:
    assert list(explained(Diagnostic("error", "E601", "what"), {})) == ["error: what [E601]"]
    assert shown("x", None) == ["cv.yaml:1: error: what [E201]", "  x"]


@pytest.mark.parametrize("place", [Location("other.yaml", 1, 1), Location("cv.yaml", 9, 1), Location("--set")])
def test_a_place_whose_line_is_not_at_hand_is_named_alone(place: Location) -> None:
    found = Diagnostic("error", "E201", "what", place)
    assert list(explained(found, {"cv.yaml": ("x",)})) == [f"{place}: error: what [E201]"]


@pytest.mark.parametrize("column", [1, 61, 5000, 9990, 10000])
def test_of_a_long_line_the_piece_around_the_mistake_is_shown(column: int) -> None:
    """A JSON file may be one line of many pages."""
    line = "".join(chr(0x4E00 + n) for n in range(9999)) + "!"
    first, quote, caret, *rest = shown(line, column)
    assert len(quote) < 200
    cells = sum(2 if character > "⺀" else 1 for character in quote[: quote.index(line[column - 1])])
    assert caret.index("^") == cells
    assert (first, rest) == (f"cv.yaml:1:{column}: error: what [E201]", [])


def test_what_a_terminal_would_obey_is_not_printed() -> None:
    quote = shown("a\x1b[2Jb\u202ec\x07", 1)[1]
    assert quote == "  a�[2Jb�c�"
