"""What is shown of a telephone number and an e-mail address: enough to know it again, too little to use it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cvtex.load import NodePath

# A country's code: one that is often written without a blank behind it, or what stands before the first blank.
_CODE: Final = re.compile(
    r"\s*[(（]?(?:\+|00)(?:86|852|853|886|[17](?=\D*\d{10}\b)|\d{1,3}(?=[\s().-])|\d\d)[)）]?(?:\s*\(0\))?"
)
# What a number is written with; a slash or a comma parts two.
_NUMBER: Final = re.compile(r"(?:[+＋]\s?)?[(（]?\d[\d\s()（）.\u2010-\u2015-]*\d")
_FEWEST: Final = 5
_HEAD, _TAIL, _HIDDEN = 3, 4, 4


def masked(path: NodePath, value: str) -> str | None:
    """The mask of a private value, or None for one of which nothing is shown."""
    named = {str(part) for part in path}
    if "phone" in named:
        return masked_phone(value)
    if "email" in named:
        return masked_email(value)
    return None


def without_code(number: str) -> str:
    """A telephone number without its country's code, where it has one."""
    code = _CODE.match(number)
    return number[code.end() :] if code else number


def numbers_in(text: str) -> list[tuple[int, int]]:
    """Where telephone numbers stand in a text: two beside each other, or one with a remark such as 微信同号."""
    return [match.span() for match in _NUMBER.finditer(text) if sum(map(str.isdigit, match[0])) >= _FEWEST]


def masked_phone(text: str) -> str | None:
    """Show the country's code, three digits and the last four, where four are left to hide: ``+86 138 **** 5678``.

    What stands around a number stays. A number of letters, such as 1-800-FLOWERS, is no number here: nothing is shown.
    """
    found = numbers_in(text)
    if not found:
        return None if any(map(str.isalpha, text)) else re.sub(r"\d", "*", text) or None
    shown, done = "", 0
    for start, end in found:
        shown += text[done:start] + _masked_number(text[start:end])
        done = end
    return shown + text[done:]


def _masked_number(number: str) -> str:
    start = len(number) - len(without_code(number))
    places = [at for at, character in enumerate(number) if at >= start and character.isdigit()]
    head = min(_HEAD, max(0, len(places) - _HIDDEN))
    tail = min(_TAIL, max(0, len(places) - _HIDDEN - head))
    hidden = set(places[head : len(places) - tail])
    return "".join("*" if at in hidden else character for at, character in enumerate(number))


def masked_email(address: str) -> str | None:
    """Show the first letter and the host: ``n***@example.com``."""
    name, at, host = address.strip().rpartition("@")
    return f"{name[:1]}***{at}{host}" if name and host else None
