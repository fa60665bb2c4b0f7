"""What the models cannot say by themselves: what is missing, ends before it begins, is empty or looks odd."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pydantic_core import PydanticCustomError

from cvtex.check.dialect import Dialect
from cvtex.check.finding import finding
from cvtex.check.messages import missing_key
from cvtex.check.punctuation import punctuation
from cvtex.check.walk import text_of, wordings
from cvtex.errors import Message
from cvtex.load import Mapping, NodePath, Scalar, Sequence, path_text
from cvtex.resume import Basics, Date, Email, Entry, Fit, Period, Resume, Row, Text
from cvtex.resume.checked import Colour

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cvtex.check.walk import Spot
    from cvtex.errors import Diagnostic

    CheckText = Callable[[str], Iterable[tuple[int, str]]]
    """Looks at one text with inline Markdown; gives the offset of each problem, in characters, and what it is."""

_SMALL_PT: Final = 9.0
_FEWEST_DIGITS, _MOST_DIGITS = 5, 15  # E.164 allows 15; the shortest numbers with an area code have 5 or 6
_EXCERPT: Final = 20
_QUOTES: Final = re.compile(r"\$.+\$|a link cannot")
_CHINESE_DIGITS: Final = 13  # +86, and eleven more


def check_values(
    spots: Iterable[Spot], dialect: Dialect, intended: frozenset[NodePath], check_text: CheckText | None
) -> Iterator[Diagnostic]:
    """Check each value by itself and beside its neighbours in the same mapping.

    Args:
        spots: every value of the file.
        dialect: JSON Resume requires nothing, and allows empty texts.
        intended: fields that an unknown key was probably intended to be, and that are therefore not missing.
        check_text: finds what is wrong with a text's inline Markdown.
    """
    file = ""
    for spot in spots:
        file = file or spot.node.location.file  # that of the root, which is the first
        if issubclass(spot.kind, Resume | Entry | Basics):
            yield from _naming(spot, dialect, intended, file)
        if spot.kind is Text:
            yield from _empty(spot, dialect)
            yield from punctuation(spot)
            if check_text is not None:
                yield from _markup(spot, check_text)
        for kind, check in _CHECKS.items():
            if issubclass(spot.kind, kind):
                yield from check(spot)


def _naming(spot: Spot, dialect: Dialect, intended: frozenset[NodePath], file: str) -> Iterator[Diagnostic]:
    """An entry without its name says nothing, nor does a résumé of nobody; JSON Resume allows both all the same."""
    key = "basics" if spot.kind is Resume else spot.kind.naming if issubclass(spot.kind, Entry) else "name"
    if dialect is Dialect.STANDARD or not isinstance(spot.node, Mapping) or (*spot.path, key) in intended:
        return
    path = path_text((*spot.path, key))
    value = spot.node.entries.get(key)
    if value is None:
        location = spot.node.location
        yield missing_key(key, location, file, spot.path).at(location, path)
    elif isinstance(value, Scalar) and not (value.value or "").strip():
        yield Message("E204", f"`{key}` is empty", f"write the {key}").at(value.location, path)


def _period(spot: Spot) -> Iterator[Diagnostic]:
    start, end = (_date(text_of(spot.node, key)) for key in ("startDate", "endDate"))
    if start and end and end.is_before(start) and isinstance(spot.node, Mapping):
        text = f"the endDate, {end}, is before the startDate, {start}"
        message = Message("E207", text, "correct one of them; perhaps they are swapped")
        yield message.at(spot.node.entries["endDate"].location, path_text((*spot.path, "endDate")))


def _date(value: str) -> Date | None:
    try:
        return Date.read(value)
    except PydanticCustomError:
        return None


def _empty(spot: Spot, dialect: Dialect) -> Iterator[Diagnostic]:
    """An item of a list must say something, but for a cell of a table; an empty field counts as left out."""
    if not isinstance(spot.node, Scalar) or (spot.node.value or "").strip() or spot.owner is Row:
        return
    if spot.path and isinstance(spot.path[-1], int):
        standard = dialect is Dialect.STANDARD
        code, message = ("W411", "an empty item; not shown") if standard else ("E204", "an empty item")
        hint = "write something, or delete the line"
        yield finding(code, message, spot.node.location, path_text(spot.path), hint)


def _markup(spot: Spot, check_text: CheckText) -> Iterator[Diagnostic]:
    for path, node in wordings(spot):
        value = node.value or ""
        for offset, message in check_text(value):
            near = value[offset : offset + _EXCERPT].partition("\n")[0]
            # A formula that was refused, and an address, are quoted in the message itself.
            what, hint = _markup_hint(message)
            where = f", near `{near}`" if near and not _QUOTES.match(what) else ""
            yield finding("W416", what + where, node.location, path_text(path), hint)


def _markup_hint(message: str) -> tuple[str, str]:
    """What is wrong, and the next step for it."""
    what, _, step = message.partition("; ")
    if step:
        return what, f"give the mark its partner, or {step}"
    if what.startswith("$"):
        return what, r"write the formula otherwise, or \$ where a dollar is meant"
    what, _, step = what.partition(": ")
    if what.startswith("a link cannot lead"):
        return what, f"write an address that begins with {step.removeprefix('only ').replace(' and ', ' or ')}"
    return what, step or "write the text of the link between [ and ]"


def _phone(spot: Spot) -> Iterator[Diagnostic]:
    if spot.key != "phone":
        return
    for path, node in wordings(spot):
        number = re.sub(r"(?i)(?:ext|x|转|分机)\.?\s*\d+\s*$", "", node.value or "")
        digits = re.sub(r"\D", "", number).removeprefix("00")
        mobile = re.match(r"\s*(?:\+|00)\s*86[\s-]*1[3-9]", number) is not None
        if not _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS or (mobile and len(digits) != _CHINESE_DIGITS):
            wanted = f"{_CHINESE_DIGITS}" if mobile else f"{_FEWEST_DIGITS} to {_MOST_DIGITS}"
            message = f"`{node.value}` is an odd telephone number: it has {len(digits)} digits, not {wanted}"
            yield finding("W412", message, node.location, path_text(path), "count its digits")


def _email(spot: Spot) -> Iterator[Diagnostic]:
    value = (spot.node.value or "").strip() if isinstance(spot.node, Scalar) else ""
    host = value.rpartition("@")[2]
    if "@" in value and host and "." not in host and not host.startswith("["):
        message = f"`{host}` has no dot: is it the whole host?"
        hint = f"write all of it, such as {value}.com"
        yield finding("W417", message, spot.node.location, path_text(spot.path), hint)


def _small_type(spot: Spot) -> Iterator[Diagnostic]:
    sizes = spot.node.entries.get("font_size") if isinstance(spot.node, Mapping) else None
    smallest = sizes.items[0] if isinstance(sizes, Sequence) and sizes.items else sizes
    if isinstance(smallest, Scalar) and smallest.value and re.fullmatch(r"\s*8(?:\.\d+)?\s*", smallest.value):
        message = f"type of {smallest.value.strip()} pt is hard to read"
        path = path_text((*spot.path, "font_size"))
        yield finding("W413", message, smallest.location, path, f"keep it at {_SMALL_PT:g} pt or above")


def _comment_for_colour(spot: Spot) -> Iterator[Diagnostic]:
    """``accent: #1f4e79`` without quotes: to YAML the colour is a comment, and nothing is left."""
    if isinstance(spot.node, Scalar) and spot.node.value is None:
        hint = "put the colour in quotes, '#1f4e79': without them YAML takes it for a comment"
        yield finding("W411", "there is no colour here", spot.node.location, path_text(spot.path), hint)


_CHECKS: Final[dict[type, Callable[[Spot], Iterator[Diagnostic]]]] = {
    Period: _period,
    Text: _phone,
    Email: _email,
    Fit: _small_type,
    Colour: _comment_for_colour,
}
