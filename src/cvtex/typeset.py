"""The conversation between the fit and TeX: blocks in, a plan of the pages and a PDF out."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex import fit
from cvtex.errors import Diagnostic, FitError, Location, ResumeError
from cvtex.fit.ramp import Bounds, Ramp, Settings
from cvtex.fit.result import NoFit, Plan
from cvtex.latex.render import FONTS_LINK, Rendered
from cvtex.resources import fonts_folder, templates_folder
from cvtex.tex.ahead import Ahead, Beginning, divided
from cvtex.tex.format import Packages
from cvtex.tex.log import Overfull
from cvtex.tex.session import Dimensions, Put, Session, TexFailure

if TYPE_CHECKING:
    from collections.abc import Callable

    from cvtex.latex.template import Template
    from cvtex.model.layout import LayoutSettings
    from cvtex.tex.engine import Limits


@dataclass(frozen=True, slots=True)
class Typeset:
    """A PDF as xelatex wrote it, the plan of its pages, and the lines that stand out of their measure."""

    data: bytes
    plan: Plan
    overfull: tuple[Diagnostic, ...]


def typeset(
    rendered: Rendered,
    template: Template,
    layout: LayoutSettings,
    *,
    lang: str,
    photo: Path | None,
    locate: Callable[[str], Location | None],
    limits: Limits,
    ahead: Ahead,
    keep: Path | None = None,
) -> Typeset:
    """Set what was rendered on the pages asked for, in one run of xelatex.

    Args:
        rendered: The blocks, and what depends on what.
        template: Its bounds and gaps.
        layout: The pages, and how far the page may be tightened.
        lang: The language tag, for bounds and messages.
        photo: The picture that the header shows.
        locate: From a path in the résumé to its place in the file.
        limits: What xelatex may use.
        ahead: The processes that were started while the résumé was read.
        keep: A folder that gets the .tex and the log, whatever happens.

    Raises:
        FitError: It cannot fit.
        ResumeError: No font has one of the characters.
        EngineError: xelatex or the template failed.
    """
    begun, rest = divided(rendered.setup)
    packages = packages_of(rendered.preamble, template.folder, template.base)
    with ahead.take(Beginning(packages, begun, tuple(sorted(rendered.links.items()))), limits) as tex:
        try:
            tex.link(rendered.links)
            if photo is not None:
                shutil.copyfile(photo, tex.folder / photo.name)
            tex.load("blocks.tex", f"{rest}\n{rendered.source}")

            def measure(settings: Settings, blocks: Sequence[int]) -> Mapping[int, int]:
                heights = tex.measure(_dimensions(settings), blocks)
                _refuse_lost(tex.lost, rendered, locate)
                return heights

            plan = _plan(rendered, template, layout, lang, measure, locate)
            pages = [[Put(placed.block, placed.gap) for placed in page] for page in plan.pages]
            overfull = tex.ship(_dimensions(plan.settings), pages)
            return Typeset(tex.finish(), plan, tuple(_wide(line, rendered, locate) for line in overfull))
        except TexFailure as failure:
            raise _in_the_file(failure, rendered, locate) from failure
        finally:
            if keep is not None:
                _keep(tex, keep)


def packages_of(preamble: str, folder: Path, base: Path) -> Packages:
    """What TeX can read for a template before anything of a résumé is known."""
    links = (("base", base), ("cvtex", templates_folder()), (FONTS_LINK, fonts_folder()), ("template", folder))
    return Packages(preamble, tuple((name, path.resolve()) for name, path in links), ("cvtex", "template", "base"))


def _plan(
    rendered: Rendered,
    template: Template,
    layout: LayoutSettings,
    lang: str,
    measure: fit.Measure,
    locate: Callable[[str], Location | None],
) -> Plan:
    options = layout.fit
    asked = {"font_size_pt": options.font_size, "leading": options.leading, "margin_mm": options.margin, "gap": options.gap}
    bounds: Bounds = replace(template.bounds_for(lang), **{name: span for name, span in asked.items() if span is not None})
    plan = fit.plan(
        rendered.content,
        Ramp(bounds, rendered.paper_height_mm),
        template.gaps,
        measure,
        pages=layout.pages,
        cut=options.cut,
        readable=options.readable,
    )
    if isinstance(plan, NoFit):
        raise FitError(overflow(plan, lang, layout.pages, locate))
    return plan


def overflow(found: NoFit, lang: str, pages: int | str, locate: Callable[[str], Location | None]) -> Diagnostic:
    """What to say of content that cannot fit: by how much, and the cheapest way out."""
    count = f"{pages} page" if pages == 1 else f"{pages} pages"
    if found.too_little:
        return Diagnostic(
            "error",
            "E802",
            f"{lang}: there is too little to fill {count}",
            hint="ask for fewer --pages, or for --pages auto",
        )
    tall = found.overflow / 65536 * 25.4 / 72.27
    lines = f"{found.lines} line" if found.lines == 1 else f"{found.lines} lines"
    ways = ["--cut any lets cvtex choose what goes", f"--pages {pages + 1 if isinstance(pages, int) else 'auto'} gives room"]
    if found.cuts:
        named = ", ".join(_named(path, locate) for path in found.cuts)
        ways.insert(0, f"leaving out {named} would be enough: give them a priority, or a short wording")
    return Diagnostic(
        "error",
        "E801",
        f"{lang}: what must be shown is {tall:.1f} mm ({lines}) too tall for {count}, even at the tightest settings",
        locate(found.cuts[0]) if found.cuts else None,
        found.cuts[0] if found.cuts else "",
        "; ".join(ways),
    )


def _named(path: str, locate: Callable[[str], Location | None]) -> str:
    place = locate(path)
    return f"{path} (line {place.line})" if place is not None and place.line is not None else path


def _dimensions(settings: Settings) -> Dimensions:
    return Dimensions(settings.font_size_pt, settings.leading_pt, settings.margin_mm)


def _refuse_lost(
    lost: Mapping[str, int | None], rendered: Rendered, locate: Callable[[str], Location | None]
) -> None:
    """Stop where TeX would leave a blank.

    Raises:
        ResumeError: No font has a character; each is named with its place.
    """
    if not lost:
        return
    found = []
    for character, block in lost.items():
        path = rendered.blocks[block].path if block is not None else ""
        found.append(
            Diagnostic(
                "error",
                "E320",
                f"no font here has the character {character} (U+{ord(character):04X})",
                locate(path) if path else None,
                path,
                "write it otherwise, or choose fonts that have it with layout.fonts",
            )
        )
    raise ResumeError(found)


def _wide(line: Overfull, rendered: Rendered, locate: Callable[[str], Location | None]) -> Diagnostic:
    path = rendered.blocks[line.block].path if line.block is not None else ""
    return Diagnostic(
        "warning",
        "W801",
        f"a line is {line.excess_pt / 72.27 * 25.4:.1f} mm too wide",
        locate(path) if path else None,
        path,
        "is there a long word or address that cannot be broken? write it shorter",
    )


def _in_the_file(failure: TexFailure, rendered: Rendered, locate: Callable[[str], Location | None]) -> TexFailure:
    """The same failure, with the place of its block in the résumé."""
    if failure.block is None or failure.block >= len(rendered.blocks):
        return failure
    path = rendered.blocks[failure.block].path
    failure.diagnostics = tuple(replace(found, location=locate(path), path=path) for found in failure.diagnostics)
    return failure


def _keep(tex: Session, folder: Path) -> None:
    """Copy what TeX read and wrote, and what it said, for whoever wants to look."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in tex.folder.iterdir():
        if path.is_file() and not path.is_symlink():
            shutil.copyfile(path, folder / path.name)
    (folder / "conversation.log").write_text("\n".join(tex.log) + "\n", encoding="utf-8")
