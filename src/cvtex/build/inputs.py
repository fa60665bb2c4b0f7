"""Lists every file that a PDF was made from, so that a later run can tell whether any has changed.

Folders count as files: theirs change when something in them comes, is removed or renamed, as a template's does when it
gets a file that it took from ``classic`` before. What is not there counts too: it may come.
"""

from __future__ import annotations

import os
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.fonts.fallbacks import font_folders
from cvtex.fonts.own import FOLDER
from cvtex.system.resources import fonts_folder, templates_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtex.build.request import Request
    from cvtex.fonts.fallbacks import Coverage
    from cvtex.fonts.sets import FontSet
    from cvtex.latex.template import Template
    from cvtex.view import View

_LOCALES = Path(__file__).parent.parent / "resume" / "locales"


def inputs(  # noqa: PLR0913, PLR0917 (each is a kind of input of its own)
    request: Request, view: View, template: Template, fonts: FontSet, coverage: Coverage, read_by_tex: Iterable[str]
) -> frozenset[str]:
    """The files behind one PDF, beside the résumé itself and its overlays."""
    fallbacks = [fallback.family for fallback in coverage.fallbacks]
    beside = request.file.parent
    return frozenset(
        chain(
            modules(),
            read_by_tex,
            below(template.folder),
            below(templates_folder()),
            below(fonts_folder()),
            (str(file) for family in (*fonts.families, *fallbacks) for file in (family.folder, *family.files)),
            [str(beside / FOLDER)],  # a family of one's own is preferred to one of the same name that comes with cvtex
            # Another font of the machine may have come that is preferred to the one that was taken.
            (place for top in font_folders() for place in (str(top), *folders(top))) if fallbacks else (),
            # By the name that the file gives it, which may be a link.
            [str(beside / view.header.image)] if view.header.image else [],
        )
    )


def modules() -> Iterator[str]:
    """The program: every module that has been loaded, of ours and of the libraries, and our own data beside them."""
    for module in tuple(sys.modules.values()):
        file = getattr(module, "__file__", None)
        if isinstance(file, str):
            yield file
    yield os.path.realpath(sys.executable)
    yield from below(_LOCALES)


def folders(top: Path) -> Iterator[str]:
    """A folder, and all folders that lie in it."""
    return (place for place, _, _ in os.walk(top))


def below(folder: Path | str) -> Iterator[str]:
    """A folder, and all that lies in it, but not what Python compiles there."""
    for place, inner, names in os.walk(folder):
        inner[:] = [name for name in inner if name != "__pycache__"]
        yield place
        yield from (os.path.join(place, name) for name in names)  # noqa: PTH118 (strings in, strings out)
