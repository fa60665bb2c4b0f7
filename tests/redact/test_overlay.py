"""The overlay of the environment, and the file without what is private."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cvtex.errors import ResumeError
from cvtex.load import load, plain

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def resume(tmp_path: Path) -> Path:
    return tmp_path / "resume.yaml"


def test_the_overlay_of_the_environment_is_yaml_itself_and_its_mistakes_are_placed_in_it(resume: Path) -> None:
    resume.write_text("a: 1\n", encoding="utf-8")
    with pytest.raises(ResumeError) as caught:
        load(resume, environ_overlay="b: 1\nb: 2\n")
    (found,) = caught.value.diagnostics
    assert (found.code, str(found.location)) == ("E106", "$CVTEX_OVERLAY:2:1")


def test_what_is_private_can_be_left_out(resume: Path) -> None:
    resume.write_text("a: public\n", encoding="utf-8")
    resume.with_name("resume.private.yaml").write_text("a: private\n", encoding="utf-8")
    document = load(resume, environ_overlay="b: private", private=False)
    assert plain(document.root) == {"a": "public"}
    assert document.files == (resume,)
