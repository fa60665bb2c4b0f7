"""Every JSON Resume document is read as it stands; what the page cannot show of it is said."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator  # type: ignore[import-untyped]
from tests.conftest import DATA

from cvtex.check.validate import Validated, validate
from cvtex.load import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from cvtex.errors import Diagnostic

    Check = Callable[..., list[Diagnostic]]

DATA = DATA / "jsonresume"
SCHEMA: dict[str, Any] = json.loads((DATA / "schema.json").read_text("utf-8"))


def places(found: list[Any]) -> list[tuple[str, str]]:
    return [(d.code, d.path) for d in found]


def test_the_sample_is_valid_and_is_read() -> None:
    Draft4Validator(SCHEMA).validate(json.loads((DATA / "sample.resume.json").read_text("utf-8")))
    validated = validate(load(DATA / "sample.resume.json"))
    assert places(list(validated.diagnostics)) == [
        ("W411", "work[0].highlights[2]"),
        ("W411", "projects[0].url"),
        ("W410", "meta.themeOptions"),
    ]
    resume = validated.resume
    assert resume.languages == ("en",)
    assert resume.projects[0].url == "https://kern.example.com"
    assert resume.work[1].end_date is None
    assert [skill.name.get("en") for skill in resume.skills if skill.name] == ["Languages", "Typesetting"]


def test_nothing_is_required_of_it(check: Check) -> None:
    assert check('{"work": [{"position": "x"}], "basics": {}}', name="cv.json") == []
    assert check("{}", name="cv.json") == []


def test_its_schema_marks_it_too(check: Check) -> None:
    text = "$schema: https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json\nbasics: {nmae: X}\n"
    found = check(text)
    assert places(found) == [("W410", "basics.nmae")]
    assert "`name`" in found[0].hint


@pytest.mark.parametrize("url", ["ftp://example.com/x", "urn:isbn:0451450523", "no link"])
def test_a_link_that_a_pdf_cannot_carry_is_left_out_with_a_warning(check: Check, url: str) -> None:
    assert places(check(json.dumps({"basics": {"name": "X", "url": url}}), name="cv.json")) == [("W411", "basics.url")]


def test_a_picture_on_the_web_is_left_out_with_a_warning(check: Check) -> None:
    text = json.dumps({"basics": {"name": "X", "image": "https://example.com/me.jpg"}})
    assert places(check(text, name="cv.json")) == [("W411", "basics.image")]


def test_yaml_without_keys_of_ours_may_have_keys_of_others_but_no_slips(check: Check) -> None:
    assert places(check("basics: {name: X, zodiac: Leo}\n")) == [("W410", "basics.zodiac")]
    assert places(check("basics: {name: X, lable: Y}\n")) == [("E201", "basics.lable")]
    assert places(check("basics: {name: {zh: X}, zodiac: Leo}\n")) == [("E201", "basics.zodiac")]


def test_mistakes_that_no_standard_allows_stay_mistakes(check: Check) -> None:
    text = json.dumps({"work": [{"name": "X", "startDate": "2020-13", "highlights": "x"}]})
    assert places(check(text, name="cv.json")) == [("E206", "work[0].startDate"), ("E202", "work[0].highlights")]


# Documents made from the standard's schema. Where it says less than it means (2023-19-39 fits its pattern) the strategy
# keeps to what it means: days that exist, and an end that is not before its start.

TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=20)
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31)).flatmap(
    lambda day: st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]])
)
URLS = st.sampled_from(
    ["https://example.com/a?b=c#d", "http://x.example", "ftp://x.example/y", "urn:a:b", "", "x.example"]
)
EXTRA = st.dictionaries(
    st.sampled_from(["x-one", "zodiac", "Z9"]), st.one_of(TEXTS, st.lists(TEXTS), st.none()), max_size=1
)


def documents(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that the schema allows."""
    if "$ref" in schema:
        return DAYS
    if schema["type"] == "array":
        return st.lists(documents(schema["items"]), max_size=2)
    if schema["type"] == "object":
        known = st.fixed_dictionaries({}, optional={key: documents(part) for key, part in schema["properties"].items()})
        if schema["additionalProperties"]:
            return st.tuples(known, EXTRA).map(lambda both: forwards(both[0] | both[1]))
        return known
    return {"uri": URLS, "email": st.just("name@example.com")}.get(schema.get("format", ""), TEXTS)


def forwards(entry: dict[str, Any]) -> dict[str, Any]:
    """The same, with the earlier date first."""
    if entry.get("startDate", "") > entry.get("endDate", "9999"):
        return entry | {"startDate": entry["endDate"], "endDate": entry["startDate"]}
    return entry


def read_json(document: object) -> Validated:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "cv.json"
        file.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
        return validate(load(file))


@settings(max_examples=60, deadline=None)
@given(
    documents({**SCHEMA, "properties": {key: part for key, part in SCHEMA["properties"].items() if key != "$schema"}})
)
def test_every_document_of_the_standard_is_read(document: dict[str, Any]) -> None:
    Draft4Validator(SCHEMA).validate(document)
    resume = read_json(document).resume
    for kind in ("work", "education", "awards", "projects"):
        assert len(resume.of_kind(kind)) == len(document.get(kind, []))
    for entry, given_entry in zip(resume.work, document.get("work", []), strict=True):
        assert [passage.text.get("en") or "" for passage in entry.highlights] == [
            text.strip() for text in given_entry.get("highlights", [])
        ]
