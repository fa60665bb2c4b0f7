"""Reads a résumé as one language and one target have it: the top of the page, then the sections in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cvtex.resume.dates import PRESENT, Date, Present
from cvtex.resume.items import Item, Passage
from cvtex.resume.text import Text
from cvtex.text.cjk import is_written_without_spaces
from cvtex.text.lines import join_lines
from cvtex.view.addresses import bare_address, names_account
from cvtex.view.authors import with_own_name
from cvtex.view.values import Contact, CourseView, EntryView, Header, PassageView, SectionView

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic import BaseModel

    from cvtex.resume.items import Entry
    from cvtex.resume.layout import LayoutSettings
    from cvtex.resume.locale import Locale
    from cvtex.resume.resume import Address, Basics, Profile, Resume
    from cvtex.resume.sections import Section

_INTERNSHIP: Final = re.compile(r"实习|(?i:\bintern(?:s|ships?)?\b)")
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_PARAGRAPHS = ("description", "summary", "reference", "text")
_BULLETS = ("highlights", "items")
_NO_END = 10_000
"""The year in which what still continues ends, to compare: later than any that a file can name."""
# What Chinese résumés say of a person besides how to reach them, in their order.
_PERSONAL = ("graduation", "gender", "ethnicity", "political_status", "native_place", "birth_date")


@dataclass(frozen=True, slots=True)
class Reading:
    """How values are read: the language with its locale, the target, and the layout of that language."""

    locale: Locale
    target: str | None
    layout: LayoutSettings
    own_names: tuple[str, ...] = ()
    """The person's name in every language of the file, which is set bold among the authors of a work."""

    def shows(self, item: Item) -> bool:
        """Whether an item is for this language and target."""
        lang = self.locale.tag
        spoken = not item.only or lang in item.only or lang.partition("-")[0] in item.only
        return spoken and (self.target is None or not item.tags or self.target in item.tags)

    def text(self, text: Text | None) -> str | None:
        """A text in this language, on one line; None where there is none."""
        wording = text.get(self.locale.tag) if text is not None else None
        # A soft hyphen says where a word may be hyphenated, and none is; a font would print it.
        return join_lines(wording.replace(_SOFT_HYPHEN, "")) or None if wording else None

    def fact(self, name: str) -> str:
        """What a form calls a fact of the header, with its colon; nothing where the language has no word for it."""
        word = self.locale.facts.get(name)
        return f"{word}{self.locale.colon_behind(word)}" if word else ""

    def value(self, value: object) -> object:
        """A field's value in this language, or None where there is nothing to show."""
        match value:
            case Text():
                return self.text(value)
            case Date() | Present():
                return self.locale.date(value, self.layout.dates.style)
            case tuple():
                return tuple(shown for item in value if (shown := self.value(item))) or None
            case _:
                return value or None

    def values(self, model: BaseModel) -> dict[str, object]:
        """The plain values of an entry by their names, and its ``dates``; what hangs under it is not among them."""
        values = {
            name: self.value(self._precise(value))
            for name, value in model
            if name not in Item.model_fields and not _hangs_under(value)
        }
        if "start_date" in values:
            dates = self.layout.dates
            start, end = (self._precise(getattr(model, name)) for name in ("start_date", "end_date"))
            values["dates"] = self.locale.period(
                start, end, style=dates.style, separator=_spaced(dates.separator), short_years=dates.short_years
            )
        else:
            values["dates"] = values.get("date") or values.get("release_date")
        values.setdefault("short", None)
        if isinstance(authors := values.get("authors"), tuple):
            values["authors"] = with_own_name(authors, self.own_names)
        return values

    def _precise(self, value: Any) -> Any:  # noqa: ANN401 (a field's value)
        """A date as precisely as the layout prints it, and anything else as it is."""
        return value.to_month if isinstance(value, Date) and self.layout.dates.precision == "month" else value


def _hangs_under(value: object) -> bool:
    """Whether a field holds passages or courses, which are shown by themselves."""
    first = value[0] if isinstance(value, tuple) and value else value
    return isinstance(first, Item)


def _spaced(separator: str | None) -> str | None:
    """A separator with the spaces that set it off; one that has white space of its own keeps that."""
    return f" {separator} " if separator and separator == separator.strip() else separator


