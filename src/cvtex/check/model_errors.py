"""Turns pydantic's errors into diagnostics: what is wrong and the next step, by ``messages.toml``, and where it is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, get_args

from cvtex.check.suggestions import home_of, is_for_details, nearest, nearest_key
from cvtex.check.walk import Dialect, Spot, follow
from cvtex.errors import Message
from cvtex.load import Mapping, Node, NodePath, Scalar, Sequence, path_text
from cvtex.resume import COLOURS, Entry, FileName, ImagePaths, Text, is_language
from cvtex.resume.file_name import PLACEHOLDERS
from cvtex.resume.layout import LayoutModel
from cvtex.resume.shape import fields_of
from cvtex.text.shorten import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic_core import ErrorDetails

    from cvtex.errors import Diagnostic, Location

_LINE: Final = 60
# What a link or a picture may be in JSON Resume though a PDF cannot carry it.
_STANDARD_ALLOWS: Final = frozenset(
    {"url_without_scheme", "url_scheme", "url_impossible", "image_address", "image_absolute", "image_outside"}
)


@dataclass(frozen=True, slots=True)
class Rejection:
    """A value that the models reject."""

    diagnostic: Diagnostic
    path: NodePath
    intended: NodePath | None = None
    """The path of the field that was probably intended, for an unknown key."""
    replacement: str | None = None
    """What to read instead where the diagnostic is only a warning; None to omit the value."""


def rejections(root: Node, errors: Iterable[ErrorDetails], dialect: Dialect) -> Iterator[Rejection]:
    """Explain each error of pydantic's, except those that only follow from another."""
    errors = list(errors)
    intended: set[NodePath] = set()  # fields whose value stands under another key, and that are therefore not missing
    for loc in (error["loc"] for error in errors if error["type"] == "extra_forbidden"):
        parent, key = follow(root, loc[:-1]), str(loc[-1])
        field = parent.model.shorthand  # which a bare text fills, if its kind is Text
        text_field = field if field and fields_of(parent.model)[field].kind is Text else ""
        if text_field and is_language(key):  # `{zh: …, en: …, priority: 2}`
            if (*loc[:-1], text_field) not in intended:
                text = f"`{key}` stands beside keys that are no languages"
                example = f"{{{text_field}: {{zh: …, en: …}}, priority: 2}}"
                hint = f"put the translations under `{text_field}:`, as in {example}"
                yield _at_key(Message("E201", text, hint), parent, key)
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


def _at_key(message: Message, parent: Spot, key: str, intended: str | None = None) -> Rejection:
    path = (*parent.path, key)
    diagnostic = message.at(parent.key_location(key), path_text(path))
    return Rejection(diagnostic, path, intended=(*parent.path, intended) if intended else None)


def _text_with_colon(parent: Spot, key: str, field: str) -> Rejection | None:
    """``- Result: 42 % more``: to YAML the colon makes a mapping of what was intended as a text."""
    value = parent.entries[key] if len(parent.entries) == 1 else None
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
        if near in parent.entries and parent.key_location(key).line is not None:  # not by --set
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
    return _at_key(missing_key(key, parent.node.location, root.location.file, parent.path), parent, key)


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


# -- words -------------------------------------------------------------------------------------------------------------


def explain(error_type: str, spot: Spot, context: dict[str, Any], original: str = "") -> Message:
    """What is wrong with a value, for a kind of pydantic's errors; ``original`` is pydantic's own message."""
    name, more = _case(error_type, spot, context)
    if name not in _table():
        return Message("E202", f"{_kind(spot.node)} that cannot stand here: {original.lower()}")
    shape, span = spot.shape, ""
    if shape and shape.low is not None and shape.high is not None:
        span = f" from {shape.low:g} to {shape.high:g}"
    values = {"value": _quoted(spot), "kind": _kind(spot.node), "span": span, **context, **more}
    code, text, hint = _table()[name]
    near = values.get("near")
    return Message(code, text.format(**values), f"write {near}" if near else hint.format(**values))


def unknown_language(tag: str, near: str | None) -> Message:
    """What is wrong with a tag that names no language."""
    code, text, hint = _table()["unknown_language"]
    return Message(code, text.format(value=tag), f"write {near}" if near else hint)


