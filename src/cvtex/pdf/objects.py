"""Reads every object of a PDF: fonts, links, what could make a viewer act, and each piece where something is written.

Objects that no page refers to are read, too, since a viewer may find them by other ways.
Imported late by `inspection`, as pikepdf takes 64 ms.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf

from cvtex.pdf.inspection import Font, Forbidden
from cvtex.pdf.pdfium import UnreadableError, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    Keys = dict[str, pikepdf.Object]

# ISO 32000-1, 12.6.4: a résumé leads to a page of its own or to a web address, and does nothing else.
_ACTIONS_ALLOWED = {"/GoTo", "/URI"}
_ACTIONS_FORBIDDEN = {
    *("/GoToE", "/GoToR", "/Hide", "/ImportData", "/JavaScript", "/Launch", "/Movie", "/Rendition", "/ResetForm"),
    *("/RichMediaExecute", "/SetOCGState", "/Sound", "/SubmitForm", "/Thread", "/Trans", "/GoTo3DView"),
}
_KEYS_FORBIDDEN = {"/AA", "/AcroForm", "/EF", "/EmbeddedFiles", "/JS", "/JavaScript", "/RichMediaContent", "/XFA"}
_TYPES_FORBIDDEN = {"/EmbeddedFile", "/Filespec"}
_SIMPLE_FONTS = {"/Type1", "/MMType1", "/TrueType"}
_ENCODINGS = {"/WinAnsiEncoding", "/MacRomanEncoding", "/StandardEncoding"}
# /g12, /G1F, /cid_77, /glyph5: a number of the font's own, which says nothing; /a1 and the like stand for dingbats.
_NUMBERED_GLYPH = re.compile(r"/(?:g|G|c|C|cid|glyph|index|char)_?\d[0-9A-Fa-f]*")
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
"""Where a font's descriptor has the font itself, if it is embedded."""

_BLOCK = re.compile(rb"beginbf(char|range)(.*?)endbf\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|([\[\]])")
_LARGEST_RANGE = 0x10000


@dataclass(frozen=True, slots=True)
class Objects:
    """What the objects of a PDF hold."""

    fonts: tuple[Font, ...]
    forbidden: tuple[Forbidden, ...]
    links: tuple[str, ...]


def read_objects(data: bytes) -> Objects:
    """Read every object.

    Raises:
        UnreadableError: The document is damaged (it is not repaired) or encrypted.
    """
    fonts: dict[Font, None] = {}
    forbidden: dict[Forbidden, None] = {}
    links: dict[str, None] = {}
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise UnreadableError("it is encrypted")
            for place, _, value in walk(pdf):
                if not isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
                    continue
                keys = keys_of(value)
                forbidden.update((Forbidden(name, place), None) for name in _forbidden(value, keys))
                if str(keys.get("/S")) == "/URI":
                    links[address_of(keys.get("/URI"))] = None
                # The parts of a composite font are fonts by their type, too; they are read with the whole.
                if str(keys.get("/Type")) == "/Font" and not str(keys.get("/Subtype")).startswith("/CIDFont"):
                    fonts[_font(keys)] = None
    except pikepdf.PasswordError as error:
        raise UnreadableError("it is encrypted") from error
    except pikepdf.PdfError as error:
        raise UnreadableError(str(error)) from error
    return Objects(tuple(fonts), tuple(forbidden), tuple(links))


def walk(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str, pikepdf.Object]]:
    """Yield every object of a PDF once, with the indirect object it stands in and the key it is the value of."""
    # A stack, not recursion: a hostile file nests deeper than Python does.
    # pikepdf makes plain numbers of objects that are nothing else.
    roots = [root for root in pdf.objects if isinstance(root, pikepdf.Object)]
    stack = [(f"object {root.objgen[0]}", "", root) for root in reversed(roots)]
    stack.append(("the trailer", "", pdf.trailer))
    while stack:
        place, key, value = stack.pop()
        yield place, key, value
        if isinstance(value, pikepdf.Array):
            children = [("", child) for child in value.as_list()]
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            children = list(keys_of(value).items())
        else:
            continue
        # An indirect child is a root of its own.
        direct = (child for child in children if isinstance(child[1], pikepdf.Object) and not child[1].is_indirect)
        stack.extend((place, name or key, child) for name, child in direct)


def keys_of(value: pikepdf.Object) -> Keys:
    """The entries of a dictionary, or of a stream's own."""
    return dict(value.stream_dict.items() if isinstance(value, pikepdf.Stream) else value.items())


def pieces(data: bytes) -> Iterator[tuple[str, str | bytes]]:
    """Yield all that may be written in a PDF, with its location: for whoever must be sure that something is not there.

    Text as pdfium reads it, off the page and invisible text too; every string and name of every object, decoded; every
    stream without its compression; the bytes of the file themselves. Bytes are what may be anything.
    """
    yield "the PDF's bytes", data
    with opened(data) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    for number, text in enumerate(texts, start=1):
        yield f"the text of page {number}", text
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        info = pdf.trailer.get("/Info")
        about = f"object {info.objgen[0]}" if isinstance(info, pikepdf.Object) and info.is_indirect else ""
        for place, key, value in walk(pdf):
            yield from _parts("a link" if key == "/URI" else "the PDF's metadata" if place == about else place, value)


