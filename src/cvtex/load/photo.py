"""The picture in the header: found inside the résumé's folder, and looked at before TeX sees it."""

from __future__ import annotations

import os
import re
import struct
from typing import TYPE_CHECKING

from cvtex.errors import Diagnostic, Location, ResumeError
from cvtex.system.limits import limit

if TYPE_CHECKING:
    from pathlib import Path

# The name reaches TeX between quotes, where letters of any script, figures and these marks are just themselves.
_NAME = re.compile(r"\w[\w .()+-]*")
_SUFFIXES = frozenset({".jpg", ".jpeg", ".png"})
_ENOUGH = "400 × 560 pixels are enough for print"

# JPEG, ITU T.81, table B.1: a marker is FF and a code; frames begin with C0 to CF but for three that are tables.
_MARKER = 0xFF
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def find_photo(image: str | None, folder: Path, location: Location | None) -> Path | None:
    """The picture's file, or None where there is none, or where it is a page on the web (JSON Resume allows both).

    Raises:
        ResumeError: It is not there, is outside the folder, too large, neither JPEG nor PNG, or oddly named.
    """
    if image is None or "://" in image:
        return None
    path = (folder / image).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise _refused(f"the picture {image} lies outside the résumé's folder", location, "copy it beside the résumé")
    if not path.is_file():
        raise _refused(f"there is no picture {image}", location, f"put it at {folder / image}, or delete the line")
    if not _NAME.fullmatch(path.name):
        hint = f"call it photo{path.suffix.lower() if path.suffix.lower() in _SUFFIXES else '.jpg'}"
        raise _refused(f"the picture's name {path.name!r} has characters that TeX takes otherwise", location, hint)
    try:
        megabytes = limit(os.environ, "CVTEX_MAX_PHOTO_MB", 10)
        large = path.stat().st_size > megabytes * 1024 * 1024
        size = None if large else _pixels(path.read_bytes())
    except OSError as error:
        reason = error.strerror or error
        raise _refused(f"the picture {image} cannot be read: {reason}", location, "may you read it?") from error
    if large:
        hint = f"{_ENOUGH}; CVTEX_MAX_PHOTO_MB sets the limit"
        raise _refused(f"the picture {image} has more than {megabytes} MB", location, hint)
    if size is None or path.suffix.lower() not in _SUFFIXES:
        raise _refused(f"{image} is not a whole JPEG or PNG picture", location, "save it again as .jpg or .png")
    most = limit(os.environ, "CVTEX_MAX_PHOTO_PIXELS", 6000)
    if not 0 < min(size) <= max(size) <= most:
        hint = f"{_ENOUGH}; CVTEX_MAX_PHOTO_PIXELS sets the limit of {most} a side"
        raise _refused(f"the picture {image} measures {size[0]} × {size[1]} pixels", location, hint)
    return path


def _refused(message: str, location: Location | None, hint: str) -> ResumeError:
    return ResumeError(Diagnostic("error", "E330", message, location, "basics.image", hint))


def _pixels(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG (ISO/IEC 15948, IHDR) or a JPEG (ITU T.81, SOF); None for anything else.

    A file that is cut off before its end mark (IEND, EOI) is no picture: xdvipdfmx would stop at it.
    """
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR" and b"IEND" in data:
            width, height = struct.unpack_from(">II", data, 16)
            return width, height
        if data.startswith(b"\xff\xd8") and b"\xff\xd9" in data:
            return _jpeg_pixels(data)
    except (struct.error, IndexError):
        return None
    return None


def _jpeg_pixels(data: bytes) -> tuple[int, int] | None:
    at = 2
    while data[at] == _MARKER:
        code = data[at + 1]
        if code == _MARKER:  # any number of them may fill the space before a marker (B.1.1.2)
            at += 1
        elif code in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        else:
            at += 2 + struct.unpack_from(">H", data, at + 2)[0]
    return None
