"""Values that can be used but look wrong: telephone numbers, e-mail hosts, type sizes, empty items, ends, Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cvtex.check.walk import Dialect, text_of, wordings
from cvtex.errors import Message
from cvtex.load import Scalar, Sequence, path_text
from cvtex.resume import Email, Fit, Period
from cvtex.resume.checked import Colour

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cvtex.check.lint.engine import File
    from cvtex.errors import Diagnostic

_SMALL_PT: Final = 9.0
_FEWEST_DIGITS, _MOST_DIGITS = 5, 15  # E.164 allows 15; the shortest numbers with an area code have 5 or 6
_CHINESE_DIGITS: Final = 13  # +86, and eleven more
_EXCERPT: Final = 20
_QUOTES: Final = re.compile(r"\$.+\$|a link cannot")


def phones(file: File) -> Iterator[Diagnostic]:
    """W412: too few or too many digits."""
    for spot in file.texts:
        for path, node in wordings(spot) if spot.key == "phone" else ():
            number = re.sub(r"(?i)(?:ext|x|转|分机)\.?\s*\d+\s*$", "", node.value or "")
            digits = re.sub(r"\D", "", number).removeprefix("00")
            mobile = re.match(r"\s*(?:\+|00)\s*86[\s-]*1[3-9]", number) is not None
            if not _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS or (mobile and len(digits) != _CHINESE_DIGITS):
                wanted = f"{_CHINESE_DIGITS}" if mobile else f"{_FEWEST_DIGITS} to {_MOST_DIGITS}"
                text = f"`{node.value}` is an unusual telephone number: it has {len(digits)} digits, not {wanted}"
                yield Message("W412", text, "count its digits").at(node.location, path_text(path))


def emails(file: File) -> Iterator[Diagnostic]:
    """W417: a host without a dot."""
    for spot in file.spots:
        value = spot.text if spot.kind is Email else ""
        host = value.rpartition("@")[2]
        if "@" in value and host and "." not in host and not host.startswith("["):
            text, hint = f"`{host}` has no dot: is it the whole host?", f"write all of it, such as {value}.com"
            yield spot.report("W417", text, hint)


def small_type(file: File) -> Iterator[Diagnostic]:
    """W413: type that is hard to read."""
    for spot in file.spots:
        sizes = spot.entries.get("font_size") if spot.kind is Fit else None
        smallest = sizes.items[0] if isinstance(sizes, Sequence) and sizes.items else sizes
        if isinstance(smallest, Scalar) and smallest.value and re.fullmatch(r"\s*8(?:\.\d+)?\s*", smallest.value):
            text = f"type of {smallest.value.strip()} pt is hard to read"
            hint = f"keep it at {_SMALL_PT:g} pt or above"
            yield spot.report("W413", text, hint, "font_size", location=smallest.location)


def colours(file: File) -> Iterator[Diagnostic]:
    """W411: ``accent: #1f4e79`` without quotes is a comment to YAML, and nothing is left."""
    for spot in file.spots:
        if spot.kind is Colour and isinstance(spot.node, Scalar) and spot.node.value is None:
            hint = "put the colour in quotes, '#1f4e79': without them YAML takes it for a comment"
            yield spot.report("W411", "there is no colour here", hint)


def empty_items(file: File) -> Iterator[Diagnostic]:
    """W411: an item of a list without a text, which JSON Resume allows."""
    for spot in file.texts if file.dialect is Dialect.STANDARD else ():
        if spot.is_empty_item:
            yield spot.report("W411", "an empty item; not shown", "write something, or delete the line")


def missing_ends(file: File) -> Iterator[Diagnostic]:
    """W418: what began and has no end, in a file that says `present` elsewhere."""
    periods = [spot for spot in file.spots if issubclass(spot.kind, Period)]
    if any(text_of(spot.node, "endDate") == "present" for spot in periods):
        for spot in periods:
            if "endDate" not in spot.entries and text_of(spot.node, "startDate"):
                text = "without an endDate this goes on to this day"
                hint = "write `endDate: present` if it does, or when it ended"
                location = spot.entries["startDate"].location
                yield spot.report("W418", text, hint, "endDate", location=location)


def markup(file: File) -> Iterator[Diagnostic]:
    """W416: inline Markdown whose marks have no partner, or that is refused."""
    if file.check_text is None:
        return
    for spot in file.texts:
        for path, node in wordings(spot):
            value = node.value or ""
            for offset, problem in file.check_text(value):
                near = value[offset : offset + _EXCERPT].partition("\n")[0]
                text, hint = _step(problem)
                # A formula that was refused, and an address, are quoted in the problem itself.
                if near and not _QUOTES.match(text):
                    text += f", near `{near}`"
                yield Message("W416", text, hint).at(node.location, path_text(path))


def _step(problem: str) -> tuple[str, str]:
    """What is wrong, and the next step for it."""
    what, _, step = problem.partition("; ")
    if step:
        return what, f"give the mark its partner, or {step}"
    if what.startswith("$"):
        return what, r"write the formula otherwise, or \$ where a dollar is meant"
    what, _, step = what.partition(": ")
    if what.startswith("a link cannot lead"):
        return what, f"write an address that begins with {step.removeprefix('only ').replace(' and ', ' or ')}"
    return what, step or "write the text of the link between [ and ]"
