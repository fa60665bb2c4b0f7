"""Makes of a photo what is printed: its pixels alone, upright, in sRGB, cut to its box, no finer than print needs.

Nothing else is left that a camera or a program wrote into the file: no place, time, name, thumbnail or comment.
"""

from __future__ import annotations

import io
import warnings
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.Image import Image

_DPI: Final = 300
_LARGEST_MM: Final = (35.0, 45.0)  # of the photos that passports and forms ask for: no design sets one larger by itself
_NARROWEST_MM: Final = 22.0  # the width in the design `classic`: a photo that is tall and narrow is not made coarser
_MM_PER_INCH: Final = 25.4
_JPEG_QUALITY: Final = 88
_PNG_QUALITY: Final = 90  # of a JPEG that takes the place of a PNG, which had no loss before
_ORIENTATION: Final = 0x0112  # the tag of EXIF 2.32 and TIFF 6.0; 5 to 8 lie on their side
_ON_ITS_SIDE: Final = 5
_CUT_ABOVE: Final = 0.25  # of the height that is cut off: heads are in the upper half, with little room above

Box = tuple[float, float]
"""The width and height in mm that a photo is set in."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A clean photo: the bytes of a JPEG or PNG, and what TeX knows it by, ``photo.jpg`` or ``photo.png``.

    ``width_mm`` and ``height_mm`` are how large it is set, and its pixels have these proportions; where they are None,
    the design says how wide it is set. ``corner_mm`` is the radius of its corners, which are not cut off here.
    """

    name: str
    data: bytes
    width_mm: float | None = None
    height_mm: float | None = None
    corner_mm: float = 0.0


def size_of(data: bytes) -> tuple[int, int]:
    """The width and height that the header of a JPEG or PNG states, in pixels as they are stored.

    Raises:
        Exception: It is another kind of file. Pillow raises many: OSError, SyntaxError, struct.error, ...
    """
    with _opened(data) as picture:
        return picture.size


def read_whole(data: bytes) -> None:
    """Read all of a JPEG or PNG, as fast as that can be done.

    Raises:
        Exception: It is cut off, damaged or another kind of file.
    """
    picture = _verified(data)
    # A JPEG is decoded at an eighth of its size: all data are read, in half the time.
    picture.draft("L", (1, 1))
    picture.load()


def cleaned(data: bytes, box: Box | None = None, *, corner_mm: float = 0.0) -> Photo:
    """What is printed of a JPEG or PNG; the same bytes give the same.

    It stands upright as EXIF says, is grey or RGB in sRGB, with white where it was transparent, and has at most
    300 pixels an inch in its box, or where it is set 35 × 45 mm large. What does not fit into the proportions of a box
    is cut off: equally at the sides, less at the top than at the bottom. A JPEG stays one; a PNG does where that is
    smaller.

    Raises:
        Exception: It is cut off, damaged or another kind of file.
    """
    picture = _verified(data)
    is_png = picture.format == "PNG"
    if is_png:
        picture.load()  # how it was held may be said behind its pixels
    orientation = _orientation(picture)
    wanted = _wanted(picture.size, box, is_on_its_side=orientation >= _ON_ITS_SIDE)
    # A large JPEG is decoded at a half, a quarter or an eighth, but no smaller than it takes to scale it down well.
    picture.draft(None, (2 * wanted[0], 2 * wanted[1]))
    picture.load()
    upright = _turned(_scaled(_plain_mode(picture), wanted), orientation)
    cut = upright if box is None else _cut_to(upright, box)
    plain = _in_srgb(_on_white(cut), picture.info.get("icc_profile"))
    name, pixels = "photo.jpg", as_jpeg(plain, _PNG_QUALITY if is_png else _JPEG_QUALITY)
    if is_png and len(png := _as_png(plain)) < len(pixels):
        name, pixels = "photo.png", png
    width_mm, height_mm = box or (None, None)
    return Photo(name, pixels, width_mm, height_mm, corner_mm)


def as_jpeg(picture: Image, quality: int) -> bytes:
    """A grey or RGB picture as a baseline JPEG with nothing in it but the picture."""
    result = io.BytesIO()
    _bare(picture).save(result, "JPEG", quality=quality, optimize=True, progressive=False)
    return result.getvalue()


