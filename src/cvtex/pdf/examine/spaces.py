"""Finds words that many programs read as one, since no space is drawn between them.

A reader on a screen sees a gap, and so do pdfium and poppler, which measure it. Others go by the spaces that are drawn.
pdfplumber parts words at a gap of more than 3 pt, and pypdf at one of half a space, of whose width it may know nothing.
XeTeX and other engines of TeX draw no spaces. Between hanzi and Latin letters nobody needs one.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from cvtex.pdf.examine.glyphs import gaps, text_of
from cvtex.text.cjk import is_cjk
from cvtex.text.shorten import printable, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtex.pdf.examine.glyphs import Gap, Glyph, Word

_TOLERANCE_PT: Final = 3.0
"""x_tolerance of pdfplumber's extract_words, as it is when nobody sets it."""
_HALF_SPACE: Final = 0.2375
"""Of the type size: 95 % of half the space that pypdf takes for granted in a composite font without one."""
_FEWEST: Final = 2
_LONGEST: Final = 24


@dataclass(frozen=True, slots=True)
class Joined:
    """Two words on a page, which counts from 1, that are read as one."""

    page: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}|{self.after}"


@dataclass(frozen=True, slots=True)
class WordGaps:
    """How many gaps there are between words on one line, and those that some readers do not see."""

    count: int
    joined: tuple[Joined, ...]


def word_gaps(pages: Iterable[Iterable[Glyph]]) -> WordGaps:
    """Judge the gaps between words of scripts that are written with spaces."""
    count, joined = 0, list[Joined]()
    for number, glyphs in enumerate(pages, start=1):
        for gap in gaps(glyphs):
            # Of 使用Python only Python stands beside what follows.
            before, after = tuple(_spelt(gap.before[::-1]))[::-1], tuple(_spelt(gap.after))
            if gap.ended or not (_is_word(before) and _is_word(after)):
                continue
            count += 1
            if not gap.spaced and _is_missed(gap):
                joined.append(Joined(number, _quoted(before), _quoted(after)))
    return WordGaps(count, tuple(joined))


def _spelt(word: Word) -> Iterator[Glyph]:
    """The beginning of a word, up to the first Chinese character."""
    return takewhile(lambda glyph: not is_cjk(glyph.text), word)


def _is_word(word: Word) -> bool:
    """Whether it has letters or figures; one alone is rather a formula's, whose gaps are thin and stand for nothing."""
    return sum(glyph.text.isalnum() for glyph in word) >= _FEWEST


def _is_missed(gap: Gap) -> bool:
    last, first = gap.before[-1], gap.after[0]
    # What stands further left is Arabic, or drawn in an order of its own.
    return 0 < gap.width <= _TOLERANCE_PT or (last.drawing is first.drawing and 0 < gap.width < _HALF_SPACE * last.size)


def _quoted(word: Word) -> str:
    return shorten(printable(text_of(word)), _LONGEST)
