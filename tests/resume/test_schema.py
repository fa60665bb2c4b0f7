"""The JSON Schema says of a file what the models say."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from jsonschema.exceptions import best_match  # type: ignore[import-untyped]
from tests.conftest import DATA

from cvtex.resume import Resume
from cvtex.resume.schema import json_schema

SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def as_editors_read(value: Any) -> Any:  # noqa: ANN401
    """A tree with the types of YAML 1.2, as an editor hands it to a schema: texts that are numbers become numbers."""
    if isinstance(value, dict):
        return {key: as_editors_read(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_editors_read(item) for item in value]
    if isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value):
        return float(value) if "." in value else int(value)
    return {"null": None, "true": True, "false": False}.get(value, value)


def as_load_reads(value: Any) -> Any:  # noqa: ANN401
    """The same tree with every scalar as text."""
    if isinstance(value, dict):
        return {key: as_load_reads(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_load_reads(item) for item in value]
    return value if value is None else str(value)


def complete() -> dict[str, Any]:
    found: dict[str, Any] = as_editors_read(yaml.load((DATA / "complete.yaml").read_text("utf-8"), yaml.BaseLoader))  # noqa: S506
    return found


def test_it_is_a_json_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


def test_it_allows_the_complete_file() -> None:
    VALIDATOR.validate(complete())


def test_it_allows_json_resume() -> None:
    sample = json.loads((DATA / "jsonresume" / "sample.resume.json").read_text("utf-8"))
    errors = {best_match([error]).json_path for error in VALIDATOR.iter_errors(sample)}
    # Not ours: a link without its scheme, and a key of another program's. `check` warns of them in JSON Resume.
    assert errors == {"$.projects[0].url", "$.meta"}


def test_everything_is_described() -> None:
    definitions = {"": SCHEMA} | SCHEMA["$defs"]
    for name, definition in definitions.items():
        if name != "Language":
            assert definition["description"].endswith("."), name
        for part in (definition, *definition.get("anyOf", [])):
            for key, field in part.get("properties", {}).items():
                assert field["description"].endswith("."), f"{name}.{key}"


@pytest.mark.parametrize(
    "change",
    [
        {"wrk": []},
        {"work": {"name": "A"}},
        {"work": [{"position": "A"}]},
        {"work": [{"name": "A", "nmae": "B"}]},
        {"work": [{"name": ["A"]}]},
        {"work": [{"name": {"chinese": "A"}}]},
        {"work": [{"name": "A", "startDate": "2023-13"}]},
        {"work": [{"name": "A", "startDate": "present"}]},
        {"work": [{"name": "A", "endDate": "至今"}]},
        {"work": [{"name": "A", "url": "example.com"}]},
        {"work": [{"name": "A", "priority": 10}]},
        {"work": [{"name": "A", "highlights": [{"short": "B"}]}]},
        {"work": [{"name": "A", "highlights": [{"zh": "B", "priority": 1}]}]},
        {"basics": {"label": "A"}},
        {"basics": {"name": "A", "image": "/a.jpg"}},
        {"basics": {"name": "A", "email": "a"}},
        {"sections": [{"id": "a"}]},
        {"sections": [{"id": "a", "kind": "wrk"}]},
        {"sections": [{"id": "a", "kind": "work", "entries": [{"title": "A"}]}]},
        {"layout": {"pages": 0}},
        {"layout": {"accent": "red"}},
        {"layout": {"paper": "a5"}},
        {"layout": {"header": "right"}},
        {"layout": {"footer": "on"}},
        {"layout": {"output": "{name}-{langs}"}},
        {"layout": {"output": "../{name}"}},
        {"layout": {"dates": {"side": "centre"}}},
        {"layout": {"dates": {"precision": "year"}}},
        {"layout": {"photo": "left"}},
        {"layout": {"photo": {"size": "25x35"}}},
        {"layout": {"photo": {"size": [25]}}},
        {"layout": {"photo": {"size": [250, 350]}}},
        {"layout": {"photo": {"corner": 11}}},
        {"basics": {"name": "A", "image": {"zh": "/a.jpg"}}},
        {"basics": {"name": "A", "image": {"chinese": "a.jpg"}}},
        {"layout": {"fit": {"font_size": [7, 10]}}},
        {"layout": {"fit": {"margin": [10]}}},
        {"layout": {"fit": {"cut": "nver"}}},
        {"layout": {"pdf": {"tagged": "maybe"}}},
        {"layout": {"pdf": {"max_kb": 9}}},
        {"layout": {"pdf": {"max_kb": "2 MB"}}},
        {"basics": {"name": "A", "imageAlt": ["B"]}},
        {"layout": {"languages": {"english": {}}}},
        {"layout": {"languages": {"en": {"languages": {}}}}},
        {"meta": {"languages": ["cn_ZH"]}},
    ],
)
def test_it_refuses_what_the_models_refuse(change: dict[str, Any]) -> None:
    assert VALIDATOR.is_valid(complete())
    assert not VALIDATOR.is_valid(complete() | change)


# Documents made from the schema: what it allows, the models read. Where a pattern says less than the models
# (2023-02-30, `http:`), values that exist are taken.

EXISTING: dict[str, st.SearchStrategy[Any]] = {
    "Date": st.sampled_from([2023, "2023", "2023-09", "2023-09-30", ""]),
    "Language": st.sampled_from(["zh", "en", "pt-BR"]),
}
# By a part of the pattern.
MATCHING = {
    "[Hh][Tt]": st.sampled_from(["https://example.com/a", "mailto:a@b.example", "tel:+86", ""]),
    "@": st.sampled_from(["a@b.example", ""]),
    "label": st.sampled_from(["{name}-{lang}", "cv", ""]),
    "a-z": st.sampled_from(["zh", "en"]),
    "~": st.sampled_from(["photo.jpg", "img/a b.png"]),
    "A-F": st.sampled_from(["#1f4e79", "#ABCDEF", ""]),
}
SCALARS = {
    "string": st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), max_size=6),
    "number": st.integers(-5, 10**6) | st.floats(0, 100),
    "null": st.none(),
    "boolean": st.booleans(),
}


def values(schema: dict[str, Any]) -> st.SearchStrategy[Any]:  # noqa: PLR0911  (a case each)
    """Values that a schema of ours allows."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return EXISTING[name] if name in EXISTING else st.deferred(lambda: values(SCHEMA["$defs"][name]))
    if "anyOf" in schema:
        return st.one_of([values(part) for part in schema["anyOf"]])
    if "enum" in schema or "const" in schema:
        return st.sampled_from(schema.get("enum", [schema.get("const")]))
    kind = schema.get("type")
    if isinstance(kind, list):
        return st.one_of([values(schema | {"type": one}) for one in kind])
    if kind == "array":
        items = values(schema.get("items", {"type": "null"}))
        if "minItems" in schema:
            return st.lists(items, min_size=2, max_size=2).map(sorted)
        return st.lists(items, max_size=2)
    if kind == "object":
        return mappings(schema)
    if "pattern" in schema:
        return next(strategy for part, strategy in MATCHING.items() if part in schema["pattern"])
    if "minimum" in schema:
        return st.integers(int(schema["minimum"]), int(schema.get("maximum", 99)))
    return SCALARS.get(str(kind), st.none())


def mappings(schema: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    if "propertyNames" in schema:
        return st.dictionaries(EXISTING["Language"], values(schema["additionalProperties"]), min_size=1, max_size=2)
    if schema.get("additionalProperties"):
        return st.dictionaries(st.sampled_from(["work", "lab"]), values(schema["additionalProperties"]), max_size=2)
    required = schema.get("required", [])
    fields = {key: values(part) for key, part in schema["properties"].items() if key != "entries"}
    # An empty text is text to the schema; that it says nothing is for `check` to find.
    must = {key: fields.pop(key).map(lambda value: "X" if value in (None, "") else value) for key in required}
    return st.fixed_dictionaries(must, optional=fields)


@settings(max_examples=60, deadline=None)
@given(values(SCHEMA))
def test_what_it_allows_the_models_read(document: dict[str, Any]) -> None:
    VALIDATOR.validate(document)
    Resume.model_validate(as_load_reads(document))
