"""No stream ends so that a validator counts its data otherwise than the PDF says."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING

import pikepdf
import pytest

from cvtex.pdf import streams

if TYPE_CHECKING:
    from collections.abc import Iterator

AMBIGUOUS = b"\r\nendstream"


def ending_in_a_return() -> Iterator[bytes]:
    """Data whose checksum, the end of what they deflate to, is a carriage return."""
    for number in range(20_000):
        data = b"%d q Q " % number + b"x" * (number % 50)
        if zlib.compress(data).endswith(b"\r"):
            yield data


def test_the_test_itself_makes_such_streams() -> None:
    pdf, contents = made(5)
    data = io.BytesIO()
    pdf.save(data, compress_streams=True)
    assert data.getvalue().count(AMBIGUOUS) == len(contents)


def made(count: int) -> tuple[pikepdf.Pdf, list[bytes]]:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    contents = [data for data, _ in zip(ending_in_a_return(), range(count), strict=False)]
    for number, data in enumerate(contents):
        stream = pdf.make_stream(b"")
        stream.write(zlib.compress(data), filter=pikepdf.Name.FlateDecode)
        pdf.Root[f"/X{number}"] = stream
    return pdf, contents


def test_every_stream_is_whole_and_ends_in_something_else() -> None:
    pdf, contents = made(40)
    data = streams.saved(pdf)
    assert AMBIGUOUS not in data
    with pikepdf.open(io.BytesIO(data)) as read:
        assert [read.Root[f"/X{number}"].read_bytes() for number in range(40)] == contents


@pytest.mark.parametrize("mark", [b"\0", b"\1", b"\2", b"\4"])
def test_a_picture_with_a_predictor_keeps_its_pixels(mark: bytes) -> None:
    """Two rows of 64 pixels; the first begins with any of the filters of PNG."""
    rows = (mark + bytes([number]) * 64 + b"\0" + b"7" * 64 for number in range(256))
    found = [data for data in rows if zlib.compress(data).endswith(b"\r")]
    pdf = pikepdf.new()
    pdf.add_blank_page()
    parameters = pikepdf.Dictionary(Predictor=15, Columns=64)
    for number, data in enumerate(found):
        stream = pdf.make_stream(b"")
        stream.write(zlib.compress(data), filter=pikepdf.Name.FlateDecode, decode_parms=parameters)
        pdf.Root[f"/X{number}"] = stream
    before = [pdf.Root[f"/X{number}"].read_bytes() for number in range(len(found))]
    data = streams.saved(pdf)
    assert AMBIGUOUS not in data
    with pikepdf.open(io.BytesIO(data)) as read:
        assert [read.Root[f"/X{number}"].read_bytes() for number in range(len(found))] == before


def test_a_page_may_end_in_white_space_to_that_end() -> None:
    pdf = pikepdf.new()
    for data in ending_in_a_return():
        stream = pdf.make_stream(b"")
        streams.set_content(stream, data)
        assert not stream.read_raw_bytes().endswith(b"\r")
        assert stream.read_bytes().rstrip(b"\n") == data


def test_the_objects_that_are_packed_by_qpdf_are_looked_at_too() -> None:
    """Of some hundred PDFs that differ in one number, none is left as it is."""
    packed = 0
    for number in range(600):
        pdf = pikepdf.new()
        pdf.add_blank_page()
        pdf.Root.Extensions = pdf.make_indirect(pikepdf.Dictionary(Number=number, More=pikepdf.Array(range(number))))
        plain = io.BytesIO()
        pdf.save(plain, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        packed += AMBIGUOUS in plain.getvalue()
        assert AMBIGUOUS not in streams.saved(pdf)
    assert packed > 0, "no such PDF was among them: the test tests nothing"