def missing_key(key: str, entry: Location, file: str, path: NodePath) -> Message:
    """What is wrong with an entry without a key that it needs; ``file`` is the résumé's own."""
    hint = f"add `{key}:` here"
    in_list = any(isinstance(part, int) for part in path)
    if in_list and entry.line is not None and entry.file != file:
        hint += "; a list in an overlay replaces the whole list, so each of its entries must be complete"
    return Message("E203", f"`{key}` is missing", hint)


@cache
def _table() -> dict[str, tuple[str, str, str]]:
    import tomllib  # late: most files have no errors
    from importlib.resources import files

    return tomllib.loads((files("cvtex") / "check" / "messages.toml").read_text(encoding="utf-8"))


def _quoted(spot: Spot) -> str:
    return shorten(spot.node.value or "", _LINE) if isinstance(spot.node, Scalar) else _kind(spot.node)


def _kind(node: Node) -> str:
    if isinstance(node, Scalar):
        return "nothing" if node.value is None else "text"
    return "a list" if isinstance(node, Sequence) else "a mapping"


def _case(error_type: str, spot: Spot, context: dict[str, Any]) -> tuple[str, dict[str, str]]:  # noqa: C901, PLR0911, PLR0912 (a case a line)
    """The name in the table for an error, and further values for its text."""
    match error_type:
        case "text_expected" if spot.kind is ImagePaths:
            return "image_expected", {}
        case "text_expected" if spot.kind is FileName:
            return "placeholder_mapping", {}
        case "text_expected" | "string_type":
            return "text_expected_mapping" if isinstance(spot.node, Mapping) else "text_expected", {}
        case "model_type" | "dict_type":
            return _mapping_case(spot)
        case "tuple_type" if isinstance(spot.node, Mapping) and any(map(is_language, spot.node.entries)):
            return "list_expected_translations", {}
        case "tuple_type":
            return "list_expected_text" if isinstance(spot.node, Scalar) else "list_expected", {}
        case "date_notation":
            is_end = spot.shape is not None and spot.shape.name == "end_date"
            more = "_two" if len(re.findall(r"\d{4}", _quoted(spot))) > 1 else "_end" if is_end else ""
            return f"date_notation{more}", {}
        case "too_long" | "bounds":
            return "bounds", {}
        case "bool_parsing" | "bool_type":
            return "bool", {}
        case "literal_error":
            choices = [str(choice) for choice in get_args(spot.shape.annotation)] if spot.shape else []
            return _choice_case(_quoted(spot), choices, "choice", "choice_near")
        case "email_impossible":
            value = _quoted(spot)
            plain = unicodedata.normalize("NFKC", value)
            return error_type, {"near": plain} if plain != value and "@" in plain else {}
        case "colour_notation" if context["near"]:
            return error_type, {"near": f"'{context['near']}', with the quotes"}
        case "colour_notation":
            return _choice_case(_quoted(spot), COLOURS, error_type, "colour_near")
        case "placeholder":
            return _choice_case(context["name"], PLACEHOLDERS, error_type, "placeholder_near")
        case "unknown_language" if isinstance(spot.path[-1], str):
            return error_type, {"value": spot.path[-1]}
        case _ if error_type.startswith(("int_", "float_", "finite_", "less_", "greater_")):
            return _number_case(spot, context)
    return error_type, {}


def _choice_case(value: str, choices: Iterable[str], other: str, near: str) -> tuple[str, dict[str, str]]:
    """The case of a value that is spelt nearly like one of the choices, or that of any other."""
    choice = nearest(value, choices)
    return near if choice else other, {"choice": choice or "", "choices": ", ".join(choices)}


def _mapping_case(spot: Spot) -> tuple[str, dict[str, str]]:
    model = spot.model
    if isinstance(spot.node, Scalar) and spot.node.value is None:
        return "mapping_empty", {}
    if model.shorthand:
        return "mapping_or_text_expected", {"key": model.shorthand}
    return "mapping_expected", {"key": model.naming if issubclass(model, Entry) else next(iter(fields_of(model)))}


def _number_case(spot: Spot, context: dict[str, Any]) -> tuple[str, dict[str, str]]:
    is_whole = spot.shape is not None and spot.shape.annotation is int
    number = {"number": "whole number" if is_whole else "number"}
    if "le" in context or "ge" in context:
        return "number_range", number
    has_unit = re.match(r"[\d.]+\s*[^\d\s.]", _quoted(spot))
    return "number_unit" if has_unit else "number", number
