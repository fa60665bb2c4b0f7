"""A view becomes blocks of LaTeX, and the tree that says what depends on what.

A block is the smallest thing that is shown, left out or measured by itself: the header, a
heading, an entry's head, one bullet in one of its wordings, one row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from cvtex.fit.content import Content, Entry, Piece, Section, Wording
from cvtex.fit.values import Cut, may_go, short_value, value_of
from cvtex.fonts import cjk_symbols
from cvtex.latex.jinja import Printer

if TYPE_CHECKING:
    from pathlib import Path

    from cvtex.fonts import FontSet, Role
    from cvtex.glyphs import Fallback
    from cvtex.latex.template import Template
    from cvtex.view import CourseView, EntryView, PassageView, SectionView, View

# Kinds whose entries are rows under a common heading; the others have heads with something under them.
ROWS = frozenset({"awards", "certificates", "publications", "skills", "languages", "interests", "references", "table"})
FONTS_LINK = "fonts"
_PAPER_MM = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}


@dataclass(frozen=True, slots=True)
class Block:
    """What TeX sets: its LaTeX, where it stands in the file, and the texts a reader finds in it."""

    latex: str
    path: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """All that TeX needs to know, and all that the fit needs to know."""

    preamble: str
    setup: str
    blocks: tuple[Block, ...]
    content: Content
    paper_height_mm: float
    links: Mapping[str, Path] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The definitions of all blocks."""
        return "".join(f"\\cvtexblock{{{n}}}{{%\n{block.latex}}}\n" for n, block in enumerate(self.blocks))


@dataclass(frozen=True, slots=True)
class FontCommand:
    """One fontspec or xeCJK command, and the files it names as TeX sees them."""

    command: str
    path: str
    regular: str
    bold: str
    italic: str
    bold_italic: str
    scale: float


def font_commands(fonts: FontSet, *, mono: bool) -> Iterator[FontCommand]:
    """The commands that load the faces of running text, and those of code where there is any."""
    roles: list[tuple[str, Role]] = [("main", fonts.main)]
    if mono:
        roles.append(("mono", "mono"))
    for name, role in roles:
        pair = fonts.pair(role)
        for command, family in ((f"set{name}font", pair.latin), (f"setCJK{name}font", pair.cjk)):
            yield FontCommand(
                command,
                f"{FONTS_LINK}/{family.folder.name}",
                family.regular,
                family.bold,
                family.italic,
                family.bold_italic,
                family.scale,
            )


def preamble(template: Template) -> str:
    """What TeX can read before anything of the résumé is known."""
    own = template.folder / "preamble.tex"
    return (own if own.is_file() else template.base / "preamble.tex").read_text(encoding="utf-8")


def render(
    view: View,
    template: Template,
    *,
    cut: Cut,
    fonts: FontSet,
    fallbacks: Sequence[Fallback] = (),
    photo: str | None = None,
) -> Rendered:
    """Set a view in a template.

    Args:
        view: What is to be shown.
        template: How.
        cut: What may be left out.
        fonts: The faces, of which only those that are used will be loaded.
        fallbacks: Families of the machine for characters that the faces lack.
        photo: The name of the picture in TeX's folder.

    Raises:
        EngineError: The template is wrong.
    """
    return _Renderer(view, template, cut).render(fonts, fallbacks, photo)


