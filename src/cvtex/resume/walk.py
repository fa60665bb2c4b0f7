"""Goes through a résumé's models: every value, every text, every tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel

from cvtex.resume.items import Item
from cvtex.resume.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def values_in(value: object) -> Iterator[object]:
    """Every model and every plain value in one, each before what is inside it, in the order of the fields."""
    parts: Iterable[object] = ()
    if isinstance(value, tuple):
        parts = value
    elif isinstance(value, dict):
        parts = value.values()
    else:
        yield value
        if isinstance(value, BaseModel):
            parts = value.__dict__.values()
    for part in parts:
        yield from values_in(part)


def texts_in(model: BaseModel) -> Iterator[Text]:
    """Every text in a model."""
    return (value for value in values_in(model) if isinstance(value, Text))


def tags_in(model: BaseModel) -> Iterator[str]:
    """Every tag that an item in a model carries."""
    return (tag for value in values_in(model) if isinstance(value, Item) for tag in value.tags)
