"""What is installed is whole: the wheel, in a clean environment and an empty folder, builds PDFs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from tests.conftest import ROOT

from cvtex import pdf
from cvtex.system.resources import errors_page, fonts_folder, templates_folder

SAMPLE = """\
basics:
  name: {zh: 张三, en: San Zhang}
  email: san@example.com
  phone: +86 138 0000 0000
education:
  - institution: {zh: 示例大学, en: Example University}
    area: {zh: 软件工程, en: Software Engineering}
    studyType: {zh: 硕士, en: M.Eng.}
    startDate: 2020-09
    endDate: 2023-06
work:
  - name: {zh: 示例公司, en: Example Ltd.}
    position: {zh: 后端工程师, en: Backend Engineer}
    startDate: 2023-07
    endDate: present
    highlights:
      - {zh: 用**Python**重写服务，延迟降低30%, en: "Rewrote a service in **Python**: 30% less latency"}
"""
SHOWN = {
    "zh": ("张三", "示例大学", "软件工程", "示例公司", "后端工程师", "用Python重写服务，延迟降低30%"),
    "en": ("San Zhang", "Example University", "Example Ltd.", "Rewrote a service in Python: 30% less latency"),
}

pytestmark = pytest.mark.wheel


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command without what this environment knows of the checkout; return what it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(command, cwd=cwd, env=environment, check=False, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, f"{done.args}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, offline."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input")
    run(*pip, "wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation", "-w", folder, ROOT, cwd=folder)
    (built,) = folder.glob("cvtex-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install it into a clean environment that borrows this one's dependencies, but not its cvtex."""
    environment = tmp_path_factory.mktemp("installed") / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", environment, cwd=environment.parent)
    python = environment / "bin" / "python"
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=environment).strip())
    # A plain path line: the .pth files of that folder, and with them an editable cvtex, are not read.
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "--python", python)
    # Forced, as the cvtex of the borrowed folder would count as installed already.
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", "--ignore-installed", wheel, cwd=environment)
    assert Path(run(python, "-c", "import cvtex; print(cvtex.__file__)", cwd=environment).strip()).is_relative_to(site)
    return environment / "bin"


def test_the_wheel_holds_every_template_and_font_and_nothing_of_the_checkout(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder in (templates_folder(), fonts_folder()):
        files = [file.relative_to(folder.parent) for file in folder.rglob("*") if file.is_file()]
        kept = {f"cvtex/data/{file.as_posix()}" for file in files if "__pycache__" not in file.parts}
        assert kept
        assert kept <= names
    assert {name for name in names if name.startswith("cvtex/data/docs")} == {"cvtex/data/docs/errors.md"}
    assert all(name.startswith(("cvtex/", "cvtex-")) for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not any(name.endswith((".private.yaml", ".private.yml")) for name in names)


def test_the_wheel_is_small_enough_to_be_downloaded_without_a_thought(wheel: Path) -> None:
    assert wheel.stat().st_size < 30_000_000


def test_an_installed_cvtex_explains_its_codes(installed: Path, tmp_path: Path) -> None:
    page = errors_page().read_text(encoding="utf-8")
    for code in ("E205", "W419", "A104"):
        title, _, text = run(installed / "cvtex", "explain", code, cwd=tmp_path).partition("\n\n")
        assert f"### {title}\n\n{text}" in page


@pytest.mark.tex
def test_an_installed_cvtex_builds_both_languages_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "resume.yaml").write_text(SAMPLE, encoding="utf-8")
    report = json.loads(run(installed / "cvtex", "build", "--json", cwd=tmp_path))
    assert {output["lang"] for output in report["outputs"]} == {"zh", "en"}
    for lang, shown in SHOWN.items():
        inspection = pdf.inspect(tmp_path / "build" / f"resume.{lang}.pdf")
        assert pdf.missing(shown, inspection.text) == ()
        assert [found for found in pdf.findings(inspection, pages=1) if found.severity == "error"] == []
