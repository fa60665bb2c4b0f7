"""Reads a view as lines of plain text, by section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cvtex.text.inline import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtex.view import EntryView, View

# Part of `dates`, or shown only where space is short.
_UNREAD: Final = frozenset({"start_date", "end_date", "date", "release_date", "short"})
_BETWEEN: Final = " | "
_HEADER: Final = "header"


@dataclass(frozen=True, slots=True)
class Line:
    """What a reader reads as one (a heading, an entry's head, a passage, a course), ``written`` in inline Markdown."""

    path: str
    written: str

    @property
    def text(self) -> str:
        """What is read of it."""
        return plain_text(self.written)


@dataclass(frozen=True, slots=True)
class SectionLines:
    """A section as lines: its heading is the first."""

    id: str
    title: str
    lines: tuple[Line, ...]


def sections(view: View) -> tuple[SectionLines, ...]:
    """The header and the sections of a view, in the order of the page."""
    header = view.header
    texts = [("basics.name", header.name), ("basics.label", header.label), ("basics.objective", header.objective)]
    texts += [(contact.path, contact.text) for contact in header.contacts]
    texts.append(("basics.image", header.image))
    # Whoever has the page read out hears it; where it is the name, that was read already.
    texts.append(("basics.imageAlt", header.image_alt if header.image_alt != header.name else None))
    result = [SectionLines(_HEADER, header.name, tuple(Line(path, text) for path, text in texts if text))]
    for section in view.sections:
        lines = [Line(section.path, section.title)]
        if section.columns:
            lines.append(Line(f"{section.path}.columns", _BETWEEN.join(section.columns)))
        for entry in section.entries:
            lines += _entry(entry, view.locale.list)
        result.append(SectionLines(section.id, section.title, tuple(lines)))
    return tuple(result)


def _entry(entry: EntryView, separator: str) -> Iterator[Line]:
    values = [(name, value) for name, value in entry.values.items() if value and name not in _UNREAD]
    if head := _BETWEEN.join(_joined(name, value, separator) for name, value in values):
        yield Line(entry.path, head)
    for course in entry.courses:
        yield Line(course.path, " ".join(part for part in (course.name, course.score) if part))
    for passage in entry.passages:
        yield Line(passage.path, passage.text)


def _joined(name: str, value: object, separator: str) -> str:
    if isinstance(value, tuple):
        return (_BETWEEN if name == "cells" else separator).join(map(str, value))
    return str(value)
