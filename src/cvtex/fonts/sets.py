"""Loads font sets, which say what face sets what text, from ``sets.toml`` in the folder of fonts."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypedDict

from cvtex.errors import EngineError, Message, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Role = Literal["serif", "sans", "mono"]
ROLES: tuple[Role, ...] = ("serif", "sans", "mono")


class Styles(TypedDict):
    """A file for each style, by the names of the fields of ``Family``."""

    regular: str
    bold: str
    italic: str
    bold_italic: str
    semibold: str
    semibold_italic: str


STYLES: Final = tuple(Styles.__annotations__)
"""The styles of a family, by the names of the fields that have their files."""


@dataclass(frozen=True, slots=True)
class Family:
    """The faces of one family, in one folder; for a style that the family lacks, the face that is used instead."""

    name: str
    folder: Path
    regular: str
    bold: str
    italic: str
    bold_italic: str
    semibold: str  # for emphasis in running text, where bold would outweigh the heads
    semibold_italic: str
    scale: float = 1.0
    index: int = 0  # which face of a collection (.ttc)
    own: bool = False  # a person's own files, beside the résumé
    of_machine: bool = False  # installed here, perhaps not elsewhere

    @property
    def is_located(self) -> bool:
        """Whether the folder is known: that of a family of the machine is not, before it is searched for."""
        return not self.of_machine or self.folder != Path()

    @property
    def styles(self) -> tuple[str, ...]:
        """The styles that have a face of their own."""
        names = ("Regular", "Bold", "Italic", "BoldItalic", "SemiBold", "SemiBoldItalic")
        own = {getattr(self, style): name for style, name in reversed(tuple(zip(STYLES, names, strict=True)))}
        return tuple(name for name in names if name in own.values())

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file of the family, once."""
        return tuple(self.folder / name for name in dict.fromkeys(getattr(self, style) for style in STYLES))


@dataclass(frozen=True, slots=True)
class Pair:
    """What one role is set in: Latin text in one family, Chinese in the other."""

    latin: Family
    cjk: Family


@dataclass(frozen=True, slots=True)
class FontSet:
    """A choice of families for every role; ``main`` is the role of running text.

    ``fallbacks`` set the characters that the others lack, in this order. Those that may be on the machine have no
    folder until they are searched for.
    """

    name: str
    title: str
    main: Role
    serif: Pair
    sans: Pair
    mono: Pair
    fallbacks: tuple[Family, ...] = ()

    def pair(self, role: Role | None = None) -> Pair:
        """Return the families of a role, or of running text."""
        pair: Pair = getattr(self, role or self.main)
        return pair

    @property
    def families(self) -> tuple[Family, ...]:
        """Every family of the set, once, without the fallbacks."""
        pairs = (self.serif, self.sans, self.mono)
        return tuple(dict.fromkeys(chain.from_iterable((pair.latin, pair.cjk) for pair in pairs)))


def font_sets(folder: Path) -> tuple[str, ...]:
    """Return the names of the sets in a folder of fonts, the default one first."""
    data = _sets(folder)
    return tuple(sorted(data["sets"], key=lambda name: (name != data["default"], name)))


def font_aliases(folder: Path) -> dict[str, str]:
    """Return the other names of sets in a folder of fonts, such as ``sans``, and the set that each one names.

    Raises:
        EngineError: The folder has no readable ``sets.toml``.
    """
    return dict(_sets(folder)["aliases"])


def bundled_families(folder: Path) -> dict[str, Family]:
    """Return every family of a folder of fonts by its name, in the order of its list.

    Raises:
        EngineError: The folder has no readable ``sets.toml``.
    """
    return {name: _family(name, entry, folder) for name, entry in _sets(folder)["families"].items()}


def font_set(name: str | None, folder: Path) -> FontSet:
    """Return a set by its name or alias, or the default one; its own name is what it says.

    Raises:
        UsageError: There is no set of that name; the hint names those there are.
        EngineError: The folder has no readable ``sets.toml``, or a face of the set is not there.
    """
    data = _sets(folder)
    wanted = data["default"] if name is None else data["aliases"].get(name, name)
    if wanted not in data["sets"]:
        known = (*data["aliases"], *font_sets(folder))
        refusal = Message("E218", f"there is no font set named {wanted!r}", near(wanted, known))
        raise UsageError(refusal.at(None, "layout.fonts"))
    chosen = _font_set(wanted, data, folder)
    if missing := [file for family in chosen.families for file in family.files if not file.is_file()]:
        message = f"the font set {wanted!r} lacks {len(missing)} of its files, the first is {missing[0]}"
        raise EngineError(Message("E502", message, "install cvtex again").at(None))
    return chosen


def near(wanted: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest name, and every one there is."""
    by_folded = {name.casefold(): name for name in known}
    folded = wanted.casefold()
    with_style = [name for name in by_folded if folded.startswith(f"{name}-")]  # a file's name: Kai-SemiBold
    matches = difflib.get_close_matches(folded, by_folded, n=1) or with_style
    everything = f"there are: {', '.join(by_folded.values())}"
    return f"did you mean {by_folded[matches[0]]}? {everything}" if matches else everything


def _sets(folder: Path) -> dict[str, Any]:
    file = folder / "sets.toml"
    try:
        return _parsed(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        message = f"the list of font sets {file} cannot be read: {error}"
        raise EngineError(Message("E502", message, "install cvtex again").at(None)) from error


@lru_cache(maxsize=4)
def _parsed(text: str) -> dict[str, Any]:
    # It is read three times a run, and takes 1 ms to parse.
    return tomllib.loads(text)


def _font_set(name: str, data: Mapping[str, Any], folder: Path) -> FontSet:
    entry = data["sets"][name]

    def pair(role: Role) -> Pair:
        sides = (_family(entry[role][side], data["families"][entry[role][side]], folder) for side in ("latin", "cjk"))
        return Pair(*sides)

    fallbacks = (_family(key, data["fallbacks"][key], Path()) for key in entry["fallbacks"])
    of_machine = tuple(replace(family, of_machine=True) for family in fallbacks)
    serif, sans, mono = map(pair, ROLES)
    return FontSet(name, entry["title"], entry["main"], serif, sans, mono, of_machine)


def all_styles(faces: Mapping[str, str]) -> Styles:
    """Return a file for every style: for one that has none, the file of the nearest.

    A weight that is missing is that of the nearest weight; a slant that is missing is upright. Where a family has a
    SemiBold, but no italic of it, its BoldItalic is nearer than an upright face.
    """
    first = next(iter(faces.values()))
    regular = faces.get("regular", first)
    bold = faces.get("bold") or faces.get("semibold", regular)
    semibold, italic = faces.get("semibold", bold), faces.get("italic", regular)
    heavy = bold if {"bold", "semibold"} & faces.keys() else italic
    bold_italic = faces.get("bold_italic") or faces.get("semibold_italic", heavy)
    semibold_italic = faces.get("semibold_italic") or (semibold if bold_italic == bold else bold_italic)
    return {
        "regular": regular,
        "bold": bold,
        "italic": italic,
        "bold_italic": bold_italic,
        "semibold": semibold,
        "semibold_italic": semibold_italic,
    }


def _family(name: str, entry: Mapping[str, Any], folder: Path) -> Family:
    looks = {key: value for key, value in entry.items() if key not in (*STYLES, "folder")}
    faces = {style: entry[style] for style in STYLES if style in entry}
    return Family(name, folder / entry.get("folder", ""), **all_styles(faces), **looks)