def _as_png(picture: Image) -> bytes:
    result = io.BytesIO()
    _bare(picture).save(result, "PNG", optimize=True)
    return result.getvalue()


def _bare(picture: Image) -> Image:
    """The pixels alone: Pillow writes comments, profiles and more that a picture came with, unless it is a new one."""
    from PIL import Image

    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    return bare


def _opened(data: bytes) -> Image:
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # Pillow's own limit, by area, would be a warning; that of a side takes its place
    warnings.filterwarnings("ignore", module=r"PIL\.")  # such as of what a camera wrote into a JPEG
    return Image.open(io.BytesIO(data), formats=("JPEG", "PNG"))


def _verified(data: bytes) -> Image:
    """The picture, whose pixels are still to be loaded; of a PNG, the checksums and the end mark are right."""
    with _opened(data) as picture:
        picture.verify()  # after which it cannot be loaded
    return _opened(data)


def _orientation(picture: Image) -> int:
    """How a camera was held, 1 to 8; upright where nothing is said of it, or nothing that can be read."""
    with suppress(Exception):
        orientation = picture.getexif().get(_ORIENTATION, 1)
        return orientation if orientation in range(1, 9) else 1
    return 1


def _wanted(stored: tuple[int, int], box: Box | None, *, is_on_its_side: bool) -> tuple[int, int]:
    """The size in pixels, as it is stored, that print needs; no more than there are."""
    width, height = stored[::-1] if is_on_its_side else stored
    largest_width, largest_height = (side / _MM_PER_INCH * _DPI for side in box or _LARGEST_MM)
    across, down = largest_width / width, largest_height / height
    if box is not None:  # all of it is filled
        factor = min(1.0, max(across, down))
    else:
        factor = min(1.0, max(min(across, down), _NARROWEST_MM / _MM_PER_INCH * _DPI / width))
    return max(1, round(stored[0] * factor)), max(1, round(stored[1] * factor))


def _cut_to(upright: Image, box: Box) -> Image:
    """The largest part of a picture that has the proportions of a box."""
    width, height = upright.size
    wanted_width = min(width, max(1, round(height * box[0] / box[1])))
    wanted_height = min(height, max(1, round(width * box[1] / box[0])))
    left = (width - wanted_width) // 2
    top = round((height - wanted_height) * _CUT_ABOVE)
    return upright.crop((left, top, left + wanted_width, top + wanted_height))


def _plain_mode(picture: Image) -> Image:
    """The picture with 8 bits for each of grey, RGB or CMYK, and for alpha if it is transparent anywhere."""
    mode = picture.mode
    if mode.startswith("I"):  # 16 bits of grey, which Pillow would cut off at 255
        return picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if mode in {"PA", "La", "RGBa"} or "transparency" in picture.info:
        return picture.convert("RGBA")
    if mode in {"L", "LA", "RGB", "RGBA", "CMYK"}:
        return picture
    return picture.convert("L" if mode == "1" else "RGB")


def _scaled(picture: Image, size: tuple[int, int]) -> Image:
    from PIL.Image import Resampling

    return picture if picture.size == size else picture.resize(size, Resampling.LANCZOS)


def _turned(picture: Image, orientation: int) -> Image:
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return picture.transpose(turns[orientation]) if orientation in turns else picture


def _on_white(picture: Image) -> Image:
    from PIL import Image

    if picture.mode not in {"LA", "RGBA"}:
        return picture
    white = Image.new(picture.mode.removesuffix("A"), picture.size, "white")
    white.paste(picture.convert(white.mode), mask=picture.getchannel("A"))
    return white


def _in_srgb(picture: Image, profile: bytes | None) -> Image:
    """The picture in sRGB, which is what one without a profile is taken to be in; a damaged profile counts as none."""
    from PIL import ImageCms

    mode = "L" if picture.mode == "L" else "RGB"
    if profile:
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if "sRGB" not in ImageCms.getProfileDescription(own):
                srgb = ImageCms.createProfile("sRGB")
                converted = ImageCms.profileToProfile(picture, own, srgb, outputMode="RGB")
                return converted.convert(mode) if converted else picture.convert(mode)
    return picture.convert(mode)
