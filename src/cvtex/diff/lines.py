"""A view as lines of plain text, under the headings of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cvtex.text.inline import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtex.view import EntryView, View

# Said by `dates`, or taken only where space is short.
_UNREAD: Final = frozenset({"start_date", "end_date", "date", "release_date", "short"})
_BETWEEN: Final = " | "
HEADER: Final = "header"


@dataclass(frozen=True, slots=True)
class Line:
    """What a reader reads as one: a heading, the head of an entry, a passage, a course.

    Attributes:
        path: where it stands in the file.
        written: as the file has it, with its inline Markdown.
    """

    path: str
    written: str

    @property
    def text(self) -> str:
        """What is read of it."""
        return plain_text(self.written)


@dataclass(frozen=True, slots=True)
class Part:
    """A section: its heading is its first line."""

    id: str
    title: str
    lines: tuple[Line, ...]


def parts(shown: View) -> tuple[Part, ...]:
    """The header and the sections of a view, in the order of the page."""
    header = shown.header
    said = (("basics.name", header.name), ("basics.label", header.label), ("basics.objective", header.objective))
    lines = [Line(path, text) for path, text in said if text]
    lines += [Line(contact.path, contact.text) for contact in header.contacts]
    if header.image:
        lines.append(Line("basics.image", header.image))
    found = [Part(HEADER, header.name, tuple(lines))]
    for section in shown.sections:
        inside = [Line(section.path, section.title)]
        if section.columns:
            inside.append(Line(f"{section.path}.columns", _BETWEEN.join(section.columns)))
        for entry in section.entries:
            inside += _entry(entry, shown.locale.list)
        found.append(Part(section.id, section.title, tuple(inside)))
    return tuple(found)


def _entry(entry: EntryView, separator: str) -> Iterator[Line]:
    values = {name: value for name, value in entry.values.items() if value and name not in _UNREAD}
    head = _BETWEEN.join(_joined(name, value, separator) for name, value in values.items())
    if head:
        yield Line(entry.path, head)
    for course in entry.courses:
        yield Line(course.path, " ".join(part for part in (course.name, course.score) if part))
    for passage in entry.passages:
        yield Line(passage.path, passage.text)


def _joined(name: str, value: object, separator: str) -> str:
    if isinstance(value, tuple):
        return (_BETWEEN if name == "cells" else separator).join(map(str, value))
    return str(value)
