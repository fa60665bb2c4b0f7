"""Measures how much of what stands on a page a reader of PDFs gives back: word by word, with white space compared.

What is looked for are the texts that a page shows; what is looked at is the text that a reader made of the page.

- A word is a run of characters without white space. Where hanzi and Latin characters meet, a word ends too, and white
  space between the two is free: typesetting has a thin gap there that readers see or do not. Full-width marks count
  as hanzi, and so do marks that Chinese shares with English (“ ” — …) in a text that has hanzi.
- A word is right where it stands whole and by itself: nothing is missing, no white space is inside it, and white space
  parts it from its neighbours. A line may end inside a run of hanzi and where cvtex breaks long addresses, not
  elsewhere.
- The words of a text stand in their order and together. The texts may come in any order: a reader takes one column
  after the other, but when it goes across two columns it tears the texts in both. Of a torn text the longest piece is
  right, and what stands right beside it.
- At the ends of a text, the marks that templates put there may touch it: a comma, a colon, a bracket. A text that has
  such marks alone, and no letter or figure, counts for nothing.
- Each place in the reader's text serves one text.
- In a formula with a raised or lowered figure white space is the reader's choice: some end a line at the 2 of O(n²).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from cvtex.text.cjk import SHARED, is_cjk
from cvtex.text.lines import ZERO_WIDTH_SPACE, with_breaks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

# Set for the eye or for line breaking, never drawn.
_ZERO_WIDTH: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_OPENING: Final = frozenset("([{“‘\"'")
_CLOSING: Final = frozenset(")]}”’\"'.,:;!?")
_BLANK, _LINE_END = 1, 2
# A torn text is known by a piece of so many characters: a shorter one stands elsewhere by chance.
_SHORTEST_PIECE = 8
_CONTEXT = 25


@dataclass(frozen=True, slots=True)
class Wrong:
    """A word that a reader has not got right, and what it has there; nothing where the word is not found."""

    word: str
    instead: str = ""

    def __str__(self) -> str:
        """As one line for a person."""
        return f"{self.word} -> {self.instead or 'not found'}"


@dataclass(frozen=True, slots=True)
class Score:
    """How many words there are, and those that are wrong."""

    words: int
    wrong: tuple[Wrong, ...] = ()

    @property
    def right(self) -> int:
        """How many words are right."""
        return self.words - len(self.wrong)

    @property
    def percent(self) -> float:
        """The share of words that are right; all of nothing is right."""
        return 100 * self.right / self.words if self.words else 100.0


def measure(texts: Iterable[str], read: str, formulas: Collection[str] = ()) -> Score:
    """Measure how much of these texts, some with formulas in them, stands in what a reader made of the page."""
    reading = _Reading.of(read)
    # The longest first: a short text also stands inside longer ones.
    waiting = sorted(filter(None, (_words(text, formulas) for text in texts)), key=_length, reverse=True)
    torn = [words for words in waiting if not reading.take_whole(words)]
    for words in torn:
        reading.take_pieces(words)
    return Score(sum(map(len, waiting)), tuple(reading.wrong))


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, whether it is of hanzi and full-width marks, where in it a line may end, and whether blanks may stand."""

    text: str
    wide: bool
    breaks: frozenset[int]
    loose: bool


def _words(text: str, formulas: Collection[str]) -> tuple[_Word, ...]:
    text = unicodedata.normalize("NFC", text)
    if not any(map(str.isalnum, text)):
        return ()
    cjk = any(map(is_cjk, text))
    inside = tuple(word for formula in formulas if formula in text for word in formula.split())
    return tuple(word for run in text.split() for word in _parted(run, inside, cjk=cjk))


def _parted(run: str, formulas: Collection[str], *, cjk: bool) -> Iterator[_Word]:
    """The words of a run without white space: hanzi and full-width marks, and what stands between them."""
    run = run.translate(_ZERO_WIDTH)
    wide = [is_cjk(character) or (cjk and character in SHARED) for character in run]
    edges = [n for n in range(1, len(run)) if wide[n] != wide[n - 1]]
    for start, end in pairwise((0, *edges, len(run))):
        text = run[start:end]
        if text:
            breaks = frozenset(range(len(text))) if wide[start] else _breaks(text)
            yield _Word(text, wide[start], breaks, loose=any(formula in text for formula in formulas))


def _breaks(word: str) -> frozenset[int]:
    """Where cvtex lets a line end inside a long word."""
    parts = with_breaks(word).split(ZERO_WIDTH_SPACE)
    return frozenset(sum(map(len, parts[:n])) for n in range(1, len(parts)))


def _length(words: Sequence[_Word]) -> int:
    return sum(len(word.text) for word in words)


def _squeezed(words: Sequence[_Word]) -> str:
    return "".join(word.text for word in words)


