"""Heights remembered: numbers by digests, believed only where TeX would say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cvtex.fit.ramp import Settings
from cvtex.tex.heights import Heights, digest, identity

if TYPE_CHECKING:
    from pathlib import Path


def at(margin_mm: float) -> Settings:
    return Settings(looseness=0.5, font_size_pt=10.0, leading_pt=13.0, margin_mm=margin_mm, gap=1.0)


AT = at(15.0)
WIDER = at(12.0)


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_what_was_learnt_is_known_the_next_time_at_the_same_settings_alone() -> None:
    heights = Heights("a")
    heights.learn(AT, {digest("x"): 7})
    heights.learn(AT, {digest("y"): 8})
    heights.keep()
    again = Heights("a")
    assert again.at(AT) == {digest("x"): 7, digest("y"): 8}
    assert again.at(WIDER) == {}
    assert Heights("b").at(AT) == {}


def test_nothing_of_a_resume_can_be_read_from_it(tmp_path: Path) -> None:
    heights = Heights("a")
    heights.learn(AT, {digest("张三 +86 138 0000 0000"): 7})
    heights.keep()
    (file,) = (tmp_path / "cache" / "cvtex" / "heights").iterdir()
    text = file.read_text("utf-8")
    assert "张三" not in text
    assert "138 0000" not in text
    assert file.stat().st_mode & 0o077 == 0


def test_what_turned_out_wrong_is_dropped() -> None:
    heights = Heights("a")
    heights.learn(AT, {digest("x"): 7})
    heights.keep()
    heights.forget()
    assert heights.at(AT) == {}
    assert Heights("a").at(AT) == {}


@pytest.mark.parametrize("text", ["", "[]", '{"a": 1}', '{"a": {"x": "7"}}', "{"])
def test_what_cannot_be_understood_is_not_known(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "cache" / "cvtex" / "heights"
    folder.mkdir(parents=True)
    (folder / "a.json").write_text(text, "utf-8")
    assert Heights("a").at(AT) == {}


def test_only_the_last_settings_are_kept() -> None:
    heights = Heights("a")
    for step in range(60):
        heights.learn(at(10 + step / 10), {"x": step})
    heights.keep()
    assert Heights("a").at(at(10.0)) == {}
    assert Heights("a").at(at(15.9)) == {"x": 59}


def test_without_a_format_nothing_is_believed() -> None:
    assert identity(None, "setup", []) is None
    heights = Heights(None)
    heights.learn(AT, {"x": 1})
    heights.keep()
    assert Heights(None).at(AT) == {}


def test_fonts_the_format_and_the_setup_make_the_identity(tmp_path: Path) -> None:
    font, precompiled = tmp_path / "a.otf", tmp_path / "a.fmt"
    font.write_bytes(b"1")
    precompiled.write_bytes(b"1")

    def found(setup: str = "setup") -> str | None:
        return identity(precompiled, setup, [str(font)])

    first = found()
    assert found() == first
    assert found("another") != first
    font.write_bytes(b"2")
    second = found()
    assert second != first
    precompiled.write_bytes(b"2")
    assert found() not in {first, second}
