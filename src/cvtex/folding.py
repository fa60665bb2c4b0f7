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

WORD: Final = re.compile(
    rf"[{CJK}]|(?:(?<![A-Za-z0-9])[+-])?\d+(?:[.,:/-]\d+)*%?(?![^\W_{CJK}])"
    rf"|[^\W_{CJK}]+(?:['’][^\W\d_{CJK}]+)?|\s+|.",
    re.DOTALL,
)
"""A word: a Chinese character, a figure with its sign and unit (0.30, +4.2%), letters and figures, blanks, a mark."""

# One of the two must be Chinese beyond doubt; marks of emphasis and code may stand in between.
_BETWEEN_CJK: Final = re.compile(
    rf"([{CJK}{SHARED}][*`]*)[ \t]*(?:\r\n?|\n)[ \t]*(?=[*`]*[{CJK}])"
    rf"|([{CJK}][*`]*)[ \t]*(?:\r\n?|\n)[ \t]*(?=[*`]*[{SHARED}])"
)
_BREAK: Final = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")


def join_lines(text: str) -> str:
    """Put the lines of `text` into one, without white space at its ends."""
    return _BREAK.sub(" ", _BETWEEN_CJK.sub(r"\1\2", text.strip(" \t\r\n")))
