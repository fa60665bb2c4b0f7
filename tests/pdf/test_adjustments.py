"""Glyphs stand where they stood, written so that readers of all ages find the same words."""

from __future__ import annotations

import pytest

from cvtex.pdf.adjustments import adjusted


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"[<0001>20<0002>-60<0003>]TJ", b"[<0001>20<0002>-60<0003>]TJ"),
        (b"[<0001>81<0002>]TJ", b"[<0001>60 21<0002>]TJ"),
        (b"[<0001>-173.5<0002>]TJ", b"[<0001>-60 -60 -53.5<0002>]TJ"),
        (b"[<0001>500<0002>]TJ", b"[<0001>60 60 60 60 60 60 60 60 20<0002>]TJ"),
        (b"12 -.001 Td[<0001>]TJ 3 .001 Td", b"12 0 Td[<0001>]TJ 3 0 Td"),
        (b"12 -15.001 Td", b"12 -15.001 Td"),
        (b"-.002 12 Td", b"-.002 12 Td"),
        (b"0 -.04 Td", b"0 -.04 Td"),
    ],
)
def test_shifts_are_small_and_lines_level(before: bytes, after: bytes) -> None:
    assert adjusted(before) == after
