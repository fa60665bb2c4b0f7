"""Says which characters the faces of a set have, by each face's own cmap, so nothing is ever out of date."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from cvtex.fonts.cmap import coverage

if TYPE_CHECKING:
    from cvtex.fonts.sets import Family, FontSet, Role


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
