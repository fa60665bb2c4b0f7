"""Real-looking telephone numbers, identity numbers and home addresses in files that everyone can read.

Placeholders do not look real: ``+86 138 0000 0000``, 138 1234 5678, 555-0100, an address with 示例 or Example in it.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from cvtex.errors import Location, Message
from cvtex.load import parse_path, path_text
from cvtex.redact.redaction import covered, scalars, stated
from cvtex.text.cjk import HANZI

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtex.check.lint.engine import Tracked
    from cvtex.errors import Diagnostic

# Not inside a longer number, a decimal, a word, an address on the web or an identifier such as a DOI.
_ALONE, _ENDS = r"(?<![\w.+/=%#-])", r"(?![\w/%-]|\.\d)"
_PHONES: Final = (
    re.compile(rf"{_ALONE}\+[1-9]\d{{0,2}}(?:[\s().-]{{0,2}}\d){{7,12}}{_ENDS}"),  # E.164 allows 15 digits
    re.compile(rf"{_ALONE}(?:(?:\+|00)86[\s-]*)?1[3-9]\d(?P<gap>[\s-]?)\d{{4}}(?P=gap)\d{{4}}{_ENDS}"),
    re.compile(rf"{_ALONE}\(?0\d{{2,3}}\)?[\s-]\d{{3,4}}[\s-]?\d{{4}}{_ENDS}"),  # a Chinese area code
    re.compile(rf"{_ALONE}\(?[2-9]\d\d\)?[\s.-][2-9]\d\d[\s.-]\d{{4}}{_ENDS}"),  # North America
)
# Each is one number in some ten thousand; 555-0100 to 555-0199 belong to nobody (NANPA).
_PLACEHOLDER: Final = re.compile(r"(\d)\1{5}|0000|123456|234567|456789|987654|765432|13800138000|55501\d\d$")
_IDENTITY: Final = re.compile(
    r"(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
)
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"
_HOMES: Final = (
    re.compile(
        rf"[{HANZI}]+(?:路|街|道|巷|弄|胡同|里|村|镇|小区|花园|苑|公寓)"
        r"[^，。；,;\s]{0,12}?\d+\s*(?:号|弄|栋|幢|座|单元|室)"
    ),
    re.compile(
        r"\b\d{1,5}[A-Za-z]?,? (?:[A-Z][\w.']*,? ){1,4}"
        r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct)\b"
    ),
)
_INVENTED: Final = re.compile(r"示例|某|测试|[xX×＊*]{2}|\b(?:example|sample|main|any|your|test)\b", re.IGNORECASE)


def is_identity_number(number: str) -> bool:
    """Whether 18 characters are a Chinese identity number: their check character is right (GB 11643-1999, ISO 7064)."""
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == number[17].upper()


def lines(tracked: Tracked) -> Iterator[Diagnostic]:
    """W421 to W423: what looks private in a line, in comments too."""
    for name, source in tracked.document.sources.items():
        for number, line in enumerate(source if name in tracked.files else (), start=1):
            for code, what, start in private_in(line):
                message = Message(code, f"this looks like a real {what}, in a file that git tracks", _hint(tracked))
                yield message.at(Location(name, number, start + 1))


def listed(tracked: Tracked) -> Iterator[Diagnostic]:
    """W424: what `meta.private` lists, whatever it looks like, unless its line was warned of already."""
    sources = tracked.document.sources
    paths = tuple(map(parse_path, stated(tracked.document.root) or ()))
    for path, node in scalars(tracked.document.root):
        name, line = node.location.file, node.location.line
        if name in tracked.files and node.value and covered(path, paths) and not _is_placeholder(node.value):
            if line is not None and any(private_in(sources[name][line - 1])):
                continue
            text = f"{path_text(path)} is private by meta.private, and stands in a file that git tracks"
            yield Message("W424", text, _hint(tracked)).at(node.location, path_text(path))


def overlays(tracked: Tracked) -> Iterator[Diagnostic]:
    """W426: private overlays."""
    for name in tracked.private_overlays:
        hint = f"take it out with `git rm --cached {PurePath(name).name}`, and write that name into .gitignore"
        yield Message("W426", f"{name} is private, and git tracks it", hint).at(Location(name))


def _hint(tracked: Tracked) -> str:
    return f"write a placeholder here, and your own into {tracked.overlay}, a file that .gitignore lists"


def private_in(line: str) -> Iterator[tuple[str, str, int]]:
    """Code, kind and offset of each finding in a line."""
    taken: list[tuple[int, int]] = []
    for match in _IDENTITY.finditer(line):
        if is_identity_number(match[0]):
            taken.append(match.span())
            yield "W422", "identity number", match.start()
    for pattern in _PHONES:
        for match in pattern.finditer(line):
            is_new = all(match.end() <= start or end <= match.start() for start, end in taken)
            if is_new and not _PLACEHOLDER.search(re.sub(r"\D", "", match[0])):
                taken.append(match.span())
                yield "W421", "telephone number", match.start()
    home = next(filter(None, (pattern.search(line) for pattern in _HOMES)), None)
    if home and not _INVENTED.search(line):
        yield "W423", "home address", home.start()


def _is_placeholder(value: str) -> bool:
    digits = re.sub(r"\D", "", value)
    return bool(_INVENTED.search(value) or "@example." in value or "*" in value or _PLACEHOLDER.search(digits))
