"""Fonts: which faces set which text, and which characters they have.

    sets         the sets and families that come with cvtex
    own          a person's own files beside the résumé
    chosen       what a résumé names, of both
    cmap         which characters a face has
    characters   which characters a set has
    machine      the fonts of this machine, for rare characters

Importing this reads no file.
"""

from __future__ import annotations

from cvtex.fonts.characters import cjk_symbols, uncovered
from cvtex.fonts.chosen import chosen_fonts, scripts
from cvtex.fonts.cmap import coverage
from cvtex.fonts.machine import font_folders, installed
from cvtex.fonts.own import UnusableFontError, own_families
from cvtex.fonts.sets import ROLES, Family, FontSet, Pair, Role, bundled_families, font_set, font_sets

__all__ = [
    "ROLES",
    "Family",
    "FontSet",
    "Pair",
    "Role",
    "UnusableFontError",
    "bundled_families",
    "chosen_fonts",
    "cjk_symbols",
    "coverage",
    "font_folders",
    "font_set",
    "font_sets",
    "installed",
    "own_families",
    "scripts",
    "uncovered",
]
