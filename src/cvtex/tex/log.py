"""Reads what TeX prints: errors, lost characters, overfull lines, and the block they stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import dropwhile

# What cvtex.sty writes with \cvtex@say begins so; all else is TeX's own output.
PREFIX = "cvtex:"

_BLOCK = re.compile(r"cvtex:block (\d+)")
_HEIGHT = re.compile(r"cvtex:height (\d+) (-?\d+)")
_LOST = re.compile(r"Missing character: There is no (.+?) \(U\+([0-9A-F]+)\) in font (.+?)[/:!]")
_OVERFULL = re.compile(r"Overfull \\hbox \((\d+(?:\.\d+)?)pt too wide\)")
_LINE = re.compile(r"^l\.(\d+) ?(.*)$")
# Not compiled before there is an error to look at.
_MISSING_FILE = r"File [`'](?P<latex>[^']+)' not found|I can't find file [`'](?P<plain>[^']+)'"
_MISSING_FONT = (
    r'The font "(?P<fontspec>[^"]+)" cannot be found|'
    r'Font [^=]*="?(?P<primitive>\[[^]]+\]|[^"\s]+)"?.* not loadable'
)


@dataclass(frozen=True, slots=True)
class Lost:
    """A character that no loaded font has; TeX sets nothing in its place and still exits with 0."""

    character: str
    block: int | None


@dataclass(frozen=True, slots=True)
class Overfull:
    """A line that stands out of its measure, in pt."""

    excess_pt: float
    block: int | None


@dataclass(frozen=True, slots=True)
class TexError:
    """The first error TeX stopped at."""

    message: str
    context: str
    line: int | None
    block: int | None
    missing_file: str | None = None
    missing_font: str | None = None


@dataclass(slots=True)
class Transcript:
    """What TeX printed in one exchange, line by line, and the facts in it."""

    heights: dict[int, int] = field(default_factory=dict)
    lost: list[Lost] = field(default_factory=list)
    overfull: list[Overfull] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    block: int | None = None

    def add(self, line: str) -> None:
        """Take in one line of TeX's output."""
        self.lines.append(line)
        if line.startswith(PREFIX):
            if match := _BLOCK.match(line):
                self.block = int(match[1])
            elif match := _HEIGHT.match(line):
                self.heights[int(match[1])] = int(match[2])
        elif match := _LOST.search(line):
            self.lost.append(Lost(chr(int(match[2], 16)), self.block))
        elif match := _OVERFULL.search(line):
            self.overfull.append(Overfull(float(match[1]), self.block))

    def error(self) -> TexError | None:
        """The error in these lines, or None where no line begins with ``!``."""
        lines = dropwhile(lambda line: not line.startswith("! "), self.lines)
        if (first := next(lines, None)) is None:
            return None
        message = first[2:].strip()
        context: list[str] = []
        number: int | None = None
        for line in lines:
            if match := _LINE.match(line):
                number = int(match[1])
                context.append(match[2])
                break
            context.append(line)
        whole = "\n".join([message, *context])
        file, font = re.search(_MISSING_FILE, whole), re.search(_MISSING_FONT, whole)
        return TexError(
            message=message,
            context="\n".join(line for line in context if line.strip())[:600],
            line=number,
            block=self.block,
            missing_file=(file["latex"] or file["plain"]) if file else None,
            missing_font=(font["fontspec"] or font["primitive"]) if font else None,
        )
