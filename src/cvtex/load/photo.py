"""Finds the picture in the header inside the résumé's folder, and refuses what TeX could not set."""

from __future__ import annotations

import io
import os
import re
import warnings
from typing import TYPE_CHECKING

from cvtex.errors import Location, Message, ResumeError
from cvtex.system.limits import limit

if TYPE_CHECKING:
    from pathlib import Path

# The name reaches TeX between quotes, where letters of any script, figures and these marks are just themselves.
_NAME = re.compile(r"\w[\w .()+-]*")
_SUFFIXES = frozenset({".jpg", ".jpeg", ".png"})
_ENOUGH = "400 × 560 pixels are enough for print"


def find_photo(image: str | None, folder: Path, location: Location | None) -> Path | None:
    """The picture's file, or None where there is none, or where it is a page on the web (JSON Resume allows both).

    Raises:
        ResumeError: E330, it is not there, is outside the folder, too large, no whole JPEG or PNG, or has a name
            that TeX reads otherwise.
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
    megabytes = limit(os.environ, "CVTEX_MAX_PHOTO_MB", 10)
    most = limit(os.environ, "CVTEX_MAX_PHOTO_PIXELS", 6000)
    try:
        if path.stat().st_size > megabytes * 1024 * 1024:
            hint = f"{_ENOUGH}; CVTEX_MAX_PHOTO_MB sets the limit"
            raise _refused(f"the picture {image} has more than {megabytes} MB", location, hint)
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or error
        raise _refused(f"the picture {image} cannot be read: {reason}", location, "may you read it?") from error
    try:
        size = _measured(data, most)
    except Exception as error:  # Pillow raises many things on a damaged file: OSError, SyntaxError, struct.error, ...
        raise _not_whole(image, location) from error
    if path.suffix.lower() not in _SUFFIXES:
        raise _not_whole(image, location)
    if max(size) > most:
        hint = f"{_ENOUGH}; CVTEX_MAX_PHOTO_PIXELS sets the limit of {most} a side"
        raise _refused(f"the picture {image} measures {size[0]} × {size[1]} pixels", location, hint)
    return path


def _not_whole(image: str, location: Location | None) -> ResumeError:
    return _refused(f"{image} is not a whole JPEG or PNG picture", location, "save it again as .jpg or .png")


def _refused(message: str, location: Location | None, hint: str) -> ResumeError:
    return ResumeError(Message("E330", message, hint).at(location, "basics.image"))


def _measured(data: bytes, most: int) -> tuple[int, int]:
    """Width and height of a whole JPEG or PNG; of one with more than ``most`` pixels a side, the header alone is read.

    Raises:
        Exception: It is cut off, damaged or another kind of file.
    """
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # Pillow's own limit, by area, would be a warning; ``most`` takes its place
    warnings.filterwarnings("ignore", module=r"PIL\.")  # such as of what a camera wrote into a JPEG
    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
        size = picture.size
        if max(size) <= most:
            picture.verify()  # of a PNG all checksums and the end mark, without which xdvipdfmx stops
    if max(size) <= most:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as picture:
            # A JPEG is decoded at an eighth of its size: all data are read, in half the time.
            picture.draft("L", (1, 1))
            picture.load()
    return size
