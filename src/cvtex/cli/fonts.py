"""``cvtex fonts``: which fonts there are, and what they look like."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from cvtex.fonts.sets import Family, FontSet


def fonts(
    *,
    file: Annotated[
        Path, typer.Option("--file", help="The résumé whose folder may hold fonts of your own, in fonts/.")
    ] = Path("resume.yaml"),
    specimen: Annotated[
        Path | None, typer.Option(metavar="FILE.pdf", help="Draw a page that shows the fonts, and write it there.")
    ] = None,
    name: Annotated[
        str | None, typer.Option("--set", metavar="NAME", help="The set, or the family, that the page shows.")
    ] = None,
) -> None:
    """List the sets and families that layout.fonts can name, or draw a specimen page."""
    from cvtex.cli.run import reporting

    with reporting():
        if specimen is None:
            for line in listing(file.parent):
                typer.echo(line)
        else:
            from cvtex.build.output import deliver
            from cvtex.build.specimen import draw

            deliver(draw(chosen(name, file.parent)), specimen)
            typer.echo(f"wrote {specimen}")


def listing(beside: Path) -> list[str]:
    """Return the lines that list all fonts; ``beside`` is the folder of the résumé."""
    from cvtex.fonts.own import UnusableFontError, own_families
    from cvtex.fonts.sets import bundled_families, font_aliases, font_set, font_sets
    from cvtex.system.resources import fonts_folder

    folder = fonts_folder()
    aliases = {name: alias for alias, name in font_aliases(folder).items()}
    lines = ["Sets, for layout.fonts:"]
    for position, name in enumerate(font_sets(folder)):
        shown = " or ".join(filter(None, (name, aliases.get(name))))
        lines.append(f"  {shown:18} {font_set(name, folder).title}{', the default' if position == 0 else ''}")
    lines += ["", "Families, for main, sans, mono, cjk_main, cjk_sans and cjk_mono in layout.fonts:"]
    lines += (f"  {name:18} {_described(family)}" for name, family in bundled_families(folder).items())
    if own := own_families(beside):
        lines += ["", "Your own, in fonts/ beside the résumé:"]
    for name, files in own.items():
        try:
            about = _described(files.family())
        except UnusableFontError as error:
            about = f"cannot be used: {error.message.text}; {error.message.hint}"
        lines.append(f"  {name:18} {about}")
    return lines


def _described(family: Family) -> str:
    from cvtex.fonts.chosen import scripts

    return f"{' and '.join(scripts(family))}; {', '.join(family.styles)}"


def chosen(name: str | None, beside: Path) -> FontSet:
    """Return a set, or the default set with one family in place of its own.

    Raises:
        CvtexError: There is no set or family of that name, or it cannot be used.
    """
    from cvtex.errors import Diagnostic, UsageError
    from cvtex.fonts.chosen import chosen_fonts, scripts
    from cvtex.fonts.own import UnusableFontError, own_families
    from cvtex.fonts.sets import bundled_families, font_aliases, font_sets, near
    from cvtex.system.resources import fonts_folder

    folder = fonts_folder()
    sets, own, ours = (*font_aliases(folder), *font_sets(folder)), own_families(beside), bundled_families(folder)
    if name is None or name in sets:
        return chosen_fonts({"set": name}, folder, beside)
    if name not in own and name not in ours:
        message = f"there is no font set or family named {name!r}"
        raise UsageError(Diagnostic("error", "E218", message, hint=near(name, (*sets, *own, *ours))))
    try:
        covered = scripts(own[name].family() if name in own else ours[name])
    except UnusableFontError:
        covered = ("Latin",)  # asking for it says what is wrong
    keys = {"Latin": "main", "Chinese": "cjk_main"}
    return chosen_fonts({keys[script]: name for script in covered}, folder, beside)
