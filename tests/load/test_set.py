"""``--set``: what it takes for a value, and what it says of what it does not take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cvtex.errors import ResumeError, UsageError
from cvtex.load import load, plain
from cvtex.resume import Resume, Text

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("{zh: 实践, en: Practice}", "--set basics.name.zh=…"),
        ('{"zh": "实践"}', "--set basics.name.zh=…"),
        ("[a, b]", "--set basics.name[0]=…"),
    ],
)
def test_set_takes_no_yaml(tmp_path: Path, value: str, hint: str) -> None:
    resume = tmp_path / "resume.yaml"
    resume.write_text("basics: {name: A}\n", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        load(resume, assignments=[f"basics.name={value}"])
    [diagnostic] = caught.value.diagnostics
    assert diagnostic.code == "E115"
    assert hint in diagnostic.hint
    assert "--overlay" in diagnostic.hint


@pytest.mark.parametrize("value", ["{}", "{a}", "[a](https://a.example)", "{x: y} z", "a [b]"])
def test_set_takes_any_other_text(tmp_path: Path, value: str) -> None:
    resume = tmp_path / "resume.yaml"
    resume.write_text("basics: {name: A}\n", encoding="utf-8")
    assert plain(load(resume, assignments=[f"basics.name={value}"]).root) == {"basics": {"name": value}}


@pytest.mark.parametrize("value", ["null", "Null", "NULL"])
@pytest.mark.parametrize("key", ["basics.image", "basics.location"])
def test_set_null_says_that_there_is_nothing(tmp_path: Path, key: str, value: str) -> None:
    """As in the file itself: no picture, rather than a picture of that name."""
    resume = tmp_path / "resume.yaml"
    resume.write_text("basics: {name: A, image: a.png, location: {city: B}}\n", encoding="utf-8")
    basics = Resume.model_validate(plain(load(resume, assignments=[f"{key}={value}"]).root)).basics
    assert getattr(basics, key.removeprefix("basics.")) is None
    assert basics.name == Text.of("A")


@pytest.mark.parametrize("value", ["none", "~", "'null'", "null.png", "nothing"])
def test_set_takes_other_words_for_text(tmp_path: Path, value: str) -> None:
    resume = tmp_path / "resume.yaml"
    resume.write_text("basics: {name: A}\n", encoding="utf-8")
    assert plain(load(resume, assignments=[f"basics.name={value}"]).root) == {"basics": {"name": value}}


def test_set_says_how_an_entry_is_counted(tmp_path: Path) -> None:
    resume = tmp_path / "resume.yaml"
    resume.write_text("work: [{name: A, highlights: [x]}]\n", encoding="utf-8")
    with pytest.raises(ResumeError) as caught:
        load(resume, assignments=["work.0.name=B"])
    assert caught.value.diagnostics[0].hint.endswith("write work[0].name")
