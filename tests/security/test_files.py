"""A stranger's résumé reaches its own folder and nothing else, and writes the PDFs and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import pikepdf
import pytest
from tests.conftest import PROGRAM, ROOT

from cvtex import pdf
from cvtex.build.output import deliver
from cvtex.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Cvtex

    Write = Callable[..., Path]

BASICS = "basics: {name: San}\nmeta: {languages: [en]}\nwork: [{name: W}]\n"
SECRET = "the secret of the machine"  # noqa: S105  (of none)


@pytest.fixture
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of the machine, outside the résumé's folder."""
    file = tmp_path_factory.mktemp("elsewhere") / "secret.yaml"
    file.write_text(f"basics: {{label: {SECRET}}}\n", "utf-8")
    return file


@pytest.mark.parametrize("suffix", ["yaml", "yml"])
@pytest.mark.parametrize("command", ["check", "build"])
def test_a_private_overlay_is_no_way_out(  # noqa: PLR0913, PLR0917  (fixtures, and a case)
    cvtex: Cvtex, write: Write, secret: Path, tmp_path: Path, suffix: str, command: str
) -> None:
    file = write(BASICS)
    (tmp_path / f"cv.private.{suffix}").symlink_to(secret)
    done = cvtex(command, file, "--json")
    assert done.code == 2
    assert "--overlay" in done.report["diagnostics"][0]["hint"]
    assert SECRET not in done.out + done.err


def test_what_the_caller_names_may_lie_anywhere(cvtex: Cvtex, write: Write, secret: Path) -> None:
    assert cvtex("check", write(BASICS), "--overlay", secret).code == 0


@pytest.mark.parametrize(
    "image", ["{}", "../{}", "link.png", "folder/secret.png", "file://{}", "/etc/passwd", "~/x.png"]
)
def test_a_picture_is_no_way_out(  # noqa: PLR0913, PLR0917  (fixtures, and a case)
    cvtex: Cvtex, write: Write, secret: Path, tmp_path: Path, picture: Callable[..., bytes], image: str
) -> None:
    target = secret.with_name("secret.png")
    target.write_bytes(picture())
    (tmp_path / "link.png").symlink_to(target)
    (tmp_path / "folder").symlink_to(target.parent)
    path = image.format(target if "../" not in image else os.path.relpath(target, tmp_path))
    file = write(json.dumps({"basics": {"name": "San", "image": path}, "meta": {"languages": ["en"]}}))
    done = cvtex("check", file, "--json")
    assert done.code == 1
    assert all(found["path"] == "basics.image" for found in done.report["diagnostics"])


@pytest.mark.parametrize("linked", ["file", "folder"])
def test_a_font_is_no_way_out(cvtex: Cvtex, write: Write, secret: Path, tmp_path: Path, linked: str) -> None:
    (secret.parent / "Mine-Regular.otf").write_bytes((ROOT / "fonts/cvtex-serif/CvtexSerif-Regular.otf").read_bytes())
    if linked == "folder":
        (tmp_path / "fonts").symlink_to(secret.parent)
    else:
        (tmp_path / "fonts").mkdir()
        (tmp_path / "fonts" / "Mine-Regular.otf").symlink_to(secret.parent / "Mine-Regular.otf")
    done = cvtex("check", write(BASICS + "layout: {fonts: {main: Mine}}\n"), "--json")
    assert done.code != 0
    assert "leads out" in done.out


def test_a_link_in_the_way_of_the_pdf_does_not_lose_another_file(secret: Path, tmp_path: Path) -> None:
    """A stranger's repository may bring its own ``build`` folder."""
    (tmp_path / "cv.en.pdf").symlink_to(secret)
    with pytest.raises(UsageError, match="another kind of file"):
        deliver(b"%PDF-1.7 %%EOF", tmp_path / "cv.en.pdf")
    assert SECRET in secret.read_text("utf-8")


@pytest.mark.tex
def test_nothing_is_written_but_pdfs_and_the_cache(write: Write, tmp_path: Path) -> None:
    write(BASICS)
    home, tmp, cache = (tmp_path / name for name in ("home", "tmp", "cache"))
    for folder in (home, tmp):
        folder.mkdir()
    variables = {
        **os.environ,
        "HOME": str(home),
        "TMPDIR": str(tmp),
        "XDG_CACHE_HOME": str(cache),
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = (*PROGRAM, "build", "cv.yaml")
    subprocess.run(command, cwd=tmp_path, env=variables, check=True, capture_output=True)
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert {name for name in found if not name.startswith("cache/cvtex/")} == {"cv.yaml", "build/cv.en.pdf"}
    assert list(tmp.iterdir()) == []
    assert list(home.iterdir()) == []


ACTS = {
    "/Launch": {"/S": "/Launch", "/F": "calc.exe"},
    "/JavaScript": {"/S": "/JavaScript", "/JS": "app.alert(1)"},
    "/GoToR": {"/S": "/GoToR", "/F": "other.pdf"},
    "/SubmitForm": {"/S": "/SubmitForm", "/F": "http://example.com"},
}


@pytest.mark.parametrize("name", ACTS)
def test_a_pdf_that_could_act_is_an_error(tmp_path: Path, name: str) -> None:
    document = pikepdf.new()
    document.add_blank_page()
    action = {key: pikepdf.Name(value) if value.startswith("/") else value for key, value in ACTS[name].items()}
    document.Root.OpenAction = pikepdf.Dictionary(action)
    document.save(tmp_path / "x.pdf")
    found = pdf.findings(pdf.inspect((tmp_path / "x.pdf").read_bytes()), expected=(), pages=1)
    assert any(item.code == "P501" and item.severity == "error" for item in found)


@pytest.mark.tex
@pytest.mark.parametrize(
    "source",
    [
        r"\special{pdf:docview << /OpenAction << /S /JavaScript /JS (app.alert\(1\)) >> >>}",
        r"\special{pdf:ann width 9pt height 9pt << /Subtype /Link /A << /S /Launch /F (calc.exe) >> >>}",
        r"\special{pdf:fstream @x (template/act.tex)}\special{pdf:put @names << /EmbeddedFiles << /Names [(x) << /EF << /F @x >> >>] >> >>}",  # noqa: E501
        r"\href{run:calc.exe}{x}",
    ],
    ids=["script", "launch", "attachment", "run"],
)
def test_a_template_that_makes_the_pdf_act_delivers_nothing(
    cvtex: Cvtex, write: Write, tmp_path: Path, source: str
) -> None:
    write("", "mine/template.toml")
    write(source, "mine/act.tex")  # as it is: Jinja would take << for its own
    write(r"\input{act.tex}\cvpar{<< text | md >>}", "mine/bullet.tex")
    (tmp_path / "cv.en.pdf").write_bytes(b"%PDF old")
    file = write(BASICS.replace("W}", "W, highlights: [h]}") + "layout: {template: mine}\n")
    done = cvtex("build", file, "--json", "--trust-template", "-o", tmp_path)
    assert done.code == 3
    assert done.codes <= {"P501", "P502", "E610", "E611"}
    assert (tmp_path / "cv.en.pdf").read_bytes() == b"%PDF old"
