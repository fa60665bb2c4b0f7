"""Font sets: which faces set which text, and which characters they have.

Sets are data: ``sets.toml`` in the folder of fonts. What a face covers is read from its own cmap, so nothing goes
stale and a face of the machine is judged like a bundled one. Importing this module reads nothing.
"""

from __future__ import annotations

import difflib
import os
import struct
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from cvtex.errors import Diagnostic, EngineError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Role = Literal["serif", "sans", "mono"]
ROLES: tuple[Role, ...] = ("serif", "sans", "mono")


@dataclass(frozen=True, slots=True)
class Family:
    """The faces of one family, in one folder. A style that the family lacks names the face that stands in for it."""

    name: str
    folder: Path
    regular: str
    bold: str
    italic: str
    bold_italic: str
    scale: float = 1.0
    index: int = 0  # which face of a collection (.ttc)

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file of the family, once."""
        return tuple(self.folder / name for name in dict.fromkeys(self._names))

    @property
    def _names(self) -> tuple[str, str, str, str]:
        return self.regular, self.bold, self.italic, self.bold_italic


@dataclass(frozen=True, slots=True)
class Pair:
    """What one role is set in: Latin text in one family, Chinese in the other."""

    latin: Family
    cjk: Family


@dataclass(frozen=True, slots=True)
class FontSet:
    """A named choice of families for every role; ``main`` is the role of running text.

    ``fallbacks`` are families that may be on the machine: their folder is not known until they are sought.
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
        pairs: dict[Role, Pair] = {"serif": self.serif, "sans": self.sans, "mono": self.mono}
        return pairs[role or self.main]

    @property
    def families(self) -> tuple[Family, ...]:
        """Every family of the set, once, without the fallbacks."""
        pairs = (self.serif, self.sans, self.mono)
        return tuple(dict.fromkeys(chain.from_iterable((pair.latin, pair.cjk) for pair in pairs)))


# Sets


def font_sets(folder: Path) -> tuple[str, ...]:
    """Return the names of the sets in a folder of fonts, the default one first."""
    data = _sets(folder)
    return tuple(sorted(data["sets"], key=lambda name: (name != data["default"], name)))


def font_set(name: str | None, folder: Path) -> FontSet:
    """Return a set by its name, or the default one.

    Raises:
        UsageError: there is no set of that name; the hint names those there are.
        EngineError: the folder has no readable ``sets.toml``, or a face of the set is not there.
    """
    data = _sets(folder)
    wanted = data["default"] if name is None else name
    if wanted not in data["sets"]:
        near = difflib.get_close_matches(wanted, data["sets"], n=1)
        known = f"there are: {', '.join(font_sets(folder))}"
        hint = f"did you mean {near[0]}? {known}" if near else known
        message = f"there is no font set named {wanted!r}"
        raise UsageError(Diagnostic("error", "E218", message, path="layout.fonts", hint=hint))
    found = _font_set(wanted, data, folder)
    missing = [file for family in found.families for file in family.files if not file.is_file()]
    if missing:
        message = f"the font set {wanted!r} lacks {len(missing)} of its files, the first is {missing[0]}"
        raise EngineError(Diagnostic("error", "E502", message, hint="install cvtex again"))
    return found


def _sets(folder: Path) -> dict[str, Any]:
    file = folder / "sets.toml"
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        message = f"the list of font sets {file} cannot be read: {error}"
        raise EngineError(Diagnostic("error", "E502", message, hint="install cvtex again")) from error


def _font_set(name: str, data: Mapping[str, Any], folder: Path) -> FontSet:
    entry = data["sets"][name]

    def pair(role: Role) -> Pair:
        sides = (_family(entry[role][side], data["families"][entry[role][side]], folder) for side in ("latin", "cjk"))
        return Pair(*sides)

    return FontSet(
        name=name,
        title=entry["title"],
        main=entry["main"],
        serif=pair("serif"),
        sans=pair("sans"),
        mono=pair("mono"),
        fallbacks=tuple(_family(key, data["fallbacks"][key], Path()) for key in entry["fallbacks"]),
    )


def _family(name: str, entry: Mapping[str, Any], folder: Path) -> Family:
    regular = entry["regular"]
    bold = entry.get("bold", regular)
    return Family(
        name=name,
        folder=folder / entry.get("folder", ""),
        regular=regular,
        bold=bold,
        italic=entry.get("italic", regular),
        bold_italic=entry.get("bold_italic", bold),
        scale=entry.get("scale", 1.0),
        index=entry.get("index", 0),
    )


# Characters


def uncovered(text: str, fonts: FontSet, role: Role | None = None) -> frozenset[str]:
    """Return the characters of a text that a role (or running text) has in neither of its families, in every style.

    A character counts as covered only if all styles of a family have it, since any of it may be set bold or italic.
    Line ends, tabs and spaces are never drawn and never missing.
    """
    pair = fonts.pair(role)
    codes = {ord(char) for char in text} - {0x09, 0x0A, 0x0D, 0x20}
    return frozenset(map(chr, codes - _common(pair.latin) - _common(pair.cjk)))


