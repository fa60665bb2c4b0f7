"""Joins text that is broken over several lines.

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


def join_lines(text: str) -> str:
    """Put the lines of `text` into one, without white space at its ends."""
    text = text.strip(" \t\r\n")
    if "\n" not in text and "\r" not in text:
        return text
    return _BREAK.sub(" ", re.sub(_BETWEEN_CJK, r"\1\2", text))
