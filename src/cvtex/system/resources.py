"""Finds the LaTeX templates, the fonts and the page of errors: in the checkout if there is one, else in the package."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cvtex.errors import Diagnostic, EngineError

ALL_TEMPLATES: Final = "all"
"""What stands for every template that comes with cvtex, as in ``cvtex build --template all``; none is called so."""


def templates_folder() -> Path:
    """The folder of ``cvtex.sty`` and the templates."""
    return _folder("latex_templates")


def fonts_folder() -> Path:
    """The folder of the font sets."""
    return _folder("fonts")


def errors_page() -> Path:
    """The page that explains every code, ``docs/errors.md``."""
    return _folder("docs") / "errors.md"


def _folder(name: str) -> Path:
    """Find a data folder; an editable install runs from the checkout, so it finds the checkout's own.

    Raises:
        EngineError: neither place has it, so the installation is broken.
    """
    package = Path(__file__).resolve().parent.parent
    source, checkout = package.parent, package.parent.parent
    # `src` and pyproject.toml together: site-packages may have a neighbour called `fonts`, but not these.
    is_checkout = source.name == "src" and (checkout / "pyproject.toml").is_file()
    folder = (checkout if is_checkout else package / "data") / name
    if folder.is_dir():
        return folder
    message = f"cvtex's own {name} are missing from {folder.parent}"
    raise EngineError(Diagnostic("error", "E502", message, hint="install cvtex again"))
