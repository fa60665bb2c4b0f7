"""The file format as a JSON Schema (2020-12), made by pydantic from the models, for editors and for other programs.

It describes what stands in the file, as a reader of YAML sees it: numbers where people write numbers, though ``load``
keeps every scalar as text; the short forms beside the full ones; null and ``""`` for what is left out. What a schema
cannot say (translations that are missing, an end before its start, ids) only ``cvtex check`` finds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from pydantic.json_schema import GenerateJsonSchema

from cvtex.resume import Resume, Section
from cvtex.resume.items import one_or_many

if TYPE_CHECKING:
    from pydantic_core import core_schema

    from cvtex.resume.items import Model

JsonSchema = dict[str, Any]
_NULL: Final[JsonSchema] = {"type": "null"}


def json_schema() -> JsonSchema:
    """Make the schema; its definitions have the names of the models."""
    schema = Resume.model_json_schema(schema_generator=_Generator)
    return {"$schema": _Generator.schema_dialect, "title": "A résumé for cvtex", **schema}


class _Generator(GenerateJsonSchema):
    """Adds what pydantic cannot tell: the short forms, null for what is left out, the keys an entry needs."""

    def field_title_should_be_set(self, _schema: object) -> bool:
        """Keep the fields' names from being repeated as titles."""
        return False

    def handle_ref_overrides(self, json_schema: JsonSchema) -> JsonSchema:
        """Keep a field's description where the model's is the same."""
        return json_schema

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchema:
        """Describe a model's mapping, beside the short form where it has one."""
        model = cast("type[Model]", schema["cls"])
        mapping = super().model_schema(schema)
        fields: dict[str, JsonSchema] = mapping["properties"]
        if model is Section:
            lists = self.resolve_ref_schema({"$ref": fields["entries"].pop("$ref")})["properties"]
            fields["entries"]["type"] = "array"
            mapping["allOf"] = [_entries_of(kind, lists[kind]["items"]) for kind in lists]
        required = {*mapping.get("required", ()), model.naming} - {""}
        mapping |= {"properties": {key: fields[key] if key in required else _or_null(fields[key]) for key in fields}}
        if required:
            mapping["required"] = sorted(required)
        del mapping["title"]
        description = {"description": mapping.pop("description").partition("\n")[0]}
        if not model.shorthand:
            return description | mapping
        short = {key: value for key, value in fields[model.shorthand].items() if key != "description"}
        return description | {"anyOf": [short, mapping]}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchema:
        """Note a default that can be written."""
        value = self.generate_inner(schema["schema"])
        default = schema.get("default")
        return value | {"default": default} if isinstance(default, str | int | float) else value

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchema:
        """Leave null to the field, which allows it whenever it may be left out."""
        return self.generate_inner(schema["schema"])

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchema:
        """Allow ``only: zh`` for a list of one."""
        value = super().function_before_schema(schema)
        return {"anyOf": [value, value["items"]]} if schema["function"]["function"] is one_or_many else value

    def tuple_schema(self, schema: core_schema.TupleSchema) -> JsonSchema:
        """Describe a list, or a pair of bounds that one number may stand for."""
        if "variadic_item_index" in schema:
            return super().tuple_schema(schema)
        bound = self.generate_inner(schema["items_schema"][0])
        return {"anyOf": [{"type": "array", "items": bound, "minItems": 2, "maxItems": 2}, bound]}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchema:
        """Describe a mapping with free keys: languages, or words of the file's own."""
        keys = self.generate_inner(schema["keys_schema"])
        mapping = {"type": "object", "additionalProperties": self.generate_inner(schema["values_schema"])}
        return mapping | {"propertyNames": keys} if "$ref" in keys else mapping

    def str_schema(self, _schema: core_schema.StringSchema) -> JsonSchema:
        """Take a number for a text, which is what it is read as."""
        return {"type": ["string", "number"]}


def _entries_of(kind: str, entry: JsonSchema) -> JsonSchema:
    return {
        "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
        "then": {"properties": {"entries": {"items": entry}}},
    }


def _or_null(field: JsonSchema) -> JsonSchema:
    """What is written and left empty counts as left out."""
    if "$ref" in field:
        return {key: field[key] for key in field if key != "$ref"} | {"anyOf": [{"$ref": field["$ref"]}, _NULL]}
    if "anyOf" in field:
        return field | {"anyOf": [*field["anyOf"], _NULL]}
    changed = dict(field)  # among the types, where that is possible: editors explain an `anyOf` badly
    if "type" in field:
        kinds = field["type"]
        changed["type"] = [*(kinds if isinstance(kinds, list) else [kinds]), "null"]
    if "enum" in field:
        changed["enum"] = [*field["enum"], None]
    return changed
