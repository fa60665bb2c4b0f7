"""What is nested too deep is told so, by whichever limit comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cvtex.errors import ResumeError
from cvtex.load import load

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("bomb", ["a: " + "[" * 900_000, "a: " + "{a: " * 200_000, "- " * 400_000])
def test_a_bomb_of_brackets_or_lists_is_refused_at_once(tmp_path: Path, bomb: str) -> None:
    """PyYAML from 6.0.4 on has a limit of its own, which it reports as broken YAML."""
    resume = tmp_path / "resume.yaml"
    resume.write_text(bomb, encoding="utf-8")
    with pytest.raises(ResumeError) as caught:
        load(resume)
    [diagnostic] = caught.value.diagnostics
    assert (diagnostic.code, diagnostic.message) == ("E111", "nested more than 32 deep")
    assert "CVTEX_MAX_DEPTH" in diagnostic.hint
    assert diagnostic.location is not None
    assert diagnostic.location.line == 1
