"""Explains an error of LaTeX to whoever wrote the template: what failed, where in the template, and the next step.

What failed (a package, a font, a command, the disk …) is read from TeX's first error; the line is searched for in the
files that TeX could read; the whole log is saved in a file.
"""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Final

from cvtex.errors import Diagnostic, Message
from cvtex.system import temporary
from cvtex.tex.packages import remedy
from cvtex.text.shorten import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cvtex.tex.log import TexError

_COMMAND: Final = re.compile(r"\\[A-Za-z@]+\*?|\\.")
_UNWRITABLE: Final = re.compile(r"can't write|No space left|Disk quota|I/O error|Read-only file system", re.IGNORECASE)
_TOO_OLD: Final = re.compile(r"too old|mismatched|requires? .*(version|release)|newer (version|release)", re.IGNORECASE)
_UNPAIRED: Final = re.compile(
    r"Runaway|File ended while|Paragraph ended before|Too many }|Extra }|has an extra }|Missing [{}] inserted|forgotten"
)
_SOURCES: Final = (".tex", ".sty", ".cls")
_QUOTED: Final = 80
_FIX: Final = "fix the template, or build with the template classic to see whether it is the template"
_MISSPELT: Final = "is it misspelt, or does the preamble not load the package that has it?"

_Explanation = tuple[Message, str]
"""A message, and the word to search for in the template's files; empty where there is none."""


def explained(error: TexError, log: str, folder: Path) -> Diagnostic:
    """Translate TeX's first error; its own words stay in the hint.

    Args:
        error: What TeX stopped at.
        log: All that it printed, which is saved in a file.
        folder: Its private folder, with links to the template's.
    """
    message, word = next(filter(None, (reader(error) for reader in _READERS)))
    position = next(_positions(word, folder), "") if word else ""
    hints = [message.hint, f"LaTeX said: {shorten(error.message, _QUOTED)}"]
    if (saved := temporary.saved_text(f"{log}\n", prefix="cvtex-", suffix=".log")) is not None:
        hints.append(f"the whole log: {saved}")
    text = f"{message.text}, in the template's {position}" if position else message.text
    return Diagnostic("error", message.code, text, hint="; ".join(hints))


def _positions(word: str, folder: Path) -> Iterator[str]:
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


def _file(error: TexError) -> _Explanation | None:
    if error.missing_file is None:
        return None
    name = error.missing_file
    if name.endswith((".sty", ".cls", ".def", ".tfm", ".clo", ".ldf", ".enc", ".map")):
        stem = name.rpartition(".")[0]
        text = f"the LaTeX package {stem} is not installed"
        return Message("E614", text, f"install it: {remedy([name])}"), f"{{{stem}}}"
    hint = "put the file into the template's folder, or take out the line that reads it"
    text = f"the template reads a file that is not there, {name}"
    return Message("E614", text, hint), f"{{{name.removesuffix('.tex')}"


def _font(error: TexError) -> _Explanation | None:
    if error.missing_font is not None:
        name = error.missing_font
    elif match := re.search(r"Font \S+?=(\S+)(?: at \S+| scaled \d+)? not load[a-z]*", error.message):
        name = match[1]
    else:
        return None
    if re.fullmatch(r"[a-z]+\d*[a-z]?", name):  # TeX's own names for its metrics
        hint = f"install it: {remedy([f'{name}.tfm'])}"
        return Message("E615", f"the TeX font {name} is not installed", hint), ""
    hint = "install the font, or leave layout.fonts out: the fonts that come with cvtex are always there"
    hint = f"{hint} (`fc-list` names those that are)"
    return Message("E615", f"the font {name} is not installed", hint), name


def _memory(error: TexError) -> _Explanation | None:
    if "capacity exceeded" not in error.message:
        return None
    hint = "does a macro of the template call itself? build with the template classic to see"
    return Message("E616", "TeX ran out of room", hint), ""


def _disk(error: TexError) -> _Explanation | None:
    if not _UNWRITABLE.search(error.message):
        return None
    hint = "free some space, or set TMPDIR to a folder that can be written"
    return Message("E617", "LaTeX could not write", hint), ""


def _old(error: TexError) -> _Explanation | None:
    if not _TOO_OLD.search(error.message):
        return None
    hint = "update TeX Live as a whole (TeX Live 2020 or newer); parts of different years do not work together"
    return Message("E614", "the LaTeX installation is too old, or its parts do not match", hint), ""


def _undefined(error: TexError) -> _Explanation | None:
    if "Undefined control sequence" not in error.message:
        return None
    # TeX breaks its context line behind the command it does not know.
    first = error.context.splitlines()[0] if error.context else ""
    commands = _COMMAND.findall(first)
    if not commands:
        return Message("E610", "the template uses a command that nothing defines", _FIX), ""
    text = f"the template uses {commands[-1]}, which nothing defines"
    return Message("E610", text, _MISSPELT), commands[-1]


def _environment(error: TexError) -> _Explanation | None:
    if match := re.search(r"Environment (\S+) undefined", error.message):
        text = f"the template uses the environment {match[1]}, which nothing defines"
        return Message("E610", text, _MISSPELT), match[1]
    if match := re.search(r"\\begin\{([^}]*)\}.*ended by \\end\{([^}]*)\}", error.message):
        text = f"\\begin{{{match[1]}}} is closed by \\end{{{match[2]}}}"
        return Message("E610", text, f"write \\end{{{match[1]}}}"), f"\\end{{{match[2]}}}"
    return None


def _braces(error: TexError) -> _Explanation | None:
    if not _UNPAIRED.search(error.message):
        return None
    text = "a { and its } do not pair up in the template"
    return Message("E610", text, "count the braces of the template's macros"), ""


def _package(error: TexError) -> _Explanation | None:
    if match := re.match(r"(?:Package|Class) (\S+) Error: (.*)", error.message):
        text = f"the LaTeX package {match[1]} refuses something: {shorten(match[2], _QUOTED)}"
        return Message("E610", text, _FIX), ""
    return None


def _anything(_error: TexError) -> _Explanation:
    return Message("E610", "LaTeX stopped at an error in the template", _FIX), ""


_READERS: Final[tuple[Callable[[TexError], _Explanation | None], ...]] = (
    _file,
    _font,
    _memory,
    _disk,
    _undefined,
    _environment,
    _braces,
    _old,
    _package,
    _anything,
)
