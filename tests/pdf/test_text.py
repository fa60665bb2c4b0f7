"""What should stand in the text is found however it wraps, and missed however well it hides."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cvtex import pdf
from cvtex.check.codes import CODES
from cvtex.pdf.text import swapped

if TYPE_CHECKING:
    from collections.abc import Callable

    from pikepdf import Pdf
    from tests.pdf.conftest import Make

    from cvtex.errors import Diagnostic

    Change = Callable[[Pdf], None]


A4 = (210.0, 297.0)


def codes(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    return [diagnostic.code for diagnostic in diagnostics]


def mapped(cmap: bytes) -> Change:
    def change(document: Pdf) -> None:
        document.pages[0].Resources.Font.F1.ToUnicode = document.make_stream(cmap)

    return change


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("负责后端服务的开发与维护", "负责后端\n服务的开发\n与维护"),
        ("使用Python开发", "使用 Python 开发"),
        ("使用 Python 开发", "使用Python开发"),
        ("well-known name", "well-\nknown\nname"),
        ("José", "Jose\u0301"),
        ("a\u200bb", "ab"),
        ("　全角　空格", "全角 空格"),
        ("", "anything"),
        ("the paragraph goes over the page", "title the paragraph goes\fover the page rest"),
    ],
)
def test_white_space_and_line_ends_do_not_matter(expected: str, text: str) -> None:
    assert pdf.missing([expected], text) == ()


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("example", "exam-\nple"),
        ("state-of-the-art", "stateoftheart"),
        ("C++ and C#", "C++ and C"),
        ("2020-01", "2020\u201101"),
        ("项目经历", "项目⼀经历"),
        ("short", "sho\frt"),
        ("abc", ""),
    ],
)
def test_what_copies_out_differently_is_missing(expected: str, text: str) -> None:
    assert pdf.missing(["", expected, expected], text) == (expected,)


def test_a_twin_is_a_warning_and_a_loss_is_an_error(make: Make) -> None:
    inspection = pdf.inspect(make(mapped(b"1 beginbfchar <48> <2011> endbfchar")))
    diagnostics = pdf.findings(inspection, expected=["-ello resume", "H"])
    assert [(d.severity, d.code) for d in diagnostics if d.code in {"P506", "P509"}] == [
        ("warning", "P509"),
        ("error", "P506"),
    ]


def test_a_twin_is_named_with_what_was_typed(make: Make) -> None:
    inspection = pdf.inspect(make(mapped(b"1 beginbfchar <48> <22EF> endbfchar")))
    (found,) = (found for found in pdf.findings(inspection, expected=["…ello"]) if found.code == "P509")
    assert "“⋯” (U+22EF MIDLINE HORIZONTAL ELLIPSIS) for “…” (U+2026 HORIZONTAL ELLIPSIS)" in found.message


@pytest.mark.parametrize(
    ("typed", "text", "pairs"),
    [
        ("a–b", "x a–b", ()),
        ("2020-01", "in 2020‑01 ⋯", (("-", "‑"),)),
        ("a——b…", "a⸺b⋯", (("——", "⸺"), ("…", "⋯"))),
        ("fit", "ﬁt", (("fi", "ﬁ"),)),
        ("项目一", "第二页\f项 目⼀", (("一", "⼀"),)),
        ("gone", "text", ()),
    ],
)
def test_swapped_characters_are_told_one_by_one(typed: str, text: str, pairs: tuple[tuple[str, str], ...]) -> None:
    assert swapped(typed, text) == pairs


def test_pages_and_paper_are_held(make: Make) -> None:
    inspection = pdf.inspect(make(pages=2))
    assert {"P507", "P508"} <= set(codes(pdf.findings(inspection, pages=1, size=(215.9, 279.4))))
    assert not {"P507", "P508"} & set(codes(pdf.findings(inspection, pages=2, size=A4)))


def test_every_code_is_explained() -> None:
    source = "".join(file.read_text(encoding="utf-8") for file in Path(pdf.__file__).parent.rglob("*.py"))
    used = set(re.findall(r'"([EP]5\d\d)"', source))
    assert len(used) >= 9
    assert used <= CODES.keys()
    assert {code for code in CODES if code.startswith("P")} <= used
