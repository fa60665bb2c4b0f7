"""Makes the tree of what depends on what: sections of entries of pieces, each with its wordings as blocks.

What carries no priority of its own is omitted with what it stands in, and what would be omitted no
sooner than that is not omitted by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cvtex.fit.content import FitEntry, FitPiece, FitSection, Wording, any_may_go
from cvtex.fit.values import (
    entry_worth,
    piece_worth,
    ranks,
    section_worth,
    short_value,
    value_of,
    value_within,
)
from cvtex.latex.escape import Latex, escape
from cvtex.latex.runs import Run, width
from cvtex.text.inline import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from cvtex.fit.values import Cut
    from cvtex.latex.jinja import Printer
    from cvtex.view import CourseView, EntryView, PassageView, SectionView

# In letters. A column is as wide as its longest text asks for, so long as it leaves room for the others; a narrow one
# (a year, an amount) is never broken for their sake. A line of large type has about 90 letters, beside a rail 75.
_NARROWEST, _NARROW, _WIDEST, _LINE = 4, 16, 48, 80
_BETWEEN = 3  # the gap beside a column, and figures, which are wider than letters


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an item stands: the priority of what it stands in, and what it is worth if neither that nor it has one."""

    outer: int | None = None
    worth: int | None = 0

    def may_go(self, priority: int | None, cut: Cut) -> bool:
        """Whether an item may be left out by itself, before what it stands in."""
        return priority is not None and cut != "never" and (self.outer is None or priority < self.outer)

    def value(self, priority: int | None) -> int:
        """What showing the item is worth."""
        return value_within(priority, self.outer)

    def free(self, priority: int | None) -> int | None:
        """The same where everything may be left out; None: it goes only with what it stands in."""
        if priority is None and self.outer is None:
            return self.worth
        return self.value(priority) if self.may_go(priority, "any") else None


class Tree:
    """Makes the content for the fit out of sections, and their blocks; entries of the kinds in ``rows`` are rows."""

    def __init__(self, printer: Printer, rows: Collection[str], cut: Cut) -> None:
        self._printer = printer
        self._rows = rows
        self._cut = cut

    def section(self, section: SectionView, rows: Sequence[EntryView | Run]) -> FitSection:
        """A heading, and the entries under it, or runs of them."""
        widths = column_widths(section) if section.kind == "table" else ()
        heading = self._printer.add(
            "heading.tex",
            section.path,
            title=section.title,
            id=section.id,
            kind=section.kind,
            columns=section.columns,
            widths=widths,
        )
        # What a row knows of the others: the dates in their common column, and how wide the cells are.
        dense = section.kind in self._rows
        labels, total = label_samples(section, rows, self._printer.colon) if dense else Latex(), len(section.entries)
        shared = {"column": date_samples(section) if dense else Latex(), "widths": widths, "labels": labels}
        by_age = ranks([entry.recency for entry in section.entries])
        entries, n = [], 0
        for row in rows:
            if isinstance(row, Run):
                entries.append(self._run(row, section.priority, labels))
                n += row.count
            else:
                entries.append(self._entry(section, row, by_age[n], {**shared, "number": n + 1, "total": total}))
                n += 1
        marked = section.priority is not None
        value = value_of(section.priority) if marked else 0
        made = FitSection(
            section.path,
            heading,
            tuple(entries),
            droppable=marked and self._cut != "never",
            value=value,
            dense=dense,
            free=value if marked else section_worth(section.kind),
            marked=marked,
        )
        return any_may_go(made) if self._cut == "any" else made

    def _entry(self, section: SectionView, entry: EntryView, rank: int, shared: Mapping[str, object]) -> FitEntry:
        kind, outer = section.kind, section.priority
        pieces = tuple(self._pieces(kind, rank, entry, entry.priority or outer, shared["column"]))
        if not entry.values:  # passages that stand under a heading without an entry around them
            return FitEntry(entry.path, None, pieces)
        standing = Standing(outer, entry_worth(kind, rank))
        droppable, free = standing.may_go(entry.priority, self._cut), standing.free(entry.priority)
        value = standing.value(entry.priority)
        if kind in self._rows and not pieces:
            row = self._row(kind, entry, {**entry.values, **shared}, value)
            return FitEntry(entry.path, None, (replace(row, droppable=droppable, free=free),))
        # JSON Resume lets an entry have no name, as references without one do: then there is no head.
        head = self._printer.add(f"{kind}.tex", entry.path, **entry.values, **shared) if entry.has_values else None
        return FitEntry(entry.path, head, pieces, droppable, value, free)

    def _run(self, run: Run, outer: int | None, labels: Latex) -> FitEntry:
        # Behind its title it is a whole section.
        standing = Standing(outer, entry_worth(run.kind, 0) + (section_worth(run.kind) if run.label else 0))
        number = self._printer.add("run.tex", run.path, items=run.items, label=run.label, labels=labels)
        piece = FitPiece(run.path, (Wording(number, standing.value(None)),), free=standing.free(None))
        return FitEntry(run.path, None, (piece,))

    def _row(self, kind: str, entry: EntryView, values: dict[str, object], value: int) -> FitPiece:
        wordings = [Wording(self._printer.add(f"{kind}.tex", entry.path, **values), value)]
        if short := values.get("short"):
            name = "title" if "title" in values else "name"
            number = self._printer.add(f"{kind}.tex", entry.path, **{**values, name: short})
            wordings.append(Wording(number, short_value(value, entry.priority), "short"))
        return FitPiece(entry.path, tuple(wordings))

    def _pieces(self, kind: str, rank: int, entry: EntryView, outer: int | None, column: object) -> list[FitPiece]:
        pieces = [
            self._passage(passage, Standing(outer, piece_worth(kind, rank, n)), column)
            for n, passage in enumerate(entry.passages)
        ]
        if entry.courses:
            # Courses follow the paragraphs about the degree itself, and stand before its highlights.
            paragraphs = sum(not passage.bullet for passage in entry.passages)
            pieces.insert(paragraphs, self._courses(entry, Standing(outer, piece_worth(kind, rank, paragraphs))))
        return pieces

    def _passage(self, passage: PassageView, standing: Standing, column: object) -> FitPiece:
        file, priority = "bullet.tex" if passage.bullet else "paragraph.tex", passage.priority
        value = standing.value(priority)
        wordings = [Wording(self._printer.add(file, passage.path, text=passage.text, column=column), value)]
        if passage.short:
            number = self._printer.add(file, passage.path, text=passage.short, column=column)
            wordings.append(Wording(number, short_value(value, priority), "short"))
        return FitPiece(
            passage.path,
            tuple(wordings),
            standing.may_go(priority, self._cut),
            standing.free(priority),
            bullet=passage.bullet,
            in_turn=passage.bullet and priority is None and standing.outer is None,
        )

    def _courses(self, entry: EntryView, standing: Standing) -> FitPiece:
        """One paragraph in several wordings: all courses, with short names, then without the least important ones."""
        path = f"{entry.path}.courses"
        shown = list(entry.courses)
        value = sum(standing.value(course.priority) for course in shown)
        wordings = [Wording(self._list(path, shown), value)]
        if any(course.short for course in shown):
            shown = [replace(course, name=course.short or course.name) for course in shown]
            wordings.append(Wording(self._list(path, shown), short_value(value, None), "short"))
        # Within a paragraph only what is marked is left out, whatever else may be.
        marked = [course for course in shown if standing.may_go(course.priority, self._cut)]
        marked.reverse()  # of two with the same priority the later one is omitted first
        marked.sort(key=lambda course: course.priority or 0)
        less = sum(standing.value(course.priority) for course in marked)
        all_marked = len(marked) == len(shown)
        omitted: tuple[str, ...] = ()
        for course in marked[: len(shown) - 1]:
            shown.remove(course)
            omitted = (*omitted, course.path)
            value -= standing.value(course.priority)
            wordings.append(Wording(self._list(path, shown), value, "short", omitted))
        worth = less if all_marked else standing.worth and less + standing.worth
        free = None if standing.outer is not None else worth
        return FitPiece(path, tuple(wordings), droppable=all_marked, free=free)

    def _list(self, path: str, courses: Sequence[CourseView]) -> int:
        return self._printer.add("courses.tex", path, courses=tuple(courses))


