"""In which languages a file is written, when it does not say so itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel

from cvtex.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Compared, not searched for: to compile ranges as wide as these takes longer than to read a résumé's characters.
_HAN = (("\u4e00", "\u9fff"), ("\u3400", "\u4dbf"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"))
_FIRST = ("zh", "en")


def has_han(value: str) -> bool:
    """Whether a Chinese character stands in it."""
    return not value.isascii() and any(first <= char <= last for char in value for first, last in _HAN)


def in_order(languages: Iterable[str]) -> tuple[str, ...]:
    """Chinese first, then English, then the others by their tags."""
    return tuple(sorted(set(languages), key=lambda lang: (*(lang.split("-")[0] != first for first in _FIRST), lang)))


def languages_of(texts: Iterable[Text]) -> tuple[str, ...]:
    """The languages that translations use; for plain texts alone, the one that their script tells."""
    found: set[str] = set()
    han = False
    for text in texts:
        found |= text.languages
        han = han or (text.plain is not None and has_han(text.plain))
    return in_order(found) or (("zh",) if han else ("en",))


def texts_in(value: object) -> Iterator[Text]:
    """Every text in a model, in the order of its fields."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, BaseModel):
        for item in value.__dict__.values():
            yield from texts_in(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_in(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_in(item)
