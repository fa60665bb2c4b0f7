"""What of TeX this machine has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cvtex.tex import machine

if TYPE_CHECKING:
    from pathlib import Path


def tool(folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    file.chmod(0o755)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder with commands."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_the_version_is_the_first_line(path: Path) -> None:
    tool(path, "xelatex", "echo 'XeTeX 3.14 (TeX Live 2019/Debian)'; echo more")
    assert machine.version() == "XeTeX 3.14 (TeX Live 2019/Debian)"
    assert machine.year("XeTeX 3.14 (TeX Live 2019/Debian)") == 2019
    assert machine.year("XeTeX 3.14 (MiKTeX 23.1)") is None


def test_without_xelatex_there_is_no_version(path: Path) -> None:
    assert machine.version() is None
    (path / "xelatex").write_text("no program", "utf-8")
    (path / "xelatex").chmod(0o755)
    assert machine.version() is None


def test_what_kpsewhich_does_not_print_is_missing(path: Path) -> None:
    tool(path, "kpsewhich", "echo /texmf/ctex.sty; exit 1")
    assert machine.missing(["ctex.sty", "xeCJK.sty", "xelatex", "kpsewhich"]) == ("xeCJK.sty", "xelatex")
    (path / "kpsewhich").unlink()
    assert machine.missing(["ctex.sty"]) == ("ctex.sty",)


@pytest.mark.tex
def test_the_real_one_is_asked() -> None:
    said = machine.version()
    assert said is not None
    assert said.startswith("XeTeX")
    assert machine.missing(["article.cls", "no-such-file.sty"]) == ("no-such-file.sty",)
