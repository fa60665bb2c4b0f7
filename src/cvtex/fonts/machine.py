"""The fonts of this machine, of which a set may name some for characters that its own faces lack."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtex.fonts.sets import Family, FontSet


def installed(fonts: FontSet, folders: Iterable[Path] | None = None) -> Iterator[Family]:
    """Yield the fallbacks of a set that are at hand, in its order: those on this machine, and those that come along.

    Args:
        fonts: The set.
        folders: Where to seek, with all below; without them, where fonts usually are.
    """
    sought = [family for family in fonts.fallbacks if not family.has_place]
    wanted = {name for family in sought for name in (family.regular, family.bold)}
    found: dict[str, Path] = {}
    for top in font_folders() if folders is None else folders:
        for place, _, names in os.walk(top):
            for name in wanted.intersection(names):
                found.setdefault(name, Path(place))
    for family in fonts.fallbacks:
        if family.has_place:
            yield family
            continue
        place_of = found.get(family.regular)
        if place_of is None:
            continue
        bold = family.bold if found.get(family.bold) == place_of else family.regular
        yield replace(family, folder=place_of, bold=bold, italic=family.regular, bold_italic=bold)


def font_folders() -> tuple[Path, ...]:
    """Return the usual folders of fonts, be they there or not: $OSFONTDIR, the user's, the system's."""
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
    return tuple(usual)
