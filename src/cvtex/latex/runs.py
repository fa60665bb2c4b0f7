"""Joins what would waste lines: entries of a word or two share one, and a list of a line needs no heading of its own.

Skills without keywords, languages and interests are such entries. Languages and interests of one line that follow the
skills stand under the heading of those, each behind its own title. What carries a priority stays by itself, so that it
may be left out by itself.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from cvtex.text.cjk import is_cjk
from cvtex.text.inline import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cvtex.resume.locale import Locale
    from cvtex.view import EntryView, SectionView

_HOST: Final = "skills"
_GUESTS: Final = ("languages", "interests")
_SAYS: Final = {
    "skills": ("name", "level"),
    "languages": ("language", "fluency", "score"),
    "interests": ("name", "keywords"),
}
_WORDS: Final = 44  # half a line, in letters
_LINE: Final = 88


@dataclass(frozen=True, slots=True)
class Run:
    """Several entries on one line: the path of the first, or of their section if they stand behind its title."""

    path: str
    kind: str
    items: tuple[str, ...]
    count: int
    label: str | None = None


def joined(
    sections: Iterable[SectionView], locale: Locale
) -> Iterator[tuple[SectionView, tuple[EntryView | Run, ...]]]:
    """The sections, each with its entries or runs of them, and with the lists that stand under its heading."""
    held: tuple[SectionView, tuple[EntryView | Run, ...]] | None = None
    for section in sections:
        if held is not None and held[0].kind == _HOST and (guest := _guest(section, held[0], locale)):
            held = (held[0], (*held[1], guest))
            continue
        if held is not None:
            yield held
        held = (section, tuple(_rows(section, locale)))
    if held is not None:
        yield held


def _guest(section: SectionView, host: SectionView, locale: Locale) -> Run | None:
    """A whole section as one line behind its title, if it is so short, and no skill bears that title."""
    if any(plain_text(str(entry.values.get("name"))).casefold() == section.title.casefold() for entry in host.entries):
        return None
    if section.kind not in _GUESTS or section.path != section.kind or section.priority is not None:
        return None
    if not all(_may_join(section.kind, entry) for entry in section.entries):
        return None
    items = tuple(_item(section.kind, entry, locale) for entry in section.entries)
    if width(f"{section.title}: {', '.join(items)}") > _LINE:
        return None
    return Run(section.path, section.kind, items, len(items), section.title)


def _rows(section: SectionView, locale: Locale) -> Iterator[EntryView | Run]:
    if section.kind not in _SAYS:
        yield from section.entries
        return
    for short, group in itertools.groupby(section.entries, partial(_is_short, section.kind)):
        entries = tuple(group)
        if short and len(entries) > 1:
            yield _run(section.kind, entries, locale)
        else:
            yield from entries


def _run(kind: str, entries: Sequence[EntryView], locale: Locale) -> Run:
    return Run(entries[0].path, kind, tuple(_item(kind, entry, locale) for entry in entries), len(entries))


def _may_join(kind: str, entry: EntryView) -> bool:
    """Whether an entry is no more than a name and a word about it, and stays in any case."""
    says_more = entry.passages or (kind == _HOST and entry.values.get("keywords"))
    return entry.priority is None and bool(entry.values.get(_SAYS[kind][0])) and not says_more


def _is_short(kind: str, entry: EntryView) -> bool:
    return _may_join(kind, entry) and sum(width(text) for text in _texts(kind, entry)) <= _WORDS


def _item(kind: str, entry: EntryView, locale: Locale) -> str:
    """What an entry says, in Markdown: its name, and the rest in brackets."""
    name, *rest = _texts(kind, entry)
    return f"{name}{locale.open}{locale.list.join(rest)}{locale.close}" if rest else name


def _texts(kind: str, entry: EntryView) -> Iterator[str]:
    for name in _SAYS[kind]:
        value = entry.values.get(name)
        yield from value if isinstance(value, tuple) else (str(value),) if value else ()


def width(text: str) -> int:
    """The width of a text in letters; a hanzi counts as two."""
    return sum(2 if is_cjk(character) else 1 for character in plain_text(text))
