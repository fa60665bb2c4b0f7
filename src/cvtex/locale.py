"""What a language says by itself: headings, labels, dates, the marks between items.

Each language is one file of data in ``locales/``. A regional tag without a file of its own
(``en-GB``) takes its base language's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from cvtex.errors import Diagnostic, UsageError
from cvtex.model.dates import PRESENT, Date, Present

_FOLDER = files("cvtex") / "locales"


@dataclass(frozen=True, slots=True)
class DateFormat:
    """One style of dates: a pattern each for a year, a month and a day; ``months`` are the names they use."""

    year: str
    month: str
    day: str
    months: tuple[str, ...] = ()

    def write(self, date: Date) -> str:
        """The date, as precise as it is."""
        pattern = self.year if date.month is None else self.month if date.day is None else self.day
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

    def date(self, date: Date | Present, style: str | None = None) -> str:
        """A date in the given style (numeric, abbreviated, long), or the language's own."""
        if date is PRESENT:
            return self.present
        return self.dates[style or self.default_dates].write(date)

    def period(
        self, start: Date | None, end: Date | Present | None, *, style: str | None = None, separator: str | None = None
    ) -> str:
        """From when to when. Without an end it still goes on, as JSON Resume has it."""
        if start is None:
            return "" if end is None else self.date(end, style)
        if end == start:
            return self.date(start, style)
        return f"{self.date(start, style)}{separator or self.range}{self.date(end or PRESENT, style)}"


def locales() -> tuple[str, ...]:
    """The languages there is a locale for."""
    return tuple(sorted(item.name.removesuffix(".toml") for item in _FOLDER.iterdir() if item.name.endswith(".toml")))


@cache
def locale(tag: str) -> Locale:
    """The locale of a language tag.

    Raises:
        UsageError: There is none.
    """
    base = tag
    while not (_FOLDER / f"{base}.toml").is_file():
        if "-" not in base:
            raise UsageError(
                Diagnostic(
                    "error",
                    "E701",
                    f"there is no locale for the language {tag!r}",
                    hint=f"there is one for {', '.join(locales())}",
                )
            )
        base = base.rpartition("-")[0]
    data = tomllib.loads((_FOLDER / f"{base}.toml").read_text(encoding="utf-8"))
    dates = data.pop("dates")
    formats = {
        style: DateFormat(**dates[style], months=tuple(dates.get(f"months_{style}", ())))
        for style in ("numeric", "abbreviated", "long")
    }
    return Locale(tag=tag, dates=formats, default_dates=dates["default"], **data)
