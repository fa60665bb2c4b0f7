"""A finished PDF is made smaller: nothing is lost before it has to be, and nothing but pictures loses anything."""

from __future__ import annotations

import io
import os
import zlib
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from PIL import Image
from tests import pictures

from cvtex import pdf
from cvtex.pdf.size import shares, shrunk

if TYPE_CHECKING:
    from collections.abc import Callable

TEXT = b"BT /F1 10 Tf 50 700 Td (A line of text) Tj ET\n"


def document(*images: Callable[[pikepdf.Pdf], Any], inches: float = 1.0, text: bytes = TEXT, level: int = 6) -> bytes:
    """A PDF with pictures of this width on its page, packed at this level."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(595, 842))
    page = made.pages[0]
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    drawn = {f"/Im{n}": image(made) for n, image in enumerate(images)}
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font), XObject=pikepdf.Dictionary(drawn))
    points = f"{inches * 72:.3f}"
    shown = "".join(f"q {points} 0 0 {points} 100 300 cm {name} Do Q\n" for name in drawn).encode()
    page.Contents = made.make_stream(b"")
    page.Contents.write(zlib.compress(text + shown, level), filter=pikepdf.Name.FlateDecode)
    result = io.BytesIO()
    made.save(result, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return result.getvalue()


def image(picture: Image.Image, *, jpeg: bool = True, **keys: Any) -> Callable[[pikepdf.Pdf], Any]:  # noqa: ANN401
    """A picture as a PDF has it: as a JPEG, or as pixels that are packed."""

    def made(document: pikepdf.Pdf) -> Any:  # noqa: ANN401 (a stream)
        stream = document.make_stream(b"")
        data = pictures.encoded(picture, quality=90) if jpeg else zlib.compress(picture.tobytes(), 9)
        stream.write(data, filter=pikepdf.Name.DCTDecode if jpeg else pikepdf.Name.FlateDecode)
        stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        stream.Width, stream.Height = picture.size
        stream.BitsPerComponent = 8
        stream.ColorSpace = {"L": pikepdf.Name.DeviceGray, "RGB": pikepdf.Name.DeviceRGB}[picture.mode]
        for key, value in keys.items():
            stream[f"/{key}"] = value
        return stream

    return made


def pictures_in(data: bytes) -> list[Image.Image]:
    with pikepdf.open(io.BytesIO(data)) as opened:
        streams = [item for item in opened.objects if isinstance(item, pikepdf.Stream)]
        found = [pikepdf.PdfImage(item) for item in streams if str(item.get("/Subtype")) == "/Image"]
        return [picture.as_pil_image() for picture in found]


PHOTO = pictures.textured(600, 600)


def test_what_is_packed_loosely_is_packed_tightly_and_pictures_stay_as_they_are() -> None:
    loose = document(image(PHOTO), text=TEXT * 400, level=0)
    made = shrunk(loose, len(loose) - 1)
    assert len(made) < len(loose) - 15_000
    assert pictures_in(made)[0].tobytes() == pictures_in(loose)[0].tobytes()
    assert pdf.inspect(made).text == pdf.inspect(loose).text


def test_a_picture_is_made_no_coarser_than_it_takes() -> None:
    whole = document(image(PHOTO), inches=1.4)
    seen = []
    for most in range(len(whole) - 1, 5_000, -4_000):
        made = shrunk(whole, most)
        (picture,) = pictures_in(made)
        assert len(made) <= most or picture.width == 210
        assert made == shrunk(whole, most), "the same input gives the same bytes"
        seen.append(picture.width)
    assert seen == sorted(seen, reverse=True)
    assert set(seen) == {600, 560, 420, 280, 210}, "all that it has, or 400, 300, 200 or 150 an inch"


def test_what_cannot_be_made_small_enough_is_as_small_as_it_gets() -> None:
    whole = document(image(PHOTO))
    made = shrunk(whole, 1)
    assert 1 < len(made) < len(whole)
    assert pictures_in(made)[0].size == (150, 150)


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_pixels_that_are_packed_become_a_jpeg_that_looks_the_same(mode: str) -> None:
    whole = document(image(PHOTO.convert(mode), jpeg=False), inches=3)
    made = shrunk(whole, len(whole) // 2)
    (picture,) = pictures_in(made)
    assert (picture.mode, picture.size) == (mode, (600, 600))
    assert len(made) < len(whole) // 2
    old, new = (pdf.pages_as_png(data, 72)[0] for data in (whole, made))
    assert pictures.difference(Image.open(io.BytesIO(old)), Image.open(io.BytesIO(new))) < 3


def test_pictures_that_are_more_than_pixels_are_left_alone() -> None:
    def masked(document: pikepdf.Pdf) -> Any:  # noqa: ANN401 (a stream)
        stream = image(PHOTO)(document)
        stream.SMask = image(PHOTO.convert("L"), jpeg=False)(document)
        return stream

    whole = document(masked, image(PHOTO, Decode=pikepdf.Array([1, 0, 1, 0, 1, 0])))
    assert [picture.size for picture in pictures_in(shrunk(whole, 1))] == [(600, 600)] * 3


def test_a_picture_on_no_page_is_left_alone() -> None:
    whole = document(image(PHOTO))
    with pikepdf.open(io.BytesIO(whole)) as opened:
        opened.pages[0].Contents = opened.make_stream(TEXT)
        result = io.BytesIO()
        opened.save(result)
    assert [picture.size for picture in pictures_in(shrunk(result.getvalue(), 1))] == [(600, 600)]


def test_a_picture_that_is_packed_twice_is_still_a_picture() -> None:
    """So are those whose data happen to end in a carriage return."""

    def packed(document: pikepdf.Pdf) -> Any:  # noqa: ANN401 (a stream)
        stream = image(PHOTO)(document)
        twice = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode])
        stream.write(zlib.compress(stream.read_raw_bytes()), filter=twice)
        return stream

    (picture,) = pictures_in(shrunk(document(packed), 1))
    assert picture.size == (150, 150)


def test_no_stream_ends_as_if_it_were_shorter() -> None:
    """ISO 19005-2, 6.1.7.1: a carriage return before the line feed that is not part of it."""
    assert not any(b"\r\nendstream" in shrunk(document(text=b"%" + b"x" * n + TEXT), 1) for n in range(300))


def test_metadata_stays_legible() -> None:
    whole = pdf.finish(document(image(PHOTO)), pdf.Metadata("en", "A title")).data
    made = shrunk(whole, 1)
    assert b"<x:xmpmeta" in made
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert opened.pdf_version == "1.7"
        assert opened.docinfo["/Title"] == "A title"
        assert opened.Root.Lang == "en"


def test_shares_are_all_of_the_file_the_largest_first() -> None:
    def font(document: pikepdf.Pdf) -> Any:  # noqa: ANN401 (a stream)
        program = document.make_stream(b"")
        program.write(os.urandom(5000))
        document.Root.Font = document.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontFile3=program)
        )
        return image(PHOTO)(document)

    data = document(font)
    found = shares(data)
    assert list(found) == ["pictures", "fonts", "the rest"]
    assert 5000 <= found["fonts"] < 5100, "what is random cannot be packed"
    assert sum(found.values()) == len(data)
    assert list(shares(document())) == ["the rest"]
