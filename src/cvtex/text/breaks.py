"""Says where a long word may break: addresses, paths, identifiers, and words that no line can hold.

Nothing is hyphenated: the pieces copy out as the word. The first choice is behind a mark that
parts an address, as in Bringhurst's and the Chicago Manual's rules for URLs; a run without marks
may break anywhere.
"""

from __future__ import annotations

import re
from typing import Final

from cvtex.text.cjk import CJK

ZERO_WIDTH_SPACE: Final = "\u200b"
"""Where a line may break without a hyphen (Unicode Standard Annex 14, class ZW)."""

_LONG = 24
_UNBROKEN = 30
_WORD: Final = re.compile(rf"[^\s{CJK}]{{{_LONG},}}")
_MARK: Final = re.compile(r"(?<=\w)(?!://)([/.?&=:@_+,;-]+)(?=\w)")
_RUN: Final = re.compile(rf"[^\s{ZERO_WIDTH_SPACE}]{{{_UNBROKEN},}}")


def with_breaks(text: str) -> str:
    """The text with zero-width spaces where its long words may break."""
    return _WORD.sub(_parted, text)


def _parted(word: re.Match[str]) -> str:
    return _RUN.sub(lambda run: ZERO_WIDTH_SPACE.join(run[0]), _MARK.sub(rf"\1{ZERO_WIDTH_SPACE}", word[0]))
