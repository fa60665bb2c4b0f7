"""Every file that a PDF was made from, so that a later run can tell whether any has changed.

Folders count as files: theirs change when something in them comes, goes or is renamed, as a
template's does when it gets a file that it took from ``classic`` before.
"""

from __future__ import annotations

import os
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.fonts import font_folders
from cvtex.system.resources import fonts_folder, templates_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtex.fonts import FontSet
    from cvtex.fonts.fallbacks import Coverage
    from cvtex.latex.template import Template

_LOCALES = Path(__file__).parent.parent / "resume" / "locales"


def inputs(
    template: Template, fonts: FontSet, photo: Path | None, covered: Coverage, read_by_tex: Iterable[str]
) -> frozenset[str]:
    """The files behind one PDF, beside the résumé itself and its overlays."""
    lent = [fallback.family for fallback in covered.fallbacks]
    families = (*fonts.families, *lent)
    return frozenset(
        chain(
            modules(),
            read_by_tex,
            below(template.folder),
            below(templates_folder()),
            below(fonts_folder()),
            (str(file) for family in families for file in (family.folder, *family.files)),
            # Another font of the machine may have come that goes before the one that was taken.
            (place for top in font_folders() for place, _, _ in os.walk(top)) if lent else (),
            [str(photo)] if photo else [],
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


def below(folder: Path | str) -> Iterator[str]:
    """A folder, and all that lies in it, but not what Python compiles there."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield place
        yield from (os.path.join(place, name) for name in names)  # noqa: PTH118 (strings in, strings out)
