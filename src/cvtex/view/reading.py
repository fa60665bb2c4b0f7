"""Reads a résumé's values as one language and one target have them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cvtex.resume.dates import Date, Present
from cvtex.resume.items import Item
from cvtex.resume.text import Text
from cvtex.text.lines import join_lines

if TYPE_CHECKING:
    from pydantic import BaseModel

    from cvtex.resume.layout import LayoutSettings
    from cvtex.resume.locale import Locale

_SOFT_HYPHEN = "\N{SOFT HYPHEN}"


@dataclass(frozen=True, slots=True)
class Reading:
    """How values are read: the language with its locale, the target, and the layout of that language."""

    locale: Locale
    target: str | None
    layout: LayoutSettings

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
            name: self.value(value)
            for name, value in model
            if name not in Item.model_fields and not _hangs_under(value)
        }
        if "start_date" in values:
            style, separator = self.layout.dates.style, _spaced(self.layout.dates.separator)
            start, end = (getattr(model, name) for name in ("start_date", "end_date"))
            values["dates"] = self.locale.period(start, end, style=style, separator=separator)
        else:
            values["dates"] = values.get("date") or values.get("release_date")
        values.setdefault("short", None)
        return values


def _hangs_under(value: object) -> bool:
    """Whether a field holds passages or courses, which are shown by themselves."""
    first = value[0] if isinstance(value, tuple) and value else value
    return isinstance(first, Item)


def _spaced(separator: str | None) -> str | None:
    """A separator with the spaces that set it off; one that has white space of its own keeps that."""
    return f" {separator} " if separator and separator == separator.strip() else separator
