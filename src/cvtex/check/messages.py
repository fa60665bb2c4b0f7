"""Words the errors of pydantic, by the table of ``messages.toml``."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any, Final, get_args

from cvtex.check.suggestions import nearest
from cvtex.errors import Message
from cvtex.load import Mapping, Node, Scalar, Sequence
from cvtex.resume import Entry, is_language
from cvtex.resume.shape import fields_of
from cvtex.text.shorten import shorten

if TYPE_CHECKING:
    from cvtex.check.walk import Spot
    from cvtex.errors import Location
    from cvtex.load import NodePath
    from cvtex.resume.shape import Shape

_LINE: Final = 60


def explain(error_type: str, spot: Spot, context: dict[str, Any], original: str = "") -> Message:
    """What is wrong with a value, for a kind of pydantic's errors; ``original`` is pydantic's own message."""
    name, more = _case(error_type, spot, context)
    if name not in _table():
        return Message("E202", f"{_kind(spot.node)} that cannot stand here: {original.lower()}")
    values = {"value": _quoted(spot), "kind": _kind(spot.node), "span": _span(spot.shape), **context, **more}
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


def _span(shape: Shape | None) -> str:
    """The bounds of a field, or of each of a pair of them."""
    if shape is None or shape.low is None or shape.high is None:
        return ""
    return f" from {shape.low:g} to {shape.high:g}"


def _case(error_type: str, spot: Spot, context: dict[str, Any]) -> tuple[str, dict[str, str]]:  # noqa: C901, PLR0911 (a case a line)
    """The name in the table for an error, and further values for its text."""
    match error_type:
        case "text_expected" | "string_type":
            return "text_expected_mapping" if isinstance(spot.node, Mapping) else "text_expected", {}
        case "model_type" | "dict_type":
            return _mapping_case(spot)
        case "tuple_type":
            return _list_case(spot.node), {}
        case "date_notation":
            return _date_case(spot), {}
        case "too_long" | "bounds":
            return "bounds", {}
        case "bool_parsing" | "bool_type":
            return "bool", {}
        case "literal_error":
            choices = [str(choice) for choice in get_args(spot.shape.annotation)] if spot.shape else []
            choice = nearest(_quoted(spot), choices)
            return "choice_near" if choice else "choice", {"choice": choice or "", "choices": ", ".join(choices)}
        case "email_impossible":
            value = _quoted(spot)
            plain = unicodedata.normalize("NFKC", value)
            return error_type, {"near": plain} if plain != value and "@" in plain else {}
        case "colour_notation" if context["near"]:
            return error_type, {"near": f"'{context['near']}', with the quotes"}
        case "unknown_language" if isinstance(spot.path[-1], str):
            return error_type, {"value": spot.path[-1]}
        case _ if error_type.startswith(("int_", "float_", "finite_", "less_", "greater_")):
            return _number_case(spot, context)
    return error_type, {}


def _mapping_case(spot: Spot) -> tuple[str, dict[str, str]]:
    model = spot.model
    if isinstance(spot.node, Scalar) and spot.node.value is None:
        return "mapping_empty", {}
    if model.shorthand:
        return "mapping_or_text_expected", {"key": model.shorthand}
    return "mapping_expected", {"key": model.naming if issubclass(model, Entry) else next(iter(fields_of(model)))}


def _list_case(node: Node) -> str:
    if isinstance(node, Mapping) and any(map(is_language, node.entries)):
        return "list_expected_translations"
    return "list_expected_text" if isinstance(node, Scalar) else "list_expected"


def _date_case(spot: Spot) -> str:
    if len(re.findall(r"\d{4}", _quoted(spot))) > 1:
        return "date_notation_two"
    return "date_notation_end" if spot.shape and spot.shape.name == "end_date" else "date_notation"


def _number_case(spot: Spot, context: dict[str, Any]) -> tuple[str, dict[str, str]]:
    is_whole = spot.shape is not None and spot.shape.annotation is int
    number = {"number": "whole number" if is_whole else "number"}
    if "le" in context or "ge" in context:
        return "number_range", number
    has_unit = re.match(r"[\d.]+\s*[^\d\s.]", _quoted(spot))
    return "number_unit" if has_unit else "number", number
