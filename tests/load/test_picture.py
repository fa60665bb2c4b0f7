"""Of a photo nothing is left but its pixels: upright, in sRGB, on white, and no finer than print needs."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image
from tests import pictures
from tests.pictures import difference

from cvtex.load.picture import Photo, cleaned


def opened(photo: Photo) -> Image.Image:
    picture = Image.open(io.BytesIO(photo.data))
    picture.load()
    return picture


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_with(*chunks: bytes, before_end: bytes = b"", picture: Image.Image | None = None) -> bytes:
    """A PNG with further chunks behind its header, and before its end."""
    data = pictures.encoded(picture or pictures.scene(), "PNG")
    return data[:33] + b"".join(chunks) + data[33:-12] + before_end + data[-12:]


# What a file says beside its picture


def test_what_a_camera_wrote_is_in_the_file_before() -> None:
    data = pictures.camera()
    assert pictures.marks_in(data) == list(pictures.MARKS)
    assert data.count(b"\xff\xd8\xff") == 2, "a thumbnail"


def test_nothing_is_left_that_a_camera_wrote() -> None:
    photo = cleaned(pictures.camera())
    assert photo.name == "photo.jpg"
    picture = opened(photo)
    assert pictures.marks_in(photo.data) == []
    assert b"Exif" not in photo.data
    assert b"ICC_PROFILE" not in photo.data
    assert photo.data.count(b"\xff\xd8\xff") == 1
    assert photo.data.endswith(b"\xff\xd9")
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_nothing_is_left_that_a_program_wrote_into_a_png() -> None:
    words = [f"Word{n}" for n in range(4)]
    compressed = b"Comment\0\0" + zlib.compress(words[1].encode())
    data = png_with(
        chunk(b"tEXt", b"Author\0" + words[0].encode()),
        chunk(b"zTXt", compressed),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + words[2].encode()),
        chunk(b"tIME", bytes([7, 230, 1, 1, 0, 0, 0])),
        chunk(b"pHYs", struct.pack(">IIB", 2835, 2835, 1)),
        chunk(b"prVt", words[3].encode()),
    )
    photo = cleaned(data + b"behind")
    assert photo.name == "photo.png", "few colours, so it is smaller than a JPEG"
    kinds = []
    at = 8
    while at < len(photo.data):
        (length,) = struct.unpack(">I", photo.data[at : at + 4])
        kinds.append(photo.data[at + 4 : at + 8])
        at += length + 12
    assert set(kinds) == {b"IHDR", b"IDAT", b"IEND"}
    assert difference(opened(photo), pictures.scene()) == 0


# Upright


@pytest.mark.parametrize(
    ("orientation", "turn"),
    [
        (1, None),
        (2, Image.Transpose.FLIP_LEFT_RIGHT),
        (3, Image.Transpose.ROTATE_180),
        (4, Image.Transpose.FLIP_TOP_BOTTOM),
        (5, Image.Transpose.TRANSPOSE),
        (6, Image.Transpose.ROTATE_90),
        (7, Image.Transpose.TRANSVERSE),
        (8, Image.Transpose.ROTATE_270),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("size", [(300, 400), (1500, 2000)])
def test_a_picture_stands_as_the_camera_was_held(
    orientation: int, turn: Image.Transpose | None, kind: str, size: tuple[int, int]
) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    upright = pictures.scene(*size)
    stored = upright if turn is None else upright.transpose(turn)  # each but 6 and 8 undoes itself
    picture = opened(cleaned(pictures.encoded(stored, kind, exif=exif)))
    assert picture.size == ((300, 400) if size == (300, 400) else (399, 531))
    assert difference(picture, upright.resize(picture.size)) < 3


def test_an_orientation_behind_the_pixels_of_a_png_is_seen() -> None:
    exif = Image.Exif()
    exif[0x0112] = pictures.LEFT
    chunk_of_exif = chunk(b"eXIf", exif.tobytes().removeprefix(b"Exif\0\0"))
    stored = pictures.scene().transpose(Image.Transpose.ROTATE_90)
    picture = opened(cleaned(png_with(before_end=chunk_of_exif, picture=stored)))
    assert difference(picture, pictures.scene()) < 3


@pytest.mark.parametrize("exif", [b"Exif\0\0", b"Exif\0\0MM\0*\0\0", b"Exif\0\0" + b"\xff" * 40, b"no EXIF"])
def test_exif_that_cannot_be_read_is_no_reason_to_fail(exif: bytes) -> None:
    picture = opened(cleaned(pictures.encoded(pictures.scene(), exif=exif)))
    assert difference(picture, pictures.scene()) < 3


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_orientation_that_does_not_exist_is_none(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    assert opened(cleaned(pictures.encoded(pictures.scene(), exif=exif))).size == (300, 400)


# Size


@pytest.mark.parametrize(
    ("size", "made"),
    [
        ((300, 400), (300, 400)),
        ((413, 531), (413, 531)),
        ((826, 1062), (413, 531)),
        ((3000, 4000), (399, 531)),
        ((5000, 3000), (413, 248)),
        ((1000, 3000), (260, 780)),
        ((6000, 1), (413, 1)),
        ((1, 6000), (1, 6000)),
        ((1, 1), (1, 1)),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_it_is_no_finer_than_print_needs(size: tuple[int, int], made: tuple[int, int], kind: str) -> None:
    """35 × 45 mm at 300 pixels an inch, or 22 mm wide, as the design `classic` sets it; it is never made larger."""
    data = pictures.encoded(Image.new("L", size, 128), kind)
    assert opened(cleaned(data)).size == made


def test_what_is_scaled_down_looks_the_same() -> None:
    whole = pictures.textured(2000, 1500)
    for kind in ("JPEG", "PNG"):
        picture = opened(cleaned(pictures.encoded(whole, kind)))
        wanted = whole.resize(picture.size, Image.Resampling.LANCZOS)
        assert difference(picture, wanted) < 6


def test_a_photo_takes_no_more_than_its_size_is_worth() -> None:
    for kind in ("JPEG", "PNG"):
        photo = cleaned(pictures.encoded(pictures.textured(2100, 2700), kind))
        assert photo.name == "photo.jpg"
        assert len(photo.data) < 120_000


def test_the_same_file_gives_the_same_bytes() -> None:
    for data in (pictures.camera(), pictures.encoded(pictures.scene(900, 900), "PNG")):
        assert cleaned(data) == cleaned(data)


@pytest.mark.parametrize("options", [{}, {"progressive": True}], ids=["baseline", "progressive"])
def test_a_jpeg_is_made_baseline(options: dict[str, Any]) -> None:
    photo = cleaned(pictures.encoded(pictures.scene(), **options))
    assert "progressive" not in opened(photo).info
    assert b"\xff\xc2" not in photo.data


# Colours


def in_mode(picture: Image.Image, mode: str) -> Image.Image:
    if mode == "I;16":
        return picture.convert("L").convert("I").point(lambda value: value * 257).convert(mode)
    return picture.convert(mode)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        *(("PNG", mode) for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")),
        *(("JPEG", mode) for mode in ("L", "RGB", "CMYK", "YCbCr")),
    ],
)
def test_every_kind_of_colour_becomes_grey_or_rgb(kind: str, mode: str) -> None:
    wanted = pictures.scene()
    picture = opened(cleaned(pictures.encoded(in_mode(wanted, mode), kind)))
    grey = mode in {"1", "L", "LA", "I;16"}
    assert picture.mode == ("L" if grey else "RGB")
    shown = in_mode(wanted, "1") if mode == "1" else wanted.convert("L") if grey else wanted
    assert difference(picture, shown) < 6


def test_a_grey_jpeg_stays_grey() -> None:
    photo = cleaned(pictures.encoded(pictures.textured(800, 600).convert("L")))
    assert (photo.name, opened(photo).mode) == ("photo.jpg", "L")


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "RGB", "L"])
def test_what_is_transparent_becomes_white(mode: str) -> None:
    options: dict[str, Any] = {}
    if mode in {"RGBA", "LA"}:
        picture = Image.new(mode, (40, 40), (0,) * len(mode))
        picture.paste((90, 255) if mode == "LA" else (90, 90, 90, 255), (0, 0, 40, 20))
    else:
        picture = Image.new("L", (40, 40), 0)
        picture.paste(90, (0, 0, 40, 20))
        picture = picture.convert(mode)
        options["transparency"] = {"RGB": (0, 0, 0), "L": 0}.get(mode, picture.getpixel((0, 39)))
    shown = opened(cleaned(pictures.encoded(picture, "PNG", **options))).convert("RGB")
    assert shown.getpixel((20, 35)) == (255, 255, 255)
    upper = shown.getpixel((20, 5))
    assert isinstance(upper, tuple)
    assert all(abs(value - 90) < 3 for value in upper)


def test_what_is_half_transparent_is_mixed_with_white_also_where_it_is_scaled() -> None:
    picture = Image.new("RGBA", (2000, 2000), (0, 0, 0, 0))
    picture.paste((200, 0, 0, 128), (0, 0, 1000, 2000))
    shown = opened(cleaned(pictures.encoded(picture, "PNG"))).convert("RGB")
    half = shown.getpixel((50, 50))
    assert isinstance(half, tuple)
    assert all(abs(value - wanted) < 4 for value, wanted in zip(half, (227, 127, 127), strict=True))
    # At the edge no black comes in from the colour of what cannot be seen.
    assert isinstance(darkest := shown.convert("L").getextrema()[0], int | float)
    assert darkest > 145


def wide_profile() -> bytes:
    """A profile like Adobe RGB: sRGB with its red and green exchanged, so that its effect is plain to see."""
    data = pictures.profile("Wide")
    red, green = (_xyz(data, tag) for tag in (b"rXYZ", b"gXYZ"))
    swapped = bytearray(data)
    swapped[red : red + 20], swapped[green : green + 20] = data[green : green + 20], data[red : red + 20]
    return bytes(swapped)


def _xyz(data: bytes, tag: bytes) -> int:
    """Where a tag's value begins (ICC.1:2010, 7.3)."""
    at = data.index(tag, 128)
    return int(struct.unpack(">I", data[at + 4 : at + 8])[0])


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_colours_of_another_profile_are_made_those_of_srgb(kind: str) -> None:
    data = pictures.encoded(Image.new("RGB", (100, 100), (220, 0, 0)), kind, icc_profile=wide_profile())
    pixel = opened(cleaned(data)).getpixel((50, 50))
    assert isinstance(pixel, tuple)
    assert (pixel[0] < 60, pixel[1] > 180) == (True, True), "what this profile calls red is green"