def header(reading: Reading, basics: Basics) -> Header:
    """The header in one language."""
    name = reading.text(basics.name) or ""
    is_shown = basics.image is not None and reading.layout.photo.side != "off"
    image = basics.image.get(reading.locale.tag) if basics.image is not None and is_shown else None
    return Header(
        name=name,
        label=reading.text(basics.label),
        objective=reading.text(basics.objective),
        image=image,
        image_alt=(reading.text(basics.image_alt) or name or None) if image else None,
        contacts=(*_reached(reading, basics), *_about(reading, basics)),
    )


def _reached(reading: Reading, basics: Basics) -> Iterator[Contact]:
    if phone := reading.text(basics.phone):
        yield Contact("basics.phone", phone, fact=reading.fact("phone"))
    if basics.email:
        yield Contact("basics.email", basics.email, f"mailto:{basics.email}", reading.fact("email"))
    if basics.url:
        yield Contact("basics.url", bare_address(basics.url), basics.url, reading.fact("url"))
    for number, profile in enumerate(basics.profiles):
        if reading.shows(profile) and (text := _account(reading, profile)):
            network = reading.text(profile.network)
            fact = (
                f"{network}{reading.locale.colon_behind(network)}" if network and not text.startswith(network) else ""
            )
            yield Contact(f"basics.profiles[{number}]", text, profile.url, fact)


def _account(reading: Reading, profile: Profile) -> str:
    """An account by its address, where that says whose it is; else by the site and the name there."""
    if profile.url and (not profile.username or names_account(profile.url, profile.username)):
        return bare_address(profile.url)
    network = reading.text(profile.network) or ""
    return reading.locale.colon_behind(network).join(part for part in (network, profile.username) if part)


def _about(reading: Reading, basics: Basics) -> Iterator[Contact]:
    if basics.location is not None and (address := _address(reading, basics.location)):
        yield Contact("basics.location", address, fact=reading.fact("location"))
    for name in _PERSONAL:
        if (value := reading.value(getattr(basics, name))) is not None:
            prefix = reading.locale.labels.get(name, "")
            yield Contact(f"basics.{name}", f"{prefix}{value}", fact="" if prefix else reading.fact(name))
    for number, detail in enumerate(basics.details):
        if reading.shows(detail) and (value := reading.text(detail.value)):
            label = reading.text(detail.label)
            text = f"{label}{reading.locale.colon_behind(label)}{value}" if label else str(value)
            yield Contact(f"basics.details[{number}]", text, detail.url)


def _address(reading: Reading, where: Address) -> str:
    """An address on one line; Chinese runs from the large to the small, others the other way round."""
    street, city, region, postal_code = map(reading.text, (where.address, where.city, where.region, where.postal_code))
    if region == city:  # Beijing, Shanghai, Hamburg: a city that is its own province is named once
        region = None
    if is_written_without_spaces(reading.locale.tag):
        address = "".join(part for part in (region, city, street) if part)
        return " ".join(part for part in (address, postal_code) if part)
    return ", ".join(part for part in (street, city, region, postal_code, where.country_code) if part)


def sections(reading: Reading, resume: Resume) -> Iterator[SectionView]:
    """The sections as the layout orders them, then those it does not name as the file does.

    The summary opens the page where nothing says otherwise. Sections without entries are among them.
    """
    own = {str(section.id): number for number, section in enumerate(resume.sections)}
    places = {str(place.id): place for place in reading.layout.sections}
    rest = ("summary", *resume.section_order) if "summary" not in own else resume.section_order
    for name in (*places, *(name for name in rest if name not in places)):
        place = places.get(name)
        if place is not None and not reading.shows(place):
            continue
        title = reading.text(place.title if place else None) or reading.text(reading.layout.titles.get(name))
        priority = place.priority if place else None
        if name in own:
            section = resume.sections[own[name]]
            if reading.shows(section):
                yield _own(reading, section, f"sections[{own[name]}]", title, priority or section.priority)
            continue
        if name == "summary":
            entries = _alone("basics", tuple(_passage(reading, resume.basics.summary, "basics.summary")))
        else:
            entries = _entries(reading, resume.of_kind(name), name)
        kind = "text" if name == "summary" else name
        title = title or reading.locale.titles[_heading(reading, name, resume)]
        yield SectionView(name, kind, name, title, entries, priority)


