"""Says what a Chinese, Japanese or Korean character, text, language and punctuation mark is: the only such place."""

from __future__ import annotations

import re
from typing import Final

CJK: Final = "\u2e80-\u312f\u31a0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
"""Characters written in a full square, with their punctuation, as the inside of a regular expression's brackets.

Korean has spaces between words, so Hangul is not in the set.
"""

HANZI: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese characters alone (CJK unified and compatibility ideographs), for a regular expression's brackets."""

SHARED: Final = "‘’“”…—·"
"""Punctuation that Chinese shares with English: it is Chinese where a Chinese character stands beside it."""

FULL_WIDTH: Final = dict(zip(",;:!?.()", "，；：！？。（）", strict=True))
"""The full-width mark that Chinese writes for each half-width one."""

WORD: re.Pattern[str]
"""A word: a Chinese character, a figure with its sign and unit (0.30, +4.2%), letters and figures, blanks, a mark."""

_LANGUAGES: Final = frozenset({"zh", "yue", "ja", "ko"})
_WITHOUT_SPACES: Final = _LANGUAGES - {"ko"}


def _ranges(characters: str) -> tuple[tuple[str, str], ...]:
    return tuple((part[0], part[-1]) for part in re.findall(r".-.", characters))


# Compared, not searched for: `re` takes 0.6 to 1.5 ms to compile ranges as wide as these, each time they occur.
_CJK_RANGES: Final = _ranges(CJK)
_HANZI_RANGES: Final = _ranges(HANZI)
_WORD: Final = (
    rf"[{CJK}]|(?:(?<![A-Za-z0-9])[+-])?\d+(?:[.,:/-]\d+)*%?(?![^\W_{CJK}])"
    rf"|[^\W_{CJK}]+(?:['’][^\W\d_{CJK}]+)?|\s+|."
)


def is_cjk(character: str) -> bool:
    """Whether one character is of `CJK`."""
    return any(first <= character <= last for first, last in _CJK_RANGES)


def is_hanzi(character: str) -> bool:
    """Whether one character is of `HANZI`."""
    return any(first <= character <= last for first, last in _HANZI_RANGES)


def has_hanzi(text: str) -> bool:
    """Whether a Chinese character stands in the text."""
    return not text.isascii() and any(map(is_hanzi, text))


def is_cjk_language(tag: str) -> bool:
    """Whether a language, such as ``zh`` or ``ja-JP``, may write Chinese characters."""
    return tag.partition("-")[0] in _LANGUAGES


def is_written_without_spaces(tag: str) -> bool:
    """Whether a language sets no spaces between words, and is typeset as Chinese is: Chinese, Cantonese, Japanese."""
    return tag.partition("-")[0] in _WITHOUT_SPACES


def __getattr__(name: str) -> re.Pattern[str]:
    """Compile `WORD` for those who ask for it."""
    if name != "WORD":
        raise AttributeError(name)
    return re.compile(_WORD, re.DOTALL)
