"""Finds the fonts of this machine that a set names for characters its own faces lack."""

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
    unlocated = [family for family in fonts.fallbacks if not family.is_located]
    wanted = {name for family in unlocated for name in (family.regular, family.bold)}
    folder_of: dict[str, Path] = {}
    for top in font_folders() if folders is None else folders:
        for folder, _, names in os.walk(top):
            for name in wanted.intersection(names):
                folder_of.setdefault(name, Path(folder))
    for family in fonts.fallbacks:
        if family.is_located:
            yield family
        elif home := folder_of.get(family.regular):
            bold = family.bold if folder_of.get(family.bold) == home else family.regular
            yield replace(family, folder=home, bold=bold, italic=family.regular, bold_italic=bold)


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
