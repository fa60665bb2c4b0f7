"""In which languages a file is written, when it does not say so itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel

from cvtex.resume.text import Text
from cvtex.text.cjk import has_hanzi

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FIRST = ("zh", "en")


def in_order(languages: Iterable[str]) -> tuple[str, ...]:
    """Chinese first, then English, then the others by their tags."""
    return tuple(sorted(set(languages), key=lambda lang: (*(lang.split("-")[0] != first for first in _FIRST), lang)))


def languages_of(texts: Iterable[Text]) -> tuple[str, ...]:
    """The languages that translations use; for plain texts alone, the one that their script tells."""
    found: set[str] = set()
    han = False
    for text in texts:
        found |= text.languages
        han = han or (text.plain is not None and has_hanzi(text.plain))
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
