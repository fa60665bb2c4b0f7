"""Finds a value of a résumé in what a program read of a PDF, white space and all, as a parser of applications must.

Two words that are run together are not found, and neither is a word with a gap in it. What a page may do to a text does
not count: a line may end between words, after a hyphen, and within a long address; white space between Chinese
characters, or beside one, says nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final, Literal

from cvtex.errors import Message
from cvtex.pdf.text import TWINS, squeeze, without_zero_width
from cvtex.text.cjk import SHARED, is_cjk
from cvtex.text.shorten import printable, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Status = Literal["found", "alike", "joined", "lost"]
"""``alike``: in other characters or letters that say the same. ``joined``: only if white space does not count."""

# What typesetters and word processors write for what is typed, and no reader minds.
_ALIKE: Final = str.maketrans("‘’‚“”„–—―−～〜", "'''\"\"\"----~~")
_LONG_WORD: Final = 24  # letters: as long as the words that cvtex lets a line end in
_BREAKS_BEHIND: Final = "-‐–—/"
_LINE_END: Final = r"(?:[ \t]*[\n\f]\s*)?"
_LONGEST_QUOTE: Final = 60
_SHORTEST_PART: Final = 6
_AROUND: Final = 24  # characters of a line on each side of what is quoted from it


@dataclass(frozen=True)
class Readout:
    """What one program read: its name, and the text with its lines; a form feed ends a page."""

    reader: str
    text: str

    @cached_property
    def plain(self) -> str:
        """The text as it is compared."""
        return without_zero_width(self.text)

    @cached_property
    def folded(self) -> str:
        """The text with one character for all that look alike, in small letters."""
        return _fold(self.plain)

    @cached_property
    def squeezed(self) -> str:
        """All of it without white space."""
        return squeeze(self.folded)


@dataclass(frozen=True, slots=True)
class Found:
    """How a value was found in a readout, and on which line."""

    status: Status
    line: str = ""

    @property
    def is_there(self) -> bool:
        """Whether a parser can take it as it is."""
        return self.status in {"found", "alike"}


def find(forms: Sequence[str], readout: Readout, *, line: int = 0) -> Found:
    """Find a value in one of these forms: from a line on, which counts from 0, or else anywhere."""
    wanted = [without_zero_width(form) for form in forms]
    folded = [_fold(form) for form in wanted]
    starts = (line, 0) if line else (0,)
    for start in starts:
        if place := _first(wanted, readout.plain, _offset(readout.plain, start)):
            return Found("found", _line(readout.plain, *place))
        if place := _first(folded, readout.folded, _offset(readout.folded, start)):
            return Found("alike", _shown(readout, *place))
    for form in map(squeeze, folded):
        # A short word is a part of others by chance.
        if form in readout.squeezed and (len(form) >= _SHORTEST_PART or any(len(word.split()) > 1 for word in wanted)):
            spread = re.search(r"\s*".join(map(re.escape, form)), readout.folded)
            return Found("joined", _shown(readout, *spread.span()) if spread else "")
    return Found("lost")


def lines_of(forms: Sequence[str], readout: Readout, *, line: int = 0) -> Iterator[int]:
    """The lines on which a value begins, from a line on, first those of its first form."""
    for form in forms:
        for start, _ in _places(_fold(without_zero_width(form)), readout.folded, _offset(readout.folded, line)):
            yield readout.folded.count("\n", 0, start)


def lost_fields(fields: Mapping[str, str], text: str) -> dict[str, Message]:
    """Say of each field, by its path, that no parser finds it as it was written, though its characters are there.

    A field whose characters are not there at all, or are others, is not named: `findings` says that.
    """
    readout = Readout("pdfium", text)
    lost = {path: found for path, value in fields.items() if (found := find([value], readout)).status == "joined"}
    return {path: lost_message(path, fields[path], found) for path, found in lost.items()}


def lost_message(path: str, value: str, found: Found, readers: Iterable[str] = ()) -> Message:
    """Say that these readers, or all of them, do not find a value."""
    named = ", ".join(readers)
    quoted = f"{path}: “{shorten(value, _LONGEST_QUOTE)}”"
    if found.status == "joined":
        by = f" by {named}" if named else ""
        text = f"{quoted} is read{by} as “{shorten(found.line, _LONGEST_QUOTE)}”"
        return Message("P520", text, "a space is missing there, or is one too many, so no parser finds it")
    text = f"{quoted} is not found" + (f" by {named}" if named else "")
    return Message("P520", text, "look for it with `pdftotext`: it may be cut in two, or in other characters")


def gone_message(path: str, value: str) -> Message:
    """Say that nothing of an entry is on the page, though it must be."""
    text = f"{path}: nothing of “{shorten(value, _LONGEST_QUOTE)}” is on the page"
    return Message("P520", text, "if the build might leave it out, say so here too: with a priority, or --cut any")


def disorder_message(entry: str, behind: str, readers: Sequence[str]) -> Message:
    """Say that these readers read an entry too early."""
    text = f"{entry} is read before {behind}, by {', '.join(readers)}"
    return Message("P521", text, "parsers take dates and details for those of the entry that they read last")


def _first(forms: Iterable[str], text: str, behind: int) -> tuple[int, int] | None:
    """Where the first of these forms stands, behind a position."""
    return next((place for form in forms for place in _places(form, text, behind)), None)


def _places(form: str, text: str, behind: int) -> Iterator[tuple[int, int]]:
    """Where a form stands as words of their own, behind a position."""
    for match in _pattern(form).finditer(text, behind) if form.strip() else ():
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if not (_sticks(before, match[0][0]) or _sticks(match[0][-1], after)):
            yield match.span()


def _offset(text: str, line: int) -> int:
    """Where a line begins."""
    start = 0
    for _ in range(line):
        start = text.find("\n", start) + 1
    return start


def _sticks(a: str, b: str) -> bool:
    """Whether two neighbours belong to one word."""
    return all(character.isalnum() and not is_cjk(character) for character in (a or " ", b or " "))


@lru_cache(maxsize=512)
def _pattern(form: str) -> re.Pattern[str]:
    """A form as a regular expression that takes the white space that may stand between its characters."""
    words = form.split()
    chinese = any(map(is_cjk, form))
    parts, last = list[str](), ""
    for word in words:
        long = len(word) >= _LONG_WORD
        for position, character in enumerate(word):
            if last and (_is_free(last, chinese=chinese) or _is_free(character, chinese=chinese)):
                parts.append(r"\s*")
            elif last and not position:
                parts.append(r"\s+")
            elif last and (long or last in _BREAKS_BEHIND):
                parts.append(_LINE_END)
            parts.append(re.escape(character))
            last = character
    return re.compile("".join(parts))


def _is_free(character: str, *, chinese: bool) -> bool:
    """Whether white space beside a character says nothing: it is as wide as a Chinese one."""
    return is_cjk(character) or (chinese and character in SHARED)


def _fold(text: str) -> str:
    # One by one, so that positions in texts without ligatures stay what they are.
    return unicodedata.normalize("NFKC", text.translate(TWINS)).translate(_ALIKE).casefold()


def _line(text: str, start: int, end: int) -> str:
    """The line around a place, or the lines, cut to what stands near it."""
    first = max(text.rfind("\n", 0, start), text.rfind("\f", 0, start)) + 1
    last = min((at for at in (text.find("\n", end), text.find("\f", end)) if at >= 0), default=len(text))
    left, right = max(first, start - _AROUND), min(last, end + _AROUND)
    shown = ("…" if left > first else "") + text[left:right] + ("…" if right < last else "")
    return printable(" ".join(shown.split()))


def _shown(readout: Readout, start: int, end: int) -> str:
    """The line around a place in the folded text, as it was before."""
    if len(readout.folded) == len(readout.plain):
        return _line(readout.plain, start, end)
    # Folding changes no line's number.
    first, last = (readout.folded.count("\n", 0, at) for at in (start, end))
    return printable(" ".join(" ".join(readout.plain.split("\n")[first : last + 1]).split()))