def date_samples(*sections: SectionView) -> Latex:
    """The dates of sections as TeX's arguments, for the width of their column; all figures are equally wide."""
    entries = (entry for section in sections for entry in section.entries)
    dates = (str(entry.values["dates"]) for entry in entries if entry.values.get("dates"))
    samples = dict.fromkeys(re.sub(r"\d", "0", date) for date in dates)
    return Latex("".join(f"{{{escape(sample)}}}" for sample in samples))


def label_samples(section: SectionView, rows: Iterable[EntryView | Run], colon: Callable[[str], Latex]) -> Latex:
    """The names of a section's rows as TeX's arguments, for the width of their column, with the colon of each."""
    key = "language" if section.kind == "languages" else "name"
    names = (row.label if isinstance(row, Run) else row.values.get(key) for row in rows)
    labels = dict.fromkeys(plain_text(name) for name in names if isinstance(name, str))
    return Latex("".join(f"{{{escape(label)}{colon(label).rstrip()}}}" for label in labels))


def column_widths(section: SectionView) -> tuple[float, ...]:
    """Shares of the measure for a table's columns, by the longest text in each; a hanzi counts as two letters."""
    rows = [section.columns, *(entry.values["cells"] for entry in section.entries)]
    cells = [row for row in rows if isinstance(row, tuple)]
    count = max((len(row) for row in cells), default=0)
    widest = [max((_letters(row[n]) for row in cells if n < len(row)), default=_NARROWEST) for n in range(count)]
    narrow = sum(width + _BETWEEN for width in widest if width <= _NARROW)
    wide = sum(width for width in widest if width > _NARROW)
    if not wide:
        return tuple(round(width / sum(widest), 4) for width in widest)
    left = max(0.5, 1 - narrow / _LINE)  # many narrow columns share the other half
    return tuple(
        round((width + _BETWEEN) / narrow * (1 - left) if width <= _NARROW else width / wide * left, 4)
        for width in widest
    )


def _letters(text: str) -> int:
    return min(max(_NARROWEST, width(text)), _WIDEST)
