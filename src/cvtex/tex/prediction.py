"""Predicts what TeX will start with: the packages of a template, also before the résumé that names it is read."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cvtex.errors import CvtexError
from cvtex.system.resources import fonts_folder, templates_folder
from cvtex.tex.early_start import Startup
from cvtex.tex.format import Packages

if TYPE_CHECKING:
    from collections.abc import Sequence

FONTS_LINK: Final = "fonts"
_BASE: Final = "classic"
_TEMPLATE: Final = re.compile(r"""^\s*["']?template["']?\s*:\s*["']?([\w./-]+)""", re.MULTILINE)
_FILE: Final = "resume.yaml"


def preamble_of(folder: Path, base: Path) -> str:
    """The packages that a template loads: its own, or those of the template it is based on."""
    own = folder / "preamble.tex"
    return (own if own.is_file() else base / "preamble.tex").read_text("utf-8")


def packages_of(preamble: str, folder: Path, base: Path) -> Packages:
    """What TeX can read for a template before anything of a résumé is known."""
    links = (("base", base), ("cvtex", templates_folder()), (FONTS_LINK, fonts_folder()), ("template", folder))
    return Packages(preamble, tuple((name, path.resolve()) for name, path in links), ("cvtex", "template", "base"))


def predicted_startups(arguments: Sequence[str]) -> tuple[Startup, ...]:
    """The start-up of each process of a build, as far as its arguments tell without being parsed."""
    if "--sandbox" in arguments:
        return ()  # what runs there, and how, is decided once the whole command is parsed
    with suppress(OSError, ValueError, CvtexError):
        ours = templates_folder()
        file = next((Path(word) for word in arguments[1:] if word.endswith((".yaml", ".yml", ".json"))), Path(_FILE))
        name = _option(arguments, "--template") or _template_in(file)
        folder = ours / name if (ours / name / "template.toml").is_file() else file.parent / name
        if folder.parent != ours and "--trust-template" not in arguments:
            return ()
        languages = sum(word in {"--lang", "-l"} or word.startswith("--lang=") for word in arguments)
        base = ours / _BASE
        return (Startup(packages_of(preamble_of(folder, base), folder, base)),) * max(1, languages)
    return ()


def _option(arguments: Sequence[str], name: str) -> str | None:
    for index, word in enumerate(arguments):
        if word == name and index + 1 < len(arguments):
            return arguments[index + 1]
        if word.startswith(f"{name}="):
            return word.partition("=")[2]
    return None


def _template_in(file: Path) -> str:
    match = _TEMPLATE.search(file.read_text("utf-8"))
    return match[1] if match else _BASE
