"""Joins text that is broken over several lines, and says where the words of a text may break.

A line break stands for a space, except between two Chinese or Japanese characters: there it stands for nothing
(clreq: Chinese text has no spaces between words).
"""

from __future__ import annotations

import re
from typing import Final

from cvtex.text.cjk import CJK, SHARED

# One of the two must be Chinese beyond doubt; marks of emphasis and code may stand in between.
_BETWEEN_CJK: Final = (
    rf"([{CJK}{SHARED}][*`]*)[ \t]*(?:\r\n?|\n)[ \t]*(?=[*`]*[{CJK}])"
    rf"|([{CJK}][*`]*)[ \t]*(?:\r\n?|\n)[ \t]*(?=[*`]*[{SHARED}])"
)
_BREAK: Final = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")

ZERO_WIDTH_SPACE: Final = "\u200b"
"""Where a line may break without a hyphen (Unicode Standard Annex 14, class ZW)."""

_LONG = 24
_UNBROKEN = 30
# Compiled when it is first used: a set as wide as CJK takes 1.5 ms, and a check needs none.
_WORD: Final = rf"[^\s{CJK}]{{{_LONG},}}"
_MARK: Final = re.compile(r"(?<=\w)(?!://)([/.?&=:@_+,;-]+)(?=\w)")
_RUN: Final = re.compile(rf"[^\s{ZERO_WIDTH_SPACE}]{{{_UNBROKEN},}}")


def join_lines(text: str) -> str:
    """Put the lines of `text` into one, without white space at its ends."""
    text = text.strip(" \t\r\n")
    if "\n" not in text and "\r" not in text:
        return text
    return _BREAK.sub(" ", re.sub(_BETWEEN_CJK, r"\1\2", text))


def with_breaks(text: str) -> str:
    """The text with zero-width spaces where its long words may break."""
    return re.sub(_WORD, _parted, text)


def _parted(word: re.Match[str]) -> str:
    return _RUN.sub(lambda run: ZERO_WIDTH_SPACE.join(run[0]), _MARK.sub(rf"\1{ZERO_WIDTH_SPACE}", word[0]))
