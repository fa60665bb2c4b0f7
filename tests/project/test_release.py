"""What is published: two builds give the same bytes, an sdist is enough for a wheel, the version has one place."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email.parser import Parser
from typing import TYPE_CHECKING

import pytest
from tests.conftest import ROOT

from cvtex import __version__

if TYPE_CHECKING:
    from pathlib import Path


def build(source: Path, target: Path, *options: str) -> dict[str, str]:
    """Build as script/release does, offline; return the checksum of each file."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(target), *options]
    done = subprocess.run(
        command, cwd=source, env=environment, check=False, capture_output=True, text=True, timeout=240
    )
    assert done.returncode == 0, done.stderr
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in target.iterdir()}


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build(ROOT, folder)
    return folder


@pytest.mark.wheel
def test_a_second_build_from_the_sdist_elsewhere_gives_the_same_bytes(dist: Path, tmp_path: Path) -> None:
    first = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in dist.iterdir()}
    assert set(first) == {f"cvtex-{__version__}.tar.gz", f"cvtex-{__version__}-py3-none-any.whl"}
    # The program tar, since tarfile's `filter` came with 3.11.4 only and is asked for from 3.12 on.
    subprocess.run(("tar", "xzf", next(dist.glob("*.tar.gz")), "-C", tmp_path), check=True)
    # Another folder, other times, other rights: none of them is in the files.
    source = tmp_path / f"cvtex-{__version__}"
    for path in source.rglob("*.py"):
        path.chmod(0o600)
        os.utime(path, (1, 1))
    assert build(source, tmp_path / "again") == first


@pytest.mark.wheel
def test_the_sdist_holds_what_a_build_and_its_tests_need(dist: Path) -> None:
    with tarfile.open(next(dist.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"LICENSE", "README.md", "CHANGELOG.md", "pyproject.toml", "resume.yaml", "script/build"} <= names
    assert {"tests/conftest.py", "docs/schema.md", "latex_templates/cvtex.sty", "fonts/sets.toml"} <= names
    licences = [folder for folder in (ROOT / "fonts").iterdir() if folder.is_dir()]
    assert {f"fonts/{folder.name}/OFL.txt" for folder in licences} <= names
    assert not [name for name in names if re.search(r"\.private\.ya?ml$|(^|/)(\.venv|\.git)/|^(build|dist)/", name)]


@pytest.mark.wheel
def test_the_wheel_says_what_it_is_and_under_which_licences(dist: Path) -> None:
    with zipfile.ZipFile(next(dist.glob("*.whl"))) as archive:
        names = archive.namelist()
        about = Parser().parsestr(archive.read(f"cvtex-{__version__}.dist-info/METADATA").decode("utf-8"))
    assert (about["Name"], about["Version"], about["License-Expression"]) == ("cvtex", __version__, "MIT")
    listed = about.get_all("License-File") or []
    assert "LICENSE" in listed
    assert len(listed) == 1 + len(list((ROOT / "fonts").glob("*/OFL.txt")))
    assert {f"cvtex-{__version__}.dist-info/licenses/{name}" for name in listed} <= set(names)
    assert "cvtex/py.typed" in names


def test_the_version_has_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" in project["project"]["dynamic"]
    assert project["tool"]["hatch"]["version"]["path"] == "src/cvtex/__init__.py"
    assigned = re.compile(r"""^__?version(?:__)?\s*=\s*["']\d""", re.MULTILINE)
    sources = (ROOT / "src").rglob("*.py")
    assert [file.name for file in sources if assigned.search(file.read_text(encoding="utf-8"))] == ["__init__.py"]
    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
