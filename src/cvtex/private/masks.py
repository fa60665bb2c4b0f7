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


def masked_phone(number: str) -> str | None:
    """Show the country's code, three digits and the last four, where four are left to hide: ``+86 138 **** 5678``."""
    start = len(number) - len(without_code(number))
    places = [at for at, character in enumerate(number) if at >= start and character.isdigit()]
    head = min(_HEAD, max(0, len(places) - _HIDDEN))
    tail = min(_TAIL, max(0, len(places) - _HIDDEN - head))
    hidden = set(places[head : len(places) - tail])
    # A number of letters, such as 1-800-FLOWERS, or of nothing: there is no telling what gives it away.
    if not places or any(character.isalpha() for character in number):
        return None
    return "".join("*" if at in hidden else character for at, character in enumerate(number))


def masked_email(address: str) -> str | None:
    """Show the first letter and the host: ``n***@example.com``."""
    name, at, host = address.strip().rpartition("@")
    return f"{name[:1]}***{at}{host}" if name and host else None
