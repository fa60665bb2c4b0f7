"""What looks like a real telephone number, identity number or home address in a file that everyone can read.

Placeholders do not look real: ``+86 138 0000 0000``, 138 1234 5678, 555-0100, an address with 示例 or Example in it.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from cvtex.errors import Diagnostic, Location
from cvtex.load import parse_path, path_text
from cvtex.redact.paths import covered, scalars, stated
from cvtex.text.cjk import HANZI

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtex.load import Document

_HINT: Final = "write a placeholder here, and your own into {}, a file that .gitignore lists"
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


def exposed(document: Document, files: Iterable[str], overlay: str) -> Iterator[Diagnostic]:
    """Warn of what stands in these files, comments too.

    Args:
        document: the résumé.
        files: the names of the files that everyone can read.
        overlay: the name of the file where private values belong.
    """
    hint = _HINT.format(overlay)
    known = set(files)
    lines = [
        (Location(name, number), line)
        for name in document.sources
        if name in known
        for number, line in enumerate(document.sources[name], start=1)
    ]
    found: dict[tuple[str, int | None], None] = {}
    for location, line in lines:
        for code, what, start in _in_line(line):
            place = Location(location.file, location.line, start + 1)
            found[location.file, location.line] = None
            message = f"this looks like a real {what}, in a file that git tracks"
            yield Diagnostic("warning", code, message, place, hint=hint)
    # What the author calls private is believed to be, whatever it looks like.
    listed = tuple(map(parse_path, stated(document.root) or ()))
    for path, node in scalars(document.root):
        place = node.location
        said = place.file not in known or (place.file, place.line) in found
        if node.value and covered(path, listed) and not said and not _is_placeholder(node.value):
            message = f"{path_text(path)} is private by meta.private, and stands in a file that git tracks"
            yield Diagnostic("warning", "W424", message, place, path_text(path), hint)


def committed(overlays: Iterable[str]) -> Iterator[Diagnostic]:
    """Warn of private overlays that git tracks: they are named for what nobody else should read."""
    for name in overlays:
        hint = f"take it out with `git rm --cached {PurePath(name).name}`, and write that name into .gitignore"
        yield Diagnostic("warning", "W426", f"{name} is private, and git tracks it", Location(name), hint=hint)


def _in_line(line: str) -> Iterator[tuple[str, str, int]]:
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
