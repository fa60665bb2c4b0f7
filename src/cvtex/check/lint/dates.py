"""Periods: an end that was probably forgotten, uneven precision, gaps, and jobs at the same time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from cvtex.check.walk import text_of
from cvtex.errors import Message
from cvtex.load import Mapping, path_text
from cvtex.resume import Date, Period
from cvtex.resume.dates import Present

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtex.check.lint.engine import File, Shown
    from cvtex.check.lint.style import AdviceRule
    from cvtex.errors import Diagnostic

_SECTIONS: Final = ("education", "work", "volunteer", "projects")
_FULL_TIME: Final = frozenset({"education", "work", "volunteer"})


def missing_ends(file: File) -> Iterator[Diagnostic]:
    """W418: what began and has no end, in a file that says `present` elsewhere."""
    periods = [spot for spot in file.spots if issubclass(spot.kind, Period) and isinstance(spot.node, Mapping)]
    if any(text_of(spot.node, "endDate") == "present" for spot in periods):
        for spot in periods:
            entries = spot.node.entries if isinstance(spot.node, Mapping) else {}
            if "endDate" not in entries and text_of(spot.node, "startDate"):
                hint = "write `endDate: present` if it does, or when it ended"
                message = Message("W418", "without an endDate this goes on to this day", hint)
                yield message.at(entries["startDate"].location, path_text((*spot.path, "endDate")))


@dataclass(frozen=True, slots=True)
class Span:
    """A period of an entry; ``first`` and ``last`` count months since year 0, both within it."""

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


def precision(rule: AdviceRule, shown: Shown) -> Iterator[Diagnostic]:
    """Some periods of a section have months, and these have none."""
    spans = _spans(shown)
    precise = {span.section for span in spans if span.has_months}
    for span in spans:
        if span.section in precise and not span.has_months:
            yield rule.at(shown, f"{span.path}.startDate", span.written)


def gaps(rule: AdviceRule, shown: Shown) -> Iterator[Diagnostic]:
    """Months between education, work and volunteering taken together."""
    covered: Span | None = None
    spans = (span for span in _spans(shown) if span.section in _FULL_TIME and span.has_months)
    for span in sorted(spans, key=lambda span: span.first):
        if covered is not None and (months := span.first - covered.last - 1) > rule.most:
            yield rule.at(shown, f"{span.path}.startDate", f"the {months} months before {span.start}")
        if covered is None or span.last > covered.last:
            covered = span


def overlaps(rule: AdviceRule, shown: Shown) -> Iterator[Diagnostic]:
    """Periods of a section that run at the same time."""
    spans = [span for span in _spans(shown) if span.section == rule.section and span.has_months]
    for earlier, later in pairwise(sorted(spans, key=lambda span: span.first)):
        if min(earlier.last, later.last) - later.first + 1 > rule.most:
            yield rule.at(shown, f"{later.path}.startDate", earlier.written)


def _spans(shown: Shown) -> list[Span]:
    """The periods of the entries that the language shows, in the order of the file."""
    today = dt.datetime.now(tz=dt.UTC)
    spans = []
    for section in _SECTIONS:
        for index, entry in enumerate(getattr(shown.resume, section)):
            if isinstance(entry.start_date, Date) and (not entry.only or shown.lang in entry.only):
                end = None if isinstance(entry.end_date, Present) else entry.end_date
                first, last = _month(entry.start_date, 1), _month(end or Date(today.year, today.month), 12)
                spans.append(Span(section, f"{section}[{index}]", entry.start_date, end, first, last))
    return spans


def _month(date: Date, unknown: int) -> int:
    return date.year * 12 + (date.month or unknown) - 1