@pytest.mark.parametrize("damage", [b"", b"no profile", bytes(4000), wide_profile()[:200]])
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_damaged_profile_counts_as_none(damage: bytes, mode: str) -> None:
    wanted = pictures.scene().convert(mode)
    picture = opened(cleaned(pictures.encoded(wanted, icc_profile=damage)))
    assert difference(picture, wanted.convert(picture.mode)) < 4


def test_a_profile_of_another_kind_of_colour_counts_as_none() -> None:
    data = pictures.encoded(pictures.scene().convert("CMYK"), icc_profile=pictures.profile())
    assert difference(opened(cleaned(data)), pictures.scene()) < 6


# A box that it is set in


def banded(width: int, height: int) -> Image.Image:
    """A grey picture, darker from top to bottom and from left to right, so that a place in it tells where it was."""
    down = Image.linear_gradient("L").resize((width, height))
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    return Image.merge("RGB", [down, across, Image.new("L", (width, height))])


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("size", [(3000, 4000), (1000, 1000), (600, 2000), (4000, 700)])
def test_in_a_box_it_has_its_proportions_and_what_print_needs(size: tuple[int, int], kind: str) -> None:
    photo = cleaned(pictures.encoded(banded(*size), kind), (25, 35), corner_mm=2)
    assert (photo.width_mm, photo.height_mm, photo.corner_mm) == (25, 35, 2)
    width, height = opened(photo).size
    assert width == pytest.approx(25 / 25.4 * 300, abs=1)
    assert height == pytest.approx(35 / 25.4 * 300, abs=1)


