"""A value is found as a parser would find it: with its white space, wherever lines end."""

from __future__ import annotations

import pytest

from cvtex import pdf
from cvtex.pdf.matching import Readout, find, lines_of

LONG = "https://github.com/someone/a-project-with-a-long-name"


def status(form: str, text: str) -> str:
    return find([form], Readout("a reader", text)).status


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("Jiaxin Deng", "Jiaxin Deng"),
        ("Jiaxin Deng", "Jiaxin   Deng\n"),
        ("Jiaxin Deng", "Jiaxin\nDeng"),
        ("Jiaxin Deng", "Name:Jiaxin Deng|a@b.cn"),
        ("Jiaxin Deng", "姓名Jiaxin Deng电话"),
        ("张三丰", "张 三\n丰"),
        ("使用Python开发", "使用 Python 开发"),
        ("使用 Python 开发", "使用Python开发"),
        ("华为“智能基座”计划", "华为 “ 智能基座 ” 计划"),
        ("state-of-the-art", "state-of-\nthe-art"),
        ("2020–2021", "2020–\n2021"),
        (LONG, f"{LONG[:30]}\n  {LONG[30:]}"),
        ("José", "Jose\u0301"),
        ("C++", "C++, Go"),
        ("Master’s", "Master’s"),
        ("ab", "a\u200bb"),
        ("the end of a page", "the end\fof a page"),
    ],
)
def test_a_value_is_found(form: str, text: str) -> None:
    assert status(form, text) == "found"


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("Experience", "EXPERIENCE"),
        ("2020 – 2021", "2020 - 2021"),
        ("“AI”", '"AI"'),
        ("well-known", "well\u2011known"),
        ("office", "o\ufb03ce"),
        ("项目一", "项目\u2f00"),
    ],
)
def test_what_looks_alike_or_is_in_capitals_is_found_as_such(form: str, text: str) -> None:
    assert status(form, text) == "alike"


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("Jiaxin Deng", "JiaxinDeng"),
        ("Jiaxin Deng", "J i a x i n D e n g"),
        ("Jiaxin Deng", "Jiaxin Deng13800000000"),
        ("a@example.com", "a@example.comBeijing"),
        ("a@example.com", "a @ example.com"),
        ("+86 138 0000 0000", "+8613800000000"),
    ],
)
def test_other_white_space_is_said_as_such(form: str, text: str) -> None:
    assert status(form, text) == "joined"


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("Go", "Google, MongoDB"),
        ("Jiaxin Deng", "Jiaxin D."),
        ("University", "Univer-\nsity"),
        ("short-url", "short\n-url of another"),
        ("", "anything"),
        ("abc", ""),
    ],
)
def test_what_is_not_there_is_lost(form: str, text: str) -> None:
    assert status(form, text) != "found"
    assert status(form, text) in {"lost", "joined"}
    assert not find([form], Readout("a reader", text)).is_there


def test_the_first_form_that_is_there_counts() -> None:
    found = find(["Sep 2022", "2022.09", "2022"], Readout("a reader", "since 2022.09"))
    assert (found.status, found.line) == ("found", "since 2022.09")


def test_the_line_is_shown_as_it_is_and_near_the_value() -> None:
    text = "first\n" + "before " * 9 + "Jiaxin\tDENG" + " after" * 9 + "\nlast"
    found = find(["Jiaxin Deng"], Readout("a reader", text))
    assert found.line == "…re before before before Jiaxin DENG after after after after…"


def test_from_a_line_on_the_next_place_is_taken_and_else_any() -> None:
    readout = Readout("a reader", "Intern at A\nIntern at B\n")
    assert [find(["Intern"], readout, line=line).line for line in (0, 1, 2)] == [
        "Intern at A",
        "Intern at B",
        "Intern at A",
    ]
    assert list(lines_of(["intern"], readout)) == [0, 1]


def test_fields_that_are_torn_or_joined_are_named_with_what_is_read() -> None:
    fields = {"basics.name": "Jiaxin Deng", "basics.email": "a@example.com", "basics.phone": "+86 138 0000 0000"}
    lost = pdf.lost_fields(fields, "JiaxinDeng\na@example.com +86 1 38 0000 0000\n")
    assert list(lost) == ["basics.name", "basics.phone"]
    assert lost["basics.name"].code == "P520"
    assert lost["basics.name"].text == "basics.name: “Jiaxin Deng” is read as “JiaxinDeng”"


@pytest.mark.parametrize("text", ["", "another text", "A@EXAMPLE.COM"])
def test_what_is_not_there_at_all_is_for_others_to_say(text: str) -> None:
    assert pdf.lost_fields({"basics.email": "a@example.com"}, text) == {}
