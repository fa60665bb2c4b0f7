"""Tags a PDF: writes the structure tree of the pieces that the macros of ``cvtex.sty`` marked, or takes the marks out.

A piece carries the number of its element (``/P<</E 12/U 0>>BDC``) where a PDF has one of the page
(``/P<</MCID 3>>BDC``, ISO 32000-1, 14.6). A link's annotation carries its element's number, too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

import pikepdf

from cvtex.pdf.adjustments import adjusted
from cvtex.pdf.objects import address_of, annotations_of
from cvtex.pdf.streams import set_content
from cvtex.pdf.structure import Element, MarkedContent, MarkedPiece, structure

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINK_ELEMENT: Final = "/E"
_TOKEN: Final = re.compile(
    rb"/(?P<role>\w+)<</E (?P<element>\d+)/U (?P<around>\d+)(?:/Lang\((?P<lang>[\w-]+)\))?>>BDC"
    rb"|(?P<begin>BDC|BMC)(?=\s)|(?P<end>EMC)(?=\s|$)|(?P<string>\()"
)
_STRING: Final = re.compile(rb"\((?:[^()\\]|\\.)*\)", re.DOTALL)
_DRAWS: Final = re.compile(rb"(?<=[\s\])>])(?:T[jJ]|Do|sh|[fFSsBb]\*?)(?=\s|$)")
_BACK_TO_PAGE: Final = "/StructParents"


class MarkedPage:
    """A page's content with its marks read: ``data`` is the content with numbers of the page in their place.

    ``has_unmarked`` says that something is drawn outside every mark.
    """

    def __init__(self, data: bytes, page: int, *, keeps_marks: bool) -> None:
        """Read the marks of a content stream; those that are not kept are taken out."""
        self.pieces: list[MarkedPiece] = []
        self.has_unmarked = False
        self._page = page
        self._count = 0
        self._keeps = keeps_marks
        self.data = b"".join(self._rewritten(data))

    def _rewritten(self, data: bytes) -> Iterator[bytes]:
        done = 0
        open_marks: list[re.Match[bytes]] = []
        for token in _tokens(data):
            if token["role"] or token["begin"]:
                if not open_marks:
                    self._see_unmarked(data[done : token.start()])
                    yield data[done : token.start()]
                    done = token.start()
                open_marks.append(token)
            elif token["end"] and open_marks:
                mark = open_marks.pop()
                if not open_marks:
                    content = data[mark.end() : token.start()]
                    yield self._piece(mark, content) if mark["role"] else data[done : token.end()]
                    done = token.end()
        self._see_unmarked(data[done:])
        yield data[done:]

    def _see_unmarked(self, content: bytes) -> None:
        self.has_unmarked = self.has_unmarked or _draws(content)

    def _piece(self, mark: re.Match[bytes], content: bytes) -> bytes:
        mcid = self._count if _draws(content) else None
        role, lang = mark["role"].decode(), (mark["lang"] or b"").decode()
        self.pieces.append(MarkedPiece(self._page, mcid, role, int(mark["element"]), int(mark["around"]), lang))
        if mcid is None or not self._keeps:
            return content
        self._count += 1
        return b"/%s<</MCID %d>>BDC%sEMC" % (mark["role"], mcid, content)


def _tokens(data: bytes) -> Iterator[re.Match[bytes]]:
    """The beginnings and ends of marks; what stands in a string in parentheses is none."""
    position = 0
    while token := _TOKEN.search(data, position):
        position = token.end()
        if token["string"]:
            string = _STRING.match(data, token.start())
            position = string.end() if string else position
        else:
            yield token


def _draws(content: bytes) -> bool:
    return b"]TJ" in content or _DRAWS.search(content) is not None


def tag(pdf: pikepdf.Pdf, *, picture: str, tagged: bool = True) -> bool:
    """Write the structure tree of a PDF as XeTeX left it; ``picture`` is the alternative text of its pictures.

    Where it is not to be ``tagged``, only the marks are taken out. The return value says whether all that is drawn is
    part of the structure or known as decoration.
    """
    pages = [_read_page(pdf, page, number, tagged=tagged) for number, page in enumerate(pdf.pages)]
    links = _links(pdf)
    if tagged:
        document = structure(piece for page in pages for piece in page.pieces)
        _Writer(pdf, links, picture).write(document)
    return not any(page.has_unmarked for page in pages)


def _read_page(pdf: pikepdf.Pdf, page: pikepdf.Page, number: int, *, tagged: bool) -> MarkedPage:
    contents = page.obj.get("/Contents")
    streams = contents.as_list() if isinstance(contents, pikepdf.Array) else [contents]
    data = b"\n".join(stream.read_bytes() for stream in streams if isinstance(stream, pikepdf.Stream))
    read = MarkedPage(adjusted(data), number, keeps_marks=tagged)
    page.obj.Contents = pdf.make_stream(b"")
    set_content(page.obj.Contents, read.data)
    return read


def _links(pdf: pikepdf.Pdf) -> dict[int, list[tuple[int, pikepdf.Object]]]:
    """The annotations of each link, with the numbers of their pages: a link over two lines has two."""
    links: dict[int, list[tuple[int, pikepdf.Object]]] = defaultdict(list)
    for number, page in enumerate(pdf.pages):
        for annotation in annotations_of(page):
            if _LINK_ELEMENT in annotation:
                links[int(annotation[_LINK_ELEMENT])].append((number, annotation))
                del annotation[_LINK_ELEMENT]
    return links


class _Writer:
    """Writes elements as objects of a PDF, and the way back from a page's pieces and annotations to them."""

    def __init__(self, pdf: pikepdf.Pdf, links: dict[int, list[tuple[int, pikepdf.Object]]], picture: str) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._links = links
        self._picture = picture
        self._of_pages: list[dict[int, pikepdf.Object]] = [{} for _ in self._pages]
        self._of_annotations: list[pikepdf.Object] = []

    def write(self, document: Element) -> None:
        root = self._pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        root.K = pikepdf.Array([self._element(document, root)])
        numbers = pikepdf.Array()
        for number, (page, pieces) in enumerate(zip(self._pages, self._of_pages, strict=True)):
            page[_BACK_TO_PAGE] = number
            page.Tabs = pikepdf.Name.S
            numbers.append(number)
            numbers.append(self._pdf.make_indirect(pikepdf.Array([pieces[mcid] for mcid in sorted(pieces)])))
        for number, element in enumerate(self._of_annotations, start=len(self._pages)):
            numbers.append(number)
            numbers.append(element)
        root.ParentTree = self._pdf.make_indirect(pikepdf.Dictionary(Nums=numbers))
        root.ParentTreeNextKey = len(self._pages) + len(self._of_annotations)
        self._pdf.Root.StructTreeRoot = root
        self._pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)

    def _element(self, element: Element, parent: pikepdf.Object) -> pikepdf.Object:
        written = self._pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name(f"/{element.role}"), P=parent)
        )
        for name, value in self._about(element):
            written[name] = value
        first = next((kid.page for kid in element.kids if isinstance(kid, MarkedContent)), None)
        if first is not None:
            written.Pg = self._pages[first]
        kids = pikepdf.Array()
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(self._element(kid, written))
                continue
            self._of_pages[kid.page][kid.mcid] = written
            if kid.page == first:
                kids.append(kid.mcid)
            else:
                page = self._pages[kid.page]
                kids.append(pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=page, MCID=kid.mcid))
        for page_number, annotation in self._links.get(element.number or 0, ()):
            annotation.StructParent = len(self._pages) + len(self._of_annotations)
            self._of_annotations.append(written)
            kids.append(pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Pg=self._pages[page_number], Obj=annotation))
        if len(kids):
            written.K = kids
        return written

    def _about(self, element: Element) -> Iterator[tuple[str, pikepdf.Object]]:
        if element.lang:
            yield "/Lang", pikepdf.String(element.lang)
        match element.role:
            case "Figure":
                yield "/Alt", pikepdf.String(self._picture)
            case "TH":
                yield "/A", pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Column)
            case "L":
                labelled = any(part.role == "Lbl" for item in element.elements for part in item.elements)
                numbering = pikepdf.Name.Disc if labelled else pikepdf.Name("/None")
                yield "/A", pikepdf.Dictionary(O=pikepdf.Name.List, ListNumbering=numbering)


def describe_links(pdf: pikepdf.Pdf) -> None:
    """Give each link what a screen reader says of it (ISO 14289-1, 7.18.5): its address."""
    for page in pdf.pages:
        for annotation in annotations_of(page):
            action = annotation.get("/A")
            if isinstance(action, pikepdf.Dictionary) and (address := address_of(action.get("/URI"))):
                annotation.Contents = pikepdf.String(re.sub(r"^(?:mailto|tel):", "", address))
