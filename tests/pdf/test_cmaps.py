"""The maps from glyphs to characters say each character by itself."""

from __future__ import annotations

import pytest

from cvtex.pdf.cmaps import spelled_out

HEAD = b"/CIDInit /ProcSet findresource begin\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
TAIL = b"\nendcmap\nend\n"


def test_a_range_becomes_its_characters() -> None:
    cmap = b"1 beginbfchar\n<0001> <0020>\nendbfchar\n1 beginbfrange\n<2529> <252B> <4E09>\nendbfrange"
    expected = b"4 beginbfchar\n<0001> <0020>\n<2529> <4E09>\n<252A> <4E0A>\n<252B> <4E0B>\nendbfchar"
    assert spelled_out(HEAD + cmap + TAIL) == HEAD + expected + TAIL


def test_a_character_beyond_the_bmp_keeps_its_first_half() -> None:
    cmap = b"1 beginbfrange\n<0005> <0006> <D840DC0B>\nendbfrange"
    assert b"<0005> <D840DC0B>\n<0006> <D840DC0C>\n" in spelled_out(HEAD + cmap + TAIL)


def test_no_block_has_more_than_a_hundred() -> None:
    read = spelled_out(HEAD + b"1 beginbfrange\n<0000> <00FF> <4E00>\nendbfrange" + TAIL)
    assert [int(part.split()[-1]) for part in read.split(b" beginbfchar")[:-1]] == [100, 100, 56]
    assert read.count(b"<00FF> <4EFF>") == 1


@pytest.mark.parametrize("other", [b"1 beginbfrange\n<0005> <0006> [<0041> <0042>]\nendbfrange"])
def test_what_is_not_understood_stays(other: bytes) -> None:
    assert spelled_out(HEAD + other + TAIL) == HEAD + other + TAIL