def _parts(place: str, value: pikepdf.Object) -> Iterator[tuple[str, str | bytes]]:
    match value:
        case pikepdf.Stream():
            is_metadata = str(value.stream_dict.get("/Type")) == "/Metadata"
            yield from _stream("the PDF's metadata" if is_metadata else place, value)
        case pikepdf.String():
            yield place, str(value)
            yield place, bytes(value)
        case pikepdf.Name():
            yield place, str(value)


def _stream(place: str, stream: pikepdf.Stream) -> Iterator[tuple[str, str | bytes]]:
    try:
        data = stream.read_bytes()
    except pikepdf.PdfError:  # a picture, whose own compression qpdf does not undo
        data = stream.read_raw_bytes()
    yield place, data
    if data.lstrip()[:1] == b"<":  # XMP
        yield place, data.decode("utf-8", "replace")


def _forbidden(value: pikepdf.Object, keys: Keys) -> Iterator[str]:
    kind, action = str(keys.get("/Type")), str(keys.get("/S"))
    if action in _ACTIONS_FORBIDDEN or (kind == "/Action" and action not in _ACTIONS_ALLOWED):
        yield action
    yield from sorted(_KEYS_FORBIDDEN & keys.keys())
    if kind in _TYPES_FORBIDDEN:
        yield kind
    if isinstance(value, pikepdf.Stream) and "/F" in keys:
        # ISO 32000-1, 7.3.8.2: the stream's data lies in another file.
        yield "/F of a stream"
    opening = keys.get("/OpenAction")
    # An array is a page to show first, which is harmless.
    if isinstance(opening, pikepdf.Dictionary) and str(opening.get("/S")) not in _ACTIONS_ALLOWED - {"/URI"}:
        yield "/OpenAction"


def address_of(uri: pikepdf.Object | None) -> str:
    """Where a link's action leads; nowhere if it has no address."""
    return bytes(uri).decode("utf-8", "replace") if isinstance(uri, pikepdf.String) else ""


def annotations_of(page: pikepdf.Page) -> list[pikepdf.Object]:
    """The annotations of a page, such as its links."""
    annotations = page.obj.get("/Annots")
    return list(annotations.as_list()) if isinstance(annotations, pikepdf.Array) else []


def _font(keys: Keys) -> Font:
    descendants = keys.get("/DescendantFonts")
    whole = descendants[0] if isinstance(descendants, pikepdf.Array) and len(descendants) else keys
    descriptor = whole.get("/FontDescriptor") if isinstance(whole, dict | pikepdf.Dictionary) else None
    # The glyphs of a Type 3 font are drawn in the document itself.
    embedded = str(keys.get("/Subtype")) == "/Type3" or (
        isinstance(descriptor, pikepdf.Dictionary) and any(name in descriptor for name in FONT_FILES)
    )
    tounicode = keys.get("/ToUnicode")
    cmap = tounicode.read_bytes() if isinstance(tounicode, pikepdf.Stream) else None
    return Font(
        name=str(keys.get("/BaseFont", keys.get("/Name", "?"))).lstrip("/"),
        embedded=embedded,
        has_tounicode=cmap is not None or _names_its_characters(keys),
        code_points=_code_points(cmap or b""),
    )


def _names_its_characters(keys: Keys) -> bool:
    """Whether a simple font does without a map, as its encoding names characters (ISO 32000-1, 9.10.2)."""
    if str(keys.get("/Subtype")) not in _SIMPLE_FONTS:
        return False
    encoding = keys.get("/Encoding")
    if isinstance(encoding, pikepdf.Dictionary) and isinstance(encoding.get("/Differences"), pikepdf.Array):
        names = [str(item) for item in encoding.Differences if isinstance(item, pikepdf.Name)]
        return bool(names) and not any(map(_NUMBERED_GLYPH.fullmatch, names))
    return isinstance(encoding, pikepdf.Name) and str(encoding) in _ENCODINGS


def _code_points(cmap: bytes) -> frozenset[int]:
    """Return the code points that a ToUnicode CMap maps glyphs to (Adobe Technical Note 5411)."""
    points: set[int] = set()
    for kind, block in _BLOCK.findall(cmap):
        tokens = [(_bytes(digits), mark) for digits, mark in _TOKEN.findall(block)]
        if kind == b"char":
            for target, _ in tokens[1::2]:
                points.update(_decode(target))
        else:
            points.update(_range_targets(tokens))
    return frozenset(points)


def _range_targets(tokens: list[tuple[bytes, bytes]]) -> Iterator[int]:
    """The code points of ``<first> <last> <target>`` and ``<first> <last> [<target> …]``."""
    rest = iter(tokens)
    for (first, _), (last, _), (target, mark) in zip(rest, rest, rest, strict=False):
        if mark == b"[":
            for item, end in rest:
                if end:
                    break
                yield from _decode(item)
            continue
        count = min(int.from_bytes(last) - int.from_bytes(first), _LARGEST_RANGE)
        *head, tail = _decode(target) or [0]
        yield from head
        yield from range(tail, min(tail + count, 0x10FFFF) + 1)


def _bytes(digits: bytes) -> bytes:
    # ISO 32000-1, 7.3.4.3: white space is ignored, and a missing last digit is 0.
    tight = b"".join(digits.split()).decode("ascii")
    return bytes.fromhex(tight + "0" * (len(tight) % 2))


def _decode(target: bytes) -> list[int]:
    return [ord(character) for character in target.decode("utf-16-be", "replace")]
