"""Runs the conversation between the fit and TeX for one language: blocks in, heights out, at last a PDF."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self

from cvtex.build.inputs import below
from cvtex.build.redaction import keep_folder
from cvtex.errors import Message, ResumeError
from cvtex.fit.units import MM_PER_PT
from cvtex.system.resources import fonts_folder, templates_folder
from cvtex.tex.early_start import Startup, divided
from cvtex.tex.format import files_read, packages_of
from cvtex.tex.heights import Heights, digest, identity
from cvtex.tex.session import TexFailure, settings_command

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from cvtex.build.request import Job
    from cvtex.errors import Diagnostic
    from cvtex.fit.ramp import Settings
    from cvtex.fit.result import Plan
    from cvtex.latex.render import Rendered
    from cvtex.latex.template import Template
    from cvtex.load.picture import Photo
    from cvtex.tex.session import Session


class StaleHeightsError(Exception):
    """Blocks came out taller or less tall than they were remembered; what was remembered has been dropped."""


@dataclass(frozen=True, slots=True)
class Typeset:
    """A PDF as xelatex wrote it, warnings of lines that are too wide, and the files that TeX read."""

    data: bytes
    overfull: tuple[Diagnostic, ...]
    files_read: frozenset[str]


class Typesetting:
    """An xelatex that has read the blocks of one language; close it, or use it as a context manager."""

    def __init__(
        self, job: Job, rendered: Rendered, template: Template, photo: Photo | None, *, remembers_heights: bool
    ) -> None:
        """Start it, or take one that was started early, and let it read the blocks.

        Args:
            job: Whose language it is.
            rendered: The blocks.
            template: Where their packages are.
            photo: The photo that the header shows.
            remembers_heights: Whether heights of an earlier run may be believed until the pages are set.

        Raises:
            EngineError: xelatex or the template failed; with ``--keep`` what it read and wrote is kept all the same.
            UsageError: The folder of ``--keep`` cannot be made.
        """
        job.enter("waiting")
        self._job = job
        self._rendered = rendered
        setup, rest = divided(rendered.setup)
        packages = packages_of(rendered.preamble, template.folder, template.base)
        self._startup = Startup(packages, setup, tuple(sorted(rendered.links.items())))
        self._digests = [digest(block.latex) for block in rendered.blocks]
        self._exit = contextlib.ExitStack()
        try:
            keep = self._exit.enter_context(keep_folder(job))
            self._session = self._exit.enter_context(job.early_start.take(self._startup, job.request.limits))
            if keep is not None:
                self._exit.callback(_keep, self._session, keep)
            self._heights = Heights(self._identity(template, photo) if remembers_heights else None)
            with self._located():
                self._session.link(rendered.links)
                if photo is not None:
                    self._session.place(photo.name, photo.data)
                self._session.load("blocks.tex", f"{rest}\n{rendered.source}")
        except BaseException:
            self._exit.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._exit.close()

    def measure(self, at: Settings, blocks: Sequence[int]) -> Mapping[int, int]:
        """The heights of blocks in sp: TeX is asked for those that are not known from an earlier run.

        Raises:
            ResumeError: E320, no font has one of the characters.
            EngineError: TeX stopped.
        """
        known = self._heights.at(at)
        heights = {block: known[self._digests[block]] for block in blocks if self._digests[block] in known}
        if new := [block for block in blocks if block not in heights]:
            with self._located():
                measured = self._session.measure(at, new)
            self._refuse_lost()
            self._heights.learn(at, {self._digests[block]: height for block, height in measured.items()})
            heights |= measured
        return heights

    def ship(self, plan: Plan) -> Typeset:
        """Set the pages and end the document.

        Raises:
            StaleHeightsError: A block is not as tall as it was taken to be.
            ResumeError: E320, no font has one of the characters.
            EngineError: TeX stopped, or wrote no whole PDF.
        """
        at = plan.settings
        with self._located():
            shipped = self._session.ship(at, plan.pages)
            self._refuse_lost()
            known = self._heights.at(at)
            if any(known.get(self._digests[block], height) != height for block, height in shipped.heights.items()):
                self._heights.forget()
                raise StaleHeightsError
            self._heights.keep()
            data = self._session.finish()
        warmed = replace(self._startup, warm=(settings_command(at),), characters=self._rendered.characters)
        self._job.early_start.startups.append(warmed)
        files = frozenset((*self._session.files_read(), *files_read(self._startup.packages)))
        overfull = tuple(self._at_block(_too_wide(line.excess_pt * MM_PER_PT), line.block) for line in shipped.overfull)
        return Typeset(data, overfull, files)

    @contextlib.contextmanager
    def _located(self) -> Iterator[None]:
        """Give a failure of TeX the location of its block in the résumé."""
        try:
            yield
        except TexFailure as failure:
            if failure.block is not None and failure.block < len(self._rendered.blocks):
                path = self._rendered.blocks[failure.block].path
                location = self._job.source.locate(path)
                failure.diagnostics = tuple(
                    replace(diagnostic, location=location, path=path) for diagnostic in failure.diagnostics
                )
            raise

    def _refuse_lost(self) -> None:
        """Stop where TeX would leave a blank.

        Raises:
            ResumeError: E320, no font has a character; each is named with its location.
        """
        if lost := self._session.lost:
            raise ResumeError(self._at_block(_no_glyph(character), block) for character, block in lost.items())

    def _at_block(self, message: Message, block: int | None) -> Diagnostic:
        path = self._rendered.blocks[block].path if block is not None else ""
        return message.at(self._job.source.locate(path) if path else None, path)

    def _identity(self, template: Template, photo: Photo | None) -> str | None:
        folders = (fonts_folder(), templates_folder(), template.folder, *self._rendered.links.values())
        files = {file for folder in folders for file in below(folder)}
        # The header is as tall as the photo at least; its block has no more of it than a name.
        setup = self._rendered.setup if photo is None else f"{self._rendered.setup}{digest(photo.data)}"
        return identity(self._session.precompiled, setup, files)


def _no_glyph(character: str) -> Message:
    text = f"no font here has the character {character} (U+{ord(character):04X})"
    return Message("E320", text, "write it otherwise, or choose fonts that have it with layout.fonts")


def _too_wide(excess_mm: float) -> Message:
    hint = "is there a long word or address that cannot be broken? write it shorter"
    return Message("W801", f"a line is {excess_mm:.1f} mm too wide", hint)


def _keep(session: Session, folder: Path) -> None:
    """Copy what TeX read and wrote, and what it said, for whoever wants to look."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in session.folder.iterdir():
        if path.is_file() and not path.is_symlink():
            shutil.copyfile(path, folder / path.name)
    (folder / "conversation.log").write_text("\n".join(session.log) + "\n", encoding="utf-8")
