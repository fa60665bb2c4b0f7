"""The picture is looked at before TeX sees it: where it lies, what it is, how large."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from tests.conftest import environment, png

from cvtex.errors import Location, ResumeError
from cvtex.load.photo import check_photo, load_photo

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Picture = Callable[..., bytes]

PLACE = Location("cv.yaml", 3, 10)
PNG = png(1, 1)


def jpeg(width: int, height: int, *, before: bytes = b"", **options: Any) -> bytes:  # noqa: ANN401 (of Pillow)
    """A grey JPEG; ``before`` stands before all that follows its start."""
    data = io.BytesIO()
    Image.new("L", (width, height), 128).save(data, "JPEG", **options)
    return data.getvalue()[:2] + before + data.getvalue()[2:]


def header(width: int, height: int) -> bytes:
    """A PNG whose header says how large it is, with the data of one pixel."""
    kind = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return PNG[:8] + struct.pack(">I", 13) + kind + struct.pack(">I", zlib.crc32(kind)) + PNG[33:]


def refusal(image: str, folder: Path) -> str:
    """What a check says of a picture, and a build too."""
    said = []
    for read in (check_photo, load_photo):
        with pytest.raises(ResumeError) as caught:
            read(image, folder, PLACE)
        (diagnostic,) = caught.value.diagnostics
        assert (diagnostic.code, diagnostic.location, diagnostic.path) == ("E330", PLACE, "basics.image")
        assert diagnostic.hint
        said.append(diagnostic.message)
    assert said[0] == said[1]
    return said[0]


# TeX never sees a name: each of these has something in it that it would read otherwise.
NAMES = ['a".png', "a\\x.png", "a#.png", "a%.png", "$a.png", "a{b}.png", "a~.png", "^^41.png", "-a.png", "a;b|c.png"]


@pytest.mark.parametrize("name", ["photo.png", "photo.PNG", "证件照 1_(新).png", "im/age.png", "😀.png", *NAMES])
def test_a_picture_beside_the_resume_is_found(tmp_path: Path, picture: Picture, name: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(picture())
    check_photo(name, tmp_path, PLACE)
    photo = load_photo(name, tmp_path, PLACE)
    assert photo is not None
    assert photo.name in {"photo.jpg", "photo.png"}


@pytest.mark.parametrize(
    "before",
    [
        b"",
        b"\xff\xe0" + struct.pack(">H", 4) + b"ab",  # a segment before the frame
        b"\xff\xc4" + struct.pack(">H", 19) + bytes(17),  # a table whose code lies among those of frames
        b"\xff\xff\xff",  # fill bytes
    ],
)
@pytest.mark.parametrize("options", [{}, {"progressive": True}], ids=["baseline", "progressive"])
def test_a_jpeg_is_measured_past_what_stands_before_its_frame(
    tmp_path: Path, before: bytes, options: dict[str, bool]
) -> None:
    (tmp_path / "a.jpg").write_bytes(jpeg(400, 560, before=before, **options))
    check_photo("a.jpg", tmp_path, PLACE)
    assert load_photo("a.jpg", tmp_path, PLACE) is not None
    (tmp_path / "b.jpg").write_bytes(jpeg(400, 7000, before=before, **options))
    assert "400 × 7000 pixels" in refusal("b.jpg", tmp_path)


@pytest.mark.parametrize("image", [None, "https://example.com/me.jpg", "http://example.com/me.jpg"])
def test_no_picture_and_one_on_the_web_are_none(tmp_path: Path, image: str | None) -> None:
    check_photo(image, tmp_path, PLACE)
    assert load_photo(image, tmp_path, PLACE) is None


def test_a_missing_picture_says_where_it_was_sought(tmp_path: Path) -> None:
    assert "there is no picture me.jpg" in refusal("me.jpg", tmp_path)


def test_a_folder_is_no_picture(tmp_path: Path) -> None:
    (tmp_path / "me.jpg").mkdir()
    assert "there is no picture" in refusal("me.jpg", tmp_path)


def test_nothing_outside_the_folder_is_looked_at(tmp_path: Path, picture: Picture) -> None:
    (tmp_path / "secret.png").write_bytes(picture())
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.png").symlink_to(tmp_path / "secret.png")
    for image in ("link.png", "../secret.png", str(tmp_path / "secret.png")):
        assert "outside" in refusal(image, inside)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"%PDF-1.5", b"\xff\xd8", b"\xff\xd8\xff\xc0\0\x0b", b"<svg/>"])
def test_what_is_no_whole_picture_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "me.jpg").write_bytes(data)
    assert "not a whole JPEG or PNG picture" in refusal("me.jpg", tmp_path)


@pytest.mark.parametrize(
    ("data", "cut"),
    [
        *((png(), cut) for cut in (12, 13, 40)),
        *((jpeg(40, 56), cut) for cut in (1, 2, 12, 40)),
        *((jpeg(40, 56, progressive=True), cut) for cut in (1, 2, 12, 40)),
    ],
)
def test_a_picture_that_is_cut_off_is_refused(tmp_path: Path, data: bytes, cut: int) -> None:
    (tmp_path / "me.png").write_bytes(data[:-cut])
    assert "not a whole" in refusal("me.png", tmp_path)


def test_a_png_that_is_damaged_is_refused(tmp_path: Path, picture: Picture) -> None:
    data = picture()
    for at in range(8, len(data) - 12):  # up to the end mark
        (tmp_path / "me.png").write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert "not a whole" in refusal("me.png", tmp_path)


def test_a_png_without_all_of_its_rows_is_refused(tmp_path: Path) -> None:
    (tmp_path / "me.png").write_bytes(header(40, 56))
    assert "not a whole" in refusal("me.png", tmp_path)


def test_content_and_name_must_agree_on_a_picture(tmp_path: Path, picture: Picture) -> None:
    (tmp_path / "me.txt").write_bytes(picture())
    assert "not a whole JPEG or PNG picture" in refusal("me.txt", tmp_path)


@pytest.mark.parametrize(("width", "height"), [(12000, 12000), (6001, 10), (50000, 50000)])
def test_a_picture_of_absurd_size_is_refused(tmp_path: Path, width: int, height: int) -> None:
    # Only the header says how large it is: nothing is unpacked to find out.
    (tmp_path / "me.png").write_bytes(header(width, height))
    assert f"{width} × {height} pixels" in refusal("me.png", tmp_path)


def test_a_picture_without_pixels_is_refused(tmp_path: Path) -> None:
    (tmp_path / "me.png").write_bytes(header(0, 10))
    assert "not a whole" in refusal("me.png", tmp_path)


def test_what_the_library_warns_of_is_not_printed(tmp_path: Path, picture: Picture) -> None:
    kind = b"acTL" + struct.pack(">II", 0, 0)  # an animation without frames, of which Pillow warns
    chunk = struct.pack(">I", 8) + kind + struct.pack(">I", zlib.crc32(kind))
    data = picture()
    (tmp_path / "me.png").write_bytes(data[:33] + chunk + data[33:])
    program = "import pathlib; from cvtex.load.photo import load_photo; load_photo('me.png', pathlib.Path(), None)"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, check=True, text=True)
    assert done.stderr == ""


def test_a_picture_of_too_many_bytes_is_refused(tmp_path: Path, picture: Picture) -> None:
    (tmp_path / "me.png").write_bytes(picture() + bytes(10 * 1024 * 1024))
    assert "more than 10 MB" in refusal("me.png", tmp_path)
