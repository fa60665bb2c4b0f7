"""Photos for tests, made here: as a camera writes them, with all that it says beside its pixels."""

from __future__ import annotations

import io
import struct
from typing import Any, Final

from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageStat
from PIL.TiffImagePlugin import IFDRational

ARTIST: Final = "ArtistOfTheCamera"
COMMENT: Final = "CommentOfTheCamera"
PLACE: Final = "PlaceOfTheCamera"
XMP_WORD: Final = "XmpOfTheCamera"
IPTC_WORD: Final = "IptcOfTheCamera"
PROFILE_WORD: Final = "OwnProfileOne"  # as long as what it takes the place of
TRAILING: Final = "BehindThePicture"
MARKS: Final = (ARTIST, COMMENT, PLACE, XMP_WORD, IPTC_WORD, PROFILE_WORD, TRAILING)
"""What stands in each corner of a camera's file."""
LATITUDE: Final = (39.0, 54.0, 20.37)
LEFT: Final = 6
"""The orientation of a picture that lies on its left side."""


def marks_in(data: bytes) -> list[str]:
    """Those of the marks that stand in some bytes, as ASCII or UTF-16."""
    return [mark for mark in MARKS if any(mark.encode(code) in data for code in ("ascii", "utf-16-be", "utf-16-le"))]


def scene(width: int = 300, height: int = 400) -> Image.Image:
    """An upright picture: its upper left quarter is red, the upper right blue, the lower half green."""
    picture = Image.new("RGB", (width, height), (0, 160, 0))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, width // 2, height // 2), (220, 0, 0))
    draw.rectangle((width // 2, 0, width, height // 2), (0, 0, 220))
    return picture


def textured(width: int, height: int) -> Image.Image:
    """A picture as hard to compress as a photo: soft noise over a gradient."""
    noise = Image.effect_noise((width // 5, height // 5), 50).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    across = down.transpose(Image.Transpose.ROTATE_90).resize((width, height))
    return Image.blend(Image.merge("RGB", [noise] * 3), Image.merge("RGB", [down, across, down]), 0.5)


def difference(one: Image.Image, other: Image.Image) -> float:
    """How far two pictures are apart, on average of a channel, from 0 to 255."""
    return max(ImageStat.Stat(ImageChops.difference(one, other.convert(one.mode))).mean)


def encoded(picture: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:  # noqa: ANN401 (of Pillow)
    """The bytes of a picture."""
    data = io.BytesIO()
    picture.save(data, kind, **options)
    return data.getvalue()


def profile(name: str = PROFILE_WORD) -> bytes:
    """An ICC profile whose description is a name, of at most 13 letters."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    told = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(data))).strip()
    assert data.count(told.encode("utf-16-be")) == 1
    return data.replace(told.encode("utf-16-be"), name.ljust(len(told)).encode("utf-16-be"))


def camera(picture: Image.Image | None = None) -> bytes:
    """A JPEG as a telephone writes it: on its side, with place, names, a thumbnail, comments and something behind."""
    upright = picture or scene()
    exif = Image.Exif()
    exif[0x0112] = LEFT
    exif[0x013B] = ARTIST
    exif.get_ifd(0x8825).update(
        {
            1: "N",
            2: tuple(map(IFDRational, LATITUDE)),
            3: "E",
            4: (116.0, 23.0, 29.2),
            27: b"ASCII\0\0\0" + PLACE.encode(),
        }
    )
    xmp = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>{XMP_WORD}</a></x:xmpmeta>'.encode()
    record = IPTC_WORD.encode()
    iptc = b"\x1c\x02\x78" + struct.pack(">H", len(record)) + record
    resource = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(iptc)) + iptc + b"\0" * (len(iptc) % 2)
    made = encoded(
        upright.transpose(Image.Transpose.ROTATE_90),  # to the left
        quality=92,
        # No directory names the thumbnail: who searches for one finds it all the same.
        exif=exif.tobytes() + encoded(upright.resize((60, 80)), comment=f"{COMMENT}OfTheThumbnail"),
        xmp=xmp,
        comment=COMMENT,
        icc_profile=profile(),
    )
    segment = b"\xff\xed" + struct.pack(">H", len(resource) + 2) + resource
    return made[:2] + segment + made[2:] + TRAILING.encode()
