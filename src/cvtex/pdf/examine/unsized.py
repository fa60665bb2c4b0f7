"""Reads the words that are set in type of no size: pdfium does not read them, and other programs do."""

from __future__ import annotations

import ctypes
import io
import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pikepdf

from cvtex.pdf.examine.glyphs import NO_SIZE_PT, has_no_size, text_objects
from cvtex.pdf.pdfium import opened

if TYPE_CHECKING:
    from collections.abc import Iterator


def words_of_no_size(data: bytes, pages: int) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The words of no size on the first pages, each page with its number from 1.

    Raises:
        UnreadableError: Pdfium cannot open it.
    """
    tiny: dict[int, list[int]] = {}
    with opened(data) as document:
        for number in range(min(len(document), pages)):
            flags = list(map(has_no_size, text_objects(document[number])))
            if any(flags):
                tiny[number] = [n for n, flag in enumerate(flags) if flag]
    return tuple(_read(data, tiny)) if tiny else ()


def _read(data: bytes, tiny: dict[int, list[int]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The text of these objects of these pages, once it has a size."""
    from pypdfium2 import raw

    with opened(_with_size(data)) as document:
        for number, positions in tiny.items():
            page = document[number]
            reader = page.get_textpage()
            objects = list(text_objects(page))
            found = list[str]()
            for position in positions:
                if position < len(objects):
                    length = raw.FPDFTextObj_GetText(objects[position].raw, reader.raw, None, 0)
                    buffer = ctypes.create_string_buffer(length * 2)
                    target = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
                    raw.FPDFTextObj_GetText(objects[position].raw, reader.raw, target, length)
                    found += buffer.raw.decode("utf-16-le", "replace").rstrip("\0").split()
            if found:
                yield number + 1, tuple(found)


def _with_size(data: bytes) -> bytes:
    """The PDF with all its text in a size that can be read."""
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        for page in pdf.pages:
            page.obj.Contents = pdf.make_stream(_enlarged(page))
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form":
                item.write(_enlarged(item))
        result = io.BytesIO()
        pdf.save(result)
    return result.getvalue()


def _enlarged(content: pikepdf.Page | pikepdf.Object) -> bytes:
    instructions: list[Any] = []
    for instruction in pikepdf.parse_content_stream(content):
        operands = list(instruction.operands) if isinstance(instruction, pikepdf.ContentStreamInstruction) else []
        numbers = [float(item) for item in operands if isinstance(item, int | float | Decimal)]
        match str(instruction.operator), numbers:
            case "Tf", [size] if abs(size) < NO_SIZE_PT:
                instructions.append(((operands[0], 1), instruction.operator))
            case "Tz", [stretch] if abs(stretch) < 1:
                instructions.append(((100,), instruction.operator))
            case "Tm", [a, b, c, d, x, y] if min(math.hypot(a, b), math.hypot(c, d)) < NO_SIZE_PT:
                instructions.append(((1, 0, 0, 1, x, y), instruction.operator))
            case _:
                instructions.append(instruction)
    return pikepdf.unparse_content_stream(instructions)
