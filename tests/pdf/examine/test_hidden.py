"""`cvtex check --pdf` finds words that programs read and people do not see, and only those."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

if TYPE_CHECKING:
    from collections.abc import Callable

    Read = Callable[..., Any]

SHOWN = b"BT /F1 12 Tf 0 g 72 760 Td (Shown words) Tj ET "
WORDS = b"72 700 Td (secret words) Tj ET "
BOX = b"60 690 120 30 re f "


def picture(document: Pdf) -> None:
    """A grey picture, as the XObject /Grey of the page."""
    stream = document.make_stream(
        b"\x99" * 4,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=2,
        Height=2,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )
    document.pages[0].Resources.XObject = Dictionary(Grey=stream)


def form(content: bytes) -> Callable[[Pdf], None]:
    """A form XObject /Form with this content, twice as large as it says."""

    def change(document: Pdf) -> None:
        resources = Dictionary(Font=document.pages[0].Resources.Font)
        stream = document.make_stream(
            content,
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 600, 850]),
            Matrix=Array([1, 0, 0, 1, 0, 0]),
            Resources=resources,
        )
        document.pages[0].Resources.XObject = Dictionary(Form=stream)

    return change


def half_clear(document: Pdf) -> None:
    document.pages[0].Resources.ExtGState = Dictionary(
        Half=Dictionary(Type=Name.ExtGState, ca=0.3), Marker=Dictionary(Type=Name.ExtGState, BM=Name.Multiply)
    )


HIDDEN: dict[str, tuple[str, bytes, Callable[[Pdf], None] | None]] = {
    "white on white": ("colour", b"BT /F1 12 Tf 1 g " + WORDS, None),
    "nearly white": ("colour", b"BT /F1 12 Tf .95 .96 .95 rg " + WORDS, None),
    "white in CMYK": ("colour", b"BT /F1 12 Tf 0 0 0 0 k " + WORDS, None),
    "black on black": ("colour", BOX + b"BT /F1 12 Tf " + WORDS, None),
    "white behind text": ("colour", b"BT /F1 12 Tf 1 g " + WORDS + b"BT /F1 12 Tf 0 g 72 700 Td (SECRET) Tj ET", None),
    "without paint": ("invisible", b"BT /F1 12 Tf 3 Tr " + WORDS, None),
    "tiny": ("size", b"BT /F1 .4 Tf " + WORDS, None),
    "scaled down": ("size", b"BT /F1 12 Tf .03 0 0 .03 72 700 Tm (secret words) Tj ET ", None),
    "of no size": ("size", b"BT /F1 0 Tf " + WORDS, None),
    "scaled to nothing": ("size", b"BT /F1 12 Tf 0 0 0 0 72 700 Tm (secret words) Tj ET ", None),
    "of no width": ("size", b"BT /F1 12 Tf 0 Tz " + WORDS, None),
    "below the page": ("off the page", b"BT /F1 12 Tf 0 g 72 -40 Td (secret words) Tj ET", None),
    "beside the page": ("off the page", b"BT /F1 12 Tf 0 g 700 700 Td (secret words) Tj ET", None),
    "under a white box": ("covered", b"BT /F1 12 Tf 0 g " + WORDS + b"1 g " + BOX, None),
    "under a picture": ("covered", b"BT /F1 12 Tf 0 g " + WORDS + b"q 120 0 0 30 60 690 cm /Grey Do Q", picture),
    "cut off": ("covered", b"q 0 0 9 9 re W n BT /F1 12 Tf 0 g " + WORDS + b"Q", None),
    "in a form": ("colour", b"q 1 0 0 1 10 -20 cm /Form Do Q", form(b"BT /F1 12 Tf 1 g " + WORDS)),
    "of no size in a form": ("size", b"/Form Do", form(b"BT /F1 0 Tf " + WORDS)),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_hidden_words_are_found_with_what_hides_them(read: Read, name: str) -> None:
    reason, content, change = HIDDEN[name]
    report = read(SHOWN + content, change)
    assert report["hidden"] == [{"page": 1, "reason": reason, "words": ["secret", "words"]}]
    (found,) = [found for found in report["diagnostics"] if found["code"] == "P517"]
    assert found["severity"] == "warning"
    assert "page 1: 2 words of text" in found["message"]
    assert "“secret words”" in found["message"]
    assert report["exit_code"] == 1


SEEN: dict[str, tuple[bytes, Callable[[Pdf], None] | None]] = {
    "grey": (b"BT /F1 12 Tf .75 g " + WORDS, None),
    "small": (b"BT /F1 4 Tf 0 g " + WORDS, None),
    "white on black": (BOX + b"BT /F1 12 Tf 1 g " + WORDS, None),
    "white on a picture": (b"q 120 0 0 30 60 690 cm /Grey Do Q BT /F1 12 Tf 1 g " + WORDS, picture),
    "under a clear box": (b"BT /F1 12 Tf 0 g " + WORDS + b"/Half gs 1 g " + BOX, half_clear),
    "under a marker": (b"BT /F1 12 Tf 0 g " + WORDS + b"/Marker gs 1 1 0 rg " + BOX, half_clear),
    "outlined": (b"BT /F1 12 Tf 1 Tr 0 G " + WORDS, None),
    "an outline that is filled": (b"q BT /F1 12 Tf 7 Tr " + WORDS + b"1 0 0 rg " + BOX + b"Q", None),
    "drawn twice": (2 * (b"BT /F1 12 Tf 0 g " + WORDS), None),
    "spaces": (b"BT /F1 12 Tf 1 g 72 700 Td (   ) Tj ET BT /F1 0 Tf ( ) Tj ET", None),
    "in a form": (b"q 1 0 0 1 10 -20 cm /Form Do Q", form(b"BT /F1 12 Tf 0 g " + WORDS)),
}


@pytest.mark.parametrize("name", SEEN)
def test_what_can_be_seen_is_not_hidden(read: Read, name: str) -> None:
    assert read(SHOWN + SEEN[name][0], SEEN[name][1])["hidden"] == []


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_that_is_turned_is_looked_at_as_it_stands(read: Read, turned: int) -> None:
    def change(document: Pdf) -> None:
        document.pages[0].Rotate = turned

    report = read(SHOWN + b"BT /F1 12 Tf 1 g " + WORDS, change)
    assert [found["words"] for found in report["hidden"]] == [["secret", "words"]]


def test_the_edges_of_the_page_are_those_of_its_crop_box(read: Read) -> None:
    def crop(document: Pdf) -> None:
        document.pages[0].CropBox = Array([0, 740, 595, 842])

    report = read(SHOWN + b"BT /F1 12 Tf 0 g " + WORDS, crop)
    assert [(found["reason"], found["words"]) for found in report["hidden"]] == [("off the page", ["secret", "words"])]


@pytest.mark.parametrize(
    "content",
    [
        b"q 595 0 0 842 0 0 cm /Grey Do Q BT /F1 12 Tf 3 Tr ",  # recognised text over the picture
        b"BT /F1 12 Tf 0 g 72 700 Td (behind) Tj ET q 595 0 0 842 0 0 cm /Grey Do Q BT /F1 12 Tf 3 Tr ",
    ],
)
def test_a_scan_with_its_text_is_no_trick(read: Read, content: bytes) -> None:
    report = read(content + b"72 600 Td (What was recognised in the picture) Tj ET", picture)
    assert (report["hidden"], report["scans"]) == ([], [1])
    found = {found["code"]: found["severity"] for found in report["diagnostics"]}
    assert found["P518"] == "info"
    assert "P517" not in found


def test_hidden_words_on_a_picture_with_other_text_are_no_scan(read: Read) -> None:
    background = b"q 595 0 0 842 0 0 cm /Grey Do Q "
    report = read(background + SHOWN + b"BT /F1 12 Tf 3 Tr " + WORDS, picture)
    assert [found["reason"] for found in report["hidden"]] == ["invisible"]
    assert report["scans"] == []


def test_content_that_makes_no_sense_does_not_stop_the_search(read: Read) -> None:
    odd = b"/F1 Tf 0 Tz Tm 1 2 Tm (a) (b) Tf /X Tz BI /W 1 /H 1 /BPC 8 /CS /G ID x EI"
    report = read(b"BT /F1 0 Tf 9 9 Td (secret words) Tj ET " + odd, lambda document: document.add_blank_page())
    assert [found["words"] for found in report["hidden"]] == [["secret", "words"]]
