"""What is said of a value that cannot be: for each kind of pydantic's errors a code, a message and a hint."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, get_args

from cvtex.check.places import Place, describe
from cvtex.check.suggestions import nearest
from cvtex.load import Mapping, Scalar
from cvtex.resume import Entry, is_language
from cvtex.resume.shape import fields_of

if TYPE_CHECKING:
    from collections.abc import Callable

_SCHEMES: Final = "http, https, mailto or tel"
_DATE_FORMS: Final = "write YYYY, YYYY-MM or YYYY-MM-DD"
_PICTURE: Final = "write the path of a picture beside the résumé, such as photo.jpg"


@dataclass(frozen=True, slots=True)
class Said:
    """A code, a message and a hint, before they have a place."""

    code: str
    message: str
    hint: str = ""


def _written(place: Place) -> str:
    """The value as the file has it, for quoting."""
    if isinstance(place.node, Scalar):
        value = (place.node.value or "").strip()
        return value if len(value) <= 60 else value[:59] + "…"  # noqa: PLR2004  (a line's worth)
    return describe(place.node)


Context = dict[str, Any]


def _text_expected(place: Place, _context: Context) -> Said:
    hint = "write one text, or one for each language: {zh: …, en: …}"
    if isinstance(place.node, Mapping):
        hint = "write plain text here"
    return Said("E202", f"text expected, {describe(place.node)} found", hint)


def _mapping_expected(place: Place, _context: Context) -> Said:
    model = place.model
    key = model.naming if issubclass(model, Entry) else next(iter(fields_of(place.model)))
    if isinstance(place.node, Scalar) and place.node.value is None:
        return Said("E204", "an empty entry", "fill it in, or delete the line")
    text = "text or a mapping" if model.shorthand else "a mapping"
    hint = f"write its keys on lines of their own, such as `{model.shorthand or key}: …`"
    return Said("E202", f"{text} expected, {describe(place.node)} found", hint)


def _list_expected(place: Place, _context: Context) -> Said:
    hint = "write a list: each item on its own line after `- `"
    if isinstance(place.node, Mapping) and any(map(is_language, place.node.entries)):
        hint = "translate each item of the list: - {zh: …, en: …}"
    elif isinstance(place.node, Scalar):
        hint += f", or [{_written(place)}]"
    return Said("E202", f"a list expected, {describe(place.node)} found", hint)


def _date_notation(place: Place, context: Context) -> Said:
    near = context["near"]
    hint = f"write {near}" if near else f"{_DATE_FORMS}{' or present' if _ends(place) else ''}"
    if near is None and len(re.findall(r"\d{4}", _written(place))) > 1:
        hint = f"write the start as startDate and the end as endDate; {_DATE_FORMS}"
    return Said("E205", f"`{_written(place)}` is not a date as it is written here", hint)


def _ends(place: Place) -> bool:
    return place.shape is not None and place.shape.name == "end_date"


def _date_present(place: Place, _context: Context) -> Said:
    return Said("E205", f"`{_written(place)}` is no date", f"only an endDate can be present; here {_DATE_FORMS}")


def _date_impossible(place: Place, context: Context) -> Said:
    return Said("E206", f"the date {_written(place)} does not exist: {context['reason']}", "correct the date")


def _number(place: Place, context: Context) -> Said:
    unit = "write the number alone, without its unit" if re.match(r"[\d.]+\s*[^\d\s.]", _written(place)) else ""
    whole = "whole number" if place.shape is not None and place.shape.annotation is int else "number"
    wanted = f"a {whole}{_span(place)}"
    if "le" in context or "ge" in context:
        return Said("E208", f"`{_written(place)}` is out of range", f"write {wanted}")
    return Said("E208", f"{wanted} expected, `{_written(place)}` found", unit or f"write {wanted}")


def _span(place: Place) -> str:
    """The bounds of the field, or of each of a pair of them."""
    shape = place.shape
    if shape is None or shape.low is None or shape.high is None:
        return ""
    return f" from {shape.low:g} to {shape.high:g}"


def bounds(place: Place, _context: Context | None = None) -> Said:
    """What is said of a pair of bounds that is not one."""
    return Said("E208", "two bounds expected", f"write [lowest, highest], each{_span(place)}")


def _bounds_reversed(_place: Place, context: Context) -> Said:
    low, high = context["low"], context["high"]
    return Said("E209", f"the lower bound, {low:g}, is above the upper, {high:g}", f"write [{high:g}, {low:g}]")


def _pages(place: Place, _context: Context) -> Said:
    return Said("E208", f"`{_written(place)}` is no number of pages", "write 1, 2, … or auto")


def _choice(place: Place, _context: Context) -> Said:
    choices = [str(choice) for choice in get_args(place.shape.annotation)] if place.shape else []
    near = nearest(_written(place), choices)
    hint = f"did you mean `{near}`? It" if near else "it"
    return Said("E210", f"`{_written(place)}` is not one of the choices", f"{hint} can be {', '.join(choices)}")


def _yes_or_no(place: Place, _context: Context) -> Said:
    return Said("E210", f"`{_written(place)}` is neither true nor false", "write true or false")


def _email(place: Place, _context: Context) -> Said:
    written = _written(place)
    plain = unicodedata.normalize("NFKC", written)
    hint = f"write {plain}" if plain != written and "@" in plain else "write one address, such as name@example.com"
    return Said("E211", f"`{_written(place)}` cannot be an e-mail address", hint)


def _url_without_scheme(place: Place, context: Context) -> Said:
    near = context["near"]
    hint = f"write {near}" if near else f"write the whole address; it starts with {_SCHEMES}"
    return Said("E212", f"`{_written(place)}` does not say how it is reached", hint)


def _url_scheme(_place: Place, context: Context) -> Said:
    return Said("E212", f"links with {context['scheme']}: are not put into a PDF", f"write a link with {_SCHEMES}")


def _url_impossible(place: Place, _context: Context) -> Said:
    hint = "check it for blanks and for a missing host; a blank in a link is written %20"
    return Said("E212", f"`{_written(place)}` cannot be a link", hint)


def _image(what: str) -> Callable[[Place, Context], Said]:
    return lambda place, _context: Said("E213", f"`{_written(place)}` {what}", _PICTURE)


def _colour(place: Place, context: Context) -> Said:
    hint = f"write '{context['near'] or '#1f4e79'}', with the quotes"
    return Said("E214", f"`{_written(place)}` is not a colour as it is written here", hint)


def _unknown_language(place: Place, context: Context) -> Said:
    return language_said(str(place.path[-1]) if isinstance(place.path[-1], str) else _written(place), context["near"])


def language_said(tag: str, near: str | None) -> Said:
    """What is said of a tag that names no language."""
    hint = f"write {near}" if near else "write a code of ISO 639-1, such as zh, en or de"
    return Said("E301", f"`{tag}` is no language", hint)


def unforeseen(message: str) -> Callable[[Place, Context], Said]:
    """What is said of an error that nobody has put into words yet."""
    return lambda place, _context: Said("E202", f"{describe(place.node)} that cannot stand here: {message.lower()}")


SAYINGS: Final[dict[str, Callable[[Place, Context], Said]]] = {
    **dict.fromkeys(("text_expected", "string_type"), _text_expected),
    "text_empty": lambda _place, _context: Said("E204", "there is no text here", "write something, or delete the key"),
    **dict.fromkeys(("model_type", "dict_type"), _mapping_expected),
    "tuple_type": _list_expected,
    "date_notation": _date_notation,
    "date_present": _date_present,
    "date_impossible": _date_impossible,
    **dict.fromkeys(
        (
            "int_parsing",
            "int_type",
            "int_parsing_size",
            "int_from_float",
            "float_parsing",
            "float_type",
            "finite_number",
            "less_than_equal",
            "greater_than_equal",
        ),
        _number,
    ),
    "too_long": bounds,
    "bounds_reversed": _bounds_reversed,
    "pages": _pages,
    "literal_error": _choice,
    **dict.fromkeys(("bool_parsing", "bool_type"), _yes_or_no),
    "email_impossible": _email,
    "url_without_scheme": _url_without_scheme,
    "url_scheme": _url_scheme,
    "url_impossible": _url_impossible,
    "image_address": _image("is an address on the web, and nothing is fetched from there"),
    "image_absolute": _image("is an absolute path"),
    "image_outside": _image("leads out of the résumé's folder"),
    "colour_notation": _colour,
    "unknown_language": _unknown_language,
}
