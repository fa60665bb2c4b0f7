"""The picture in the header: found inside the résumé's folder, and looked at before TeX sees it."""

from __future__ import annotations

import struct
from pathlib import Path

from cvtex.errors import Diagnostic, Location, ResumeError

_LARGEST_BYTES = 10 * 1024 * 1024
_LARGEST_SIDE = 6000


def find_photo(image: str | None, folder: Path, location: Location | None) -> Path | None:
    """The picture's file, or None where there is none, or where it is a page on the web (JSON Resume allows both).

    Raises:
        ResumeError: It is not there, is outside the folder, too large, or neither JPEG nor PNG.
    """
    if image is None or "://" in image:
        return None
    path = (folder / image).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise _refused(f"the picture {image} lies outside the résumé's folder", location, "copy it beside the résumé")
    if not path.is_file():
        raise _refused(f"there is no picture {image}", location, f"put it at {folder / image}, or delete the line")
    if path.stat().st_size > _LARGEST_BYTES:
        raise _refused(f"the picture {image} has more than 10 MB", location, "400 × 560 pixels are enough for print")
    size = _pixels(path.read_bytes())
    if size is None or path.suffix.lower() not in (".jpg", ".jpeg", ".png"):
        raise _refused(f"{image} is neither a JPEG nor a PNG picture", location, "save it as .jpg or .png")
    if max(size) > _LARGEST_SIDE:
        raise _refused(
            f"the picture {image} measures {size[0]} × {size[1]} pixels", location, "400 × 560 pixels are enough for print"
        )
    return path


def _refused(message: str, location: Location | None, hint: str) -> ResumeError:
    return ResumeError(Diagnostic("error", "E330", message, location, "basics.image", hint))


def _pixels(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG (ISO/IEC 15948, IHDR) or a JPEG (ITU T.81, SOF); None for anything else."""
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR":
            width, height = struct.unpack_from(">II", data, 16)
            return width, height
        if data.startswith(b"\xff\xd8"):
            return _jpeg_pixels(data)
    except (struct.error, IndexError):
        return None
    return None


def _jpeg_pixels(data: bytes) -> tuple[int, int] | None:
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        at += 2 + struct.unpack_from(">H", data, at + 2)[0]
    return None
