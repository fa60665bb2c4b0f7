"""The conversation between the fit and TeX: blocks in, a plan of the pages and a PDF out."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cvtex.build.inputs import below
from cvtex.build.planning import plan as pages_plan
from cvtex.errors import Diagnostic, ResumeError
from cvtex.fit.units import MM_PER_PT
from cvtex.system.resources import fonts_folder, templates_folder
from cvtex.tex.early_start import Startup, divided
from cvtex.tex.format import files_read
from cvtex.tex.heights import Heights, digest, identity
from cvtex.tex.prediction import packages_of
from cvtex.tex.session import TexFailure, settings_command

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from cvtex.build.planning import Agreement
    from cvtex.build.request import Progress
    from cvtex.errors import Location
    from cvtex.fit.ramp import Settings
    from cvtex.fit.result import Plan
    from cvtex.latex.render import Rendered
    from cvtex.latex.template import Template
    from cvtex.resume.layout import LayoutSettings
    from cvtex.tex.early_start import EarlyStart
    from cvtex.tex.limits import EngineLimits
    from cvtex.tex.log import Overfull
    from cvtex.tex.session import Session


@dataclass(frozen=True, slots=True)
class Typeset:
    """A PDF as xelatex wrote it, the plan of its pages, and the lines that stand out of their measure."""

    data: bytes
    plan: Plan
    overfull: tuple[Diagnostic, ...]
    files_read: frozenset[str]


def typeset(  # noqa: PLR0913 (what is set, how, with what, and for whom)
    rendered: Rendered,
    template: Template,
    layout: LayoutSettings,
    *,
    lang: str,
    photo: Path | None,
    locate: Callable[[str], Location | None],
    limits: EngineLimits,
    ahead: EarlyStart,
    progress: Progress,
    agreement: Agreement | None = None,
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
        progress: Told what is being done.
        agreement: Where languages meet that must show the same items.
        keep: A folder that gets the .tex and the log, whatever happens.

    Raises:
        FitError: It cannot fit.
        ResumeError: No font has one of the characters.
        EngineError: xelatex or the template failed.
    """
    progress(lang, "waiting")
    begun, rest = divided(rendered.setup)
    packages = packages_of(rendered.preamble, template.folder, template.base)
    startup = Startup(packages, begun, tuple(sorted(rendered.links.items())))
    with ahead.take(startup, limits) as tex:
        # Languages that plan together cannot go back on what they agreed on, so they believe nothing but TeX.
        ruler = _Ruler(rendered, tex, _heights(rendered, template, photo, tex) if agreement is None else Heights(None))
        try:
            tex.link(rendered.links)
            if photo is not None:
                tex.copy(photo)
            tex.load("blocks.tex", f"{rest}\n{rendered.source}")

            progress(lang, "fitting")

            def measure(settings: Settings, blocks: Sequence[int]) -> Mapping[int, int]:
                heights = ruler.measure(settings, blocks)
                _refuse_lost(tex.lost, rendered, locate)
                return heights

            plan = pages_plan(rendered, template, layout, lang, measure, locate=locate, agreement=agreement)
            progress(lang, "printing")
            shipped = tex.ship(plan.settings, plan.pages)
            _refuse_lost(tex.lost, rendered, locate)
            ruler.check(plan.settings, shipped.heights)
            data = tex.finish()
            warm = (settings_command(plan.settings),)
            ahead.startups.append(replace(startup, warm=warm, characters=rendered.characters))
            read = frozenset((*tex.files_read(), *files_read(packages)))
            return Typeset(data, plan, tuple(_wide(line, rendered, locate) for line in shipped.overfull), read)
        except TexFailure as failure:
            raise _in_the_file(failure, rendered, locate) from failure
        except _OtherHeightsError:
            pass  # what was remembered has been dropped: now TeX is asked for all of it
        finally:
            if keep is not None:
                _keep(tex, keep)
    return typeset(
        rendered,
        template,
        layout,
        lang=lang,
        photo=photo,
        locate=locate,
        limits=limits,
        ahead=ahead,
        progress=progress,
        keep=keep,
    )


class _OtherHeightsError(Exception):
    """Blocks came out taller or less tall than they were remembered."""


class _Ruler:
    """Measures blocks: TeX is asked for those that are not known from the run before."""

    def __init__(self, rendered: Rendered, tex: Session, heights: Heights) -> None:
        self._digests = [digest(block.latex) for block in rendered.blocks]
        self._tex = tex
        self._heights = heights

    def measure(self, settings: Settings, blocks: Sequence[int]) -> Mapping[int, int]:
        known = self._heights.at(settings)
        if new := [block for block in blocks if self._digests[block] not in known]:
            said = self._tex.measure(settings, new)
            if not self._tex.lost:
                self._heights.learn(settings, {self._digests[block]: height for block, height in said.items()})
            return {**{block: known[self._digests[block]] for block in blocks if block not in said}, **said}
        return {block: known[self._digests[block]] for block in blocks}

    def check(self, settings: Settings, shipped: Mapping[int, int]) -> None:
        """Hold what TeX set against what it was taken to be.

        Raises:
            _OtherHeightsError: It is something else; all that was known is dropped.
        """
        known = self._heights.at(settings)
        if any(known.get(self._digests[block], height) != height for block, height in shipped.items()):
            self._heights.forget()
            raise _OtherHeightsError
        self._heights.keep()


def _heights(rendered: Rendered, template: Template, photo: Path | None, tex: Session) -> Heights:
    folders = (fonts_folder(), templates_folder(), template.folder, *rendered.links.values())
    files = {file for folder in folders for file in below(folder)} | ({str(photo)} if photo else set())
    return Heights(identity(tex.precompiled, rendered.setup, files))


def _refuse_lost(lost: Mapping[str, int | None], rendered: Rendered, locate: Callable[[str], Location | None]) -> None:
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
        f"a line is {line.excess_pt * MM_PER_PT:.1f} mm too wide",
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
