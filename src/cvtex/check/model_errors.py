"""Turns pydantic's errors into diagnostics: what is wrong, where in the file, and the next step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cvtex.check.dialect import Dialect
from cvtex.check.messages import explain, missing_key
from cvtex.check.suggestions import home_of, is_for_details, nearest_key
from cvtex.check.walk import Spot, follow
from cvtex.errors import Message
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
class Rejection:
    """A value that the models reject.

    Attributes:
        diagnostic: what is wrong with it.
        path: its path in the file.
        intended: the path of the field that was probably intended, for an unknown key.
        replacement: what to read instead where the diagnostic is only a warning; None to omit the value.
    """

    diagnostic: Diagnostic
    path: NodePath
    intended: NodePath | None = None
    replacement: str | None = None


def rejections(root: Node, errors: Iterable[ErrorDetails], dialect: Dialect) -> Iterator[Rejection]:
    """Explain each error of pydantic's, except those that only follow from another."""
    errors = list(errors)
    intended: set[NodePath] = set()  # fields whose value stands under another key, and that are therefore not missing
    for loc in (error["loc"] for error in errors if error["type"] == "extra_forbidden"):
        parent, key = follow(root, loc[:-1]), str(loc[-1])
        text_field = _text_field(parent)
        if text_field and is_language(key):
            if (*loc[:-1], text_field) not in intended:
                yield _stray_translation(parent, key, text_field)
            intended.add((*loc[:-1], text_field))
            continue
        rejection = _text_with_colon(parent, key, text_field) or _unknown_key(parent, key, dialect)
        if rejection.intended:
            intended.add((*loc[:-1], rejection.intended[-1]))
        yield rejection
    for error in errors:
        if error["type"] == "missing" and error["loc"] not in intended:
            yield _missing(root, error["loc"])
        elif error["type"] not in {"extra_forbidden", "missing"}:
            yield _wrong_value(root, error, dialect)


# -- keys -------------------------------------------------------------------------------------------------------------


def _text_field(spot: Spot) -> str:
    """The field of a model that a bare text fills; empty where there is none."""
    field = spot.model.shorthand
    return field if field and fields_of(spot.model)[field].kind is Text else ""


def _at_key(message: Message, parent: Spot, key: str, intended: str | None = None) -> Rejection:
    path = (*parent.path, key)
    diagnostic = message.at(parent.key_location(key), path_text(path))
    return Rejection(diagnostic, path, intended=(*parent.path, intended) if intended else None)


def _stray_translation(parent: Spot, key: str, field: str) -> Rejection:
    """``{zh: …, en: …, priority: 2}``: translations beside the keys of a model that has a field for them."""
    text = f"`{key}` stands beside keys that are no languages"
    hint = f"put the translations under `{field}:`, as in {{{field}: {{zh: …, en: …}}, priority: 2}}"
    return _at_key(Message("E201", text, hint), parent, key)


def _text_with_colon(parent: Spot, key: str, field: str) -> Rejection | None:
    """``- Result: 42 % more``: to YAML the colon makes a mapping of what was intended as a text."""
    node = parent.node
    value = node.entries[key] if isinstance(node, Mapping) and len(node.entries) == 1 else None
    if not field or not isinstance(value, Scalar) or not value.value or nearest_key(parent.model, key):
        return None
    quoted = f"{key}: {value.value}".replace("'", "''")
    text = f"`{key}` is read as a key, because of the colon and the space behind it"
    return _at_key(Message("E201", text, f"put the text in quotes: '{quoted}'"), parent, key, field)


def _unknown_key(parent: Spot, key: str, dialect: Dialect) -> Rejection:
    model = parent.model
    is_detail = is_for_details(model, key)
    near = "details" if is_detail else nearest_key(model, key)
    home = None if near else home_of(model, key)
    if is_detail:
        hint = f"write it under details: - {{label: {key}, value: …}}"
    elif near:
        hint = f"did you mean `{near}`?"
        is_written = parent.key_location(key).line is not None  # not by --set
        if is_written and isinstance(parent.node, Mapping) and near in parent.node.entries:
            hint += " That is there too: join them"
    elif issubclass(model, LayoutModel) and is_language(key):
        hint = f"what is different in {key} stands under layout.languages.{key}"
    elif home:
        hint = f"`{home[1]}` belongs in {home[0]}"
    else:
        hint = "the keys here are " + ", ".join(fields_of(model))
    if dialect is Dialect.STANDARD or (dialect is Dialect.NEUTRAL and not near and not home):
        message = Message("W410", f"`{key}` is not shown: no such key is known", hint)
    else:
        message = Message("E201", f"unknown key `{key}`", hint)
    return _at_key(message, parent, key, near)


def _missing(root: Node, loc: NodePath) -> Rejection:
    parent, key = follow(root, loc[:-1]), loc[-1]
    if isinstance(key, int):  # the second of two bounds
        return _at_value(explain("bounds", parent, {}), parent)
    if not isinstance(parent.node, Mapping):
        return _at_value(Message("E204", "there is no text here", "write something, or delete the line"), parent)
    if key in parent.node.entries:
        message = Message("E204", f"`{key}` is empty", f"give `{key}` a value, or delete what holds it")
        return _at_value(message, follow(root, loc))
    path = (*parent.path, key)
    message = missing_key(key, parent.node.location, root.location.file, path)
    return Rejection(message.at(parent.node.location, path_text(path)), path)


# -- values -----------------------------------------------------------------------------------------------------------


def _at_value(message: Message, spot: Spot, replacement: str | None = None) -> Rejection:
    diagnostic = message.at(spot.node.location, path_text(spot.path))
    return Rejection(diagnostic, spot.path, replacement=replacement)


def _wrong_value(root: Node, error: ErrorDetails, dialect: Dialect) -> Rejection:
    loc, context = error["loc"], error.get("ctx") or {}
    is_key = loc[-1] == "[key]"
    spot = follow(root, loc[:-1] if is_key else loc)
    message = explain(error["type"], spot, context, error["msg"])
    if dialect is Dialect.STANDARD and error["type"] in _STANDARD_ALLOWS:
        replacement = context.get("near") if message.code == "E212" else None
        outcome = f"read as {replacement}" if replacement else "not used"
        return _at_value(Message("W411", f"{message.text}; {outcome}", message.hint), spot, replacement)
    if is_key:
        return _at_key(message, follow(root, loc[:-2]), str(loc[-2]))
    return _at_value(message, spot)
