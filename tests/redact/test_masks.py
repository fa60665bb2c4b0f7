"""What is shown of a telephone number and an e-mail address."""

from __future__ import annotations

import pytest

from cvtex.redact.secrets import masked_email, masked_phone


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+86 138 0000 0000", "+86 138 **** 0000"),
        ("+8613812345678", "+86138****5678"),
        ("0086 138 1234 5678", "0086 138 **** 5678"),
        ("138-1234-5678", "138-****-5678"),
        ("+86（138）12345678", "+86（138）****5678"),
        ("(010) 6255 1234", "(010) **** 1234"),
        ("+1 415 867 5309", "+1 415 *** *309"),
        ("+14158675309", "+1415****309"),
        ("+852 9123 4567", "+852 912* ***7"),
        ("+86 139 1187 2943 / 010-6255 1234", "+86 139 **** 2943 / 010-**** 1234"),
        ("139 1187 2943（微信同号）", "139 **** 2943（微信同号）"),
        ("电话：13911872943", "电话：139****2943"),
        ("12345", "1****"),
        ("123", "***"),
    ],
)
def test_a_number_keeps_its_form_and_hides_at_least_four_digits(number: str, shown: str) -> None:
    assert masked_phone(number) == shown


@pytest.mark.parametrize("number", ["1-800-FLOWERS", "wechat only", ""])
def test_nothing_is_shown_of_what_is_no_number(number: str) -> None:
    assert masked_phone(number) is None


@pytest.mark.parametrize(
    ("address", "shown"), [("name@example.com", "n***@example.com"), ("x@y.cn", "x***@y.cn"), ("nobody", None)]
)
def test_an_address_shows_its_first_letter_and_its_host(address: str, shown: str | None) -> None:
    assert masked_email(address) == shown
