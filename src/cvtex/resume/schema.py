"""The file format as a JSON Schema (2020-12), made from the models, for editors and for other programs.

It describes what stands in the file, as a reader of YAML sees it: numbers where people write numbers, though ``load``
keeps every scalar as text; the short forms beside the full ones; null and ``""`` for what is left out. What a schema
cannot say (translations that are missing, an end before its start, ids) only ``cvtex check`` finds.
"""

from __future__ import annotations

from inspect import cleandoc
from typing import Any, Final, Literal, get_args, get_origin

from cvtex.resume import (
    ENTRY_CLASSES,
    Basics,
    Colour,
    Date,
    Email,
    Entries,
    Entry,
    ImagePath,
    Language,
    Name,
    Resume,
    Row,
    Section,
    Text,
    Url,
)
from cvtex.resume.base import Model
from cvtex.resume.shape import Shape, fields_of

JsonSchema = dict[str, Any]

_LANGUAGE: Final = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"
_DAY: Final = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
_WORDS: Final[JsonSchema] = {"type": ["string", "number"]}

_VALUES: Final[dict[type, JsonSchema]] = {
    Text: {
        "description": "Text: the same in all languages, or one for each.",
        "anyOf": [
            _WORDS,
            {
                "type": "object",
                "minProperties": 1,
                "propertyNames": {"pattern": _LANGUAGE},
                "additionalProperties": {"type": ["string", "number", "null"]},
            },
        ],
    },
    Date: {
        "description": "YYYY, YYYY-MM or YYYY-MM-DD.",
        "anyOf": [{"type": "integer", "minimum": 1, "maximum": 9999}, {"type": "string", "pattern": f"^({_DAY})?$"}],
    },
    Email: {"type": "string", "pattern": "^$|^[^@]+@[^@]+$"},
    Url: {"type": "string", "pattern": "^$|^([Hh][Tt][Tt][Pp][Ss]?|[Mm][Aa][Ii][Ll][Tt][Oo]|[Tt][Ee][Ll]):"},
    ImagePath: {"type": "string", "pattern": r"^(?![/\\~])"},
    Colour: {"type": "string", "pattern": "^$|^#[0-9A-Fa-f]{6}$"},
    Language: {"type": "string", "pattern": _LANGUAGE},
    Name: _WORDS,
    str: _WORDS,
}
_END: Final[JsonSchema] = {
    "description": "A date, or present.",
    "anyOf": [{"$ref": "#/$defs/Date"}, {"const": "present"}],
}
_SHARED: Final = (Text, Date, Language)
"""Values that are described once, under ``$defs``."""


def json_schema() -> JsonSchema:
    """Make the schema; its definitions have the names of the models."""
    definitions: dict[str, JsonSchema] = {kind.__name__: _VALUES[kind] for kind in _SHARED} | {"EndDate": _END}
    root = _model(Resume, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A résumé for cvtex",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _reference(model: type[Model], definitions: dict[str, JsonSchema]) -> JsonSchema:
    name = model.__name__
    if name not in definitions:
        definitions[name] = {}  # it is being made: a model may hold itself
        definitions[name] = _model(model, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _model(model: type[Model], definitions: dict[str, JsonSchema]) -> JsonSchema:
    """A model's mapping, beside the short form where it has one."""
    known = fields_of(model)
    required = [key for key, shape in known.items() if shape.field.is_required()]
    if issubclass(model, Entry):
        required.append(model.naming)
    elif issubclass(model, Basics):
        required.append("name")
    mapping: JsonSchema = {
        "type": "object",
        "properties": {key: _field(shape, definitions, required=key in required) for key, shape in known.items()},
        "additionalProperties": False,
    }
    if required:
        mapping["required"] = required
    if model is Section:
        mapping["allOf"] = [_entries_of(kind, definitions) for kind in ENTRY_CLASSES]
    description = {"description": cleandoc(model.__doc__ or "").partition("\n")[0]}
    if model.shorthand:
        short = _value(known[model.shorthand], definitions)
        short = {"type": "array", "items": short} if model is Row else short
        return description | {"anyOf": [short, mapping]}
    return description | mapping


def _entries_of(kind: str, definitions: dict[str, JsonSchema]) -> JsonSchema:
    entry = _reference(ENTRY_CLASSES[kind], definitions)
    return {
        "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
        "then": {"properties": {"entries": {"items": entry}}},
    }


def _field(shape: Shape, definitions: dict[str, JsonSchema], *, required: bool) -> JsonSchema:
    value = _value(shape, definitions)
    if shape.kind is Entries:
        value = {"type": "array"}
    elif shape.many:
        items = {"type": "array", "items": value}
        # `only: zh` and `tags: research` are lists of one.
        value = {"anyOf": [items, value]} if shape.kind in {Language, Name} else items
    elif shape.keyed:
        value = {"type": "object", "additionalProperties": value}
        if shape.kind is not Text:
            value["propertyNames"] = {"$ref": "#/$defs/Language"}
    found: JsonSchema = {"description": shape.field.description or ""} | (value if required else _or_null(value))
    default = shape.field.default
    if not required and isinstance(default, str | int | float) and not shape.many:
        found["default"] = default
    return found


def _or_null(value: JsonSchema) -> JsonSchema:
    """What is written and left empty counts as left out."""
    if "type" in value:  # said within, where it can be: editors explain an `anyOf` badly
        kinds = value["type"]
        return value | {"type": [*(kinds if isinstance(kinds, list) else [kinds]), "null"]}
    if "enum" in value:
        return value | {"enum": [*value["enum"], None]}
    if value.keys() == {"anyOf"}:
        return {"anyOf": [*value["anyOf"], {"type": "null"}]}
    return {"anyOf": [value, {"type": "null"}]} if value else value


def _value(shape: Shape, definitions: dict[str, JsonSchema]) -> JsonSchema:
    """One value of a field."""
    kind = shape.kind
    if issubclass(kind, Model):
        return _reference(kind, definitions)
    if kind is Date and shape.annotation is not Date:
        return {"$ref": "#/$defs/EndDate"}
    if kind in _SHARED:
        return {"$ref": f"#/$defs/{kind.__name__}"}
    if kind in _VALUES:
        return dict(_VALUES[kind])
    return _plain(shape)


def _plain(shape: Shape) -> JsonSchema:
    """Numbers, choices, pairs of bounds."""
    annotation = shape.annotation
    if get_origin(annotation) is Literal:
        return {"enum": list(get_args(annotation))}
    if Literal["auto"] in get_args(annotation):
        return {"anyOf": [{"type": "integer", "minimum": 1}, {"const": "auto"}]}
    if annotation is bool:
        return {"type": "boolean"}
    limits = {"minimum": shape.low, "maximum": shape.high} if shape.low is not None else {}
    if get_origin(annotation) is tuple:
        one: JsonSchema = {"type": "number"} | limits
        return {"anyOf": [{"type": "array", "items": one, "minItems": 2, "maxItems": 2}, one]}
    if annotation in {int, float}:
        return {"type": "integer" if annotation is int else "number"} | limits
    return {}
