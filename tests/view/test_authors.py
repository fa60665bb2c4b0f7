"""The person's own name among the authors of a work, however it is written there."""

from __future__ import annotations

import pytest

from cvtex.view.authors import with_own_name

OWN = ("Jiaxin Deng", "邓嘉鑫")


@pytest.mark.parametrize(
    "author",
    [
        "Jiaxin Deng",
        "Deng Jiaxin",
        "Deng, Jiaxin",
        "J. Deng",
        "Deng J",
        "Deng, J.",
        "JIAXIN DENG",
        "Jiaxin Deng*",
        "Jiaxin Deng (corresponding author)",
        "邓嘉鑫",
        "邓 嘉鑫",
        "邓嘉鑫（通讯作者）",
    ],
)
def test_the_persons_own_name_is_set_bold_in_every_form(author: str) -> None:
    assert with_own_name((author,), OWN) == (f"**{author}**",)


@pytest.mark.parametrize(
    "author",
    ["Jiaxing Deng", "Jun Deng", "Deng", "J.", "X. Deng", "Ming Chen", "邓嘉", "邓嘉鑫鑫", "Deng Jiaxin Wang", ""],
)
def test_other_names_stay_as_they_are(author: str) -> None:
    assert with_own_name((author,), OWN) == (author,)


@pytest.mark.parametrize("author", ["**Jiaxin Deng**", "*Jiaxin Deng*", "[Jiaxin Deng](https://example.com)"])
def test_marks_of_the_files_own_are_kept(author: str) -> None:
    assert with_own_name((author,), OWN) == (author,)


@pytest.mark.parametrize(
    ("name", "author", "is_own"),
    [
        ("Jia Xin Deng", "J. X. Deng", True),
        ("Jia Xin Deng", "JX Deng", True),
        ("Jia Xin Deng", "Jiaxin Deng", True),
        ("Jia Xin Deng", "J. Y. Deng", False),
        ("María García", "Maria Garcia", True),
        ("Pelé", "Pelé", True),
        ("Pelé", "Pelé Santos", False),
        ("", "Anyone", False),
    ],
)
def test_given_names_agree_whole_or_by_their_first_letters(name: str, author: str, is_own: bool) -> None:
    assert with_own_name((author,), (name,)) == ((f"**{author}**",) if is_own else (author,))
