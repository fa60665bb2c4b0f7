"""Writes a report as lines of text for people: what was built, what is wrong, each item's height."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from cvtex.text.shorten import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cvtex.build.report import ItemHeight, Omitted, Output
    from cvtex.errors import Diagnostic

# Of a long line, so many characters are shown, and so many of them before the caret.
_LONGEST_QUOTE: Final = 160
_BEFORE_CARET: Final = 60


def summary(output: Output) -> str:
    """One language in one line: ``zh  1 page, 99 % full, 9.8 pt on 12.9 pt, margins 15 mm; left out: …``."""
    settings = output.settings
    room = f" (room for about {output.room_lines} lines)" if output.room_lines else ""
    parts = (
        "1 page" if output.pages == 1 else f"{output.pages} pages",
        f"{output.fill * 100:.0f} % full{room}",
        f"{settings.font_size_pt:.1f} pt on {settings.leading_pt:.1f} pt",
        f"margins {settings.margin_mm:.0f} mm",
    )
    line = f"{output.lang}  {', '.join(parts)}"
    if output.shortened:
        line += f"; {len(output.shortened)} shortened"
    if output.omitted:
        line += f"; left out: {', '.join(map(_named, output.omitted))}"
    return line


def _named(item: Omitted) -> str:
    about = [f"priority {item.priority}"] if item.priority is not None else []
    if item.line is not None:
        about.append(f"line {item.line}")
    return f"{item.path} ({', '.join(about)})" if about else item.path


def item_table(lang: str, items: Sequence[ItemHeight]) -> Iterator[str]:
    """The items as lines of text in columns."""
    yield f"{lang}  height mm  priority  line  shown     item"
    for item in items:
        priority, line = item.priority or "", item.line or ""
        yield f"{'':{len(lang)}}  {item.height_mm:9.1f}  {priority:>8}  {line:>4}  {item.state:8}  {item.path}"


def explained(diagnostic: Diagnostic, sources: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    """A diagnostic as compilers print it: location and message, the line itself, a caret, the next step."""
    location = diagnostic.location
    yield f"{f'{location}: ' if location else ''}{diagnostic.severity}: {diagnostic.message} [{diagnostic.code}]"
    if location is not None and location.line is not None and diagnostic.quotable:
        lines = sources.get(location.file) or _read(location.file)
        if 0 < location.line <= len(lines):
            yield from _pointed(lines[location.line - 1].rstrip(), location.column)
    if diagnostic.hint:
        yield f"  hint: {diagnostic.hint}"


def _read(file: str) -> tuple[str, ...]:
    """The lines of a file that was refused, so that nobody has its lines; none of ``--set`` and of what is gone."""
    from pathlib import Path

    from cvtex.load.characters import split_lines

    try:
        data = Path(file).read_bytes()
    except (OSError, ValueError):
        return ()
    return split_lines(data.decode("utf-8-sig", "replace"))


def _pointed(line: str, column: int | None) -> Iterable[str]:
    """A source line and a caret under its column; of a long line, such as a whole file of JSON, a piece."""
    at = min((column or 1) - 1, len(line))
    start = max(0, at - _BEFORE_CARET) if len(line) > _LONGEST_QUOTE else 0
    end = start + _LONGEST_QUOTE
    opening, closing = "…" if start else "", "…" if end < len(line) else ""
    # What cannot be seen must not reach a terminal, which would obey it.
    yield f"  {opening}{printable(line[start:end], keep=chr(9))}{closing}"
    if column is not None:
        yield f"  {_pad(opening + line[start:at])}^"


def _pad(text: str) -> str:
    """White space as wide on a terminal as the text."""
    return "".join("\t" if character == "\t" else " " * _cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
