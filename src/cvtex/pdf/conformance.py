"""Claims PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) for a tagged PDF that keeps them.

What the macros and `tags` make keeps both: tests hold it with a validator of their own. A template of somebody else may
set what does not, so a PDF is looked at before it says so of itself: a false claim is worse than none.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pikepdf

from cvtex.pdf.objects import FONT_FILES, annotations_of
from cvtex.pdf.streams import set_content

if TYPE_CHECKING:
    from collections.abc import Iterator

_PROFILE: Final = Path(__file__).with_name("srgb.icc")
"""The colours of the page, as LittleCMS describes sRGB (IEC 61966-2-1)."""

_COLOUR_SPACES: Final = frozenset({"/DeviceRGB", "/DeviceGray", "/CalRGB", "/CalGray", "/ICCBased", "/Lab"})
_CMYK: Final = re.compile(rb"(?<=[\s\d])[kK](?=\s|$)")

# pdfuaid is not among the schemas that PDF/A knows, so that it is described (ISO 19005-2, 6.6.2.3.3).
_CLAIM: Final = """\
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that is kept</pdfaProperty:description></rdf:li></rdf:Seq>
</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


def claim(pdf: pikepdf.Pdf) -> None:
    """Say in the metadata, which must be there, that the PDF keeps both standards."""
    profile = pdf.make_stream(b"", N=3)
    set_content(profile, _PROFILE.read_bytes())
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier=pikepdf.String("sRGB"),
        Info=pikepdf.String("sRGB IEC61966-2.1"),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])
    written = pdf.Root.Metadata.read_bytes()
    end = b"</rdf:RDF>"
    pdf.Root.Metadata.write(written.replace(end, _CLAIM.encode() + end))


def obstacles(pdf: pikepdf.Pdf, *, has_unmarked: bool) -> tuple[str, ...]:
    """Why a tagged PDF keeps one of the standards not, for a person; empty where nothing speaks against it."""
    reasons = ["something is drawn that belongs to no element"] if has_unmarked else []
    return tuple(dict.fromkeys([*reasons, *(reason for page in pdf.pages for reason in _of_page(page))]))


def _of_page(page: pikepdf.Page) -> Iterator[str]:
    resources = page.obj.get("/Resources", pikepdf.Dictionary())
    for font in resources.get("/Font", pikepdf.Dictionary()).as_dict().values():
        yield from _of_font(font)
    for image in resources.get("/XObject", pikepdf.Dictionary()).as_dict().values():
        yield from _of_xobject(image)
    for annotation in annotations_of(page):
        if annotation.get("/Subtype") != "/Link" or "/StructParent" not in annotation:
            yield "a link or another annotation belongs to no element"
    content = page.obj.Contents.read_bytes()
    if (b" k" in content or b" K" in content) and _CMYK.search(content):
        yield "a colour is in CMYK"


def _of_font(font: pikepdf.Object) -> Iterator[str]:
    name = str(font.get("/BaseFont", "?")).lstrip("/")
    descendants = font.get("/DescendantFonts")
    whole = descendants[0] if isinstance(descendants, pikepdf.Array) else font
    descriptor = whole.get("/FontDescriptor", pikepdf.Dictionary())
    if not any(key in descriptor for key in FONT_FILES):
        yield f"the font {name} is not embedded"
    if "/ToUnicode" not in font:
        yield f"the font {name} does not say which characters its glyphs are"


def _of_xobject(drawn: pikepdf.Object) -> Iterator[str]:
    if drawn.get("/Subtype") != "/Image":
        yield "a picture is a page of another PDF"
        return
    space = drawn.get("/ColorSpace")
    name = str(space[0]) if isinstance(space, pikepdf.Array) else str(space)
    if name == "/Indexed" and isinstance(space, pikepdf.Array):
        name = str(space[1][0]) if isinstance(space[1], pikepdf.Array) else str(space[1])
    if name not in _COLOUR_SPACES:
        yield "a picture's colours are neither RGB nor grey"
