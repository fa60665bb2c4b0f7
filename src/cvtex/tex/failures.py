"""What LaTeX says when it stops, in words for whoever wrote the résumé or the template.

What failed (a package, a font, a command, the disk …) is read from TeX's first error; where in the template it stands
is sought in the files that TeX could read; all that TeX said is kept in a file.
"""

from __future__ import annotations

import contextlib
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cvtex.errors import Diagnostic
from cvtex.tex.packages import remedy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cvtex.tex.log import TexError

_COMMAND: Final = re.compile(r"\\[A-Za-z@]+\*?|\\.")
_UNWRITABLE: Final = re.compile(r"can't write|No space left|Disk quota|I/O error|Read-only file system", re.IGNORECASE)
_TOO_OLD: Final = re.compile(r"too old|mismatched|requires? .*(version|release)|newer (version|release)", re.IGNORECASE)
_UNPAIRED: Final = re.compile(
    r"Runaway|File ended while|Paragraph ended before|Too many }|Extra }|has an extra }|Missing [{}] inserted|forgotten"
)
_SOURCES: Final = (".tex", ".sty", ".cls")
_QUOTED: Final = 80


@dataclass(frozen=True, slots=True)
class Failure:
    """A code, what failed, the next step, and the word to look for in the template."""

    code: str
    message: str
    hint: str
    sought: str = ""


def explained(error: TexError, log: str, folder: Path) -> Diagnostic:
    """Translate TeX's first error; its own words stay in the hint.

    Args:
        error: What TeX stopped at.
        log: All that it said, which is kept in a file.
        folder: Its private folder, with links to the template's.
    """
    failure = next(filter(None, (read(error) for read in _READERS)))
    place = next(_places(failure.sought, folder), "") if failure.sought else ""
    hints = [failure.hint, f"LaTeX said: {_shortened(error.message)}"]
    if (kept := keep(log)) is not None:
        hints.append(f"the whole log: {kept}")
    message = f"{failure.message}, in the template's {place}" if place else failure.message
    return Diagnostic("error", failure.code, message, hint="; ".join(hints))


def keep(log: str) -> Path | None:
    """Keep what TeX said in a file that only this user can read; None where nothing can be written."""
    with contextlib.suppress(OSError):
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", errors="replace", prefix="cvtex-", suffix=".log", delete=False
        ) as file:
            file.write(log + "\n")
        return Path(file.name)
    return None


def _places(word: str, folder: Path) -> Iterator[str]:
    """``work.tex, line 7`` for each line of the templates that holds the word, the chosen template's first."""
    whole = re.compile(re.escape(word) + r"(?![A-Za-z@])" if word[-1:].isalpha() else re.escape(word))
    for name in ("template", "base", "cvtex"):
        for file in sorted((folder / name).glob("*.*")):
            if file.suffix not in _SOURCES:
                continue
            with contextlib.suppress(OSError, UnicodeDecodeError):
                for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
                    if whole.search(line.partition("%")[0] if line.lstrip().startswith("%") else line):
                        yield f"{file.name}, line {number}"


# -- readers, the surest first ----------------------------------------------------------------------------------------


def _file(error: TexError) -> Failure | None:
    if error.missing_file is None:
        return None
    name = error.missing_file
    if name.endswith((".sty", ".cls", ".def", ".tfm", ".clo", ".ldf", ".enc", ".map")):
        stem = name.rpartition(".")[0]
        return Failure(
            "E614", f"the LaTeX package {stem} is not installed", f"install it: {remedy([name])}", f"{{{stem}}}"
        )
    hint = "put the file into the template's folder, or take out the line that reads it"
    return Failure(
        "E614", f"the template reads a file that is not there, {name}", hint, f"{{{name.removesuffix('.tex')}"
    )


def _font(error: TexError) -> Failure | None:
    if error.missing_font is not None:
        name = error.missing_font
    elif found := re.search(r"Font \S+?=(\S+)(?: at \S+| scaled \d+)? not load[a-z]*", error.message):
        name = found[1]
    else:
        return None
    if re.fullmatch(r"[a-z]+\d*[a-z]?", name):  # TeX's own names for its metrics
        return Failure("E615", f"the TeX font {name} is not installed", f"install it: {remedy([f'{name}.tfm'])}")
    hint = "install the font, or leave layout.fonts out: the fonts that come with cvtex are always there"
    return Failure("E615", f"the font {name} is not installed", f"{hint} (`fc-list` names those that are)", name)


def _room(error: TexError) -> Failure | None:
    if "capacity exceeded" not in error.message:
        return None
    hint = "does a macro of the template call itself? build with the template classic to see"
    return Failure("E616", "TeX ran out of room", hint)


def _disk(error: TexError) -> Failure | None:
    if not _UNWRITABLE.search(error.message):
        return None
    return Failure("E617", "LaTeX could not write", "free some space, or set TMPDIR to a folder that can be written")


def _old(error: TexError) -> Failure | None:
    if not _TOO_OLD.search(error.message):
        return None
    hint = "update TeX Live as a whole (TeX Live 2020 or newer); parts of different years do not work together"
    return Failure("E614", "the LaTeX installation is too old, or its parts do not match", hint)


def _undefined(error: TexError) -> Failure | None:
    if "Undefined control sequence" not in error.message:
        return None
    # TeX breaks its context line behind the command it does not know.
    first = error.context.splitlines()[0] if error.context else ""
    commands = _COMMAND.findall(first)
    if not commands:
        return Failure("E610", "the template uses a command that nothing defines", _MEND)
    hint = "is it misspelt, or does the preamble not load the package that has it?"
    return Failure("E610", f"the template uses {commands[-1]}, which nothing defines", hint, commands[-1])


def _environment(error: TexError) -> Failure | None:
    if found := re.search(r"Environment (\S+) undefined", error.message):
        hint = "is it misspelt, or does the preamble not load the package that has it?"
        return Failure("E610", f"the template uses the environment {found[1]}, which nothing defines", hint, found[1])
    if found := re.search(r"\\begin\{([^}]*)\}.*ended by \\end\{([^}]*)\}", error.message):
        hint = f"write \\end{{{found[1]}}}"
        return Failure("E610", f"\\begin{{{found[1]}}} is closed by \\end{{{found[2]}}}", hint, f"\\end{{{found[2]}}}")
    return None


def _braces(error: TexError) -> Failure | None:
    if not _UNPAIRED.search(error.message):
        return None
    return Failure("E610", "a { and its } do not pair up in the template", "count the braces of the template's macros")


def _package(error: TexError) -> Failure | None:
    if found := re.match(r"(?:Package|Class) (\S+) Error: (.*)", error.message):
        return Failure("E610", f"the LaTeX package {found[1]} refuses something: {_shortened(found[2])}", _MEND)
    return None


_MEND: Final = "mend the template, or build with the template classic to see whether it is the template"


def _anything(_error: TexError) -> Failure:
    return Failure("E610", "LaTeX stopped at an error in the template", _MEND)


def _shortened(text: str) -> str:
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"


_READERS: Final[tuple[Callable[[TexError], Failure | None], ...]] = (
    _file,
    _font,
    _room,
    _disk,
    _undefined,
    _environment,
    _braces,
    _old,
    _package,
    _anything,
)
