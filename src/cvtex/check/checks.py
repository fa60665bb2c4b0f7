"""What the models cannot say by themselves: what is missing, ends before it begins or is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

from cvtex.check.commas import in_quotes, torn
from cvtex.check.dialect import Dialect
from cvtex.check.finding import finding, where_to_add
from cvtex.check.walk import text_of
from cvtex.load import Mapping, NodePath, Scalar, path_text, plain
from cvtex.resume import Basics, Date, Entry, Period, Resume, Row, Text
from cvtex.resume.base import Model
from cvtex.resume.shape import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtex.check.walk import Spot
    from cvtex.errors import Diagnostic


def check_values(spots: Iterable[Spot], dialect: Dialect, meant: frozenset[NodePath]) -> Iterator[Diagnostic]:
    """Check each value by itself and beside its neighbours in the same mapping.

    Args:
        spots: every value of the file.
        dialect: JSON Resume requires nothing, and allows empty texts.
        meant: fields that an unknown key was probably meant to be, and that are therefore not missing.
    """
    file = ""
    for spot in spots:
        file = file or spot.node.location.file  # that of the root, which is the first
        if issubclass(spot.kind, Resume | Entry | Basics):
            yield from _naming(spot, dialect, meant, file)
        if issubclass(spot.kind, Model):
            yield from _torn(spot)
        if spot.kind is Text:
            yield from _empty(spot, dialect)
        if issubclass(spot.kind, Period):
            yield from _period(spot)


def _naming(spot: Spot, dialect: Dialect, meant: frozenset[NodePath], file: str) -> Iterator[Diagnostic]:
    """An entry without its name says nothing, nor does a résumé of nobody; JSON Resume allows both all the same."""
    key = "basics" if spot.kind is Resume else spot.kind.naming if issubclass(spot.kind, Entry) else "name"
    if dialect is Dialect.STANDARD or not isinstance(spot.node, Mapping) or (*spot.path, key) in meant:
        return
    path = path_text((*spot.path, key))
    found = spot.node.entries.get(key)
    if found is None:
        hint = where_to_add(key, spot.node.location, file, spot.path)
        yield finding("E203", f"`{key}` is missing", spot.node.location, path, hint)
    elif isinstance(found, Scalar) and not (found.value or "").strip():
        yield finding("E204", f"`{key}` is empty", found.location, path, f"write the {key}")


def _torn(spot: Spot) -> Iterator[Diagnostic]:
    """What has no value counts as left out, and would be lost where a text was meant to hold a comma."""
    if not isinstance(spot.node, Mapping) or spot.kind.is_shorthand(plain(spot.node)):  # type: ignore[attr-defined]
        return
    for key in spot.node.entries.keys() - fields_of(spot.kind).keys():
        if whole := torn(spot.node, key):
            message, path = f"`{key}` is read as a key, because of the comma", path_text((*spot.path, key))
            yield finding("E201", message, spot.node.keys[key], path, in_quotes(*whole))


def _period(spot: Spot) -> Iterator[Diagnostic]:
    start, end = (_date(text_of(spot.node, key)) for key in ("startDate", "endDate"))
    if start and end and end.is_before(start) and isinstance(spot.node, Mapping):
        yield finding(
            "E207",
            f"the endDate, {end}, is before the startDate, {start}",
            spot.node.entries["endDate"].location,
            path_text((*spot.path, "endDate")),
            "correct one of them; perhaps they are swapped",
        )


def _date(value: str) -> Date | None:
    try:
        return Date.read(value)
    except PydanticCustomError:
        return None


def _empty(spot: Spot, dialect: Dialect) -> Iterator[Diagnostic]:
    """An item of a list must say something, but for a cell of a table; an empty field counts as left out.

    JSON Resume allows it; lint warns of it.
    """
    if not isinstance(spot.node, Scalar) or (spot.node.value or "").strip() or spot.owner is Row:
        return
    if spot.path and isinstance(spot.path[-1], int) and dialect is not Dialect.STANDARD:
        hint = "write something, or delete the line"
        yield finding("E204", "an empty item", spot.node.location, path_text(spot.path), hint)
