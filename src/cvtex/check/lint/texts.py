"""Lists the texts of a view as advice reads them: bullets by their lists, paragraphs, names; each with its path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtex.view import View

# Own lists say who one is or what one likes; these say what was done.
_DEEDS = ("work", "volunteer", "projects")
_NAMES = ("name", "title", "institution", "organization", "position", "area", "department", "level", "awarder")


@dataclass(frozen=True, slots=True)
class Written:
    """One text and the path of what holds it."""

    path: str
    text: str


def bullets(view: View, *, achievements: bool = False) -> Iterator[tuple[Written, ...]]:
    """The bullets of each list; only those that tell what was done, where ``achievements`` are wanted."""
    for section in view.sections:
        if achievements and section.kind not in _DEEDS:
            continue
        for entry in section.entries:
            if texts := tuple(Written(p.path, p.text) for p in entry.passages if p.bullet):
                yield texts


def prose(view: View) -> Iterator[Written]:
    """Every sentence of the author's: bullets and paragraphs, not what a referee says."""
    for section in view.sections:
        for entry in section.entries if section.kind != "references" else ():
            yield from (Written(passage.path, passage.text) for passage in entry.passages)


def everything(view: View) -> Iterator[Written]:
    """Every text, names and titles too."""
    yield from prose(view)
    for entry in (entry for section in view.sections for entry in section.entries):
        for key in _NAMES:
            if isinstance(value := entry.values.get(key), str):
                yield Written(f"{entry.path}.{key}", value)
        yield from (Written(course.path, course.name) for course in entry.courses)
