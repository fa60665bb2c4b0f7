"""Compares the numbers and links of two wordings of one text.

A number counts by its value: ``14,000`` is ``1.4 万``, ``4.00`` is ``4``. A number in words (``三``, ``three``,
``Sep``) is never asked for, but does stand for the same number in figures on the other side.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCALES: Final = {
    "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "千": 10**3, "百": 10**2, "百万": 10**6,
    "千万": 10**7,
    "k": 10**3, "thousand": 10**3, "m": 10**6, "million": 10**6, "b": 10**9, "bn": 10**9, "billion": 10**9,
    "hundred": 10**2, "dozen": 12,
}  # fmt: skip
_DIGITS: Final = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_ENGLISH: Final = {
    word: Decimal(value)
    for value, words in (
        ("0", "zero no"), ("1", "one first once single i january jan sole"), ("2", "two second twice double doubled"),
        ("2", "ii february feb both pair dual"), ("3", "three third thrice triple tripled iii march mar"),
        ("4", "four fourth iv april apr quadruple"), ("5", "five fifth v may"), ("6", "six sixth vi june jun"),
        ("7", "seven seventh vii july jul"), ("8", "eight eighth viii august aug"),
        ("9", "nine ninth ix september sept sep"), ("10", "ten tenth x october oct"),
        ("11", "eleven eleventh xi november nov"), ("12", "twelve twelfth xii december dec dozen"),
        ("13", "thirteen thirteenth"), ("14", "fourteen fourteenth"), ("15", "fifteen fifteenth"),
        ("16", "sixteen sixteenth"), ("17", "seventeen seventeenth"), ("18", "eighteen eighteenth"),
        ("19", "nineteen nineteenth"), ("20", "twenty twentieth"), ("30", "thirty thirtieth"), ("40", "forty"),
        ("50", "fifty half"), ("60", "sixty"), ("70", "seventy"), ("80", "eighty"), ("90", "ninety"),
        ("100", "hundred hundreds"), ("1000", "thousand thousands"), ("1000000", "million millions"),
    )
    for word in words.split()
}  # fmt: skip

# Compiled when they are first used: a file in one language never does.
_LINK: Final = r"\]\(\s*<?([^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*)>?\s*\)"
_FIGURES: Final = (
    # Not in the middle of a name such as fp16 or u2a2u: those are the same in all languages, or not numbers at all.
    r"(?<![A-Za-z\d.])(?<![A-Za-z]-)(\d{1,3}(?:,\d{3})+(?!\d)|\d+)(\.\d+)?"
    r"(?:\s*(百万|千万|万|萬|亿|億|千|百)|(?:(k|K|M|B|bn)|\s*(thousand|million|billion|hundred))(?![A-Za-z]))?"
)
_HAN_NUMBER: Final = r"[零〇一二两兩三四五六七八九十百千万亿半]+"


def differences(one: str, other: str, first: str, second: str) -> Iterator[str]:
    """Say which numbers and links stand in only one of two wordings, of the languages ``first`` and ``second``."""
    mine, theirs = _numbers(one), _numbers(other)
    numbers = _without_short_years(_unexplained(mine - theirs, one, other), _unexplained(theirs - mine, other, one))
    mine, theirs = Counter(re.findall(_LINK, one)), Counter(re.findall(_LINK, other))
    for what, sides in (("numbers", numbers), ("links", (mine - theirs, theirs - mine))):
        parts = zip(sides, (first, second), strict=True)
        if texts := [f"{' and '.join(only.elements())} in {lang} only" for only, lang in parts if only]:
            yield f"the {what} differ: {', '.join(texts)}"


def _numbers(text: str) -> Counter[str]:
    """The numbers in figures, each by its value written plainly."""
    values: Counter[str] = Counter()
    for whole, fraction, *scales in re.findall(_FIGURES, _prose(text)):
        scale = next((scale for scale in scales if scale), "")
        value = Decimal(whole.replace(",", "") + fraction) * _SCALES.get(scale, _SCALES.get(scale.lower(), 1))
        values[_plainly(value)] += 1
    return values


def _prose(text: str) -> str:
    return unicodedata.normalize("NFKC", re.sub(_LINK, "] ", text)).replace("，", ",")


def _plainly(value: Decimal) -> str:
    plain = f"{value:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _unexplained(numbers: Counter[str], text: str, other: str) -> Counter[str]:
    """Those numbers that the other wording has neither in words nor in a name of its own: ``fp16``, ``CET-6``."""
    if not numbers:
        return numbers
    text, other = _prose(text), _prose(other)
    return numbers - _in_words(other) - (_in_names(other) - _in_names(text))


def _in_words(text: str) -> Counter[str]:
    """The numbers that are written out; a word may stand for its number and be part of a longer one."""
    values = Counter(_plainly(_ENGLISH[word]) for word in re.findall(r"[a-z]+", text.lower()) if word in _ENGLISH)
    for words in re.findall(_HAN_NUMBER, re.sub("[余餘多]", "", text)):  # 十余万 is 100000
        values.update({_plainly(Decimal(value)) for value in (_han_value(words), *map(_han_value, words))})
    return values


def _in_names(text: str) -> Counter[str]:
    return Counter(_plainly(Decimal(figures)) for figures in re.findall(r"[A-Za-z]-?(\d+(?:\.\d+)?)", text))


def _han_value(words: str) -> int:
    """The value of a number in Chinese: 十二 is 12, 一万四千 is 14000, 二〇二三 is 2023."""
    if words == "半":
        return 50
    if len(words) > 1 and all(char in _DIGITS for char in words):
        return int("".join(str(_DIGITS[char]) for char in words))
    total = section = digit = 0
    for char in words:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            section += (digit or 1) * _UNITS[char]
            digit = 0
        elif char in "万亿":
            total = (total + section + digit or 1) * (10**4 if char == "万" else 10**8)
            section = digit = 0
    return total + section + digit


def _without_short_years(mine: Counter[str], theirs: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    """2022-23 is 2022–2023."""
    for one, other in product(mine.copy(), theirs.copy()):
        long, short = sorted((one, other), key=len, reverse=True)
        if re.fullmatch(r"(?:19|20)\d\d", long) and long[2:].lstrip("0") == short:
            pairs = min(mine[one], theirs[other])
            mine, theirs = mine - Counter({one: pairs}), theirs - Counter({other: pairs})
    return mine, theirs
