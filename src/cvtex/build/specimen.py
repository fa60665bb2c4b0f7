"""Draws a page that shows a set of fonts as a résumé would use them: both scripts, all styles, marks, rare names."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Final

from cvtex import pdf
from cvtex.errors import EngineError, Message
from cvtex.fit.ramp import Settings
from cvtex.fit.result import Placed
from cvtex.fonts.characters import uncovered
from cvtex.latex.jinja import Printer
from cvtex.latex.manifest import FILE, read_manifest
from cvtex.latex.render import font_links, setup
from cvtex.resume.locale import locale
from cvtex.system.limits import EngineLimits
from cvtex.system.resources import templates_folder
from cvtex.tex.format import packages_of
from cvtex.tex.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cvtex.fonts.sets import FontSet, Role

_AT: Final = Settings(looseness=1.0, font_size_pt=10.5, leading_pt=14.4, margin_mm=16.0, gap=1.0)


def draw(fonts: FontSet, *, limits: EngineLimits | None = None) -> bytes:
    """Set the specimen of a set and return its PDF.

    Characters that none of its faces has are left out of the page: a specimen shows what there is.

    Raises:
        EngineError: xelatex is missing or failed, or a font cannot be used by it.
    """
    folder = templates_folder()
    base = folder / "classic"
    printer = Printer((folder,), locale("zh"), read_manifest(base / FILE, base / FILE).styles[""])
    title = f"{fonts.pair().cjk.name} / {fonts.pair().latin.name}"
    parts = tuple(_parts(folder, fonts))
    body, texts = printer.render("specimen.tex", {"name": fonts.title, "about": title, "parts": parts})
    begin = setup(printer, "".join(texts), fonts, faces=("sans", "mono"))
    packages = packages_of((base / "preamble.tex").read_text(encoding="utf-8"), base, base)
    with Session(packages, limits=limits or EngineLimits()) as tex:
        tex.link(font_links(fonts))
        tex.load("specimen.tex", f"{begin}\n{body}\n")
        tex.ship(_AT, [[Placed(0, 0)]])
        data = tex.finish()
    if tex.lost:
        lost = ", ".join(f"{character} (U+{ord(character):04X})" for character in tex.lost)
        raise EngineError(Message("E320", f"xelatex has no glyph for {lost}", "replace the font").at(None))
    return pdf.finish(data, pdf.Metadata(language="zh-Hans", title=f"{fonts.title}: a specimen")).data


def _parts(folder: Path, fonts: FontSet) -> Iterator[dict[str, object]]:
    for part in tomllib.loads((folder / "specimen.toml").read_text(encoding="utf-8"))["parts"]:
        role: Role | None = None if part["role"] == "main" else part["role"]
        faces = " / ".join(getattr(fonts.pair(role), side).name for side in part["faces"])
        lines = [(label, size, style, _covered(text, fonts, role)) for label, size, style, text in part["lines"]]
        yield {**part, "title": faces or part["title"], "lines": lines}


def _covered(text: str, fonts: FontSet, role: Role | None) -> str:
    lost = uncovered(text, fonts, role)
    return "".join(character for character in text if character not in lost)
