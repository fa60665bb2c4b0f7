"""A person's own fonts: files ``Family-Style.otf`` or ``.ttf`` in the folder ``fonts`` beside the résumé.

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

from cvtex.fonts.sets import Family

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = "fonts"

_STYLES: Final = {
    "regular": "regular",
    "bold": "bold",
    "italic": "italic",
    "it": "italic",
    "bolditalic": "bold_italic",
    "boldit": "bold_italic",
}
_NAME: Final = re.compile(rf"(?P<family>.+?)(?:-(?P<style>{'|'.join(_STYLES)}))?\.(?:otf|ttf)", re.IGNORECASE)
# Letters and figures of any script, and marks that mean nothing to TeX, to fontspec or to XeTeX's font names,
# which take [ ] : ; / , = and more for their own.
_SAFE: Final = re.compile(r"(?! )(?:[^\W]|[.+-]| (?! ))+")
_MOST_FILES: Final = 1000


class UnusableFontError(Exception):
    """A file that cannot be used, and the next step."""

    def __init__(self, reason: str, hint: str) -> None:
        self.reason = reason
        self.hint = hint
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class OwnFamily:
    """The files of one family as their names have it, in the order of their names; nothing in them is read yet."""

    name: str
    folder: Path
    files: tuple[str, ...]

    def family(self) -> Family:
        """Return the family, with a face for each style: one that is not there is stood in for.

        Raises:
            UnusableFontError: A file is named so that TeX cannot read it, lies elsewhere, or is no font.
        """
        styles: dict[str, str] = {}
        for file in self.files:
            self._look_at(file)
            match = _NAME.fullmatch(file)
            styles.setdefault(_STYLES[(match["style"] or "regular").lower()] if match else "regular", file)
        regular = styles.get("regular") or next(iter(styles.values()))
        bold = styles.get("bold", regular)
        italic = styles.get("italic", regular)
        bold_italic = styles.get("bold_italic") or (bold if "bold" in styles else italic)
        return Family(self.name, self.folder, regular, bold, italic, bold_italic, own=True)

    def _look_at(self, file: str) -> None:
        if not _SAFE.fullmatch(file):
            bad = sorted({c for c in file if not _SAFE.fullmatch(c) and c != " "})
            visible = bool(bad) and all(map(str.isprintable, bad))
            told = " ".join(bad) if visible else "blanks or characters that cannot be seen"
            raise UnusableFontError(
                f"the font file {printable(file)} cannot be named so to TeX: {told}",
                "rename it: letters, figures, single spaces and - . _ + are fine",
            )
        path, project = (self.folder / file).resolve(), self.folder.parent.resolve()
        if not path.is_relative_to(project):
            raise UnusableFontError(
                f"the font file {FOLDER}/{file} is a link that leads out of the résumé's folder",
                f"copy the font itself into {FOLDER}/",
            )
        try:
            _look_at_tables(path)
        except (OSError, struct.error, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else None
            raise UnusableFontError(
                f"the font file {FOLDER}/{file} cannot be read: {reason or 'it is cut off, or no OpenType font'}",
                "replace the file, or choose another font",
            ) from error


def own_families(beside: Path) -> dict[str, OwnFamily]:
    """Return the families in the folder ``fonts`` of a project, by their names; there need be no such folder.

    Args:
        beside: The folder of the résumé.
    """
    folder = beside / FOLDER
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if entry.name[:1] != ".")[:_MOST_FILES]
    except OSError:
        return {}
    found: dict[str, list[str]] = {}
    for name in names:
        if match := _NAME.fullmatch(name):
            found.setdefault(unicodedata.normalize("NFC", match["family"]), []).append(name)
    return {family: OwnFamily(family, folder, tuple(files)) for family, files in found.items()}


def printable(name: str) -> str:
    """Return a file's name fit for a message, whatever stands in it."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in name)


def _look_at_tables(path: Path) -> None:
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
        tables = {name: (at, length) for name, _, at, length in struct.iter_unpack(">4sLLL", file.read(16 * count))}
    if not {b"cmap", b"head", b"hmtx", b"name"} <= tables.keys() or max(sum(place) for place in tables.values()) > size:
        raise ValueError(path)
