"""A photo in real builds: it stands upright on the page, and nothing else of its file is in the PDF."""

from __future__ import annotations

import functools
import io
import struct
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PIL import Image, ImageChops
from tests import pictures

from cvtex import pdf
from cvtex.pdf.objects import pieces

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Cvtex, Run

    Write = Callable[..., Path]
    BuildWith = Callable[..., Run]

pytestmark = pytest.mark.tex

CV = """\
basics: {name: San Zhang, image: "%s", phone: '+86 139 1187 2943', email: san@example.com}
work:
  - {name: Example Ltd., highlights: [Rewrote a service]}
meta: {languages: [en]}
"""


@pytest.fixture
def build_with(cvtex: Cvtex, write: Write, tmp_path: Path) -> BuildWith:
    """Build a résumé with a photo of these bytes and this name; the PDF is ``cv.en.pdf``."""

    def build(data: bytes, name: str, *options: object) -> Run:
        (tmp_path / name).write_bytes(data)
        return cvtex("build", write(CV % name), "--json", "-o", tmp_path, *options)

    return build


def picture_in(file: Path) -> Image.Image:
    """The one picture of a PDF."""
    with pikepdf.open(file) as document:
        (image,) = (item for item in document.objects if isinstance(item, pikepdf.Stream) and is_image(item))
        return pikepdf.PdfImage(image).as_pil_image()


def is_image(stream: pikepdf.Stream) -> bool:
    return str(stream.get("/Subtype")) == "/Image"


def everything_in(file: Path) -> list[bytes]:
    """All that a PDF holds, as text and as bytes, with and without compression."""
    data = file.read_bytes()
    contents = [content for _, content in pieces(data)]
    return [content if isinstance(content, bytes) else content.encode("utf-8", "replace") for content in contents]


def degrees() -> list[bytes]:
    """The latitude of the camera's place as EXIF writes its numbers, in either order of bytes."""
    minutes = int(pictures.LATITUDE[1])
    return [struct.pack(f"{order}IIII", int(pictures.LATITUDE[0]), 1, minutes, 1) for order in "<>"]


def test_nothing_that_a_camera_wrote_is_in_the_pdf_nor_kept(build_with: BuildWith, tmp_path: Path) -> None:
    data = pictures.camera()
    assert any(number in data for number in degrees())
    done = build_with(data, "SanOnTheBeach.jpg", "--keep", tmp_path / "kept")
    assert done.code == 0, done.out
    file = tmp_path / "cv.en.pdf"
    kept = [path for path in (tmp_path / "kept").rglob("*") if path.is_file()]
    assert "photo.jpg" in {path.name for path in kept}
    for piece in [*everything_in(file), *(path.read_bytes() for path in kept)]:
        assert pictures.marks_in(piece) == []
        assert not any(number in piece for number in degrees())
        assert b"Exif" not in piece
        assert b"SanOnTheBeach" not in piece
        assert "SanOnTheBeach".encode("utf-16-be") not in piece
    assert not any("SanOnTheBeach" in path.name for path in kept)
    assert "SanOnTheBeach" not in done.out


