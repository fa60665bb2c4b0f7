"""One language, one target: plain values in the order of the page, nothing left to look up.

What is not for this language or target is gone, dates and headings are written out, and
every value keeps its path in the file, so that whatever happens later has a place to name.
Texts still hold their inline Markdown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cvtex.locale import Locale, locale
from cvtex.model.dates import Date, Present
from cvtex.model.items import Course, Item, Passage
from cvtex.model.text import Text

if TYPE_CHECKING:
    from pydantic import BaseModel

    from cvtex.model.basics import Basics
    from cvtex.model.items import Entry
    from cvtex.model.layout import LayoutSettings
    from cvtex.model.resume import Resume
    from cvtex.model.sections import Section

_PARAGRAPHS = ("summary", "description", "reference", "text")
_PERIOD = ("start_date", "end_date")
# What the header says of a person besides how to reach them, in the order Chinese résumés have it.
_PERSONAL = ("graduation", "gender", "ethnicity", "political_status", "native_place", "birth_date")


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

    ``values`` also has ``dates`` where the entry has a period or a date.
    """

    path: str
    values: Mapping[str, object]
    priority: int | None = None
    passages: tuple[PassageView, ...] = ()
    courses: tuple[CourseView, ...] = ()


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
    """One item of the header's line; ``url`` where it links to."""

    path: str
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """Who it is, and how to reach them."""

    name: str
    label: str | None
    objective: str | None
    image: str | None
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class View:
    """All that one PDF says."""

    locale: Locale
    layout: LayoutSettings
    header: Header
    sections: tuple[SectionView, ...]
    keywords: tuple[str, ...] = field(default=())

    @property
    def lang(self) -> str:
        """The language tag."""
        return self.locale.tag


def view(resume: Resume, lang: str, *, target: str | None = None) -> View:
    """Choose what a language and a target show.

    Raises:
        UsageError: There is no locale for the language.
    """
    return _Selector(resume, lang, target).view()


