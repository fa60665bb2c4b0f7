"""What lint rules look at: a file as it is written, one language as it is shown, its pages, files that git tracks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cvtex.check.dialect import Dialect
from cvtex.resume import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cvtex.check.walk import Spot
    from cvtex.errors import Location
    from cvtex.load import Document
    from cvtex.resume import Resume
    from cvtex.view import View

    CheckText = Callable[[str], Iterable[tuple[int, str]]]


@dataclass(frozen=True)
class File:
    """A file as it is written, whether or not it can be built.

    Attributes:
        spots: every value.
        languages: those it is written in; none where it holds plain texts alone.
        dialect: JSON Resume allows empty items.
        check_text: finds what is wrong with a text's inline Markdown: offsets in characters, and what it is.
    """

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
    """What git tracks of a résumé, and everyone who can read the repository can read.

    Attributes:
        document: the résumé.
        files: the names of its files that git tracks.
        private_overlays: the names of those among them that are named for what nobody else should read.
        overlay: the name of the file where private values belong.
    """

    document: Document
    files: frozenset[str]
    private_overlays: tuple[str, ...]
    overlay: str
