"""Masks telephone numbers and e-mail addresses: enough is shown to recognise them, too little to use them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cvtex.load import NodePath

# A country's code: one that is often written without a blank behind it, or what stands before the first blank.
_CODE: Final = re.compile(
    r"\s*[(（]?(?:\+|00)(?:86|852|853|886|[17](?=\D*\d{10}\b)|\d{1,3}(?=[\s().-])|\d\d)[)）]?(?:\s*\(0\))?"
)
# What a number is written with; a slash or a comma separates two.
_NUMBER: Final = re.compile(r"(?:[+＋]\s?)?[(（]?\d[\d\s()（）.\u2010-\u2015-]*\d")
_FEWEST: Final = 5
_HEAD, _TAIL, _HIDDEN = 3, 4, 4


def masked(path: NodePath, value: str) -> str | None:
    """The mask of a private value, or None for one of which nothing is shown."""
    if "phone" in path:
        return masked_phone(value)
    return masked_email(value) if "email" in path else None


def without_code(number: str) -> str:
    """A telephone number without its country's code, where it has one."""
    code = _CODE.match(number)
    return number[code.end() :] if code else number


def numbers_in(text: str) -> list[tuple[int, int]]:
    """The spans of the telephone numbers in a text: it may hold two, or one with a remark such as 微信同号."""
    return [match.span() for match in _NUMBER.finditer(text) if sum(map(str.isdigit, match[0])) >= _FEWEST]


def masked_phone(text: str) -> str | None:
    """Show the country's code, three digits and the last four, where four are left to hide: ``+86 138 **** 5678``.

    The text around a number stays. A number of letters, such as 1-800-FLOWERS, is no number here: nothing is shown.
    """
    numbers = numbers_in(text)
    if not numbers:
        return None if any(map(str.isalpha, text)) else re.sub(r"\d", "*", text) or None
    for start, end in reversed(numbers):
        text = text[:start] + _masked_number(text[start:end]) + text[end:]
    return text


def _masked_number(number: str) -> str:
    start = len(number) - len(without_code(number))
    digits = [index for index, character in enumerate(number) if index >= start and character.isdigit()]
    head = min(_HEAD, max(0, len(digits) - _HIDDEN))
    tail = min(_TAIL, max(0, len(digits) - _HIDDEN - head))
    hidden = digits[head : len(digits) - tail]
    return "".join("*" if index in hidden else character for index, character in enumerate(number))


def masked_email(address: str) -> str | None:
    """Show the first letter and the host: ``n***@example.com``."""
    name, at, host = address.strip().rpartition("@")
    return f"{name[:1]}***{at}{host}" if name and host else None
