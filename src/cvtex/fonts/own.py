"""Finds a person's own fonts: files ``Family-Style.otf`` or ``.ttf`` in the folder ``fonts`` beside the résumé.

TeX reads them through a link to that folder and by their own names, so a name holds nothing that TeX would take for
a command, and no file leads out of the project.
"""

from __future__ import annotations

import os
import re
import struct
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cvtex.errors import Message
from cvtex.fonts.sets import Family, all_styles
from cvtex.text.shorten import printable

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = "fonts"

_STYLES: Final = {
    **{style: style for style in ("regular", "bold", "italic")},
    "it": "italic",
    **dict.fromkeys(("bolditalic", "boldit"), "bold_italic"),
    **dict.fromkeys(("semibold", "demibold"), "semibold"),
    **dict.fromkeys(("semibolditalic", "semiboldit", "demibolditalic", "demiboldit"), "semibold_italic"),
}
_NAME: Final = re.compile(rf"(?P<family>.+?)(?:-(?P<style>{'|'.join(_STYLES)}))?\.(?:otf|ttf)", re.IGNORECASE)
# Letters and figures of any script, and marks that mean nothing to TeX, to fontspec or to XeTeX's font names,
# which take [ ] : ; / , = and more for their own.
_SAFE: Final = re.compile(r"(?! )(?:[^\W]|[.+-]| (?! ))+")
_MOST_FILES: Final = 1000


class UnusableFontError(Exception):
    """A family that cannot be used, why, and the next step."""

    def __init__(self, reason: str, hint: str, code: str = "E220") -> None:
        self.message = Message(code, reason, hint)
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class OwnFamily:
    """The files of one family as their names have it, in the order of their names; nothing in them is read yet."""

    name: str
    folder: Path
    files: tuple[str, ...]

    def family(self) -> Family:
        """Return the family, with a face for each style: the nearest one where a style has none.

        Raises:
            UnusableFontError: A file is named so that TeX cannot read it, lies elsewhere, or is no font.
        """
        styles: dict[str, str] = {}
        for file in self.files:
            self._refuse_unusable(file)
            match = _NAME.fullmatch(file)
            styles.setdefault(_STYLES[(match["style"] or "regular").lower()] if match else "regular", file)
        return Family(self.name, self.folder, **all_styles(styles), own=True)

    def _refuse_unusable(self, file: str) -> None:
        if not _SAFE.fullmatch(file):
            bad = sorted({c for c in file if not _SAFE.fullmatch(c) and c != " "})
            visible = bool(bad) and all(map(str.isprintable, bad))
            fault = " ".join(bad) if visible else "blanks or characters that cannot be seen"
            reason = f"the font file {printable(file)} cannot be named so to TeX: {fault}"
            raise UnusableFontError(reason, "rename it: letters, figures, single spaces and - . _ + are fine")
        path = (self.folder / file).resolve()
        if not path.is_relative_to(self.folder.parent.resolve()):
            reason = f"the font file {FOLDER}/{file} is a link that leads out of the résumé's folder"
            raise UnusableFontError(reason, f"copy the font itself into {FOLDER}/")
        try:
            _read_tables(path)
        except (OSError, struct.error, ValueError) as error:
            cause = (isinstance(error, OSError) and error.strerror) or "it is cut off, or no OpenType font"
            reason = f"the font file {FOLDER}/{file} cannot be read: {cause}"
            raise UnusableFontError(reason, "replace the file, or choose another font") from error


def own_families(beside: Path) -> dict[str, OwnFamily]:
    """Return the families in the folder ``fonts`` beside the résumé, by their names; there need be no such folder."""
    folder = beside / FOLDER
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if entry.name[:1] != ".")[:_MOST_FILES]
    except OSError:
        return {}
    files_of: dict[str, list[str]] = {}
    for name in names:
        if match := _NAME.fullmatch(name):
            files_of.setdefault(unicodedata.normalize("NFC", match["family"]), []).append(name)
    return {family: OwnFamily(family, folder, tuple(files)) for family, files in files_of.items()}


def _read_tables(path: Path) -> None:
    """Read the directory of an OpenType file (OpenType 1.9, "Table Directory").

    Raises:
        ValueError: It is no font of one face, or its tables lie beyond its end.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        tag, count = struct.unpack(">4sH", file.read(6))
        if tag not in (b"OTTO", b"\x00\x01\x00\x00", b"true"):
            raise ValueError(tag)
        file.seek(12)
        ends = {name: start + length for name, _, start, length in struct.iter_unpack(">4sLLL", file.read(16 * count))}
    if not {b"cmap", b"head", b"hmtx", b"name"} <= ends.keys() or max(ends.values()) > size:
        raise ValueError(path)
