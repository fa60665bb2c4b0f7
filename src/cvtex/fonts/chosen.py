"""Chooses the fonts that a résumé names: a set, and single families in place of some of its own."""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cvtex.errors import Diagnostic, EngineError, Location, Message, ResumeError, UsageError
from cvtex.fonts.characters import coverage
from cvtex.fonts.own import UnusableFontError, own_families
from cvtex.fonts.sets import Family, FontSet, Pair, bundled_families, font_set, near

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Locate = Callable[[str], "Location | None"]

LATIN_KEYS: Final = ("main", "sans", "mono")
CJK_KEYS: Final = ("cjk_main", "cjk_sans", "cjk_mono")
_NEEDED: Final = {
    "Latin": frozenset(map(ord, string.ascii_letters + string.digits)),
    "Chinese": frozenset(map(ord, "一人大中上")),  # in every face with hanzi, also for Japanese or Korean
}


def chosen_fonts(  # noqa: PLR0913 (what is named, by whom, and where the fonts and the names stand)
    names: Mapping[str, str | None],
    folder: Path,
    beside: Path,
    *,
    default: str | None = None,
    lang: str = "",
    locate: Locate = lambda _: None,
) -> FontSet:
    """Return the set that a résumé names, else that of its template, else ours; with the single families it names.

    The names are those of ``layout.fonts`` for the language, by its keys; ``default`` is the set that the template
    names; ``folder`` holds the fonts that come with cvtex, and the ``fonts`` beside the résumé own ones. ``lang`` tells
    whose settings a mistake may stand in, and ``locate`` leads from a path in the résumé to its location.

    Raises:
        ResumeError: There is no such set or family, a file of it cannot be used, or it is for another script; every
            mistake at once.
        EngineError: The fonts that come with cvtex are not there, or the template names a set that does not exist.
    """

    def located(diagnostic: Diagnostic, key: str) -> Diagnostic:
        path = _path(key, lang, locate)
        return replace(diagnostic, path=path, location=locate(path))

    families: dict[str, Family] = {}
    mistakes: list[Diagnostic] = []
    bundled = bundled_families(folder)
    base = _of_template(default, folder)
    try:
        if (name := names.get("set")) is not None:
            base = font_set(name, folder)
    except UsageError as error:
        mistakes += [located(diagnostic, "set") for diagnostic in error.diagnostics]
    for key in (*LATIN_KEYS, *CJK_KEYS):
        try:
            if (name := names.get(key)) is not None:
                families[key] = _usable(name, key, bundled, beside)
        except UnusableFontError as error:
            mistakes.append(located(error.message.at(None), key))
    if mistakes:
        raise ResumeError(mistakes)
    return _with(base, families)


def _of_template(name: str | None, folder: Path) -> FontSet:
    try:
        return font_set(name, folder)
    except UsageError as error:
        refusal = Message("E620", f"the template's `fonts`: {error.diagnostics[0].message}", error.diagnostics[0].hint)
        raise EngineError(refusal.at(None)) from error


def _usable(name: str, key: str, bundled: dict[str, Family], beside: Path) -> Family:
    own = own_families(beside)
    if name in own:
        family = own[name].family()
    elif name in bundled:
        family = bundled[name]
    else:
        files = "fonts of your own are files fonts/{family}-Regular.otf beside the résumé"
        message, hint = f"there is no font family named {name!r}", f"{near(name, (*own, *bundled))}; {files}"
        raise UnusableFontError(message, hint, "E219")
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


def _with(base: FontSet, families: dict[str, Family]) -> FontSet:
    """Put families into a set; the Chinese one it had for running text stays as a fallback for rare characters."""
    if not families:
        return base

    def pair(key: str, of: Pair) -> Pair:
        return Pair(families.get(key, of.latin), families.get(f"cjk_{key}", of.cjk))

    running = pair("main", base.pair())
    replaced = (base.pair().cjk,) if running.cjk != base.pair().cjk else ()
    return replace(
        base,
        title=f"{running.cjk.name} with {running.latin.name}",
        main="serif",  # the role that running text takes from here on, whatever its face looks like
        serif=running,
        sans=pair("sans", base.sans),
        mono=pair("mono", base.mono),
        fallbacks=(*replaced, *base.fallbacks),
    )


def _path(key: str, lang: str, locate: Locate) -> str:
    """The path of a key in the file: in the settings of the language, of its base language, or in those of all.

    `locate` gives the nearest location there is, so a path exists where its location is not that of its parent.
    """
    tags = [lang[:end] for end in range(len(lang), 0, -1) if end == len(lang) or lang[end] == "-"]
    for layout in (*(f"layout.languages.{tag}" for tag in tags), "layout"):
        fonts = f"{layout}.fonts"
        if locate(f"{fonts}.{key}") != locate(fonts):
            return f"{fonts}.{key}"
        if key == "set" and locate(fonts) != locate(layout):
            return fonts
    return f"layout.fonts.{key}"