class _Renderer:
    def __init__(self, view: View, template: Template, cut: Cut) -> None:
        self.view = view
        self.template = template
        self.cut = cut
        self.printer = Printer((template.folder, template.base), view.locale)
        self.blocks: list[Block] = []

    def render(self, fonts: FontSet, fallbacks: Sequence[Fallback], photo: str | None) -> Rendered:
        header = self.view.header
        number = self.block(
            "header.tex",
            "basics",
            name=header.name,
            label=header.label,
            objective=header.objective,
            contacts=header.contacts,
            photo=photo,
        )
        sections = tuple(map(self.section, self.view.sections))
        width, height = _PAPER_MM[self.view.layout.paper]
        mono = any(r"\cvcode{" in block.latex for block in self.blocks)
        setup, _ = self.printer.render(
            "setup.tex",
            {
                "families": tuple(font_commands(fonts, mono=mono)),
                "symbols": sorted(cjk_symbols("".join(chain.from_iterable(b.texts for b in self.blocks)), fonts)),
                "fallbacks": tuple(enumerate(fallbacks)),
                "dates": self.row_dates(),
                "paper_width_mm": width,
                "paper_height_mm": height,
                "script": "cjk" if self.view.lang.partition("-")[0] in ("zh", "ja") else "latin",
                "accent": (self.view.layout.accent or "").removeprefix("#").upper(),
            },
        )
        links = {f"fallback{n}": fallback.family.folder for n, fallback in enumerate(fallbacks)}
        return Rendered(preamble(self.template), setup, tuple(self.blocks), Content(number, sections), height, links)

    def block(self, file: str, path: str, /, **values: object) -> int:
        """Render one block and return its number."""
        latex, texts = self.printer.render(file, values)
        self.blocks.append(Block(latex, path, texts))
        return len(self.blocks) - 1

    def row_dates(self) -> tuple[object, ...]:
        """The dates that stand in rows, which share one column."""
        rows = (entry for section in self.view.sections if section.kind in ROWS for entry in section.entries)
        return tuple(dict.fromkeys(dates for entry in rows if (dates := entry.values.get("dates"))))

    # -- the tree ---------------------------------------------------------------------

    def section(self, section: SectionView) -> Section:
        widths = _column_widths(section) if section.kind == "table" else ()
        heading = self.block(
            "heading.tex", section.path, title=section.title, id=section.id, columns=section.columns, widths=widths
        )
        entries = tuple(
            self.entry(section, entry, position, widths) for position, entry in enumerate(section.entries)
        )
        marked = section.priority is not None and self.cut != "never"
        value = value_of(section.priority) if section.priority is not None else 0
        return Section(section.path, heading, entries, marked, value, dense=section.kind in ROWS)

    def entry(self, section: SectionView, entry: EntryView, position: int, widths: Sequence[float]) -> Entry:
        inside = section.priority is not None
        droppable = may_go(entry.priority, self.cut) and not (self.cut == "any" and section.kind in ("text", "bullets"))
        own = 0 if inside and entry.priority is None else value_of(entry.priority, position, len(section.entries), self.cut)
        pieces = tuple(self.pieces(entry, inside=inside or entry.priority is not None))
        if section.kind in ("text", "bullets"):
            return Entry(entry.path, None, pieces)
        values = {**entry.values, **({"widths": widths} if widths else {})}
        if section.kind in ROWS and not pieces:
            row = self.row(section.kind, entry, values, own)
            return Entry(entry.path, None, (replace(row, droppable=droppable),))
        head = self.block(f"{section.kind}.tex", entry.path, **values)
        return Entry(entry.path, head, pieces, droppable, own)

    def row(self, kind: str, entry: EntryView, values: dict[str, object], value: int) -> Piece:
        wordings = [Wording(self.block(f"{kind}.tex", entry.path, **values), value)]
        if short := entry.values.get("short"):
            name = "title" if "title" in values else "name"
            number = self.block(f"{kind}.tex", entry.path, **{**values, name: short})
            wordings.append(Wording(number, short_value(value, entry.priority), "short"))
        return Piece(entry.path, tuple(wordings))

    def pieces(self, entry: EntryView, *, inside: bool) -> list[Piece]:
        passages = entry.passages
        found = [
            self.passage(passage, position, len(passages), inside=inside) for position, passage in enumerate(passages)
        ]
        if entry.courses:
            # Courses follow what is said of the degree itself, and stand before its highlights.
            paragraphs = sum(not passage.bullet for passage in passages)
            found.insert(paragraphs, self.courses(entry))
        return found

    def passage(self, passage: PassageView, position: int, total: int, *, inside: bool) -> Piece:
        file = "bullet.tex" if passage.bullet else "paragraph.tex"
        fate = inside and passage.priority is None
        value = 0 if fate else value_of(passage.priority, position, total, self.cut)
        wordings = [Wording(self.block(file, passage.path, text=passage.text), value)]
        if passage.short:
            number = self.block(file, passage.path, text=passage.short)
            wordings.append(Wording(number, short_value(value, passage.priority), "short"))
        return Piece(passage.path, tuple(wordings), may_go(passage.priority, self.cut))

    def courses(self, entry: EntryView) -> Piece:
        """One paragraph in several wordings: all courses, with short names, then without the least important ones."""
        path = f"{entry.path}.courses"
        shown = list(entry.courses)
        value = sum(value_of(course.priority) for course in shown)
        wordings = [Wording(self.course_list(path, shown), value)]
        if any(course.short for course in shown):
            shown = [replace(course, name=course.short or course.name) for course in shown]
            wordings.append(Wording(self.course_list(path, shown), short_value(value, None), "short"))
        marked = [course for course in shown if may_go(course.priority, "marked")] if self.cut != "never" else []
        omitted: tuple[str, ...] = ()
        # Of two with the same priority the later one goes first.
        for course in sorted(reversed(marked), key=lambda course: course.priority or 0)[: len(shown) - 1]:
            shown.remove(course)
            omitted = (*omitted, course.path)
            value -= value_of(course.priority)
            wordings.append(Wording(self.course_list(path, shown), value, "short", omitted))
        return Piece(path, tuple(wordings), droppable=len(marked) == len(entry.courses))

    def course_list(self, path: str, courses: Sequence[CourseView]) -> int:
        return self.block("courses.tex", path, courses=tuple(courses))


def _column_widths(section: SectionView) -> tuple[float, ...]:
    """Shares of the measure for a table's columns, by the longest text in each; a hanzi counts as two letters."""
    rows = [section.columns, *(entry.values["cells"] for entry in section.entries)]
    cells = [row for row in rows if isinstance(row, tuple)]
    count = max((len(row) for row in cells), default=0)
    widest = [max((_width(row[n]) for row in cells if n < len(row)), default=1) for n in range(count)]
    total = sum(widest) or 1
    return tuple(round(width / total, 4) for width in widest)


def _width(text: str) -> int:
    return max(4, sum(2 if ord(character) > 0x2E7F else 1 for character in text))  # noqa: PLR2004 (where CJK begins)
