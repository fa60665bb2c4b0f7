"""Says where each PDF of a request goes: as ``--output`` or ``layout.output`` asks, by a name that is safe anywhere.

Without either it is ``build/<file's name>.<language>.pdf``. Whatever a résumé says, nothing leaves the output folder.
"""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic_core import PydanticCustomError

from cvtex.build.request import Destination
from cvtex.errors import CvtexError, Location, Message, ResumeError, UsageError
from cvtex.load import find
from cvtex.resume.file_name import FileName
from cvtex.system.day import today

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cvtex.build.request import Request
    from cvtex.build.source import Source
    from cvtex.resume.text import Text

_ON_COMMAND_LINE: Final = Location("--output")
# What Windows, macOS or a shell gives a meaning to; controls and the like are found by their category.
_UNSAFE: Final = re.compile(r'[/\\:*?"<>|]')
_INVISIBLE: Final = frozenset({"Cf"})
_CONTROLS: Final = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
# Names of devices, whatever stands behind a dot (learn.microsoft.com/windows/win32/fileio/naming-a-file).
_RESERVED: Final = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\s*(?:\.|$))")
_MOST_BYTES: Final = 200  # of a name: file systems allow 255, and pictures of pages have a longer one
_MARKS: Final = " \t-–—_.,;·•|~+()[]（）【】"
_BRACKETS: Final = {"(": ")", "[": "]", "（": "）", "【": "】"}


def destinations(request: Request, source: Source, langs: Sequence[str]) -> dict[str, Destination]:
    """Where the PDF of each language goes.

    Raises:
        UsageError: E222, --output is no name for a PDF; E223, it is the same for two languages.
        ResumeError: E223, layout.output is the same for two languages.
    """
    found = {lang: destination(request, source, lang) for lang in langs}
    refuse_collision((lang, each.path, _location(request, source, lang)) for lang, each in found.items())
    return found


def destination(request: Request, source: Source, lang: str) -> Destination:
    """Where the PDF of one language goes.

    Raises:
        UsageError: E222, --output is no name for a PDF.
    """
    settings = source.resume.layout.for_language(lang)
    name = settings.output if request.output is None else _from_command_line(request.output)
    stem, day = f"{request.file.stem}.{lang}", None
    if name:
        wording = _wording(lang, source.resume.basics)
        day = today(os.environ) if ("date", True) in name.parts else None
        template = Path(request.template or settings.template).name
        values = {"lang": lang, "target": request.target or "", "template": template, "date": day or "", **wording}
        stem = _safe(_filled(name, values)) or stem
    return Destination(request.output_dir / f"{stem}.pdf", day)


def refuse_collision(paths: Iterable[tuple[str, Path, Location | None]]) -> None:
    """Refuse two PDFs of one run in one place.

    Each has the word that tells it apart, such as its language, and the location of what named it.

    Raises:
        UsageError: E223, --output is the same for two.
        ResumeError: E223, layout.output is the same for two.
    """
    taken: dict[str, str] = {}
    for word, path, location in paths:
        # As file systems see it that ignore case.
        key = unicodedata.normalize("NFC", str(path)).casefold()
        if key in taken:
            text = f"{taken[key]} and {word} would both be written to {path}"
            message = Message("E223", text, "tell them apart: put {lang}, {target} or {template} into the name")
            error: type[CvtexError] = UsageError if location in {None, _ON_COMMAND_LINE} else ResumeError
            raise error(message.at(location, "layout.output"))
        taken[key] = word


def _from_command_line(value: str) -> FileName:
    try:
        return FileName.read(value.strip())
    except PydanticCustomError as error:
        from cvtex.check.model_errors import explain
        from cvtex.check.walk import Spot
        from cvtex.load import Scalar
        from cvtex.resume import LayoutSettings

        spot = Spot(("layout", "output"), Scalar(value, _ON_COMMAND_LINE), FileName, LayoutSettings, "output")
        raise UsageError(explain(error.type, spot, error.context or {}).at(_ON_COMMAND_LINE)) from error


def _location(request: Request, source: Source, lang: str) -> Location | None:
    """Where the name of a language's PDF is asked for."""
    if request.output is not None:
        return _ON_COMMAND_LINE
    paths = [("layout", "languages", tag, "output") for tag in (lang, lang.rpartition("-")[0])]
    nodes = (find(source.document.root, path) for path in (*paths, ("layout", "output")))
    return next((node.location for node in nodes if node is not None), None)


def _wording(lang: str, basics: object) -> dict[str, str]:
    """The name and the label of a person in a language, without their markup."""
    from cvtex.text.inline import plain_text

    texts: dict[str, Text | None] = {key: getattr(basics, key) for key in ("name", "label")}
    return {key: plain_text(text.get(lang) or "") if text else "" for key, text in texts.items()}


def _filled(name: FileName, values: Mapping[str, str]) -> str:
    """The name with its placeholders filled in; one that is empty goes with a mark beside it, and with its brackets."""
    parts = [(_tidy(values[part]).strip(" -") if is_name else _tidy(part), is_name) for part, is_name in name.parts]
    # `.pdf` may be written, and is put behind the name in any case.
    parts[-1] = (re.sub(r"(?i)\.pdf$", "", parts[-1][0]), False)
    made, is_open = "", False  # is_open: something empty stood here
    for part, is_name in parts:
        if is_name and not part:
            is_open = True
            continue
        text = part
        if is_open and not is_name:
            made, text = _closed(made, text)
            if made.rstrip(_MARKS) != made or not made:  # of the marks at both sides one is enough
                text = text.lstrip(_MARKS)
        is_open = is_open and not text
        made += text
    return made.rstrip(_MARKS) if is_open else made


def _closed(before: str, after: str) -> tuple[str, str]:
    """What stands at both sides of something empty, without the brackets around it."""
    if before and after and _BRACKETS.get(before[-1]) == after[0]:
        return before[:-1], after[1:]
    return before, after


def _tidy(text: str) -> str:
    """Text without what has no place in the name of a file."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(_mark(character) for character in text)
    return re.sub(r"\s+", " ", _UNSAFE.sub("-", text))


def _mark(character: str) -> str:
    category = unicodedata.category(character)
    if category in _INVISIBLE:
        return ""
    if character.isspace():
        return " "
    return "-" if category in _CONTROLS else character


def _safe(stem: str) -> str:
    """A name that every file system takes, and that begins as no option and no hidden file does; perhaps empty."""
    stem = stem.strip(" ").lstrip(". -~").rstrip(". ")
    encoded = stem.encode("utf-8", "replace")[:_MOST_BYTES]
    stem = encoded.decode("utf-8", "ignore").rstrip(". ")
    return _RESERVED.sub(lambda match: f"{match[0]}_", stem, count=1) if _RESERVED.match(stem) else stem
