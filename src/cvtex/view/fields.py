"""Says what programs that read applications look for on a page: who it is, how to reach them, where they worked.

Each value has its path in the file, and the forms in which a page may say it: first as cvtex prints it, then as other
tools would, such as a date in another style. Sentences are not among them; they only show whether an entry is there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from cvtex.resume.dates import PRESENT, Date
from cvtex.text.inline import plain_text
from cvtex.view.addresses import account_name, bare_address
from cvtex.view.values import key_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cvtex.resume.dates import Present
    from cvtex.resume.locale import Locale
    from cvtex.resume.resume import Resume
    from cvtex.view.values import EntryView, SectionView, View

Kind = Literal["name", "e-mail", "phone", "link", "account", "title", "value", "dates"]

# Of each kind of entry: what it is called by, and what else a parser takes from it.
_VALUES: Final[Mapping[str, tuple[str, ...]]] = {
    "work": ("name", "position"),
    "volunteer": ("organization", "position"),
    "education": ("institution", "study_type", "area"),
    "awards": ("title",),
    "certificates": ("name",),
    "publications": ("name",),
    "skills": ("name", "keywords"),
    "languages": ("language",),
    "interests": ("name", "keywords"),
    "references": ("name",),
    "projects": ("name", "keywords"),
}
_SEPARATORS: Final = (" – ", "–", " to ", "至", " 至 ", "~", " ~ ")
_FIGURES: Final = ("{0.year}.{0.month:02}", "{0.year}/{0.month:02}", "{0.year}-{0.month:02}", "{0.month:02}/{0.year}")
_DATE_STYLES: Final = ("numeric", "abbreviated", "long")


@dataclass(frozen=True, slots=True)
class Field:
    """One value: its path, and its forms; the first one is that of cvtex."""

    path: str
    kind: Kind
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """The values that stand or go together: the header's, a heading's title, those of an entry.

    ``priority`` is the entry's, or else its section's. ``sentences`` are what else stands there. ``section`` is the
    path of the section, which is empty for the header.
    """

    path: str
    section: str
    fields: tuple[Field, ...]
    sentences: tuple[str, ...] = ()
    priority: int | None = None


def field_groups(shown: View, resume: Resume) -> tuple[FieldGroup, ...]:
    """The values of a view in the order of the page; the résumé is the one that it was made of."""
    return (FieldGroup("basics", "", tuple(_header(shown, resume))), *_sections(shown, resume))


def _header(shown: View, resume: Resume) -> Iterator[Field]:
    if shown.header.name:
        yield Field("basics.name", "name", (shown.header.name,))
    for contact in shown.header.contacts:
        match contact.path.partition("[")[0]:
            case "basics.phone":
                yield Field(contact.path, "phone", _phone(contact.text))
            case "basics.email":
                yield Field(contact.path, "e-mail", (contact.text,))
            case "basics.profiles":
                profile = _at(resume, contact.path)
                if profile.username:
                    # It is also found within an address, where it has no @ before it.
                    forms = tuple(dict.fromkeys((profile.username, account_name(profile.username))))
                    yield Field(f"{contact.path}.username", "account", forms)
                if contact.url:
                    yield Field(f"{contact.path}.url", "link", _link(contact.url))
            case "basics.url" if contact.url:
                yield Field(contact.path, "link", _link(contact.url))
            case _ if contact.url:
                yield Field(f"{contact.path}.url", "link", _link(contact.url))


def _sections(shown: View, resume: Resume) -> Iterator[FieldGroup]:
    for section in shown.sections:
        titles = (section.title, shown.locale.titles.get(section.kind, section.title))
        title = Field(section.path, "title", tuple(dict.fromkeys(titles)))
        groups = [(entry, tuple(_entry(section, entry, shown, resume))) for entry in section.entries]
        bare = [entry for entry, fields in groups if not fields]
        sentences = tuple(text for entry in bare for text in _texts(entry))
        priority = section.priority or _least_priority(bare)
        yield FieldGroup(section.path, section.path, (title,), sentences, priority)
        for entry, fields in groups:
            if fields:
                priority = entry.priority or section.priority
                yield FieldGroup(entry.path, section.path, fields, tuple(_texts(entry)), priority)


def _least_priority(entries: Sequence[EntryView]) -> int | None:
    """A priority where all that these say carries one."""
    items = [item for entry in entries for item in (entry.passages or (entry,))]
    priorities = [item.priority for item in items if item.priority is not None]
    return min(priorities) if priorities and len(priorities) == len(items) else None


def _texts(entry: EntryView) -> Iterator[str]:
    for passage in entry.passages:
        yield from (plain_text(text) for text in (passage.text, passage.short) if text)
    cells = entry.values.get("cells")
    if isinstance(cells, tuple):
        yield from (plain_text(cell) for cell in cells if cell)


def _entry(section: SectionView, entry: EntryView, shown: View, resume: Resume) -> Iterator[Field]:
    for number, name in enumerate(_VALUES.get(section.kind, ())):
        value, path = entry.values.get(name), f"{entry.path}.{key_of(name)}"
        if isinstance(value, tuple):
            yield from (Field(f"{path}[{n}]", "value", (plain_text(word),)) for n, word in enumerate(value))
        elif value:
            # A shorter name may stand for the name.
            short = entry.values.get("short") if not number else None
            forms = tuple(plain_text(str(text)) for text in (value, short) if text)
            yield Field(path, "value", forms)
    if entry.values.get("dates"):
        forms = tuple(dict.fromkeys((str(entry.values["dates"]), *_dates(_at(resume, entry.path), shown.locale))))
        yield Field(f"{entry.path}.{_date_key(entry)}", "dates", forms)
    if isinstance(url := entry.values.get("url"), str):
        yield Field(f"{entry.path}.url", "link", _link(url))


def _date_key(entry: EntryView) -> str:
    names = ("start_date", "end_date", "release_date", "date")
    return key_of(next(name for name in names if entry.values.get(name)))


def _dates(entry: Any, locale: Locale) -> Iterator[str]:  # noqa: ANN401 (a model with dates of some names)
    """An entry's dates in every style of the language, and in figures as other tools print them; with days too."""
    start, end = (getattr(entry, name, None) for name in ("start_date", "end_date"))
    if start is None and end is None:
        date = getattr(entry, "date", None) or entry.release_date
        for each in dict.fromkeys((date.to_month, date)):
            yield from (locale.date(each, style) for style in _DATE_STYLES)
        yield from (_figures(pattern, date, locale) for pattern in _FIGURES)
        return
    months = tuple(date.to_month if isinstance(date, Date) else date for date in (start, end))
    for separator in _SEPARATORS:
        for first, last in dict.fromkeys((months, (start, end))):
            yield from (locale.period(first, last, style=style, separator=separator) for style in _DATE_STYLES)
        for pattern in _FIGURES:
            ends = (start, end or PRESENT) if start else (end,)
            yield separator.join(_figures(pattern, date, locale) for date in ends if date)


def _figures(pattern: str, date: Date | Present, locale: Locale) -> str:
    return pattern.format(date) if isinstance(date, Date) and date.month else locale.date(date)


def _phone(number: str) -> tuple[str, ...]:
    """A telephone number as it is written, with other marks between its figures, and without any."""
    return (number, *(re.sub(r"[\s()./-]+", mark, number).strip(mark or None) for mark in (" ", "-", "")))


def _link(url: str) -> tuple[str, ...]:
    """An address as pages print it, bare, and in full with or without a slash at its end."""
    return tuple(dict.fromkeys((bare_address(url), url, url.rstrip("/"))))


def _at(resume: Resume, path: str) -> Any:  # noqa: ANN401 (whatever stands there)
    """The model at the path of an entry: ``sections[1].entries[0]``."""
    node: Any = resume
    for name, number in re.findall(r"(\w+)(?:\[(\d+)\])?", path):
        node = getattr(node, name)
        node = node[int(number)] if number else node
    return node
