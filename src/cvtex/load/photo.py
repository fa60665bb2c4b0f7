"""Finds the photo of the header inside the résumé's folder, and refuses what cannot be printed."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cvtex.errors import Location, Message, ResumeError
from cvtex.system.limits import limit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cvtex.load.picture import Box, Photo

_SUFFIXES = frozenset({".jpg", ".jpeg", ".png"})
_ENOUGH = "400 × 560 pixels are enough for print"


def check_photo(image: str | None, folder: Path, location: Location | None) -> None:
    """Read all of the photo, where there is one that is no page on the web (JSON Resume allows both).

    Raises:
        ResumeError: E330, it is not there, is outside the folder, too large, or no whole JPEG or PNG.
    """
    if image is not None and (data := _found(image, folder, location)) is not None:
        from cvtex.load.picture import read_whole

        with _located(image, location):
            read_whole(data)


def load_photo(
    image: str | None, folder: Path, location: Location | None, *, box: Box | None = None, corner_mm: float = 0
) -> Photo | None:
    """The photo as it is printed; None where there is none, or where it is a page on the web.

    In a ``box`` it is cut to the box's proportions; without one it keeps its own.

    Raises:
        ResumeError: E330, it is not there, is outside the folder, too large, or no whole JPEG or PNG.
    """
    if image is not None and (data := _found(image, folder, location)) is not None:
        from cvtex.load.picture import cleaned

        with _located(image, location):
            return cleaned(data, box, corner_mm=corner_mm)
    return None


def _found(image: str, folder: Path, location: Location | None) -> bytes | None:
    """What is in the photo's file, which may be damaged, but is no larger than it may be."""
    if "://" in image:
        return None
    path = (folder / image).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise _refused(f"the picture {image} lies outside the résumé's folder", location, "copy it beside the résumé")
    if not path.is_file():
        raise _refused(f"there is no picture {image}", location, f"put it at {folder / image}, or delete the line")
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
    from cvtex.load.picture import size_of  # late: Pillow costs 30 ms, and most résumés have no photo

    with _located(image, location):
        size = size_of(data)
    if path.suffix.lower() not in _SUFFIXES:
        raise _not_whole(image, location)
    if max(size) > most:
        hint = f"{_ENOUGH}; CVTEX_MAX_PHOTO_PIXELS sets the limit of {most} a side"
        raise _refused(f"the picture {image} measures {size[0]} × {size[1]} pixels", location, hint)
    return data


@contextmanager
def _located(image: str, location: Location | None) -> Iterator[None]:
    """Say where a picture is named that Pillow could not read."""
    try:
        yield
    except Exception as error:  # Pillow raises many things on a damaged file: OSError, SyntaxError, struct.error, ...
        raise _not_whole(image, location) from error


def _not_whole(image: str, location: Location | None) -> ResumeError:
    return _refused(f"{image} is not a whole JPEG or PNG picture", location, "save it again as .jpg or .png")


def _refused(message: str, location: Location | None, hint: str) -> ResumeError:
    return ResumeError(Message("E330", message, hint).at(location, "basics.image"))
