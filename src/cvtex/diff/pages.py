"""Puts the pages of two versions side by side: what was removed is tinted on the left, what was added on the right."""

from __future__ import annotations

from cvtex.diff.words import spans
from cvtex.pdf.png import as_png, draw, stacked
from cvtex.pdf.tint import Side, side_by_side, words_on_pages


def paired(before: bytes, after: bytes, *, old: str, new: str) -> bytes:
    """Two PDFs as one, with the words tinted that the other does not have at that position."""
    old_words, new_words = words_on_pages(before), words_on_pages(after)
    every = spans([word.text for word in old_words], [word.text for word in new_words])
    changes = [(i1, i2, j1, j2) for tag, i1, i2, j1, j2 in every if tag != "equal"]
    removed = [word for i1, i2, _, _ in changes for word in old_words[i1:i2]]
    added = [word for _, _, j1, j2 in changes for word in new_words[j1:j2]]
    return side_by_side(Side(before, old, removed), Side(after, new, added))


def as_picture(pair: bytes, dpi: int) -> bytes:
    """The pages of a PDF under each other as one PNG, at a resolution in pixels per inch."""
    return as_png(stacked(draw(pair, dpi)), dpi)