def test_a_small_picture_is_cut_and_not_made_larger() -> None:
    photo = cleaned(pictures.encoded(banded(100, 100)), (25, 35))
    assert opened(photo).size == (71, 100)


def test_a_wide_picture_is_cut_equally_at_its_sides() -> None:
    picture = opened(cleaned(pictures.encoded(banded(400, 100), "PNG"), (35, 35)))
    left, right = (int(picture.getpixel((x, 50))[1]) for x in (0, 99))  # type: ignore[index]
    assert left + right == pytest.approx(255, abs=4)
    assert abs(left - right) == pytest.approx(255 / 4, abs=4)


def test_of_a_tall_picture_less_is_cut_at_the_top_than_at_the_bottom() -> None:
    picture = opened(cleaned(pictures.encoded(banded(100, 200), "PNG"), (35, 35)))
    top, bottom = (int(picture.getpixel((50, y))[0]) for y in (0, 99))  # type: ignore[index]
    assert top == pytest.approx(255 / 8, abs=4), "an eighth of the picture, a quarter of what is cut off"
    assert bottom == pytest.approx(255 * 5 / 8, abs=4)


def test_it_is_cut_as_it_stands_and_not_as_it_is_stored() -> None:
    picture = opened(cleaned(pictures.camera(banded(100, 200)), (35, 35)))
    assert picture.size == (100, 100)
    assert int(picture.getpixel((50, 0))[0]) == pytest.approx(255 / 8, abs=8)  # type: ignore[index]


def test_without_a_box_it_keeps_its_proportions() -> None:
    photo = cleaned(pictures.encoded(banded(100, 200)))
    assert (photo.width_mm, photo.height_mm, photo.corner_mm) == (None, None, 0)
    assert opened(photo).size == (100, 200)
