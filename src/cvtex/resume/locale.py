"""The words and marks of a language: headings, labels, dates, what stands between items.

Each language is one file of data in ``locales/``. A regional tag without a file of its own (``en-GB``) takes its base
language's.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.errors import Diagnostic, UsageError
from cvtex.resume.dates import PRESENT, Date, Present
from cvtex.resume.languages import is_language, nearest_language

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER = Path(__file__).resolve().parent / "locales"


@dataclass(frozen=True, slots=True)
class DateFormat:
    """One style of dates: a pattern each for a year, a month and a day; ``months`` are the names they use."""

    year: str
    month: str
    day: str
    months: tuple[str, ...] = ()

    def write(self, date: Date, *, with_year: bool = True) -> str:
        """The date, as precise as it is; without its year only where the name of a month is before it."""
        pattern = self.year if date.month is None else self.month if date.day is None else self.day
        if not with_year and self.months and date.month:
            pattern = pattern.removesuffix(" {year}")
        name = self.months[date.month - 1] if self.months and date.month else ""
        return pattern.format(year=date.year, month=date.month, day=date.day, name=name)


@dataclass(frozen=True, slots=True)
class Locale:
    """One language's own words and marks."""

    tag: str
    name: str
    present: str
    range: str
    list: str
    colon: str
    open: str
    close: str
    titles: Mapping[str, str]
    labels: Mapping[str, str]
    dates: Mapping[str, DateFormat]
    default_dates: str
    facts: Mapping[str, str] = field(default_factory=dict)

    def colon_behind(self, label: str) -> str:
        """The colon behind a label: behind Latin letters a full-width one would leave a hole."""
        return ": " if label[-1:].isascii() else self.colon

    def date(self, date: Date | Present, style: str | None = None) -> str:
        """A date in the given style (numeric, abbreviated, long), or the language's own."""
        if date is PRESENT:
            return self.present
        return self.dates[style or self.default_dates].write(date)

    def period(
        self,
        start: Date | None,
        end: Date | Present | None,
        *,
        style: str | None = None,
        separator: str | None = None,
        short_years: bool = False,
    ) -> str:
        """From when to when. Without an end it still continues, as JSON Resume has it.

        With ``short_years`` a year that both have is written once, where months have names: ``Mar – Jun 2023``.
        """
        if start is None:
            return "" if end is None else self.date(end, style)
        if end == start:
            return self.date(start, style)
        is_short = short_years and isinstance(end, Date) and end.year == start.year and end.month is not None
        begin = self.dates[style or self.default_dates].write(start, with_year=not is_short)
        return f"{begin}{separator or self.range}{self.date(end or PRESENT, style)}"


def locales() -> tuple[str, ...]:
    """The languages there is a locale for."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.toml")))


@cache
def locale(tag: str) -> Locale:
    """The locale of a language tag, or of its base language.

    Raises:
        UsageError: There is none, or no such language.
    """
    base, known = tag, locales()
    # A tag becomes part of the PDF's name, so nothing that is none gets past here.
    while is_language(tag) and base not in known and "-" in base:
        base = base.rpartition("-")[0]
    if not is_language(tag) or base not in known:
        near = nearest_language(tag)
        suggestion = f"did you mean {near}? " if near and near != tag else ""
        hint = f"{suggestion}there is one for {', '.join(known)}"
        raise UsageError(Diagnostic("error", "E701", f"there is no locale for the language {tag!r}", hint=hint))
    data = tomllib.loads((_FOLDER / f"{base}.toml").read_text(encoding="utf-8"))
    dates = data.pop("dates")
    formats = {
        style: DateFormat(**dates[style], months=tuple(dates.get(f"months_{style}", ())))
        for style in ("numeric", "abbreviated", "long")
    }
    return Locale(tag=tag, dates=formats, default_dates=dates["default"], **data)
