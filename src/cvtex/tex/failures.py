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
from cvtex.tex.machine import remedy
from cvtex.text.shorten import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cvtex.tex.log import TexError

_COMMAND: Final = r"\\[A-Za-z@]+\*?|\\."
_PACKAGE_SUFFIXES: Final = (".sty", ".cls", ".def", ".tfm", ".clo", ".ldf", ".enc", ".map")
_SOURCES: Final = (".tex", ".sty", ".cls")
_QUOTED: Final = 80
_FIX: Final = "fix the template, or build with the template classic to see whether it is the template"
_MISSPELT: Final = "is it misspelt, or does the preamble not load the package that has it?"
_UNPAIRED: Final = (
    "Runaway|File ended while|Paragraph ended before|Too many }|Extra }|has an extra }|Missing [{}] inserted|forgotten"
)
# What TeX's message holds, the surest first: a pattern, then with its groups the code, the text, the hint, and the word
# to search for in the template's files, if there is one. An undefined command stands in a line below the message.
_FAILURES: Final = (
    (
        "capacity exceeded",
        "E616",
        "TeX ran out of room",
        "does a macro of the template call itself? build with the template classic to see",
        "",
    ),
    (
        "(?i)can't write|No space left|Disk quota|I/O error|Read-only file system",
        "E617",
        "LaTeX could not write",
        "free some space, or set TMPDIR to a folder that can be written",
        "",
    ),
    (r"Undefined control sequence.*\n(.+)", "E610", "the template uses {0}, which nothing defines", _MISSPELT, "{0}"),
    ("Undefined control sequence", "E610", "the template uses a command that nothing defines", _FIX, ""),
    (
        r"Environment (\S+) undefined",
        "E610",
        "the template uses the environment {0}, which nothing defines",
        _MISSPELT,
        "{0}",
    ),
    (
        r"\\begin\{([^}]*)\}.*ended by \\end\{([^}]*)\}",
        "E610",
        r"\begin{{{0}}} is closed by \end{{{1}}}",
        r"write \end{{{0}}}",
        r"\end{{{1}}}",
    ),
    (
        _UNPAIRED,
        "E610",
        "a {{ and its }} do not pair up in the template",
        "count the braces of the template's macros",
        "",
    ),
    (
        "(?i)too old|mismatched|requires? .*(version|release)|newer (version|release)",
        "E614",
        "the LaTeX installation is too old, or its parts do not match",
        "update TeX Live as a whole (TeX Live 2020 or newer); parts of different years do not work together",
        "",
    ),
)


def explained(error: TexError, log: str, folder: Path) -> Diagnostic:
    """Translate TeX's first error; its own words stay in the hint.

    ``log`` is all that it printed, which is saved in a file; ``folder`` its private one, with links to the template's.
    """
    message, word = _explanation(error)
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


def _explanation(error: TexError) -> tuple[Message, str]:
    """A message, and the word to search for in the template's files; empty where there is none."""
    if error.missing_file is not None:
        return _missing_file(error.missing_file)
    if error.missing_font is not None:
        return _missing_font(error.missing_font)
    if match := re.search(r"Font \S+?=(\S+)(?: at \S+| scaled \d+)? not load[a-z]*", error.message):
        return _missing_font(match[1])
    text = error.message
    if "Undefined control sequence" in text:
        # TeX breaks its context line behind the command it does not know.
        text = "\n".join([text, *re.findall(_COMMAND, "".join(error.context.splitlines()[:1]))[-1:]])
    for pattern, code, *texts in _FAILURES:
        if match := re.search(pattern, text):
            message, hint, word = (part.format(*match.groups()) for part in texts)
            return Message(code, message, hint), word
    if match := re.match(r"(?:Package|Class) (\S+) Error: (.*)", text):
        refusal = f"the LaTeX package {match[1]} refuses something: {shorten(match[2], _QUOTED)}"
        return Message("E610", refusal, _FIX), ""
    return Message("E610", "LaTeX stopped at an error in the template", _FIX), ""


def _missing_file(name: str) -> tuple[Message, str]:
    if name.endswith(_PACKAGE_SUFFIXES):
        stem = name.rpartition(".")[0]
        text = f"the LaTeX package {stem} is not installed"
        return Message("E614", text, f"install it: {remedy([name])}"), f"{{{stem}}}"
    hint = "put the file into the template's folder, or take out the line that reads it"
    text = f"the template reads a file that is not there, {name}"
    return Message("E614", text, hint), f"{{{name.removesuffix('.tex')}"


def _missing_font(name: str) -> tuple[Message, str]:
    if re.fullmatch(r"[a-z]+\d*[a-z]?", name):  # TeX's own names for its metrics
        hint = f"install it: {remedy([f'{name}.tfm'])}"
        return Message("E615", f"the TeX font {name} is not installed", hint), ""
    if file := re.match(r"\[(?:own-)?(.+?)(?::\d+)?\]", name):  # as XeTeX names a file, of a collection with its face
        return Message("E615", f"XeTeX cannot open the font file {file[1]}", "replace it, or choose another font"), ""
    hint = "install the font, or leave layout.fonts out: the fonts that come with cvtex are always there"
    return Message("E615", f"the font {name} is not installed", f"{hint} (`fc-list` names those that are)"), name
