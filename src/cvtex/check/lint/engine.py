"""Runs the lint rules: each looks at one kind of subject and yields diagnostics, and any code can be switched off."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from cvtex.check.lint import texts, values
from cvtex.check.walk import Dialect
from cvtex.resume import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from cvtex.check.walk import Spot
    from cvtex.errors import Diagnostic, Location
    from cvtex.load import Document
    from cvtex.resume import Resume
    from cvtex.view import View

    CheckText = Callable[[str], Iterable[tuple[int, str]]]
    """Finds what is wrong with a text's inline Markdown: offsets in characters, and what it is."""


@dataclass(frozen=True)
class File:
    """A file as it is written: its values, and its languages, of which there are none where all texts are plain."""

    spots: Sequence[Spot]
    languages: tuple[str, ...] = ()
    dialect: Dialect = Dialect.OWN
    check_text: CheckText | None = None

    @cached_property
    def texts(self) -> tuple[Spot, ...]:
        """Every text, plain or in several languages."""
        return tuple(spot for spot in self.spots if spot.kind is Text)


@dataclass(frozen=True, slots=True)
class Shown:
    """One language of a résumé as its pages show it; ``locate`` leads from a path to its location in the file."""

    resume: Resume
    view: View
    locate: Callable[[str], Location | None]

    @property
    def lang(self) -> str:
        """The language."""
        return self.view.lang

    def location(self, path: str) -> Location | None:
        """Where the text in this language is; ``locate`` gives the nearest value above for a path that is not there."""
        whole = self.locate(path)
        for inner in (f"{path}.text.{self.lang}", f"{path}.{self.lang}", f"{path}.text", f"{path}.name.{self.lang}"):
            location = self.locate(inner)
            if location is not None and location != whole and location != self.locate(inner.rpartition(".")[0]):
                return location
        return whole


@dataclass(frozen=True, slots=True)
class BuiltPages:
    """What a build made of one language: ``fill`` is a share of its text area, the others count items."""

    lang: str
    fill: float
    omitted: int
    shortened: int


@dataclass(frozen=True, slots=True)
class Tracked:
    """A résumé in a repository: its files and private overlays that git tracks, and where private values belong."""

    document: Document
    files: frozenset[str]
    private_overlays: tuple[str, ...]
    overlay: str


def lint(subject: File | Shown | BuiltPages | Tracked, *, without: Collection[str] = ()) -> Iterator[Diagnostic]:
    """Run every rule for a subject, and yield what it says, but for the codes that are switched off."""
    for rule in _rules(subject):
        yield from (diagnostic for diagnostic in rule(subject) if diagnostic.code not in without)


def _rules(subject: File | Shown | BuiltPages | Tracked) -> Iterable[Callable[..., Iterator[Diagnostic]]]:
    if isinstance(subject, File):
        return (
            values.empty_items,
            values.colours,
            values.phones,
            values.small_type,
            values.markup,
            values.emails,
            values.missing_ends,
            texts.untranslated,
            texts.compared,
            texts.half_width,
        )
    if isinstance(subject, Tracked):
        from cvtex.check.lint import exposed  # late: most files are in no repository

        return (exposed.lines, exposed.listed, exposed.overlays)
    from cvtex.check.lint import style  # late: a build gives no advice

    of_pages = isinstance(subject, BuiltPages)
    rules = (rule for rule in style.advice_rules() if subject.lang.partition("-")[0] in rule.languages)
    return (partial(style.KINDS[rule.kind], rule) for rule in rules if (rule.kind == "pages") == of_pages)
