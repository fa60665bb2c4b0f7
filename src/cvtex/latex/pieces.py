"""Makes the tree of what depends on what: sections of entries of pieces, each with its wordings as blocks.

What carries no priority of its own is omitted with what it stands in, and what would be omitted no
sooner than that is not omitted by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cvtex.fit.content import FitEntry, FitPiece, FitSection, Wording
from cvtex.fit.values import UNMARKED, may_go, short_value, value_of, value_within
from cvtex.latex.escape import Latex, escape
from cvtex.text.cjk import is_cjk
from cvtex.text.inline import plain_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cvtex.fit.values import Cut
    from cvtex.latex.jinja import Printer
    from cvtex.view import CourseView, EntryView, PassageView, SectionView

# In letters. A column is as wide as its longest text asks for, so long as it leaves room for the others; a narrow one
# (a year, an amount) is never broken for their sake. A line of the largest type has about 90 letters.
_NARROWEST, _NARROW, _WIDEST, _LINE = 4, 16, 48, 90
_BETWEEN = 3  # the gap beside a column, and figures, which are wider than letters


@dataclass(frozen=True, slots=True)
class SiblingPosition:
    """Where an item stands: the priority of what it stands in, its position among its siblings, and their number."""

    outer: int | None = None
    position: int = 0
    total: int = 1

    def may_go(self, priority: int | None, cut: Cut) -> bool:
        """Whether an item may be left out by itself, before what it stands in."""
        return may_go(priority, cut) and (self.outer is None or (priority or UNMARKED) < self.outer)

    def value(self, priority: int | None, cut: Cut) -> int:
        """What showing the item is worth."""
        return value_within(priority, self.outer, self.position, self.total, cut)


class Tree:
    """Makes the content for the fit out of sections, and their blocks; entries of the kinds in ``rows`` are rows."""

    def __init__(self, printer: Printer, rows: Collection[str], cut: Cut) -> None:
        self._printer = printer
        self._rows = rows
        self._cut = cut

    def section(self, section: SectionView) -> FitSection:
        """A heading, and the entries under it."""
        widths = column_widths(section) if section.kind == "table" else ()
        heading = self._printer.add(
            "heading.tex", section.path, title=section.title, id=section.id, columns=section.columns, widths=widths
        )
        # What a row knows of the others: the dates in their common column, and how wide the cells are.
        dense = section.kind in self._rows
        dates = _date_samples(section) if dense else Latex()
        shared = {"column": dates, "widths": widths}
        entries = tuple(
            self._entry(section.kind, entry, SiblingPosition(section.priority, n, len(section.entries)), shared)
            for n, entry in enumerate(section.entries)
        )
        marked = section.priority is not None and self._cut != "never"
        value = value_of(section.priority) if section.priority is not None else 0
        return FitSection(section.path, heading, entries, marked, value, dense=dense)

    def _entry(self, kind: str, entry: EntryView, position: SiblingPosition, shared: Mapping[str, object]) -> FitEntry:
        pieces = tuple(self._pieces(entry, entry.priority or position.outer, shared["column"]))
        if not entry.values:  # passages that stand under a heading without an entry around them
            return FitEntry(entry.path, None, pieces)
        value, droppable = position.value(entry.priority, self._cut), position.may_go(entry.priority, self._cut)
        if kind in self._rows and not pieces:
            row = self._row(kind, entry, {**entry.values, **shared}, value)
            return FitEntry(entry.path, None, (replace(row, droppable=droppable),))
        # JSON Resume lets an entry have no name, as references without one do: then there is no head.
        head = self._printer.add(f"{kind}.tex", entry.path, **entry.values, **shared) if entry.has_values else None
        return FitEntry(entry.path, head, pieces, droppable, value)

    def _row(self, kind: str, entry: EntryView, values: dict[str, object], value: int) -> FitPiece:
        wordings = [Wording(self._printer.add(f"{kind}.tex", entry.path, **values), value)]
        if short := values.get("short"):
            name = "title" if "title" in values else "name"
            number = self._printer.add(f"{kind}.tex", entry.path, **{**values, name: short})
            wordings.append(Wording(number, short_value(value, entry.priority), "short"))
        return FitPiece(entry.path, tuple(wordings))

    def _pieces(self, entry: EntryView, outer: int | None, column: object) -> list[FitPiece]:
        total = len(entry.passages)
        pieces = [
            self._passage(passage, SiblingPosition(outer, n, total), column) for n, passage in enumerate(entry.passages)
        ]
        if entry.courses:
            # Courses follow the paragraphs about the degree itself, and stand before its highlights.
            paragraphs = sum(not passage.bullet for passage in entry.passages)
            pieces.insert(paragraphs, self._courses(entry, outer))
        return pieces

    def _passage(self, passage: PassageView, position: SiblingPosition, column: object) -> FitPiece:
        file = "bullet.tex" if passage.bullet else "paragraph.tex"
        value = position.value(passage.priority, self._cut)
        wordings = [Wording(self._printer.add(file, passage.path, text=passage.text, column=column), value)]
        if passage.short:
            number = self._printer.add(file, passage.path, text=passage.short, column=column)
            wordings.append(Wording(number, short_value(value, passage.priority), "short"))
        return FitPiece(passage.path, tuple(wordings), position.may_go(passage.priority, self._cut))

    def _courses(self, entry: EntryView, outer: int | None) -> FitPiece:
        """One paragraph in several wordings: all courses, with short names, then without the least important ones."""
        path = f"{entry.path}.courses"
        position = SiblingPosition(outer)
        shown = list(entry.courses)
        value = sum(position.value(course.priority, "marked") for course in shown)
        wordings = [Wording(self._list(path, shown), value)]
        if any(course.short for course in shown):
            shown = [replace(course, name=course.short or course.name) for course in shown]
            wordings.append(Wording(self._list(path, shown), short_value(value, None), "short"))
        leave = self._cut != "never"
        marked = [course for course in shown if leave and position.may_go(course.priority, "marked")]
        marked.reverse()  # of two with the same priority the later one is omitted first
        marked.sort(key=lambda course: course.priority or 0)
        omitted: tuple[str, ...] = ()
        for course in marked[: len(shown) - 1]:
            shown.remove(course)
            omitted = (*omitted, course.path)
            value -= position.value(course.priority, "marked")
            wordings.append(Wording(self._list(path, shown), value, "short", omitted))
        return FitPiece(path, tuple(wordings), droppable=len(marked) == len(entry.courses))

    def _list(self, path: str, courses: Sequence[CourseView]) -> int:
        return self._printer.add("courses.tex", path, courses=tuple(courses))


def _date_samples(section: SectionView) -> Latex:
    """The dates of a section's rows as TeX's arguments, for the width of their column; all figures are equally wide."""
    dates = (str(entry.values["dates"]) for entry in section.entries if entry.values.get("dates"))
    samples = dict.fromkeys(re.sub(r"\d", "0", date) for date in dates)
    return Latex("".join(f"{{{escape(sample)}}}" for sample in samples))


def column_widths(section: SectionView) -> tuple[float, ...]:
    """Shares of the measure for a table's columns, by the longest text in each; a hanzi counts as two letters."""
    rows = [section.columns, *(entry.values["cells"] for entry in section.entries)]
    cells = [row for row in rows if isinstance(row, tuple)]
    count = max((len(row) for row in cells), default=0)
    widest = [max((_letters(row[n]) for row in cells if n < len(row)), default=_NARROWEST) for n in range(count)]
    narrow = sum(width + _BETWEEN for width in widest if width <= _NARROW)
    wide = sum(width for width in widest if width > _NARROW)
    if not wide or narrow + wide + _BETWEEN * count <= _LINE:
        return tuple(round(width / sum(widest), 4) for width in widest)
    left = max(0.5, 1 - narrow / _LINE)  # many narrow columns share the other half
    return tuple(
        round((width + _BETWEEN) / narrow * (1 - left) if width <= _NARROW else width / wide * left, 4)
        for width in widest
    )


def _letters(text: str) -> int:
    letters = sum(2 if is_cjk(character) else 1 for character in plain_text(text))
    return min(max(_NARROWEST, letters), _WIDEST)
