"""Reads the metadata of a PDF."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf


@dataclass(frozen=True, slots=True)
class About:
    """The metadata of a PDF; a text that it lacks is empty. ``bookmarks`` are those of the first level."""

    version: str
    language: str
    title: str
    author: str
    subject: str
    keywords: str
    producer: str
    shows_title: bool
    has_xmp: bool
    bookmarks: tuple[str, ...]
    images: int


def read_about(data: bytes) -> About:
    """Read the metadata of a PDF that pikepdf can open."""
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        info = pdf.trailer.get("/Info", pikepdf.Dictionary())

        def entry(name: str) -> str:
            value = info.get(name) if isinstance(info, pikepdf.Dictionary) else None
            return str(value) if isinstance(value, pikepdf.String) else ""

        language = pdf.Root.get("/Lang")
        viewing = pdf.Root.get("/ViewerPreferences")
        with pdf.open_outline(max_depth=1) as outline:
            bookmarks = tuple(str(item.title) for item in outline.root)
        return About(
            version=pdf.pdf_version,
            language=str(language) if isinstance(language, pikepdf.String) else "",
            title=entry("/Title"),
            author=entry("/Author"),
            subject=entry("/Subject"),
            keywords=entry("/Keywords"),
            producer=entry("/Producer"),
            shows_title=isinstance(viewing, pikepdf.Dictionary) and bool(viewing.get("/DisplayDocTitle", False)),
            has_xmp="/Metadata" in pdf.Root,
            bookmarks=bookmarks,
            images=sum(isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image" for item in pdf.objects),
        )
