"""Compresses the streams of a PDF, and writes it so that their lengths are what every validator counts.

qpdf ends the data of a stream with a line feed that is not part of it. Where the data happen to end in a carriage
return, the two look like one end of line, and the data like one byte less than was said: PDF/A forbids it
(ISO 19005-2, 6.1.7.1). One of ten PDFs has such a stream; it is deflated with another checksum.
"""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Any, Final

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

_AMBIGUOUS: Final = b"\r\nendstream"
_FIRST_PNG_PREDICTOR: Final = 10
_SAME_IN_THE_FIRST_ROW: Final = {b"\0": b"\2", b"\2": b"\0", b"\1": b"\4", b"\4": b"\1"}


def set_content(stream: pikepdf.Object, data: bytes) -> None:
    """Give a page's content stream other data, compressed; white space may be added at their end."""
    packed = zlib.compress(data)
    while packed.endswith(b"\r"):  # it ends in a checksum of the data, whatever the level
        data += b"\n"
        packed = zlib.compress(data)
    stream.write(packed, filter=pikepdf.Name.FlateDecode)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """Write a PDF as PDF 1.7, the same input as the same bytes."""
    data = _written(pdf)
    if _AMBIGUOUS in data:
        for stream in pdf.objects:
            if isinstance(stream, pikepdf.Stream) and stream.read_raw_bytes().endswith(b"\r"):
                _repack(stream)
        data = _written(pdf)
    for _ in _shifts(pdf):
        if _AMBIGUOUS not in data:
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


def _shifts(pdf: pikepdf.Pdf) -> Iterator[None]:
    """Make one more value an object of its own, each time: the numbers of the others shift.

    qpdf packs objects into streams, which come out otherwise then.
    """
    for holder in (pdf.Root, *(page.obj for page in pdf.pages)):
        for key in sorted(holder.keys()):
            value = holder[key]
            if isinstance(value, pikepdf.Array | pikepdf.Dictionary) and not value.is_indirect:
                holder[key] = pdf.make_indirect(value)
                yield


def _repack(stream: pikepdf.Stream) -> None:
    """Deflate a stream so that it ends in another checksum: with a PNG predictor that changes nothing but its mark.

    Above the first row there is nothing, so that "as it is" (0) and "less what is above" (2) mean the same, and so do
    "less what is left" (1) and Paeth's choice (4).
    """
    if stream.get("/Filter") != pikepdf.Name.FlateDecode:
        return
    data = zlib.decompress(stream.read_raw_bytes())
    parameters: Any = stream.get("/DecodeParms")
    if parameters is None:
        data = b"\x02" + data
        parameters = pikepdf.Dictionary(Predictor=12, Columns=len(data) - 1)
    elif isinstance(parameters, pikepdf.Dictionary) and int(parameters.get("/Predictor", 1)) >= _FIRST_PNG_PREDICTOR:
        data = _SAME_IN_THE_FIRST_ROW.get(data[:1], data[:1]) + data[1:]
    stream.write(zlib.compress(data), filter=pikepdf.Name.FlateDecode, decode_parms=parameters)
