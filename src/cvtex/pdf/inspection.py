"""Reads everything that is checked of a finished PDF, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cvtex.errors import EngineError, Location, Message
from cvtex.pdf.pdfium import UnreadableError
from cvtex.pdf.text import read_pages, suspicious_kind, words_around

_END = b"%%EOF"
# Readers look for the end mark in the last kilobyte (ISO 32000-1, Annex H, note 18).
_TAIL = 1024


@dataclass(frozen=True, slots=True)
class Font:
    """A font as the pages use it; ``code_points`` are those its ToUnicode map can extract to.

    ``has_tounicode`` holds for a font without the map, too, whose encoding names the characters.
    """

    name: str
    embedded: bool
    has_tounicode: bool
    code_points: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Something a résumé must not hold, such as ``/Launch``, and the object it stands in."""

    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Suspicious:
    """A code point that no one types, so that search, copy and résumé parsers trip over it."""

    code_point: int
    kind: str
    place: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a PDF holds. ``sizes`` are width and height in mm; ``texts`` has one string per page."""

    pages: int
    sizes: tuple[tuple[float, float], ...]
    texts: tuple[str, ...]
    fonts: tuple[Font, ...]
    forbidden: tuple[Forbidden, ...]
    links: tuple[str, ...]
    suspicious: tuple[Suspicious, ...]
    file: str = ""

    @property
    def text(self) -> str:
        """The text of all pages, with a form feed between two."""
        return "\f".join(self.texts)


def inspect(source: Path | bytes) -> Inspection:
    """Read a PDF, without repairing it: a reader that is less forgiving would show nothing.

    Raises:
        EngineError: E501, it cannot be read, is cut off, damaged or encrypted.
    """
    # Late: pikepdf costs 65 ms, which a command that makes no PDF need not pay.
    from cvtex.pdf.objects import read_objects

    file = str(source) if isinstance(source, Path) else ""
    data = _read(source)
    if _END not in data[-_TAIL:]:
        # xdvipdfmx on a full disk ends with exit code 0.
        raise _broken(file, "it is cut off: the end mark %%EOF is missing")
    try:
        objects = read_objects(data)
        sizes, texts = read_pages(data)
    except UnreadableError as error:
        raise _broken(file, str(error)) from error
    return Inspection(
        pages=len(texts),
        sizes=sizes,
        texts=texts,
        fonts=objects.fonts,
        forbidden=objects.forbidden,
        links=objects.links,
        suspicious=_suspicious(texts, objects.fonts),
        file=file,
    )


def _read(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        return source.read_bytes()
    except OSError as error:
        raise _broken(str(source), error.strerror or str(error)) from error


def _broken(file: str, reason: str) -> EngineError:
    hint = "look for a full disk or a second build in the same folder, then build again"
    location = Location(file) if file else None
    return EngineError(Message("E501", f"this is not a whole PDF: {reason}", hint).at(location))


def _suspicious(texts: tuple[str, ...], fonts: tuple[Font, ...]) -> tuple[Suspicious, ...]:
    """Each suspicious code point once: with its words where it stands in the text, else with its font.

    The fonts are searched too, as pdfium may replace a ligature that another reader shows as it is.
    """
    seen: dict[int, Suspicious] = {}
    for number, text in enumerate(texts, start=1):
        for position, character in enumerate(text):
            kind = suspicious_kind(character)
            if kind and ord(character) not in seen:
                place = f"page {number}, in “{words_around(text, position)}”"
                seen[ord(character)] = Suspicious(ord(character), kind, place)
    for font in fonts:
        for code_point in sorted(font.code_points):
            kind = suspicious_kind(chr(code_point))
            if kind and code_point not in seen:
                seen[code_point] = Suspicious(code_point, kind, f"font {font.name}")
    return tuple(seen.values())
