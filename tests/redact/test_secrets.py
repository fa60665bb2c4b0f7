"""A secret is found however it is written, and nothing else is."""

from __future__ import annotations

import pytest

from cvtex.redact.secrets import Secret

PHONE = Secret("basics.phone", "+86 139 1187 2943")
EMAIL = Secret("basics.email", "li_hua@mail.cn")
HOME = Secret("basics.location.address", "海淀区中关村东路 95 号")
BORN = Secret("basics.birthDate", "1999-05-12")
BORN_IN = Secret("basics.birthDate", "1999-05")
ZIP = Secret("basics.location.postalCode", "100190")


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        (PHONE, "call +86 139 1187 2943 now"),
        (PHONE, "13911872943"),
        (PHONE, "8613911872943"),
        (PHONE, "139-1187-2943"),
        (PHONE, "(139) 1187 2943"),
        (PHONE, "139 1187\n2943"),
        (PHONE, "１３９１１８７２９４３"),
        (PHONE, "tel:+86%20139%201187%202943"),
        (EMAIL, "mailto:LI_HUA@mail.cn"),
        (EMAIL, r"li\_hua@mail.cn"),
        (EMAIL, "li_hua%40mail.cn"),
        (EMAIL, "li_hua@ma\nil.cn"),
        (HOME, "北京市海淀区中关村东路95号"),
        (HOME, "海淀区中关\n村东路95号"),
        (BORN, "1999-05-12"),
        (BORN, "生于1999年5月12日"),
        (BORN, "12 May 1999"),
        (BORN, "born May 12, 1999"),
        (BORN_IN, "1999.05"),
        (BORN_IN, "出生年月：1999年5月"),
        (BORN_IN, "May 1999"),
        (ZIP, "北京 100190"),
    ],
)
def test_a_text_that_holds_it(secret: Secret, text: str) -> None:
    assert secret.stands_in(text)


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        (PHONE, "+86 139 **** 2943"),
        (PHONE, "139118729431"),
        (PHONE, "1.39 11 87.2943"),
        (EMAIL, "l***@mail.cn, li_hua"),
        (HOME, "海淀区中关村"),
        (BORN, "1999-05-13, 1999-05-1"),
        (BORN_IN, "1999-05-12"[:4]),
        (BORN_IN, "1999-051"),
        (ZIP, "2100190"),
    ],
)
def test_a_text_that_does_not(secret: Secret, text: str) -> None:
    assert not secret.stands_in(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-be", "utf-16-le", "gb18030"])
@pytest.mark.parametrize("secret", [PHONE, EMAIL, HOME])
def test_bytes_that_hold_it_in_any_encoding_or_in_hexadecimal(secret: Secret, encoding: str) -> None:
    data = secret.value.encode(encoding)
    assert secret.stands_in_bytes(b"\x00BT " + data + b" ET")
    assert secret.stands_in_bytes(b"<FEFF" + data.hex().upper().encode() + b">")
    assert not secret.stands_in_bytes(data[:-2])


def test_a_short_number_is_not_looked_for_among_the_figures_of_a_pdf() -> None:
    assert not ZIP.stands_in_bytes(b"0 0 100190 Td")
    assert ZIP.stands_in_bytes("100190".encode("utf-16-be"))


@pytest.mark.parametrize(
    ("value", "searchable"), [("21", False), ("北京", False), ("1999", False), ("中关村", True), ("a@b.c", True)]
)
def test_what_is_too_short_to_look_for(value: str, *, searchable: bool) -> None:
    assert Secret("x", value).is_searchable is searchable


def test_a_secret_is_removed_from_a_message() -> None:
    assert PHONE.removed_from("`+86 139 1187 2943` is an odd number") == "`***` is an odd number"
