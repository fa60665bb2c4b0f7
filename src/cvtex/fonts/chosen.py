"""The fonts that a résumé asks for: a set, and single families in place of some of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol

from cvtex.errors import Diagnostic, EngineError, Location, ResumeError, UsageError
from cvtex.fonts.cmap import coverage
from cvtex.fonts.own import UnusableFontError, own_families
from cvtex.fonts.sets import Family, FontSet, Pair, bundled_families, font_set, near

if TYPE_CHECKING:
    from pathlib import Path

Locate = Callable[[str], "Location | None"]

LATIN_KEYS: Final = ("main", "sans", "mono")
CJK_KEYS: Final = ("cjk_main", "cjk_sans", "cjk_mono")
_NEEDED: Final = {
    "Latin": frozenset(range(0x30, 0x3A)) | frozenset(range(0x41, 0x5B)) | frozenset(range(0x61, 0x7B)),
    "Chinese": frozenset(map(ord, "一人大中上")),  # in every face with hanzi, also for Japanese or Korean
}


class Asked(Protocol):
    """What ``layout.fonts`` says; None where it says nothing."""

    @property
    def set(self) -> str | None:
        """The name of a set."""

    @property
    def main(self) -> str | None:
        """The Latin family of running text."""

    @property
    def sans(self) -> str | None:
        """The Latin family of what a template sets sans."""

    @property
    def mono(self) -> str | None:
        """The Latin family of code."""

    @property
    def cjk_main(self) -> str | None:
        """The Chinese family of running text."""

    @property
    def cjk_sans(self) -> str | None:
        """The Chinese family of what a template sets sans."""

    @property
    def cjk_mono(self) -> str | None:
        """The Chinese family of code."""


@dataclass(frozen=True, slots=True)
class Families:
    """The same said by a program."""

    set: str | None = None
    main: str | None = None
    sans: str | None = None
    mono: str | None = None
    cjk_main: str | None = None
    cjk_sans: str | None = None
    cjk_mono: str | None = None


def chosen_fonts(
    asked: Asked, folder: Path, beside: Path, *, lang: str = "", locate: Locate = lambda _: None
) -> FontSet:
    """Return the set that a résumé asks for, with its own families where it names some.

    Args:
        asked: What ``layout.fonts`` says for the language.
        folder: The folder of the fonts that come with cvtex.
        beside: The folder of the résumé, whose ``fonts`` may hold own ones.
        lang: The language, since its settings may be the ones that a mistake stands in.
        locate: From a path in the résumé to its place in the file.

    Raises:
        ResumeError: There is no such set or family, a file of it cannot be used, or it is for another script; every
            mistake at once.
        EngineError: The fonts that come with cvtex are not there.
    """
    found: dict[str, Family] = {}
    mistakes: list[Diagnostic] = []
    bundled = bundled_families(folder)
    base = font_set(None, folder)
    try:
        base = font_set(asked.set, folder)
    except UsageError as error:
        mistakes += [_placed(found_, "set", lang, locate) for found_ in error.diagnostics]
    for key in (*LATIN_KEYS, *CJK_KEYS):
        name: str | None = getattr(asked, key)
        if name is None:
            continue
        try:
            found[key] = _usable(name, key, bundled, beside)
        except UnusableFontError as error:
            code = "E219" if isinstance(error, _UnknownFontError) else "E220"
            mistakes.append(_placed(Diagnostic("error", code, error.reason, hint=error.hint), key, lang, locate))
    if mistakes:
        raise ResumeError(mistakes)
    return _with(base, found)


class _UnknownFontError(UnusableFontError):
    """There is no family of that name."""


def _usable(name: str, key: str, bundled: dict[str, Family], beside: Path) -> Family:
    own = own_families(beside)
    if name in own:
        family = own[name].family()
    elif name in bundled:
        family = bundled[name]
    else:
        own_ones = "fonts of your own are files fonts/{family}-Regular.otf beside the résumé"
        hint = f"{near(name, (*own, *bundled))}; {own_ones}"
        raise _UnknownFontError(f"there is no font family named {name!r}", hint)
    script, letters = ("Chinese", "hanzi") if key in CJK_KEYS else ("Latin", "Latin letters and figures")
    if script not in scripts(family):
        other = f"cjk_{key}" if key in LATIN_KEYS else key.removeprefix("cjk_")
        hint = f"name it as layout.fonts.{other}, or choose another font here"
        raise UnusableFontError(f"the font {name} has no {letters}, which layout.fonts.{key} is for", hint)
    return family


def scripts(family: Family) -> tuple[str, ...]:
    """Return the scripts that a family can set: Latin, Chinese, or both.

    Raises:
        UnusableFontError: The file is no font.
    """
    try:
        covered = coverage(family.folder / family.regular)
    except EngineError as error:
        hint = "replace the file, or choose another font"
        raise UnusableFontError(f"the font {family.name} cannot be read", hint) from error
    return tuple(script for script, letters in _NEEDED.items() if letters <= covered)


def _with(base: FontSet, found: dict[str, Family]) -> FontSet:
    """Put families into a set. What it loses stays as a fallback for characters that a new one lacks."""
    if not found:
        return base

    def pair(key: str, of: Pair) -> Pair:
        return Pair(found.get(key, of.latin), found.get(f"cjk_{key}", of.cjk))

    running, sans = pair("main", base.pair()), pair("sans", base.sans)
    lent = (base.pair().cjk,) if running.cjk != base.pair().cjk else ()
    return replace(
        base,
        title=f"{running.cjk.name} with {running.latin.name}",
        main="serif",  # the role that running text takes from here on, whatever its face looks like
        serif=running,
        sans=sans,
        mono=pair("mono", base.mono),
        fallbacks=(*lent, *base.fallbacks),
    )


def _placed(found: Diagnostic, key: str, lang: str, locate: Locate) -> Diagnostic:
    path = _path(key, lang, locate)
    return replace(found, path=path, location=locate(path))


def _path(key: str, lang: str, locate: Locate) -> str:
    """Where the file says it: in the settings of the language, of its base language, or in those of all.

    `locate` answers with the nearest place there is, so a path exists where its place is not that of its parent.
    """
    tags = [lang[:end] for end in range(len(lang), 0, -1) if end == len(lang) or lang[end] == "-"]
    for layout in (*(f"layout.languages.{tag}" for tag in tags), "layout"):
        fonts = f"{layout}.fonts"
        if locate(f"{fonts}.{key}") != locate(fonts):
            return f"{fonts}.{key}"
        if key == "set" and locate(fonts) != locate(layout):
            return fonts
    return f"layout.fonts.{key}"
