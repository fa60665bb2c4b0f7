"""What `cvtex check` says of the languages of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Cvtex

    Write = Callable[..., Path]


@pytest.mark.parametrize(
    ("text", "lang", "codes"),
    [
        ("basics: {name: Ann Lee}\nwork: [{name: Example}]\n", "fr", ["W420"]),
        ("basics: {name: Ann Lee}\nwork: [{name: Example}]\n", "en-GB", []),
        ("basics: {name: 张三}\nwork: [{name: 示例}]\n", "en", ["W420"]),
        ("basics: {name: Ann Lee}\nwork: [{name: Example}]\nmeta: {languages: [de]}\n", "de", []),
        ("basics: {name: Ann Lee}\nwork: [{name: Example}]\nmeta: {languages: [de]}\n", "en", ["W420"]),
    ],
)
def test_headings_in_another_language_than_the_texts_are_told(
    cvtex: Cvtex, write: Write, text: str, lang: str, codes: list[str]
) -> None:
    done = cvtex("check", write(text), "--lang", lang, "--json")
    assert [found["code"] for found in done.report["diagnostics"]] == codes
    assert done.code == 0
    for found in done.report["diagnostics"]:
        assert f"[{lang}]" in found["hint"]
