"""From when to when each entry ran, in months."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cvtex.resume.dates import Date, Present

if TYPE_CHECKING:
    from cvtex.resume.resume import Resume

_SECTIONS: Final = ("education", "work", "volunteer", "projects")


@dataclass(frozen=True, slots=True)
class Span:
    """A period of an entry; ``first`` and ``last`` count months, both within it."""

    section: str
    path: str
    start: Date
    end: Date | None
    first: int
    last: int

    @property
    def has_months(self) -> bool:
        """Whether both ends are known to the month."""
        return self.start.month is not None and (self.end is None or self.end.month is not None)

    @property
    def written(self) -> str:
        """The period as the file has it."""
        return f"{self.start} to {self.end or 'present'}"


def periods(resume: Resume, lang: str) -> list[Span]:
    """The periods of the entries that a language shows, in the order of the file."""
    found = []
    for section in _SECTIONS:
        for number, entry in enumerate(getattr(resume, section)):
            if isinstance(entry.start_date, Date) and (not entry.only or lang in entry.only):
                end = None if isinstance(entry.end_date, Present) else entry.end_date
                last = _month(end, 12) if end else _this_month()
                path = f"{section}[{number}]"
                found.append(Span(section, path, entry.start_date, end, _month(entry.start_date, 1), last))
    return found


def months_between(last: int, first: int) -> int:
    """The months after one and before the other."""
    return first - last - 1


def _month(date: Date, unknown: int) -> int:
    return date.year * 12 + (date.month or unknown) - 1


def _this_month() -> int:
    today = dt.datetime.now(tz=dt.UTC)
    return today.year * 12 + today.month - 1
