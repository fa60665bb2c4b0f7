"""Finds a fallback font for each character that the faces of a set lack: none is ever a blank.

XeTeX sets nothing for a character that its font lacks and still exits with 0. So every text is compared with the faces
before TeX starts, where its location in the file is known.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.errors import Diagnostic, Location, Message, ResumeError
from cvtex.fonts.characters import coverage, uncovered
from cvtex.fonts.sets import all_styles
from cvtex.text.cjk import is_cjk

if TYPE_CHECKING:
    from cvtex.fonts.sets import Family, FontSet

_MOST_NAMED = 8

Locate = Callable[[str], "Location | None"]


@dataclass(frozen=True, slots=True)
class Fallback:
    """A family, mostly of the machine, and the characters that are set in it."""

    family: Family
    characters: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """The fallbacks for the faces of a set, and the diagnostics about them."""

    fallbacks: tuple[Fallback, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def cover(texts: Iterable[tuple[str, str]], fonts: FontSet, locate: Locate) -> Coverage:
    """Find a face for every character of the texts, which are pairs of a path in the résumé and what stands there.

    Raises:
        ResumeError: No face here has one of them; each is named with its location.
    """
    texts = tuple(texts)
    lacking = uncovered("".join(text for _, text in texts), fonts)
    if not lacking:
        return Coverage()
    missing: dict[str, str] = {}
    for path, text in texts:
        for character in text:
            if character in lacking:
                missing.setdefault(character, path)
    fallbacks = _fallbacks(missing, fonts)
    covered = set("".join(fallback.characters for fallback in fallbacks))
    if lost := [character for character in missing if character not in covered]:
        raise ResumeError(_losses(lost, missing, locate))
    notes = (
        _note(fallback.family, character).at(locate(missing[character]), missing[character], "info")
        for fallback in fallbacks
        for character in fallback.characters
    )
    return Coverage(fallbacks, tuple(notes))


def _note(family: Family, character: str) -> Message:
    if not family.of_machine:
        hint = "the font that layout.fonts names does not have it"
        return Message("W402", f"{_named(character)} is set in {family.name}", hint)
    hint = "on a machine without that font the build stops here; layout.fonts can name a set that has it"
    return Message("W402", f"{_named(character)} is set in {family.name}, which is on this machine", hint)


def _fallbacks(missing: Iterable[str], fonts: FontSet) -> tuple[Fallback, ...]:
    """For each fallback family, in the order of the set, the characters that no earlier one has."""
    left = set(missing)
    fallbacks: list[Fallback] = []
    for family in installed(fonts):
        if not left:
            break
        has = sorted(c for c in left if ord(c) in coverage(family.folder / family.regular, family.index))
        if has:
            fallbacks.append(Fallback(family, "".join(has)))
            left.difference_update(has)
    return tuple(fallbacks)


def installed(fonts: FontSet, folders: Iterable[Path] | None = None) -> Iterator[Family]:
    """Yield the fallbacks of a set that are at hand, in its order: those on this machine, and those that come along.

    They are searched for in the folders and all below; without them, where fonts usually are.
    """
    unlocated = [family for family in fonts.fallbacks if not family.is_located]
    wanted = {name for family in unlocated for name in (family.regular, family.bold, family.semibold)}
    folder_of: dict[str, Path] = {}
    for top in font_folders() if folders is None else folders:
        for folder, _, names in os.walk(top):
            for name in wanted.intersection(names):
                folder_of.setdefault(name, Path(folder))
    for family in fonts.fallbacks:
        if family.is_located:
            yield family
        elif home := folder_of.get(family.regular):
            named = {"regular": family.regular, "bold": family.bold, "semibold": family.semibold}
            here = {style: file for style, file in named.items() if folder_of.get(file) == home}
            yield replace(family, folder=home, **all_styles(here))


def font_folders() -> tuple[Path, ...]:
    """Return the usual folders of fonts, be they there or not: $OSFONTDIR, the user's, the system's."""
    named = [Path(part) for part in os.environ.get("OSFONTDIR", "").split(os.pathsep) if part]
    home = Path.home()
    own = (home / name for name in (".local/share/fonts", ".fonts", "Library/Fonts"))
    shared = ("/usr/local/share/fonts", "/usr/share/fonts", "/Library/Fonts", "/System/Library/Fonts")
    return (*named, *own, *map(Path, shared))


def _losses(lost: Iterable[str], paths: Mapping[str, str], locate: Locate) -> Iterator[Diagnostic]:
    """One error for each path and next step, which names all the characters that stand there."""
    together: dict[tuple[str, str], list[str]] = {}
    for character in lost:
        together.setdefault((paths[character], _next_step(character)), []).append(character)
    for (path, hint), characters in together.items():
        message = f"no font has the character {_named(characters[0])}"
        if len(characters) > 1:
            shown = characters[:_MOST_NAMED]
            message = f"no font has the {len(characters)} characters {', '.join(map(_named, shown))}"
            message += " …" if len(characters) > len(shown) else ""
        yield Message("E320", message, hint).at(locate(path), path)


def _next_step(character: str) -> str:
    if is_cjk(character) or "\uac00" <= character <= "\ud7a3":  # the syllables of Korean
        return "write it otherwise, or install a font that has it, such as fonts-noto-cjk (Debian) or LXGW WenKai"
    if not character.isprintable() or ord(character) in range(0xFE00, 0xFE10):
        return "it cannot be seen and mostly comes along when text is pasted: delete it"
    if ord(character) >= 0x1F000 or 0x2600 <= ord(character) < 0x27C0:  # noqa: PLR2004 (emoji, dingbats)
        return "emoji and pictures are not set: leave it out, or say it in words"
    return "write it in another script, or name a font that has it in layout.fonts (docs/fonts.md)"


def _named(character: str) -> str:
    code = f"U+{ord(character):04X}"
    return f"{character} ({code})" if character.isprintable() else code
