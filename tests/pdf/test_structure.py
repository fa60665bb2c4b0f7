"""Marked pieces of pages become the tree that a screen reader walks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cvtex.pdf.structure import Element, MarkedPiece, structure
from cvtex.pdf.tags import MarkedPage

if TYPE_CHECKING:
    from collections.abc import Iterator


def tree(*pieces: MarkedPiece) -> str:
    return " ".join(shown(structure(pieces)))


def shown(element: Element) -> Iterator[str]:
    yield element.role
    if element.kids:
        kids = [" ".join(shown(kid)) if isinstance(kid, Element) else f"{kid.page}.{kid.mcid}" for kid in element.kids]
        yield f"({', '.join(kids)})"


def piece(role: str, element: int, mcid: int | None = 0, around: int = 0, page: int = 0) -> MarkedPiece:
    return MarkedPiece(page, mcid, role, element, around)


def test_a_paragraph_over_pieces_and_pages_is_one_element() -> None:
    pieces = (piece("P", 1, 0), piece("Link", 2, 1, around=1), piece("P", 1, 2), piece("P", 1, 0, page=1))
    assert tree(*pieces) == "Document (P (0.0, Link (0.1), 0.2, 1.0))"


def test_a_link_at_the_beginning_of_a_paragraph_stands_in_it() -> None:
    """The paragraph's own first piece is empty, but says that it is there."""
    assert tree(piece("P", 1, None), piece("Link", 2, 0, around=1)) == "Document (P (Link (0.0)))"


def test_items_become_a_list_over_a_page_s_end_and_rows_a_table() -> None:
    items = [piece("LI", 1, None), piece("LBody", 2, 0, 1), piece("LI", 3, None), piece("LBody", 4, 0, 3, page=1)]
    assert tree(*items) == "Document (L (LI (LBody (0.0)), LI (LBody (1.0))))"
    rows = [piece("TR", 1, None), piece("TD", 2, 0, 1), piece("TD", 3, None, 1)]
    assert tree(*rows) == "Document (Table (TR (TD (0.0), TD)))"


def test_a_list_in_an_item_is_a_list_of_its_own() -> None:
    pieces = (piece("LI", 1, None), piece("LBody", 2, 0, 1), piece("LI", 3, None, 2), piece("LBody", 4, 1, 3))
    assert tree(*pieces) == "Document (L (LI (LBody (0.0, L (LI (LBody (0.1)))))))"


def test_what_follows_a_heading_is_its_section() -> None:
    roles = ["H1", "P", "H2", "P", "H3", "H2", "H3"]
    pieces = [piece(role, number + 1, number) for number, role in enumerate(roles)]
    expected = "Document (H1 (0.0), P (0.1), Sect (H2 (0.2), P (0.3), H3 (0.4)), Sect (H2 (0.5), H3 (0.6)))"
    assert tree(*pieces) == expected


@pytest.mark.parametrize(
    ("roles", "expected"), [("H3 H1 H3 H2", "P H1 P Sect H2"), ("H2 H3", "P P"), ("H1 H2 H4 H3", "H1 Sect H2 P H3")]
)
def test_a_heading_never_skips_a_level(roles: str, expected: str) -> None:
    pieces = [piece(role, number + 1, number) for number, role in enumerate(roles.split())]
    read = "".join(character if character.isalnum() else " " for character in tree(*pieces))
    assert [word for word in read.split() if word[0] in "HPS"] == expected.split()


# The marks in a page's content

BEGIN = b"/P<</E 7/U 0>>BDC"


def test_a_piece_gets_a_number_of_the_page_and_an_empty_one_none() -> None:
    page = MarkedPage(BEGIN + b" EMC /P<</E 8/U 0>>BDC BT [<0001>]TJ ET EMC", 0, keeps_marks=True)
    assert page.data == b"  /P<</MCID 0>>BDC BT [<0001>]TJ ET EMC"
    assert page.pieces == [MarkedPiece(0, None, "P", 7, 0), MarkedPiece(0, 0, "P", 8, 0)]
    assert not page.has_unmarked


def test_what_stands_in_a_string_is_no_mark() -> None:
    content = BEGIN + rb" BT [(EMC \) EMC ) <0001>]TJ ET EMC"
    page = MarkedPage(content, 0, keeps_marks=True)
    assert page.data == rb"/P<</MCID 0>>BDC BT [(EMC \) EMC ) <0001>]TJ ET EMC"


def test_marks_of_others_stay_where_they_are() -> None:
    inner = b" /Span<</ActualText<FEFF0020>>>BDC BT [<0001>]TJ ET EMC "
    content = BEGIN + inner + b"EMC /Artifact BMC 0 0 1 1 re f EMC"
    page = MarkedPage(content, 0, keeps_marks=True)
    assert page.data == b"/P<</MCID 0>>BDC" + inner + b"EMC /Artifact BMC 0 0 1 1 re f EMC"
    assert not page.has_unmarked


@pytest.mark.parametrize("drawing", [b"[<0001>]TJ", b"0 0 1 1 re f", b"/Im0 Do", b"0 0 m 1 1 l S", b"(a) Tj"])
def test_what_is_drawn_outside_every_mark_is_seen(drawing: bytes) -> None:
    assert MarkedPage(b"q " + drawing + b" Q " + BEGIN + b" EMC", 0, keeps_marks=True).has_unmarked
    assert not MarkedPage(b"q Q " + BEGIN + b" " + drawing + b" EMC", 0, keeps_marks=True).has_unmarked


def test_marks_that_are_not_kept_leave_nothing_behind() -> None:
    page = MarkedPage(b"q " + BEGIN + b" [<0001>]TJ EMC Q", 0, keeps_marks=False)
    assert page.data == b"q  [<0001>]TJ  Q"