@dataclass(frozen=True, slots=True)
class _Edge:
    """The first or last character of a text, what stands next to it, and the marks that may stand there."""

    inner: str
    outer: str
    marks: frozenset[str]

    @property
    def is_full_width_mark(self) -> bool:
        """Whether one of the two is a mark with white space of its own."""
        return any(is_cjk(character) and not character.isalnum() for character in (self.inner, self.outer))


@dataclass(slots=True)
class _Reading:
    """The text of a reader without its white space, and what white space stood before each character."""

    text: str
    gaps: list[int]
    taken: list[bool]
    wrong: list[Wrong] = field(default_factory=list)

    @classmethod
    def of(cls, read: str) -> _Reading:
        characters: list[str] = []
        gaps, gap = [], _LINE_END
        for character in unicodedata.normalize("NFC", read).translate(_ZERO_WIDTH):
            if character.isspace():
                gap = max(gap, _LINE_END if character in "\n\r\f\v\x85\u2028\u2029" else _BLANK)
            else:
                characters.append(character)
                gaps.append(gap)
                gap = 0
        return cls("".join(characters), [*gaps, _LINE_END], [False] * len(characters))

    def take_whole(self, words: Sequence[_Word]) -> bool:
        """Take the place where the most words of a text are right; False where it does not stand as a whole."""
        places = list(self._places(_squeezed(words), 0, len(self.text)))
        if not places:
            return False
        best, faults = min(((place, self._faults(words, place)) for place in places), key=lambda one: len(one[1]))
        self._take(best, _length(words), faults)
        return True

    def take_pieces(self, words: Sequence[_Word]) -> None:
        """Take the longest piece of a torn text, and what stands right beside it."""
        self._take_pieces(words, 0, len(self.text), _SHORTEST_PIECE)

    def _take_pieces(self, words: Sequence[_Word], start: int, end: int, shortest: int) -> None:
        for first, last in _runs(words):
            piece = words[first:last]
            if _length(piece) < shortest:
                continue
            place = next(self._places(_squeezed(piece), start, end), None)
            if place is not None:
                self._take(place, _length(piece), self._faults(piece, place))
                before, behind, here = words[:first], words[last:], place + _length(piece)
                self._take_pieces(before, max(start, place - _length(before)), place, 1)
                self._take_pieces(behind, here, min(end, here + _length(behind)), 1)
                return
        self.wrong += [Wrong(word.text) for word in words]

    def _places(self, wanted: str, start: int, end: int) -> Iterator[int]:
        """Where a text stands that nothing else has taken."""
        place = self.text.find(wanted, start, end)
        while place >= 0:
            if not any(self.taken[place : place + len(wanted)]):
                yield place
            place = self.text.find(wanted, place + 1, end)

    def _take(self, place: int, length: int, faults: Iterable[Wrong]) -> None:
        self.taken[place : place + length] = [True] * length
        self.wrong += faults

    def _faults(self, words: Sequence[_Word], place: int) -> list[Wrong]:
        """The words that are not whole or not by themselves, where all of them stand from a place on."""
        faults, start = [], place
        for number, word in enumerate(words):
            end = start + len(word.text)
            before, behind = words[number - 1] if number else None, words[number + 1] if words[number + 1 :] else None
            if not (
                all(self._may_part(word, offset, start) for offset in range(1, len(word.text)))
                and self._is_parted(word, start, before, _Edge(word.text[0], self.text[start - 1 : start], _OPENING))
                and self._is_parted(word, end, behind, _Edge(word.text[-1], self.text[end : end + 1], _CLOSING))
            ):
                faults.append(Wrong(word.text, self._as_read(start, end)))
            start = end
        return faults

    def _may_part(self, word: _Word, offset: int, start: int) -> bool:
        gap = self.gaps[start + offset]
        return not gap or word.loose or (gap == _LINE_END and offset in word.breaks)

    def _is_parted(self, word: _Word, place: int, other: _Word | None, edge: _Edge) -> bool:
        """Whether a word begins or ends here: at white space, at the other script, at a mark that may touch it."""
        if self.gaps[place]:
            return True
        if other is not None:
            return other.wide != word.wide
        return is_cjk(edge.outer) != word.wide or edge.outer in edge.marks or edge.is_full_width_mark

    def _as_read(self, start: int, end: int) -> str:
        """What stands there, with its white space and some of what is around it."""
        start, end = max(0, start - _CONTEXT), min(len(self.text), end + _CONTEXT)
        gaps = ("", " ", "⏎")
        return "".join(gaps[self.gaps[n]] + self.text[n] for n in range(start, end)).strip(" ⏎")


def _runs(words: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    """Every run of words, the longest first."""
    for length in range(len(words), 0, -1):
        for first in range(len(words) - length + 1):
            yield first, first + length
