"""Finds words that programs read and people do not see: those who screen applications take them for a trick.

Whether a word is seen is tried out: the page is drawn with it and without it. Where nothing changes, nobody sees it,
whatever the reason is. Painted in a loud colour, it then shows whether its own colour hides it, or what lies over it.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from cvtex.pdf.examine.glyphs import Word, text_of, words
from cvtex.pdf.examine.unsized import words_of_no_size
from cvtex.pdf.pdfium import Box, around

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from PIL.Image import Image

    from cvtex.pdf.examine.glyphs import Drawing, Glyph

Reason = Literal["size", "invisible", "off the page", "colour", "covered"]

_MOST_PAGES: Final = 20  # a résumé has fewer, and each takes a quarter of a second
_SMALLEST_PT: Final = 1.0
_SCALE: Final = 2.5  # 180 pixels per inch: the thinnest stroke of small type is still a dot
_FAINTEST: Final = 24  # of 255 between type and what is under it: #e8e8e8 on white
_INVISIBLE: Final = 3
_OUTLINE: Final = 7
_LIGHT: Final = 128  # of 255
_LOUD: Final = (255, 0, 255, 255)
_WHOLE_PAGE: Final = 0.85
_NEARLY_ALL: Final = 0.9


@dataclass(frozen=True, slots=True)
class Hidden:
    """Words on a page, which counts from 1, that cannot be seen, and why."""

    page: int
    reason: Reason
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HiddenText:
    """What cannot be seen, and the pages that are scans: a picture with the text that was recognised in it."""

    found: tuple[Hidden, ...]
    scans: tuple[int, ...]


def hidden_text(pages: Sequence[tuple[Any, Sequence[Glyph]]], data: bytes) -> HiddenText:
    """Look for hidden words on the first pages: those of pdfium, which must be open, each with its characters.

    Raises:
        UnreadableError: Pdfium cannot open it.
    """
    found, scans = list[Hidden](), list[int]()
    for number, (page, glyphs) in enumerate(pages[:_MOST_PAGES], start=1):
        hidden, is_scan = _on_page(page, glyphs)
        found += [Hidden(number, reason, tuple(map(text_of, some))) for reason, some in hidden.items()]
        if is_scan:
            scans.append(number)
    found += [Hidden(number, "size", some) for number, some in words_of_no_size(data, _MOST_PAGES)]
    return HiddenText(tuple(sorted(found, key=lambda hidden: hidden.page)), tuple(scans))


def _on_page(page: Any, glyphs: Sequence[Glyph]) -> tuple[dict[Reason, list[Word]], bool]:  # noqa: ANN401 (pypdfium2 has no types)
    """The hidden words of a page by the reason, without those of a scan; and whether it is one."""
    page.set_rotation(0)  # pixels then stand as points do
    hidden = defaultdict[Reason, list[Word]](list)
    shown, total = list[Word](), 0
    edges = Box(*page.get_bbox())
    for word in words(glyphs):
        total += 1
        if word[0].size < _SMALLEST_PT:
            hidden["size"].append(word)
        elif _drawing(word).mode == _INVISIBLE:
            hidden["invisible"].append(word)
        elif not _within(around(glyph.box for glyph in word), edges):
            hidden["off the page"].append(word)
        elif _is_to_be_seen(word):
            shown.append(word)
    for reason, word in _unseen(page, shown, edges):
        hidden[reason].append(word)
    if _has_whole_picture(page, edges) and sum(map(len, hidden.values())) > _NEARLY_ALL * total:
        return {reason: some for reason, some in hidden.items() if reason in {"size", "off the page"}}, True
    return hidden, False


def _within(box: Box, edges: Box) -> bool:
    """Whether the middle of a box is within the page."""
    across, up = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    return edges.left <= across <= edges.right and edges.bottom <= up <= edges.top


def _is_to_be_seen(word: Word) -> bool:
    """Whether something should be seen of it: symbols may be blank, and fonts that are not embedded missing here."""
    drawing = _drawing(word)
    if drawing.handle is None or drawing.mode == _OUTLINE:
        return False
    letters = any(glyph.text.isalnum() for glyph in word)
    return letters and (drawing.embedded or all(glyph.text.isascii() for glyph in word))


def _drawing(word: Word) -> Drawing:
    drawing = word[0].drawing
    assert drawing is not None  # noqa: S101 (what is drawn by nothing is in no word)
    return drawing


def _unseen(page: Any, shown: list[Word], edges: Box) -> Iterator[tuple[Reason, Word]]:  # noqa: ANN401 (see above)
    """Those of the words that change nothing on the page."""
    # Of two groups, as what lies behind something else would be given away by nothing if both went at once.
    every = {_drawing(word) for word in shown}
    light = {drawing for drawing in every if _is_light(drawing)}
    whole = _drawn(page)
    _show(light, shown=False)
    dark = _drawn(page) if light else whole
    _show(every - light, shown=False)
    bare = _drawn(page)
    pairs = {drawing: (whole, dark) if drawing in light else (dark, bare) for drawing in every}
    unseen = [word for word in shown if not _differ(*pairs[_drawing(word)], word, edges)]
    if unseen:
        drawings = {_drawing(word) for word in unseen}
        _show(drawings, shown=True)
        _paint(drawings)
        loud = _drawn(page)
        for word in unseen:
            yield ("colour" if _differ(loud, bare, word, edges) else "covered"), word


def _drawn(page: Any) -> Image:  # noqa: ANN401 (see above)
    return page.render(scale=_SCALE, may_draw_forms=False).to_pil().convert("RGB")  # type: ignore[no-any-return]


def _differ(a: Image, b: Image, word: Word, edges: Box) -> bool:
    """Whether two pictures of the page differ where a word stands, as far as eyes can tell."""
    from PIL import ImageChops

    box = around(glyph.box for glyph in word)
    left, right = ((edge - edges.left) * _SCALE for edge in (box.left, box.right))
    top, bottom = ((edges.top - edge) * _SCALE for edge in (box.top, box.bottom))
    place = (int(left) - 1, int(top) - 1, int(right) + 2, int(bottom) + 2)
    differences = ImageChops.difference(a.crop(place), b.crop(place)).getextrema()
    return max(most for _, most in differences) > _FAINTEST  # type: ignore[misc]


def _is_light(drawing: Drawing) -> bool:
    from pypdfium2 import raw

    parts = [ctypes.c_uint() for _ in range(4)]
    known = raw.FPDFPageObj_GetFillColor(drawing.handle, *parts)
    return bool(known) and min(part.value for part in parts[:3]) >= _LIGHT


def _show(drawings: Iterable[Drawing], *, shown: bool) -> None:
    from pypdfium2 import raw

    for drawing in drawings:
        raw.FPDFPageObj_SetIsActive(drawing.handle, shown)


def _paint(drawings: Iterable[Drawing]) -> None:
    from pypdfium2 import raw

    for drawing in drawings:
        raw.FPDFPageObj_SetFillColor(drawing.handle, *_LOUD)
        raw.FPDFPageObj_SetStrokeColor(drawing.handle, *_LOUD)


def _has_whole_picture(page: Any, edges: Box) -> bool:  # noqa: ANN401 (see above)
    """Whether one picture covers the page, as in a scan."""
    from pypdfium2 import raw

    area = (edges.right - edges.left) * edges.height
    for picture in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,)):
        left, bottom, right, top = picture.get_bounds()
        width = min(right, edges.right) - max(left, edges.left)
        height = min(top, edges.top) - max(bottom, edges.bottom)
        if width > 0 and height > 0 and width * height > _WHOLE_PAGE * area:
            return True
    return False