def test_it_stands_upright_on_the_page(build_with: BuildWith, tmp_path: Path) -> None:
    assert build_with(pictures.camera(), "me.jpg").code == 0
    (page,) = pdf.pages_as_png((tmp_path / "cv.en.pdf").read_bytes(), 72)
    shown = Image.open(io.BytesIO(page)).convert("RGB")
    left, top, _, _ = box_of(shown, (220, 0, 0))
    _, _, right, bottom = box_of(shown, (0, 160, 0))
    width, height = right - left, bottom - top
    assert width == pytest.approx(24 / 25.4 * 72, abs=2)
    assert height / width == pytest.approx(4 / 3, abs=0.05)
    corners = {(x, y): (left + width * x // 4, top + height * y // 4) for x in (1, 3) for y in (1, 3)}
    shades = {corner: strongest(shown, place) for corner, place in corners.items()}
    assert shades == {(1, 1): "R", (3, 1): "B", (1, 3): "G", (3, 3): "G"}


@pytest.mark.parametrize(("size", "millimetres"), [("one-inch", (25, 35)), ("[30, 30]", (30, 30))])
def test_it_is_as_large_as_the_layout_asks_for(
    cvtex: Cvtex, write: Write, tmp_path: Path, size: str, millimetres: tuple[int, int]
) -> None:
    (tmp_path / "photo.png").write_bytes(pictures.encoded(Image.new("RGB", (700, 900), (220, 0, 0)), "PNG"))
    file = write(CV % "photo.png" + f"layout: {{photo: {{size: {size}, corner: 3}}}}\n")
    assert cvtex("build", file, "-o", tmp_path).code == 0
    (page,) = pdf.pages_as_png((tmp_path / "cv.en.pdf").read_bytes(), 72)
    left, top, right, bottom = box_of(Image.open(io.BytesIO(page)).convert("RGB"), (220, 0, 0))
    assert (right - left, bottom - top) == pytest.approx([side / 25.4 * 72 for side in millimetres], abs=2)


def strongest(picture: Image.Image, place: tuple[int, int]) -> str:
    """Which of red, green and blue a pixel has most of."""
    pixel = picture.getpixel(place)
    assert isinstance(pixel, tuple)
    return max(zip(pixel, "RGB", strict=True))[1]


def box_of(picture: Image.Image, colour: tuple[int, int, int]) -> tuple[int, int, int, int]:
    """The box around all pixels that are nearly of a colour."""
    difference = ImageChops.difference(picture, Image.new("RGB", picture.size, colour))
    near = functools.reduce(ImageChops.lighter, difference.split()).point(lambda value: 255 if value < 12 else 0)
    box = near.getbbox()
    assert box is not None
    return box


def test_who_does_not_see_it_is_told_what_it_shows(build_with: BuildWith, tmp_path: Path) -> None:
    for option, alternative in (((), "San Zhang"), (("--set", "basics.imageAlt=A *portrait*"), "A *portrait*")):
        assert build_with(pictures.camera(), "me.jpg", *option).code == 0
        with pikepdf.open(tmp_path / "cv.en.pdf") as document:
            told = [
                str(item.Alt) for item in document.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
            ]
        assert told == [alternative]
        assert "portrait" not in pdf.inspect((tmp_path / "cv.en.pdf").read_bytes()).text


def test_a_photo_of_many_megapixels_makes_a_small_pdf(build_with: BuildWith, tmp_path: Path) -> None:
    data = pictures.encoded(pictures.textured(5000, 3000), quality=90)
    assert len(data) > 1_000_000
    done = build_with(data, "me.jpg")
    assert done.code == 0
    assert done.report["outputs"][0]["pages"] == 1
    assert (tmp_path / "cv.en.pdf").stat().st_size < 100 * 1024
    assert picture_in(tmp_path / "cv.en.pdf").size == (413, 248)


@pytest.mark.parametrize("mode", ["CMYK", "P", "I;16", "L"])
def test_every_kind_of_picture_builds(build_with: BuildWith, tmp_path: Path, mode: str) -> None:
    scene = pictures.scene()
    kinds = {
        "CMYK": lambda: pictures.encoded(scene.convert("CMYK")),
        "P": lambda: pictures.encoded(scene.convert("P"), "PNG", transparency=0),
        "I;16": lambda: pictures.encoded(
            scene.convert("L").convert("I").point(lambda value: value * 257).convert("I;16"), "PNG"
        ),
        "L": lambda: pictures.encoded(scene.convert("L")),
    }
    data = kinds[mode]()
    done = build_with(data, "me.png" if data.startswith(b"\x89PNG") else "me.jpg")
    assert done.code == 0, done.out
    assert picture_in(tmp_path / "cv.en.pdf").mode == ("L" if mode in {"L", "I;16"} else "RGB")


@pytest.mark.parametrize("name", ["a#b%c{d}~.jpg", "my photo; rm -rf.jpg", "照片 $1.jpg", "\N{GRINNING FACE}.jpg"])
def test_the_files_name_is_the_persons_own_affair(build_with: BuildWith, name: str) -> None:
    assert build_with(pictures.camera(), name).code == 0


def test_a_public_pdf_does_not_trip_over_what_a_camera_wrote(build_with: BuildWith, tmp_path: Path) -> None:
    """A private number in the photo's file, and in its name, is in nothing that is delivered."""
    number = "13911872943"
    exif = Image.Exif()
    exif[0x013B] = f"San, +86 {number}"
    data = pictures.encoded(pictures.scene(), exif=exif, comment=number) + number.encode()
    done = build_with(data, f"San-{number}.jpg", "--redact", "--keep", tmp_path / "kept")
    assert done.code == 0, done.out
    kept = [path.read_bytes() for path in (tmp_path / "kept").rglob("*") if path.is_file()]
    assert not any(number.encode() in piece for piece in [*everything_in(tmp_path / "cv.en.pdf"), *kept])
    assert number not in done.out


def test_the_same_photo_gives_the_same_pdf(
    build_with: BuildWith, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    made = []
    for name in ("one.jpg", "two.jpg"):
        assert build_with(pictures.camera(), name).code == 0
        made.append((tmp_path / "cv.en.pdf").read_bytes())
    assert made[0] == made[1]


def test_another_photo_is_as_tall_as_it_is(build_with: BuildWith, tmp_path: Path) -> None:
    """Heights are remembered from build to build; those of a header with another photo are others."""
    for size in ((300, 400), (300, 900), (300, 400)):
        assert build_with(pictures.encoded(pictures.scene(*size)), "me.jpg").code == 0
        text = pdf.inspect((tmp_path / "cv.en.pdf").read_bytes()).text
        assert text.index("San Zhang") < text.index("Experience")


BY_LANGUAGE = """\
basics: {name: {zh: 张三, en: San Zhang}, image: {zh: photo.jpg, en: null}}
work:
  - {name: {zh: 示例公司, en: Example Ltd.}}
layout: {photo: {size: one-inch, corner: 1}}
"""


def pictures_in(file: Path) -> list[Image.Image]:
    with pikepdf.open(file) as document:
        images = [item for item in document.objects if isinstance(item, pikepdf.Stream) and is_image(item)]
        return [pikepdf.PdfImage(image).as_pil_image() for image in images]


def test_one_language_has_a_photo_and_the_other_none(cvtex: Cvtex, write: Write, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(pictures.encoded(pictures.scene(600, 600)))
    done = cvtex("build", write(BY_LANGUAGE), "--json", "-o", tmp_path)
    assert done.code == 0, done.out
    (photo,) = pictures_in(tmp_path / "cv.zh.pdf")
    assert photo.size == (295, 413)
    assert pictures_in(tmp_path / "cv.en.pdf") == []


def test_the_layout_leaves_the_photo_out_and_does_not_look_for_it(cvtex: Cvtex, write: Write, tmp_path: Path) -> None:
    file = write(BY_LANGUAGE)
    done = cvtex("build", file, "--json", "-o", tmp_path, "--set", "layout.photo=off")
    assert done.code == 0, done.out
    assert done.report["diagnostics"] == []
    assert pictures_in(tmp_path / "cv.zh.pdf") == []
    missing = cvtex("check", file, "--json")
    (found,) = missing.report["diagnostics"]
    assert (found["code"], found["line"], found["column"]) == ("E330", 1, 53)


def test_a_photo_may_be_private_in_one_language(cvtex: Cvtex, write: Write, tmp_path: Path) -> None:
    file = write(BY_LANGUAGE.replace(", en: null}}", "}}") + "meta: {private: [basics.image.zh]}\n")
    done = cvtex("build", file, "--json", "--redact", "-o", tmp_path)
    assert done.code == 0, done.out
    assert pictures_in(tmp_path / "cv.zh.pdf") == []
