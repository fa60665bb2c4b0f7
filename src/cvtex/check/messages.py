"""Words the errors of pydantic: for each kind of error a code, a text and a hint."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final, get_args

from cvtex.check.suggestions import nearest
from cvtex.errors import Message
from cvtex.load import Mapping, Node, Scalar, Sequence
from cvtex.resume import Entry, is_language
from cvtex.resume.shape import fields_of
from cvtex.text.shorten import shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    from cvtex.check.walk import Spot
    from cvtex.errors import Location
    from cvtex.load import NodePath

    Context = dict[str, Any]
    """What pydantic, or the model's own validator, says beside the kind of an error."""

_LINE: Final = 60
_SCHEMES: Final = "http, https, mailto or tel"
_DATE_FORMS: Final = "write YYYY, YYYY-MM or YYYY-MM-DD"
_PICTURE: Final = "write the path of a picture beside the résumé, such as photo.jpg"

# `value` is what the file says; where the context has `near`, the value that was probably intended, that is the hint.
_TEMPLATES: Final = {
    "text_empty": Message("E204", "there is no text here", "write something, or delete the key"),
    "date_present": Message("E205", "`{value}` is no date", f"only an endDate can be present; here {_DATE_FORMS}"),
    "date_impossible": Message("E206", "the date {value} does not exist: {reason}", "correct the date"),
    "bounds_reversed": Message(
        "E209", "the lower bound, {low:g}, is above the upper, {high:g}", "write [{high:g}, {low:g}]"
    ),
    "pages": Message("E208", "`{value}` is no number of pages", "write 1, 2, … or auto"),
    "bool_parsing": Message("E210", "`{value}` is neither true nor false", "write true or false"),
    "bool_type": Message("E210", "`{value}` is neither true nor false", "write true or false"),
    "url_without_scheme": Message(
        "E212", "`{value}` does not say how it is reached", f"write the whole address; it starts with {_SCHEMES}"
    ),
    "url_scheme": Message("E212", "links with {scheme}: are not put into a PDF", f"write a link with {_SCHEMES}"),
    "url_impossible": Message(
        "E212",
        "`{value}` cannot be a link",
        "check it for blanks and for a missing host; a blank in a link is written %20",
    ),
    "image_address": Message("E213", "`{value}` is an address on the web, and nothing is fetched from there", _PICTURE),
    "image_absolute": Message("E213", "`{value}` is an absolute path", _PICTURE),
    "image_outside": Message("E213", "`{value}` leads out of the résumé's folder", _PICTURE),
}


def explain(error_type: str, spot: Spot, context: Context, original: str) -> Message:
    """What is wrong with a value, for a kind of pydantic's errors; ``original`` is pydantic's own message."""
    if function := _FUNCTIONS.get(error_type):
        return function(spot, context)
    if template := _TEMPLATES.get(error_type):
        near = context.get("near")
        values = {"value": _quoted(spot), **context}
        return Message(
            template.code,
            template.text.format(**values),
            f"write {near}" if near else template.hint.format(**values),
        )
    return Message("E202", f"{_kind(spot.node)} that cannot stand here: {original.lower()}")


def missing_key(key: str, entry: Location, file: str, path: NodePath) -> Message:
    """What is wrong with an entry without a key that it needs; ``file`` is the résumé's own."""
    hint = f"add `{key}:` here"
    in_list = any(isinstance(part, int) for part in path)
    if in_list and entry.line is not None and entry.file != file:
        hint += "; a list in an overlay replaces the whole list, so each of its entries must be complete"
    return Message("E203", f"`{key}` is missing", hint)


def unknown_language(tag: str, near: str | None) -> Message:
    """What is wrong with a tag that names no language."""
    hint = f"write {near}" if near else "write a code of ISO 639-1, such as zh, en or de"
    return Message("E301", f"`{tag}` is no language", hint)


def bounds(spot: Spot, _context: Context | None = None) -> Message:
    """What is wrong with a pair of bounds that is not one."""
    return Message("E208", "two bounds expected", f"write [lowest, highest], each{_span(spot)}")


def _quoted(spot: Spot) -> str:
    return shorten(spot.node.value or "", _LINE) if isinstance(spot.node, Scalar) else _kind(spot.node)


def _kind(node: Node) -> str:
    if isinstance(node, Scalar):
        return "nothing" if node.value is None else "text"
    return "a list" if isinstance(node, Sequence) else "a mapping"


