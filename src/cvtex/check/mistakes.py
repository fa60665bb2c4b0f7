"""pydantic's errors as a person would put them: what was found, where in the file, and the next step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cvtex.check.dialect import Dialect
from cvtex.check.finding import finding, where_to_add
from cvtex.check.places import Loc, Place, place_of
from cvtex.check.sayings import SAYINGS, Said, bounds, unforeseen
from cvtex.check.suggestions import home_of, is_for_details, nearest_key
from cvtex.load import Mapping, Node, NodePath, Scalar, path_text
from cvtex.resume import Text, is_language
from cvtex.resume.layout import LayoutModel
from cvtex.resume.shape import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic_core import ErrorDetails

    from cvtex.errors import Diagnostic

# What a link or a picture may be in JSON Resume though a PDF cannot carry it.
_STANDARD_ALLOWS: Final = frozenset(
    {"url_without_scheme", "url_scheme", "url_impossible", "image_address", "image_absolute", "image_outside"}
)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A diagnostic, and what makes the value pass where the standard allows it.

    Attributes:
        diagnostic: what is said about it.
        path: the value in the file.
        meant: the path of the field that was probably meant, for an unknown key.
        mend: what to read instead, where the mistake is only a warning: a text, or None to leave the value out.
    """

    diagnostic: Diagnostic
    path: NodePath
    meant: NodePath | None = None
    mend: str | None = None


def mistakes(root: Node, errors: Iterable[ErrorDetails], dialect: Dialect) -> Iterator[Mistake]:
    """Put every error of pydantic's, except those that only follow from another."""
    found = list(errors)
    meant: set[Loc] = set()  # fields whose value stands under another key: that they are missing is not news
    for loc in (error["loc"] for error in found if error["type"] == "extra_forbidden"):
        model = place_of(root, loc[:-1]).model
        shorthand = model.shorthand
        if shorthand and fields_of(model)[shorthand].kind is Text and is_language(str(loc[-1])):
            if (*loc[:-1], shorthand) not in meant:
                yield _stray_translation(root, loc)
            meant.add((*loc[:-1], shorthand))
            continue
        mistake = _sentence(root, loc) or _unknown_key(root, loc, dialect)
        if mistake.meant:
            meant.add((*loc[:-1], mistake.meant[-1]))
        yield mistake
    for error in found:
        if error["type"] == "missing" and error["loc"] not in meant:
            yield _missing(root, error["loc"])
        elif error["type"] not in {"extra_forbidden", "missing"}:
            yield _wrong_value(root, error, dialect)


# -- keys -------------------------------------------------------------------------------------------------------------


def _stray_translation(root: Node, loc: Loc) -> Mistake:
    """``{zh: …, en: …, priority: 2}``: translations beside the keys of a model that has a place for them."""
    parent, key = place_of(root, loc[:-1]), str(loc[-1])
    field = parent.model.shorthand
    hint = f"put the translations under `{field}:`, as in {{{field}: {{zh: …, en: …}}, priority: 2}}"
    path = (*parent.path, key)
    message = f"`{key}` stands beside keys that are no languages"
    return Mistake(finding("E201", message, parent.key_location(key), path_text(path), hint), path)


def _sentence(root: Node, loc: Loc) -> Mistake | None:
    """``- Result: 42 % more``: to YAML the colon makes a mapping of what was meant as a text."""
    parent, key = place_of(root, loc[:-1]), str(loc[-1])
    node, shorthand = parent.node, parent.model.shorthand
    if not shorthand or fields_of(parent.model)[shorthand].kind is not Text or nearest_key(parent.model, key):
        return None
    rest = node.entries[key] if isinstance(node, Mapping) and len(node.entries) == 1 else None
    if not isinstance(rest, Scalar) or not rest.value:
        return None
    text = f"{key}: {rest.value}".replace("'", "''")
    path = (*parent.path, key)
    message = f"`{key}` is read as a key, because of the colon and the space behind it"
    hint = f"put the text in quotes: '{text}'"
    found = finding("E201", message, parent.key_location(key), path_text(path), hint)
    return Mistake(found, path, meant=(*parent.path, shorthand))


def _unknown_key(root: Node, loc: Loc, dialect: Dialect) -> Mistake:
    parent, key = place_of(root, loc[:-1]), str(loc[-1])
    path = (*parent.path, key)
    details = is_for_details(parent.model, key)
    near = "details" if details else nearest_key(parent.model, key)
    home = None if near else home_of(parent.model, key)
    if details:
        hint = f"write it under details: - {{label: {key}, value: …}}"
    elif near:
        hint = f"did you mean `{near}`?"
        is_written = parent.key_location(key).line is not None  # not by --set
        if is_written and isinstance(parent.node, Mapping) and near in parent.node.entries:
            hint += " That is there too: join them"
    elif issubclass(parent.model, LayoutModel) and is_language(key):
        hint = f"what is different in {key} stands under layout.languages.{key}"
    elif home:
        hint = f"`{home[1]}` belongs in {home[0]}"
    else:
        hint = "the keys here are " + ", ".join(fields_of(parent.model))
    warns = dialect is Dialect.STANDARD or (dialect is Dialect.NEUTRAL and not near and not home)
    message = f"`{key}` is not shown: no such key is known" if warns else f"unknown key `{key}`"
    code = "W410" if warns else "E201"
    diagnostic = finding(code, message, parent.key_location(key), path_text(path), hint)
    return Mistake(diagnostic, path, meant=(*parent.path, near) if near else None)


def _missing(root: Node, loc: Loc) -> Mistake:
    parent, key = place_of(root, loc[:-1]), loc[-1]
    if isinstance(key, int):  # the second of two bounds
        return _mistake(parent, bounds(parent))
    if isinstance(parent.node, Mapping) and key in parent.node.entries:
        empty = place_of(root, loc)
        return _mistake(empty, Said("E204", f"`{key}` is empty", f"give `{key}` a value, or delete what holds it"))
    if not isinstance(parent.node, Mapping):
        return _mistake(parent, Said("E204", "there is no text here", "write something, or delete the line"))
    path = (*parent.path, key)
    hint = where_to_add(str(key), parent.node.location, root.location.file, path)
    diagnostic = finding("E203", f"`{key}` is missing", parent.node.location, path_text(path), hint)
    return Mistake(diagnostic, path)


# -- values -----------------------------------------------------------------------------------------------------------


def _wrong_value(root: Node, error: ErrorDetails, dialect: Dialect) -> Mistake:
    loc = error["loc"]
    at_key = loc[-1] == "[key]"
    place = place_of(root, loc[:-1] if at_key else loc)
    context: dict[str, Any] = error.get("ctx") or {}
    said = SAYINGS.get(error["type"], unforeseen(error["msg"]))(place, context)
    if dialect is Dialect.STANDARD and error["type"] in _STANDARD_ALLOWS:
        mend = context.get("near") if said.code == "E212" else None
        outcome = f"; read as {mend}" if mend else "; not used"
        return _mistake(place, Said("W411", said.message + outcome, said.hint), mend=mend)
    mistake = _mistake(place, said)
    if at_key:
        parent = place_of(root, loc[:-2])
        located = finding(said.code, said.message, parent.key_location(str(loc[-2])), path_text(place.path), said.hint)
        return Mistake(located, place.path)
    return mistake


def _mistake(place: Place, said: Said, *, mend: str | None = None) -> Mistake:
    diagnostic = finding(said.code, said.message, place.node.location, path_text(place.path), said.hint)
    return Mistake(diagnostic, place.path, mend=mend)