def cjk_symbols(text: str, fonts: FontSet, role: Role | None = None) -> frozenset[str]:
    r"""Return the symbols of a text that only the Chinese family has, and that xeCJK would set in the Latin one.

    xeCJK sends what Unicode calls wide (hanzi, kana, full-width marks) to the Chinese family by itself; symbols such
    as ① ★ ℃ it does not, and they need ``\xeCJKDeclareCharClass{CJK}``.
    """
    pair = fonts.pair(role)
    narrow = {ord(char) for char in text if unicodedata.east_asian_width(char) not in "WF"}
    return frozenset(map(chr, (narrow & _common(pair.cjk)) - _common(pair.latin)))


def _common(family: Family) -> frozenset[int]:
    first, *others = (coverage(file, family.index) for file in family.files)
    return first.intersection(*others)


def installed(fonts: FontSet, folders: Iterable[Path] | None = None) -> Iterator[Family]:
    """Yield the fallbacks of a set that are on this machine, in the order of the set.

    Args:
        fonts: The set.
        folders: Where to seek, with all below; without them, where fonts usually are.
    """
    wanted = {name for family in fonts.fallbacks for name in (family.regular, family.bold)}
    found: dict[str, Path] = {}
    for top in font_folders() if folders is None else folders:
        for place, _, names in os.walk(top):
            for name in wanted.intersection(names):
                found.setdefault(name, Path(place))
    for family in fonts.fallbacks:
        place_of = found.get(family.regular)
        if place_of is None:
            continue
        bold = family.bold if found.get(family.bold) == place_of else family.regular
        yield Family(family.name, place_of, family.regular, bold, family.regular, bold, family.scale, family.index)


def font_folders() -> tuple[Path, ...]:
    """Return the usual folders of fonts that exist: $OSFONTDIR, the user's, the system's (Linux and macOS)."""
    named = [Path(part) for part in os.environ.get("OSFONTDIR", "").split(os.pathsep) if part]
    home = Path.home()
    usual = [
        *named,
        home / ".local/share/fonts",
        home / ".fonts",
        home / "Library/Fonts",
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
        Path("/Library/Fonts"),
        Path("/System/Library/Fonts"),
    ]
    return tuple(folder for folder in usual if folder.is_dir())


# cmap (OpenType 1.9, chapter "cmap"): format 12 has all of Unicode, format 4 the first plane

_ALL_PLANES = 12
_FIRST_PLANE = 4


@lru_cache(maxsize=64)
def coverage(face: Path, index: int = 0) -> frozenset[int]:
    """Return the code points that a face has a glyph for.

    Args:
        face: An .otf, .ttf or .ttc file.
        index: Which face of a collection.

    Raises:
        EngineError: the file cannot be read as a font.
    """
    try:
        return frozenset(chain.from_iterable(_spans(_cmap(face, index))))
    except (OSError, struct.error, LookupError, ValueError) as error:
        message, hint = f"the font file {face} cannot be read: {error}", "replace the file, or choose other fonts"
        raise EngineError(Diagnostic("error", "E503", message, hint=hint)) from error


def _cmap(face: Path, index: int) -> bytes:
    with face.open("rb") as file:
        start = 0
        if file.read(4) == b"ttcf":
            file.seek(12 + 4 * index)
            (start,) = struct.unpack(">L", file.read(4))
        file.seek(start + 4)
        (count,) = struct.unpack(">H", file.read(2))
        file.seek(start + 12)
        tables = {tag: (offset, size) for tag, _, offset, size in struct.iter_unpack(">4sLLL", file.read(16 * count))}
        offset, size = tables[b"cmap"]
        file.seek(offset)
        return file.read(size)


def _spans(cmap: bytes) -> Iterator[Iterable[int]]:
    (count,) = struct.unpack_from(">H", cmap, 2)
    offsets = {offset for _, _, offset in struct.iter_unpack(">HHL", cmap[4 : 4 + 8 * count])}
    by_format = {struct.unpack_from(">H", cmap, offset)[0]: offset for offset in offsets}
    if _ALL_PLANES in by_format:
        start = by_format[_ALL_PLANES] + 16
        (groups,) = struct.unpack_from(">L", cmap, start - 4)
        for first, last, _ in struct.iter_unpack(">LLL", cmap[start : start + 12 * groups]):
            yield range(first, last + 1)
    else:
        yield from _segments(cmap, by_format[_FIRST_PLANE])


def _segments(cmap: bytes, start: int) -> Iterator[Iterable[int]]:
    (size,) = struct.unpack_from(">H", cmap, start + 6)  # of one array, in bytes
    places = (start + 14, start + 16 + size, start + 16 + 2 * size, start + 16 + 3 * size)
    ends, firsts, deltas, shifts = (struct.unpack_from(f">{size // 2}H", cmap, place) for place in places)
    for number, (first, last, delta, shift) in enumerate(zip(firsts, ends, deltas, shifts, strict=True)):
        codes = range(first, last + 1)
        if shift == 0:
            yield (code for code in codes if (code + delta) & 0xFFFF)
        else:  # glyphs are listed, counted from where the shift itself stands; 0 is a gap
            glyphs = struct.unpack_from(f">{len(codes)}H", cmap, places[3] + 2 * number + shift)
            yield (code for code, glyph in zip(codes, glyphs, strict=True) if glyph)
