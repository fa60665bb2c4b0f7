"""What the models cannot say by themselves: what is missing, ends before it begins or is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

from cvtex.check.dialect import Dialect
from cvtex.check.messages import missing_key
from cvtex.check.walk import text_of
from cvtex.errors import Message
from cvtex.load import Mapping, NodePath, Scalar, path_text
from cvtex.resume import Basics, Date, Entry, Period, Resume, Row, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtex.check.walk import Spot
    from cvtex.errors import Diagnostic


def check_values(spots: Iterable[Spot], dialect: Dialect, intended: frozenset[NodePath]) -> Iterator[Diagnostic]:
    """Check each value by itself and beside its neighbours in the same mapping.

    Args:
        spots: every value of the file.
        dialect: JSON Resume requires nothing, and allows empty texts.
        intended: fields that an unknown key was probably intended to be, and that are therefore not missing.
    """
    file = ""
    for spot in spots:
        file = file or spot.node.location.file  # that of the root, which is the first
        if issubclass(spot.kind, Resume | Entry | Basics):
            yield from _naming(spot, dialect, intended, file)
        if spot.kind is Text:
            yield from _empty(spot, dialect)
        if issubclass(spot.kind, Period):
            yield from _period(spot)


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
    """An item of a list must say something, but for a cell of a table; an empty field counts as left out.

    JSON Resume allows it; lint warns of it.
    """
    if not isinstance(spot.node, Scalar) or (spot.node.value or "").strip() or spot.owner is Row:
        return
    if spot.path and isinstance(spot.path[-1], int) and dialect is not Dialect.STANDARD:
        hint = "write something, or delete the line"
        yield Message("E204", "an empty item", hint).at(spot.node.location, path_text(spot.path))
