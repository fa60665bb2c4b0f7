"""Masks private values, and searches texts and bytes for one, whatever blanks, cases and encodings it is written with.

It is looked for as a whole. Part of an address, or the name before the ``@``, may well stand in public elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

from cvtex.text.cjk import is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANKS: Final = r"[\s\u00ad\u200b-\u200d\u2060\ufeff\ufffe]*"
# What may stand between the digits of a number; not a point, which is a decimal point more often.
_BETWEEN_DIGITS: Final = r"[\s\u2010-\u2015()（）/-]{0,3}"
_PHONE: Final = re.compile(r"[\d\s+()（）./\u2010-\u2015-]+")
_FEWEST_DIGITS: Final = 7
_LONG_NUMBER: Final = 9
_DATE: Final = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "june?", "july?", "aug", "sep", "oct", "nov", "dec")
_SHORTEST, _SHORTEST_CJK = 5, 3


@dataclass(frozen=True)
class Secret:
    """A private value, and its path as the reports print it."""

    path: str
    value: str

    @cached_property
    def squeezed(self) -> str:
        """The value without blanks, with full-width letters as plain ones."""
        return "".join(unicodedata.normalize("NFKC", self.value).split())

    @property
    def is_searchable(self) -> bool:
        """Whether a match means something: ``21`` or ``北京`` stand in many a text."""
        return len(self.squeezed) >= _SHORTEST or sum(map(is_cjk, self.squeezed)) >= _SHORTEST_CJK

    def stands_in(self, text: str) -> bool:
        """Whether it can be read in a text: in other cases, broken over lines, percent-encoded, escaped for TeX."""
        plain = unicodedata.normalize("NFKC", text)
        forms = {plain, unquote(plain), plain.replace("\\", ""), re.sub(r"\\[A-Za-z]+ ?|[{}]", "", plain)}
        return any(self._pattern.search(form) for form in forms)

    def stands_in_bytes(self, data: bytes) -> bool:
        """Whether the bytes hold it, as UTF-8, UTF-16 or GBK, in hexadecimal digits of these, or percent-encoded."""
        lower = data.lower()
        return any(form in lower for form in self._encoded)

    def removed_from(self, text: str) -> str:
        """The text with ``***`` for the value."""
        return self._pattern.sub("***", text)

    @cached_property
    def _digits(self) -> str | None:
        """The digits of a telephone number, without its country's code; None for anything else."""
        plain = unicodedata.normalize("NFKC", self.value)
        if not _PHONE.fullmatch(plain) or _DATE.fullmatch(self.value.strip()):
            return None
        digits = re.sub(r"\D", "", _without_code(plain))
        return digits if len(digits) >= _FEWEST_DIGITS else None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        if self._digits:
            return re.compile(rf"(?<!\d)\+?\d{{0,5}}{_BETWEEN_DIGITS}{_BETWEEN_DIGITS.join(self._digits)}(?!\d)")
        if date := _DATE.fullmatch(self.value.strip()):
            return re.compile("|".join(_dates(date)), re.IGNORECASE)
        start = r"(?<!\d)" if self.squeezed[:1].isdigit() else ""
        end = r"(?!\d)" if self.squeezed[-1:].isdigit() else ""
        return re.compile(start + _BLANKS.join(map(re.escape, self.squeezed)) + end, re.IGNORECASE)

    @cached_property
    def _encoded(self) -> tuple[bytes, ...]:
        encoded: set[bytes] = set()
        for form in {self.value.strip(), self.squeezed, *([self._digits] if self._digits else [])}:
            # A PDF is full of figures: a postal code would be found among its coordinates.
            names = ("utf-16-be", "utf-16-le", "utf-8", "gb18030")
            plain = not form.isdecimal() or len(form) >= _LONG_NUMBER
            for name in names if plain else names[:2]:
                data = form.encode(name)
                encoded |= {data.lower(), data.hex().encode()}
            encoded |= {quote(form, safe="").lower().encode()} if plain else set()
        return tuple(encoded)


def contacts_in(value: str) -> list[str]:
    """The telephone numbers and e-mail addresses in a private value, each as private as the whole."""
    numbers = [value[start:end] for start, end in _numbers_in(value)]
    parts = [number for number in numbers if sum(map(str.isdigit, number)) >= _FEWEST_DIGITS] + _EMAIL.findall(value)
    return [part for part in parts if part != value.strip() and not _DATE.fullmatch(part)]


def _dates(date: re.Match[str]) -> Iterator[str]:
    """A date as the languages write it: 1999-05-12, 1999.5, 1999年5月12日, May 1999, 12 May 1999, May 12, 1999."""
    year, month, day = date[1], int(date[2]), int(date[3]) if date[3] else None
    end = rf"\s*[-./月]\s*0?{day}(?!\d)" if day else r"(?!\d)"
    yield rf"(?<!\d){year}\s*[-./年]\s*0?{month}{end}"
    name = rf"\b{_MONTHS[month - 1]}[a-z]*\.?"
    if day:
        yield rf"(?<!\d)0?{day}\.?\s+{name},?\s+{year}(?!\d)"
        yield rf"{name}\s+0?{day},?\s+{year}(?!\d)"
    else:
        yield rf"{name}\s+{year}(?!\d)"


# -- masks: enough is shown to recognise a number or an address, too little to use it ---------------------------------

# A country's code: one that is often written without a blank behind it, or what stands before the first blank.
_CODE: Final = re.compile(
    r"\s*[(（]?(?:\+|00)(?:86|852|853|886|[17](?=\D*\d{10}\b)|\d{1,3}(?=[\s().-])|\d\d)[)）]?(?:\s*\(0\))?"
)
# What a number is written with; a slash or a comma separates two.
_NUMBER: Final = re.compile(r"(?:[+＋]\s?)?[(（]?\d[\d\s()（）.\u2010-\u2015-]*\d")
_FEWEST: Final = 5
_HEAD, _TAIL, _HIDDEN = 3, 4, 4


def _without_code(number: str) -> str:
    """A telephone number without its country's code, where it has one."""
    code = _CODE.match(number)
    return number[code.end() :] if code else number


def _numbers_in(text: str) -> list[tuple[int, int]]:
    """The spans of the telephone numbers in a text: it may hold two, or one with a remark such as 微信同号."""
    return [match.span() for match in _NUMBER.finditer(text) if sum(map(str.isdigit, match[0])) >= _FEWEST]


def masked_phone(text: str) -> str | None:
    """Show the country's code, three digits and the last four, where four are left to hide: ``+86 138 **** 5678``.

    The text around a number stays. A number of letters, such as 1-800-FLOWERS, is no number here: nothing is shown.
    """
    numbers = _numbers_in(text)
    if not numbers:
        return None if any(map(str.isalpha, text)) else re.sub(r"\d", "*", text) or None
    for start, end in reversed(numbers):
        number = text[start:end]
        code = len(number) - len(_without_code(number))
        digits = [index for index, character in enumerate(number) if index >= code and character.isdigit()]
        head = min(_HEAD, max(0, len(digits) - _HIDDEN))
        tail = min(_TAIL, max(0, len(digits) - _HIDDEN - head))
        hidden = digits[head : len(digits) - tail]
        mask = "".join("*" if index in hidden else character for index, character in enumerate(number))
        text = text[:start] + mask + text[end:]
    return text


def masked_email(address: str) -> str | None:
    """Show the first letter and the host: ``n***@example.com``."""
    name, at, host = address.strip().rpartition("@")
    return f"{name[:1]}***{at}{host}" if name and host else None
