"""The frozen values that one PDF shows, in the order of the page, each with its path in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cvtex.resume.layout import LayoutSettings
    from cvtex.resume.locale import Locale


@dataclass(frozen=True, slots=True)
class PassageView:
    """A sentence or paragraph; ``bullet`` tells which it is set as."""

    path: str
    text: str
    short: str | None = None
    priority: int | None = None
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class CourseView:
    """A course and its score."""

    path: str
    name: str
    score: str | None = None
    short: str | None = None
    priority: int | None = None


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry: its plain values by their names in the schema (snake_case), and what hangs under it.

    ``values`` also has ``dates`` where the entry has a period or a date. ``recency`` is when it ended and when it
    began, to compare with others of its section; empty where the file does not say.
    """

    path: str
    values: Mapping[str, object]
    priority: int | None = None
    passages: tuple[PassageView, ...] = ()
    courses: tuple[CourseView, ...] = ()
    recency: tuple[int, ...] = ()

    @property
    def has_values(self) -> bool:
        """Whether there is anything for its head to say."""
        return any(self.values.values())


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section under its heading."""

    id: str
    kind: str
    path: str
    title: str
    entries: tuple[EntryView, ...]
    priority: int | None = None
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """One item of the header's line; ``url`` is where it links to, ``fact`` what a form calls it, with a colon."""

    path: str
    text: str
    url: str | None = None
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """Who it is, and how to reach them.

    ``image_alt`` says what the picture shows, for those who do not see it: None where there is no picture. It is not
    printed.
    """

    name: str
    label: str | None
    objective: str | None
    image: str | None
    image_alt: str | None
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class View:
    """All that one PDF says."""

    locale: Locale
    layout: LayoutSettings
    header: Header
    sections: tuple[SectionView, ...]
    keywords: tuple[str, ...] = ()

    @property
    def lang(self) -> str:
        """The language tag."""
        return self.locale.tag


def texts(shown: View) -> Iterator[tuple[str, str]]:
    """Every text of a view with the path it comes from."""
    header = shown.header
    for name, value in (("name", header.name), ("label", header.label), ("objective", header.objective)):
        yield from _strings(f"basics.{name}", value)
    for contact in header.contacts:
        yield contact.path, contact.text
    for section in shown.sections:
        yield from _strings(section.path, (section.title, section.columns))
        for entry in section.entries:
            for name, held in entry.values.items():
                yield from _strings(f"{entry.path}.{key_of(name)}", held)
            for passage in entry.passages:
                yield from _strings(passage.path, (passage.text, passage.short))
            for course in entry.courses:
                yield from _strings(course.path, (course.name, course.short, course.score))


def _strings(path: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(path, item)


def key_of(name: str) -> str:
    """A field's name as the file spells it: ``studyType`` for ``study_type``."""
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))
