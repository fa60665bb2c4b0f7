"""Reads the text of a PDF as a reader copies it, and finds which strings are missing from it.

All white space is ignored when strings are looked for,
because lines wrap anywhere and because the glue that TeX sets between hanzi and Latin letters extracts as a space.
"""

from __future__ import annotations

import itertools
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cvtex.pdf.pdfium import opened
from cvtex.text.shorten import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MM_PER_POINT = 25.4 / 72
LINE_END_HYPHENS = frozenset("\ufffe\x02")
"""What pdfium has for a hyphen at the end of a line (the second within bounds); it swallows the line's end."""
# Set for the eye or for line breaking, never on paper: no reader is expected to copy them out.
_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
# A paragraph broken over two pages leaves at least a line on each; shorter pieces would match by chance.
_SHORTEST_PIECE = 8
_CONTEXT = 12

_SUSPICIOUS = (
    (0xFFFD, 0xFFFD, "replacement character"),
    (0xFFFE, 0xFFFF, "noncharacter"),
    (0xE000, 0xF8FF, "private use"),
    (0xF0000, 0x10FFFF, "private use"),
    (0xFB00, 0xFB06, "ligature"),
    (0x00AD, 0x00AD, "soft hyphen"),
    (0x2E80, 0x2FDF, "radical"),
    (0x0000, 0x0008, "control character"),
    (0x000B, 0x000B, "control character"),
    (0x000E, 0x001F, "control character"),
    (0x007F, 0x009F, "control character"),
)
# What NFKC leaves apart, though a reader sees no difference; fonts that share a glyph extract one for the other.
_TWINS = {"‐": "-", "‑": "-", "⋯": "…", "‧": "•", "➀": "1", "⸺": "——", "ʼ": "’"}
TWINS = str.maketrans(_TWINS)
"""Characters that nobody tells from common ones, and these."""


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A character that looks like a common one, which is what people type, and the first place of it."""

    character: str
    common: str
    place: str


def look_alikes(texts: Iterable[str]) -> tuple[LookAlike, ...]:
    """Each character of some pages that people take for another one."""
    seen: dict[str, LookAlike] = {}
    for number, text in enumerate(texts, start=1):
        for character in sorted(_TWINS.keys() & set(text) - seen.keys()):
            place = f"page {number}, in “{words_around(text, text.index(character))}”"
            seen[character] = LookAlike(character, _TWINS[character], place)
    return tuple(seen.values())


def read_pages(data: bytes) -> tuple[tuple[tuple[float, float], ...], tuple[str, ...]]:
    """Return the size of each page in mm, and the text within its edges: what hangs off the page is not read.

    Raises:
        UnreadableError: Pdfium cannot open it.
    """
    with opened(data) as document:
        points = [page.get_size() for page in document]
        texts = [page.get_textpage().get_text_bounded(errors="replace") for page in document]
    sizes = ((round(width * _MM_PER_POINT, 2), round(height * _MM_PER_POINT, 2)) for width, height in points)
    lines = (text.replace("\r\n", "\n").replace("\r", "\n") for text in texts)
    return tuple(sizes), tuple(text.translate(dict.fromkeys(map(ord, LINE_END_HYPHENS), "-\n")) for text in lines)


def missing(expected: Iterable[str], text: str, *, alike: bool = False) -> tuple[str, ...]:
    """Return those of ``expected`` that do not stand in ``text``, each once, compared without white space.

    ``text`` is one page, or pages with a form feed between them; a string may run over the end of a page. A hyphen
    counts: a word that was hyphenated at a line's end is missing, since it copies out as two pieces. With ``alike``,
    characters that look the same count as the same.
    """
    form = _fold if alike else squeeze
    pages = [form(page) for page in text.split("\f")]
    return tuple(string for string in dict.fromkeys(expected) if not _stands(form(string), pages))


def _stands(string: str, pages: list[str]) -> bool:
    if any(string in page for page in pages):
        return True
    cuts = range(_SHORTEST_PIECE, len(string) - _SHORTEST_PIECE + 1)
    neighbours = itertools.pairwise(pages)
    return any(string[:cut] in page and string[cut:] in following for page, following in neighbours for cut in cuts)


def squeeze(text: str) -> str:
    """The text without white space, as it is compared."""
    return "".join(without_zero_width(text).split())


def without_zero_width(text: str) -> str:
    """The text without what has no width, in NFC, as it was before it was set."""
    return unicodedata.normalize("NFC", text).translate(_ZERO_WIDTH)


def _fold(text: str) -> str:
    return squeeze(unicodedata.normalize("NFKC", text.translate(TWINS)))


def swapped(string: str, text: str) -> tuple[tuple[str, str], ...]:
    """What the characters of a string became in a text that has it only alike: each as typed, and as it copies out."""
    typed = [(character, _fold(character)) for character in squeeze(string)]
    wanted = "".join(folded for _, folded in typed)
    for page in text.split("\f"):
        copied = [(character, _fold(character)) for character in squeeze(page)]
        start = "".join(folded for _, folded in copied).find(wanted)
        if wanted and start >= 0:
            return tuple(dict.fromkeys(_pairs(typed, copied, start)))
    return ()


def _pairs(typed: list[tuple[str, str]], copied: list[tuple[str, str]], start: int) -> Iterator[tuple[str, str]]:
    """Walk along both, as far as they fold to the same, and yield where they differ before that."""
    rest = iter(copied)
    passed = 0
    while passed < start:
        passed += len(next(rest)[1])
    ours = theirs = our_fold = their_fold = ""
    for character, folded in typed:
        ours, our_fold = ours + character, our_fold + folded
        while len(their_fold) < len(our_fold) and (step := next(rest, None)):
            theirs, their_fold = theirs + step[0], their_fold + step[1]
        if our_fold == their_fold:
            if ours != theirs:
                yield ours, theirs
            ours = theirs = our_fold = their_fold = ""


def named(characters: str) -> str:
    """Characters with their code points and names in Unicode, for a message."""
    return f"“{printable(characters)}” ({', '.join(map(code_point, characters))})"


def code_point(character: str) -> str:
    """A character's code point, and its name in Unicode where it has one."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def suspicious_kind(character: str) -> str | None:
    """Name what makes a character suspicious in extracted text; None for one that people type."""
    return next((kind for first, last, kind in _SUSPICIOUS if first <= ord(character) <= last), None)


def words_around(text: str, position: int) -> str:
    """Return the words around a position, on one line, for a message."""
    return printable(" ".join(text[max(0, position - _CONTEXT) : position + _CONTEXT + 1].split()))
