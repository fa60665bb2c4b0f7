"""How text broken over several lines comes together again.

A line break stands for a space, except between two Chinese or Japanese characters: there it stands for nothing
(clreq: Chinese text has no spaces between words). Korean has spaces, so Hangul is not in the set.
"""

from __future__ import annotations

import re
from typing import Final

CJK: Final = "\u2e80-\u312f\u31a0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
"""Characters written in a full square, with their punctuation, as the inside of a regular expression's brackets."""

SHARED: Final = "‘’“”…—·"
"""Punctuation that Chinese shares with English: it is Chinese where a Chinese character stands beside it."""

WORD: re.Pattern[str]
"""A word: a Chinese character, a figure with its sign and unit (0.30, +4.2%), letters and figures, blanks, a mark."""

_RANGES: Final = tuple((part[0], part[-1]) for part in re.findall(r".-.", CJK))
# What is as wide as CJK takes 1.5 ms to compile, each time it occurs; so it is compiled when it is first used.
_WORD: Final = (
    rf"[{CJK}]|(?:(?<![A-Za-z0-9])[+-])?\d+(?:[.,:/-]\d+)*%?(?![^\W_{CJK}])"
    rf"|[^\W_{CJK}]+(?:['’][^\W\d_{CJK}]+)?|\s+|."
)
# One of the two must be Chinese beyond doubt; marks of emphasis and code may stand in between.
_BETWEEN_CJK: Final = (
    rf"([{CJK}{SHARED}][*`]*)[ \t]*(?:\r\n?|\n)[ \t]*(?=[*`]*[{CJK}])"
    rf"|([{CJK}][*`]*)[ \t]*(?:\r\n?|\n)[ \t]*(?=[*`]*[{SHARED}])"
)
_BREAK: Final = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")


def join_lines(text: str) -> str:
    """Put the lines of `text` into one, without white space at its ends."""
    text = text.strip(" \t\r\n")
    if "\n" not in text and "\r" not in text:
        return text
    return _BREAK.sub(" ", re.sub(_BETWEEN_CJK, r"\1\2", text))


def is_cjk(character: str) -> bool:
    """Whether one character is of `CJK`."""
    return any(first <= character <= last for first, last in _RANGES)


def __getattr__(name: str) -> re.Pattern[str]:
    """Compile `WORD` for those who ask for it."""
    if name != "WORD":
        raise AttributeError(name)
    return re.compile(_WORD, re.DOTALL)