def _heading(reading: Reading, name: str, resume: Resume) -> str:
    """The section whose title a section has: jobs that are internships, all of them, may be titled so."""
    if name != "work" or "internships" not in reading.locale.titles:
        return name
    positions = [job.position for job in resume.work if reading.shows(job)]
    return "internships" if positions and all(map(_is_internship, positions)) else name


def _is_internship(position: Text | None) -> bool:
    return position is not None and any(map(_INTERNSHIP.search, position.values))


def _own(reading: Reading, section: Section, path: str, title: str | None, priority: int | None) -> SectionView:
    title = title or reading.text(section.title) or reading.locale.titles.get(section.kind) or section.id
    columns: tuple[str, ...] = ()
    if section.kind in ("text", "bullets"):
        entries = _alone(path, tuple(_passages(reading, section, path)))
    elif section.kind == "table":
        columns = tuple(reading.text(column) or "" for column in section.columns)
        entries = tuple(_rows(reading, section, path))
    else:
        entries = _entries(reading, section.entries, f"{path}.entries")
    return SectionView(section.id, section.kind, path, title, entries, priority, columns)


def _alone(path: str, passages: tuple[PassageView, ...]) -> tuple[EntryView, ...]:
    """Passages that stand under a heading without an entry around them."""
    return (EntryView(path, {}, passages=passages),) if passages else ()


def _rows(reading: Reading, section: Section, path: str) -> Iterator[EntryView]:
    for number, row in enumerate(section.rows):
        cells = tuple(reading.text(cell) or "" for cell in row.cells)
        if reading.shows(row) and any(cells):
            yield EntryView(f"{path}.rows[{number}]", {"cells": cells}, row.priority)


def _entries(reading: Reading, entries: Sequence[Entry], path: str) -> tuple[EntryView, ...]:
    shown = (_entry(reading, entry, f"{path}[{n}]") for n, entry in enumerate(entries) if reading.shows(entry))
    return tuple(entry for entry in shown if entry.passages or entry.courses or entry.has_values)


def _entry(reading: Reading, entry: Entry, path: str) -> EntryView:
    passages, courses = tuple(_passages(reading, entry, path)), tuple(_courses(reading, entry, path))
    return EntryView(path, reading.values(entry), entry.priority, passages, courses, _recency(entry))


def _recency(entry: Entry) -> tuple[int, ...]:
    """When an entry ended and when it began; what has begun and has no end still continues."""
    start, end = (getattr(entry, name, None) for name in ("start_date", "end_date"))
    end = end or (PRESENT if start else getattr(entry, "date", None) or getattr(entry, "release_date", None))
    return (*_moment(end), *_moment(start)) if end else ()


def _moment(date: Date | Present | None) -> tuple[int, int, int]:
    if isinstance(date, Present):
        return (_NO_END, 0, 0)
    return (date.year, date.month or 0, date.day or 0) if date else (0, 0, 0)


def _passages(reading: Reading, model: BaseModel, path: str) -> Iterator[PassageView]:
    """The paragraphs of an entry or section, then its bullets."""
    for name in _PARAGRAPHS:
        if isinstance(value := getattr(model, name, None), Passage):
            yield from _passage(reading, value, f"{path}.{name}")
    for name in _BULLETS:
        for number, passage in enumerate(getattr(model, name, ())):
            yield from _passage(reading, passage, f"{path}.{name}[{number}]", bullet=True)


def _passage(reading: Reading, passage: Passage | None, path: str, *, bullet: bool = False) -> Iterator[PassageView]:
    if passage is not None and reading.shows(passage) and (text := reading.text(passage.text)):
        yield PassageView(path, text, reading.text(passage.short), passage.priority, bullet)


def _courses(reading: Reading, entry: Entry, path: str) -> Iterator[CourseView]:
    for number, course in enumerate(getattr(entry, "courses", ())):
        if reading.shows(course) and (name := reading.text(course.name)):
            score, short = reading.text(course.score), reading.text(course.short)
            yield CourseView(f"{path}.courses[{number}]", name, score, short, course.priority)