class _Selector:
    """Reads the résumé through one language and target."""

    def __init__(self, resume: Resume, lang: str, target: str | None) -> None:
        self.resume = resume
        self.lang = lang
        self.target = target
        self.locale = locale(lang)
        self.layout = resume.layout.for_language(lang)

    def view(self) -> View:
        sections = tuple(section for section in self._sections() if section.entries)
        return View(self.locale, self.layout, self._header(self.resume.basics), sections, self._keywords(sections))

    # -- values -----------------------------------------------------------------------

    def _shows(self, item: Item) -> bool:
        base = self.lang.partition("-")[0]
        spoken = not item.only or self.lang in item.only or base in item.only
        return spoken and (self.target is None or not item.tags or self.target in item.tags)

    def _text(self, text: Text | None) -> str | None:
        return text.get(self.lang) if text is not None else None

    def _value(self, value: object) -> object:
        """A field's value in this language, or None where there is nothing to show."""
        match value:
            case Text():
                return self._text(value)
            case Date() | Present():
                return self.locale.date(value, self.layout.dates.style)
            case tuple():
                return tuple(found for item in value if (found := self._value(item))) or None
            case _:
                return value or None

    def _values(self, model: BaseModel) -> dict[str, object]:
        values = {
            name: self._value(value)
            for name, value in model
            if name not in Item.model_fields and not _is_part(value) and name != "short"
        }
        if "start_date" in values:
            start, end = (getattr(model, name) for name in _PERIOD)
            dates = self.layout.dates
            values["dates"] = self.locale.period(start, end, style=dates.style, separator=_spaced(dates.separator))
        else:
            values["dates"] = values.get("date") or values.get("release_date")
        values["short"] = self._text(getattr(model, "short", None))
        return values

    def _passage(self, passage: Passage | None, path: str, *, bullet: bool = False) -> Iterator[PassageView]:
        if passage is not None and self._shows(passage) and (text := self._text(passage.text)):
            yield PassageView(path, text, self._text(passage.short), passage.priority, bullet)

    def _passages(self, model: BaseModel, path: str) -> Iterator[PassageView]:
        for name in ("description", "summary", "reference", "text"):
            if isinstance(value := getattr(model, name, None), Passage):
                yield from self._passage(value, f"{path}.{name}")
        for name in ("highlights", "items"):
            for number, passage in enumerate(getattr(model, name, ())):
                yield from self._passage(passage, f"{path}.{name}[{number}]", bullet=True)

    def _course(self, course: Course, path: str) -> Iterator[CourseView]:
        if self._shows(course) and (name := self._text(course.name)):
            yield CourseView(path, name, self._text(course.score), self._text(course.short), course.priority)

    def _entry(self, entry: Entry, path: str) -> EntryView:
        courses = getattr(entry, "courses", ())
        return EntryView(
            path=path,
            values=self._values(entry),
            priority=entry.priority,
            passages=tuple(self._passages(entry, path)),
            courses=tuple(c for n, course in enumerate(courses) for c in self._course(course, f"{path}.courses[{n}]")),
        )

    def _entries(self, entries: tuple[Entry, ...], path: str) -> tuple[EntryView, ...]:
        shown = (self._entry(entry, f"{path}[{n}]") for n, entry in enumerate(entries) if self._shows(entry))
        return tuple(entry for entry in shown if entry.passages or any(entry.values.values()))

    # -- sections ---------------------------------------------------------------------

    def _sections(self) -> Iterator[SectionView]:
        """The sections in the order of the layout, then of the file; the summary opens where nothing says otherwise."""
        own = {section.id: (n, section) for n, section in enumerate(self.resume.sections)}
        places = {place.id: place for place in self.layout.sections}
        rest = ("summary", *self.resume.section_order) if "summary" not in own else self.resume.section_order
        for name in (*places, *(name for name in rest if name not in places)):
            place = places.get(name)
            if place is not None and not self._shows(place):
                continue
            title = self._text(place.title if place else None) or self._text(self.layout.titles.get(name))
            priority = place.priority if place else None
            if name in own:
                number, section = own[name]
                if self._shows(section):
                    yield self._own_section(section, f"sections[{number}]", title, priority or section.priority)
            elif name == "summary":
                passages = tuple(self._passage(self.resume.basics.summary, "basics.summary"))
                entries = (EntryView("basics", {}, passages=passages),) if passages else ()
                yield SectionView(name, "text", name, title or self.locale.titles[name], entries, priority)
            else:
                entries = self._entries(self.resume.of_kind(name), name)
                yield SectionView(name, name, name, title or self.locale.titles[name], entries, priority)

    def _own_section(self, section: Section, path: str, title: str | None, priority: int | None) -> SectionView:
        title = title or self._text(section.title) or self.locale.titles.get(section.kind) or section.id
        columns: tuple[str, ...] = ()
        entries: tuple[EntryView, ...]
        if section.kind in ("text", "bullets"):
            passages = tuple(self._passages(section, path))
            entries = (EntryView(path, {}, passages=passages),) if passages else ()
        elif section.kind == "table":
            columns = tuple(self._text(column) or "" for column in section.columns)
            entries = tuple(
                EntryView(f"{path}.rows[{n}]", {"cells": tuple(self._text(cell) or "" for cell in row.cells)}, row.priority)
                for n, row in enumerate(section.rows)
                if self._shows(row)
            )
        else:
            entries = self._entries(section.entries, f"{path}.entries")
        return SectionView(section.id, section.kind, path, title, entries, priority, columns)

    # -- header -----------------------------------------------------------------------

    def _header(self, basics: Basics) -> Header:
        return Header(
            name=self._text(basics.name) or "",
            label=self._text(basics.label),
            objective=self._text(basics.objective),
            image=basics.image,
            contacts=tuple(self._contacts(basics)),
        )

    def _contacts(self, basics: Basics) -> Iterator[Contact]:
        if phone := self._text(basics.phone):
            yield Contact("basics.phone", phone)
        if basics.email:
            yield Contact("basics.email", basics.email, f"mailto:{basics.email}")
        if basics.url:
            yield Contact("basics.url", basics.url, basics.url)
        for number, profile in enumerate(basics.profiles):
            if self._shows(profile):
                network, username = self._text(profile.network), profile.username
                text = self.locale.colon.join(part for part in (network, username) if part)
                if text or profile.url:
                    yield Contact(f"basics.profiles[{number}]", text or profile.url or "", profile.url)
        if place := self._place(basics):
            yield Contact("basics.location", place)
        for name in _PERSONAL:
            if (value := self._value(getattr(basics, name))) is not None:
                yield Contact(f"basics.{name}", f"{self.locale.labels.get(name, '')}{value}")
        for number, detail in enumerate(basics.details):
            if self._shows(detail) and (value := self._text(detail.value)):
                label = self._text(detail.label)
                text = f"{label}{self.locale.colon}{value}" if label else value
                yield Contact(f"basics.details[{number}]", text, detail.url)

    def _place(self, basics: Basics) -> str:
        where = basics.location
        if where is None:
            return ""
        # In Chinese an address runs from the large to the small, elsewhere the other way round.
        parts = [self._text(where.address), self._text(where.city), self._text(where.region), where.postal_code]
        if self.lang.startswith("zh"):
            return "".join(str(part) for part in (parts[2], parts[1], parts[0]) if part)
        return ", ".join(str(part) for part in (*parts, where.country_code) if part)

    def _keywords(self, sections: tuple[SectionView, ...]) -> tuple[str, ...]:
        """For the PDF's metadata: the names of skills and their keywords."""
        found: dict[str, None] = {}
        for section in sections:
            if section.kind == "skills":
                for entry in section.entries:
                    keywords = entry.values.get("keywords")
                    found.update(dict.fromkeys(keywords if isinstance(keywords, tuple) else ()))
        return tuple(found)


def _is_part(value: object) -> bool:
    """Whether a field holds passages or courses, which are shown by themselves."""
    first = value[0] if isinstance(value, tuple) and value else value
    return isinstance(first, Item)


def _spaced(separator: str | None) -> str | None:
    """A separator is set as it is written; a bare mark gets the spaces that set it off."""
    return f" {separator} " if separator and separator == separator.strip() else separator

