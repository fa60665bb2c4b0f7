from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtex.text.lines import ZERO_WIDTH_SPACE, with_breaks


@pytest.mark.parametrize(
    "text",
    ["short/path", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十", "many words, none of them long"],
)
def test_what_a_line_can_hold_stays_whole(text: str) -> None:
    assert with_breaks(text) == text


def test_an_address_breaks_behind_its_marks() -> None:
    parts = with_breaks("https://example.com/some/path-to/file.html?a=1").split(ZERO_WIDTH_SPACE)
    assert parts == ["https://example.", "com/", "some/", "path-", "to/", "file.", "html?", "a=", "1"]


def test_a_run_without_marks_may_break_anywhere() -> None:
    assert with_breaks("见" + "a" * 60 + "。").count(ZERO_WIDTH_SPACE) == 59


@given(st.text())
def test_breaking_changes_nothing_else(text: str) -> None:
    assert with_breaks(text).replace(ZERO_WIDTH_SPACE, "") == text.replace(ZERO_WIDTH_SPACE, "")
