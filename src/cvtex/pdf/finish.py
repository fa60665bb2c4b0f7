"""Finishes a PDF: tags it, sets its language, title and metadata, and removes what differs from run to run."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cvtex.errors import EngineError, Message

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pikepdf

_CREATOR = "cvtex"
# "xdvipdfmx (20211117)": the name helps whoever looks into a fault; the version differs between machines.
_VERSION = re.compile(r"\s*[(\d].*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Metadata:
    """The metadata of a PDF.

    ``language`` is a BCP 47 tag, such as ``zh-Hans``; ``picture`` the alternative text of its photo; ``created`` is
    None for no date.
    """

    language: str
    title: str
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    picture: str = ""
    created: datetime | None = None


@dataclass(frozen=True, slots=True)
class FinishedPdf:
    """A finished PDF, and why it does not claim PDF/UA-1 and PDF/A-2a, where it is tagged and does not."""

    data: bytes
    obstacles: tuple[str, ...] = ()


def source_date(environ: Mapping[str, str]) -> datetime | None:
    """Return the time that SOURCE_DATE_EPOCH asks for (reproducible-builds.org), None where it is unset or wrong."""
    try:
        return datetime.fromtimestamp(int(environ["SOURCE_DATE_EPOCH"]), UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return None


def finish(data: bytes, metadata: Metadata, *, tagged: bool = True) -> FinishedPdf:
    """Return the PDF with its tags and metadata, as PDF 1.7; the same input gives the same bytes.

    Raises:
        EngineError: E501, the PDF cannot be read.
    """
    import pikepdf

    from cvtex.pdf import cmaps, conformance, streams, tags

    obstacles: tuple[str, ...] = ()
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            pdf.Root.Lang = pikepdf.String(metadata.language)
            preferences = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
            preferences["/DisplayDocTitle"] = True
            pdf.Root.ViewerPreferences = preferences
            producer = _VERSION.sub("", str(pdf.docinfo.get("/Producer", "")))
            _set_info(pdf, metadata, producer)
            _set_xmp(pdf, metadata, producer)
            is_whole = tags.tag(pdf, picture=metadata.picture or metadata.author or metadata.title, tagged=tagged)
            tags.describe_links(pdf)
            cmaps.spell_out(pdf)
            if tagged:
                obstacles = conformance.obstacles(pdf, has_unmarked=not is_whole)
                if not obstacles:
                    conformance.claim(pdf)
            # qpdf keeps the first half of an old ID, which xdvipdfmx makes from the time.
            if "/ID" in pdf.trailer:
                del pdf.trailer["/ID"]
            finished = streams.saved(pdf)
    except pikepdf.PdfError as error:
        message = Message("E501", f"this is not a whole PDF: {error}", "build again; look for a full disk")
        raise EngineError(message.at(None)) from error
    return FinishedPdf(finished, obstacles)


def _set_info(pdf: pikepdf.Pdf, metadata: Metadata, producer: str) -> None:
    """Replace the document information dictionary (ISO 32000-1, 14.3.3)."""
    import pikepdf

    entries = {
        "/Title": metadata.title,
        "/Author": metadata.author,
        "/Subject": metadata.subject,
        "/Keywords": ", ".join(metadata.keywords),
        "/Creator": _CREATOR,
        "/Producer": producer,
        "/CreationDate": metadata.created.strftime("D:%Y%m%d%H%M%SZ") if metadata.created else "",
    }
    written = {name: pikepdf.String(value) for name, value in entries.items() if value}
    pdf.trailer.Info = pdf.make_indirect(pikepdf.Dictionary(written))


def _set_xmp(pdf: pikepdf.Pdf, metadata: Metadata, producer: str) -> None:
    """Write the same as XMP (ISO 16684-1), in place of what was there."""
    if "/Metadata" in pdf.Root:
        del pdf.Root["/Metadata"]
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:format"] = "application/pdf"
        xmp["dc:title"] = metadata.title
        xmp["dc:language"] = [metadata.language]
        xmp["xmp:CreatorTool"] = _CREATOR
        if producer:
            xmp["pdf:Producer"] = producer
        if metadata.author:
            xmp["dc:creator"] = [metadata.author]
        if metadata.subject:
            xmp["dc:description"] = metadata.subject
        if metadata.keywords:
            xmp["pdf:Keywords"] = ", ".join(metadata.keywords)
            xmp["dc:subject"] = list(metadata.keywords)
        if metadata.created:
            xmp["xmp:CreateDate"] = metadata.created.strftime("%Y-%m-%dT%H:%M:%SZ")
