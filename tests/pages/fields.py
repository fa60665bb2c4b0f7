"""The fields of a résumé that parsers of applications look for, as they stand on a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from cvtex.text.inline import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.pages.built import Built

    from cvtex.view import View

Fields = Mapping[str, tuple[str, ...]]
"""The values of each field: those expected, or those that a parser found."""

FIELDS: Final = (*("name", "e-mail", "phone", "links", "schools", "degrees", "employers", "titles", "dates", "skills"),)
# Which value of an entry is which field, by the kind of its section.
_OF_ENTRIES: Final = {
    "education": {"institution": "schools", "study_type": "degrees", "dates": "dates"},
    "work": {"name": "employers", "position": "titles", "dates": "dates"},
    "projects": {"dates": "dates"},
    "skills": {"keywords": "skills"},
}


def expected(built: Built) -> Fields:
    """What a parser should find on a page; a link counts though only its name is printed."""
    shown = {_same(text) for text in built.texts}
    found: dict[str, list[str]] = {field: [] for field in FIELDS}
    for field, value in _values(built.view):
        if field == "links" or _same(value) in shown:
            found[field].append(value)
    return {field: tuple(values) for field, values in found.items()}


def _values(view: View) -> Iterator[tuple[str, str]]:
    yield "name", view.header.name
    contacts = {"basics.email": "e-mail", "basics.phone": "phone"}
    for contact in view.header.contacts:
        if contact.path in contacts:
            yield contacts[contact.path], contact.text
        elif contact.url:
            yield "links", contact.url
    for section in view.sections:
        for entry in section.entries:
            for name, field in _OF_ENTRIES.get(section.kind, {}).items():
                value = entry.values.get(name)
                for text in value if isinstance(value, tuple) else (value,):
                    if text:
                        yield field, plain_text(str(text))


def lost(wanted: Fields, found: Fields) -> Fields:
    """Of each field that a parser has, the values that it has not found, or with something else beside them."""
    return {field: tuple(_left(wanted[field], values)) for field, values in found.items()}


def _left(wanted: Iterable[str], found: Iterable[str]) -> Iterator[str]:
    """What is wanted and not found; what is found once serves one."""
    rest = Counter(map(_same, found))
    for value in wanted:
        if rest[_same(value)]:
            rest[_same(value)] -= 1
        else:
            yield value


def _same(value: str) -> str:
    """A value without what says nothing: its case, the kind of its dash, the scheme of a link, marks at its ends."""
    text = " ".join(value.casefold().replace("–", "-").split()).strip(" ,.;:|/")
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", text)


def split_list(texts: Iterable[str]) -> tuple[str, ...]:
    """The items of lists such as `Programming: Go, Rust`."""
    return tuple(item for text in texts for item in re.split(r"[,，、:：;|•]", text) if item.strip())
