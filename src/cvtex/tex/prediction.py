"""What TeX can begin with: for a template, and, before the résumé is read, for the one it will probably ask for."""

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
_BASE = "classic"
_TEMPLATE = re.compile(r"""^\s*["']?template["']?\s*:\s*["']?([\w./-]+)""", re.MULTILINE)
_FILE = "resume.yaml"


def packages_of(preamble: str, folder: Path, base: Path) -> Packages:
    """What TeX can read for a template before anything of a résumé is known."""
    links = (("base", base), ("cvtex", templates_folder()), (FONTS_LINK, fonts_folder()), ("template", folder))
    return Packages(preamble, tuple((name, path.resolve()) for name, path in links), ("cvtex", "template", "base"))


def predicted_startups(arguments: Sequence[str]) -> tuple[Startup, ...]:
    """How the build that these arguments ask for will begin, so far as that can be told without understanding them."""
    if "--sandbox" in arguments:
        return ()  # what runs there, and how, is decided with the whole command in view
    with suppress(OSError, ValueError, CvtexError):
        ours = templates_folder()
        file = next((Path(word) for word in arguments[1:] if word.endswith((".yaml", ".yml", ".json"))), Path(_FILE))
        name = _said(arguments, "--template") or _named(file)
        folder = ours / name if (ours / name / "template.toml").is_file() else file.parent / name
        if folder.parent != ours and "--trust-template" not in arguments:
            return ()
        own = folder / "preamble.tex"
        preamble = (own if own.is_file() else ours / _BASE / "preamble.tex").read_text("utf-8")
        wanted = sum(word in {"--lang", "-l"} or word.startswith("--lang=") for word in arguments)
        return (Startup(packages_of(preamble, folder, ours / _BASE)),) * max(1, wanted)
    return ()


def _said(arguments: Sequence[str], option: str) -> str | None:
    for place, word in enumerate(arguments):
        if word == option and place + 1 < len(arguments):
            return arguments[place + 1]
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
    return None


def _named(file: Path) -> str:
    found = _TEMPLATE.search(file.read_text("utf-8"))
    return found[1] if found else _BASE
