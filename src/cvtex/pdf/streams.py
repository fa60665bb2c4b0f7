"""Compresses the streams of a PDF, and writes it so that their lengths are what every validator counts.

qpdf ends the data of a stream with a line feed that is not part of it. Where the data happen to end in a carriage
return, the two look like one end of line, and the data like one byte less than was said: PDF/A forbids it
(ISO 19005-2, 6.1.7.1). One of ten PDFs has such a stream; it is compressed a little differently.
"""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Any, Final

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEVELS: Final = (6, 9, 8, 7, 5, 4, 3, 2, 1)
_AMBIGUOUS: Final = b"\r\nendstream"


def compressed(data: bytes) -> bytes:
    """The data deflated, at a level at which they do not end in a carriage return."""
    tries = (zlib.compress(data, level) for level in _LEVELS)
    return next(packed for packed in tries if not packed.endswith(b"\r"))


def set_content(stream: pikepdf.Object, data: bytes) -> None:
    """Give a stream other data, compressed."""
    stream.write(compressed(data), filter=pikepdf.Name.FlateDecode)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """Write a PDF as PDF 1.7, the same input as the same bytes."""
    data = _written(pdf)
    shifts = _shifts(pdf)
    while _AMBIGUOUS in data:
        for stream in pdf.objects:
            if isinstance(stream, pikepdf.Stream) and stream.read_raw_bytes().endswith(b"\r"):
                _repack(stream)
        if not next(shifts, False):
            break
        data = _written(pdf)
    return data


def _written(pdf: pikepdf.Pdf) -> bytes:
    result = io.BytesIO()
    pdf.save(
        result,
        force_version="1.7",
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
    )
    return result.getvalue()


def _shifts(pdf: pikepdf.Pdf) -> Iterator[bool]:
    """Make one more value an object of its own, each time: the numbers of the others shift.

    qpdf packs objects into streams, which come out otherwise then.
    """
    for holder in (pdf.Root, *(page.obj for page in pdf.pages)):
        for key in sorted(holder.keys()):
            value = holder[key]
            if isinstance(value, pikepdf.Array | pikepdf.Dictionary) and not value.is_indirect:
                holder[key] = pdf.make_indirect(value)
                yield True


def _repack(stream: pikepdf.Stream) -> None:
    """Deflate a stream anew, where that is how it is packed; what its predictor made stays."""
    if stream.get("/Filter") == pikepdf.Name.FlateDecode:
        parameters: Any = stream.get("/DecodeParms")
        packed = compressed(zlib.decompress(stream.read_raw_bytes()))
        stream.write(packed, filter=pikepdf.Name.FlateDecode, decode_parms=parameters)