def _span(spot: Spot) -> str:
    """The bounds of the field, or of each of a pair of them."""
    shape = spot.shape
    if shape is None or shape.low is None or shape.high is None:
        return ""
    return f" from {shape.low:g} to {shape.high:g}"


# -- one function for each kind of error that needs more than a template ----------------------------------------------


def _text_expected(spot: Spot, _context: Context) -> Message:
    hint = "write one text, or one for each language: {zh: …, en: …}"
    if isinstance(spot.node, Mapping):
        hint = "write plain text here"
    return Message("E202", f"text expected, {_kind(spot.node)} found", hint)


def _mapping_expected(spot: Spot, _context: Context) -> Message:
    model = spot.model
    if isinstance(spot.node, Scalar) and spot.node.value is None:
        return Message("E204", "an empty entry", "fill it in, or delete the line")
    key = model.shorthand or (model.naming if issubclass(model, Entry) else next(iter(fields_of(model))))
    text = "text or a mapping" if model.shorthand else "a mapping"
    hint = f"write its keys on lines of their own, such as `{key}: …`"
    return Message("E202", f"{text} expected, {_kind(spot.node)} found", hint)


def _list_expected(spot: Spot, _context: Context) -> Message:
    hint = "write a list: each item on its own line after `- `"
    if isinstance(spot.node, Mapping) and any(map(is_language, spot.node.entries)):
        hint = "translate each item of the list: - {zh: …, en: …}"
    elif isinstance(spot.node, Scalar):
        hint += f", or [{_quoted(spot)}]"
    return Message("E202", f"a list expected, {_kind(spot.node)} found", hint)


def _date_notation(spot: Spot, context: Context) -> Message:
    value, near = _quoted(spot), context["near"]
    is_end = spot.shape is not None and spot.shape.name == "end_date"
    if near:
        hint = f"write {near}"
    elif len(re.findall(r"\d{4}", value)) > 1:
        hint = f"write the start as startDate and the end as endDate; {_DATE_FORMS}"
    else:
        hint = f"{_DATE_FORMS}{' or present' if is_end else ''}"
    return Message("E205", f"`{value}` is not a date as it is written here", hint)


def _number(spot: Spot, context: Context) -> Message:
    value = _quoted(spot)
    is_whole = spot.shape is not None and spot.shape.annotation is int
    wanted = f"a {'whole number' if is_whole else 'number'}{_span(spot)}"
    if "le" in context or "ge" in context:
        return Message("E208", f"`{value}` is out of range", f"write {wanted}")
    has_unit = re.match(r"[\d.]+\s*[^\d\s.]", value)
    hint = "write the number alone, without its unit" if has_unit else f"write {wanted}"
    return Message("E208", f"{wanted} expected, `{value}` found", hint)


def _choice(spot: Spot, _context: Context) -> Message:
    value = _quoted(spot)
    choices = [str(choice) for choice in get_args(spot.shape.annotation)] if spot.shape else []
    near = nearest(value, choices)
    hint = f"did you mean `{near}`? It" if near else "it"
    return Message("E210", f"`{value}` is not one of the choices", f"{hint} can be {', '.join(choices)}")


def _email(spot: Spot, _context: Context) -> Message:
    value = _quoted(spot)
    plain = unicodedata.normalize("NFKC", value)
    hint = f"write {plain}" if plain != value and "@" in plain else "write one address, such as name@example.com"
    return Message("E211", f"`{value}` cannot be an e-mail address", hint)


def _colour(spot: Spot, context: Context) -> Message:
    hint = f"write '{context['near'] or '#1f4e79'}', with the quotes"
    return Message("E214", f"`{_quoted(spot)}` is not a colour as it is written here", hint)


def _unknown_language(spot: Spot, context: Context) -> Message:
    last = spot.path[-1]
    return unknown_language(last if isinstance(last, str) else _quoted(spot), context["near"])


_FUNCTIONS: Final[dict[str, Callable[[Spot, Context], Message]]] = {
    **dict.fromkeys(("text_expected", "string_type"), _text_expected),
    **dict.fromkeys(("model_type", "dict_type"), _mapping_expected),
    "tuple_type": _list_expected,
    "date_notation": _date_notation,
    **dict.fromkeys(("int_parsing", "int_type", "int_parsing_size", "int_from_float"), _number),
    **dict.fromkeys(("float_parsing", "float_type", "finite_number"), _number),
    **dict.fromkeys(("less_than_equal", "greater_than_equal"), _number),
    "too_long": bounds,
    "literal_error": _choice,
    "email_impossible": _email,
    "colour_notation": _colour,
    "unknown_language": _unknown_language,
}
