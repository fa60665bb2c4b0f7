"""``--set``: what it takes for a value, and what it says of what it does not take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cvtex.errors import ResumeError, UsageError
from cvtex.load import load, plain

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


def test_set_says_how_an_entry_is_counted(tmp_path: Path) -> None:
    resume = tmp_path / "resume.yaml"
    resume.write_text("work: [{name: A, highlights: [x]}]\n", encoding="utf-8")
    with pytest.raises(ResumeError) as caught:
        load(resume, assignments=["work.0.name=B"])
    assert caught.value.diagnostics[0].hint.endswith("write work[0].name")
