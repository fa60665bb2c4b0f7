"""Compresses the streams of a PDF, and writes it so that their lengths are what every validator counts.

qpdf ends the data of a stream with a line feed that is not part of it. Where the data happen to end in a carriage
return, the two look like one end of line, and the data like one byte less than was said: PDF/A forbids it
(ISO 19005-2, 6.1.7.1). One of ten PDFs has such a stream; it is compressed twice.
"""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Any, Final

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

_AMBIGUOUS: Final = b"\r\nendstream"


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
    """Deflate what a stream holds once more, as it is: its own filters come after that."""
    filters, parameters = (_as_list(stream.get(name)) for name in ("/Filter", "/DecodeParms"))
    parameters += [None] * (len(filters) - len(parameters))
    packed = zlib.compress(stream.read_raw_bytes())
    new_filters = pikepdf.Array([pikepdf.Name.FlateDecode, *filters])
    new_parameters = pikepdf.Array([None, *parameters]) if any(item is not None for item in parameters) else None
    stream.write(packed, filter=new_filters, decode_parms=new_parameters)


def _as_list(value: Any) -> list[Any]:  # noqa: ANN401 (pikepdf has no type for "an object or null")
    if value is None:
        return []
    return list(value.as_list()) if isinstance(value, pikepdf.Array) else [value]
