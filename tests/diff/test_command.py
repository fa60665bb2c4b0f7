"""`cvtex diff` in a repository."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from cvtex import pdf
from cvtex.diff.pages import paired
from cvtex.pdf.pdfium import Box
from cvtex.pdf.png import draw
from cvtex.pdf.tint import joined

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Cvtex = Callable[..., Any]

RESUME = """\
basics: {{name: {{zh: 张三, en: San Zhang}}, email: name@example.com}}
work:
  - name: {{zh: 某公司, en: Some Ltd.}}
    startDate: 2020-01
    highlights: [{{zh: 延迟降低{0}%, en: "{0}% less latency"}}]
"""


class Repository:
    """A repository with a résumé."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "resume.yaml"
        self.folder = folder
        self.git("init", "-q")

    def git(self, *arguments: str) -> None:
        who = {f"GIT_{role}_{what}": "n@example.com" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        subprocess.run(["git", "-C", self.folder, *arguments], check=True, env={**os.environ, **who})

    def write(self, text: str) -> None:
        self.file.write_text(text, encoding="utf-8")

    def commit(self, text: str) -> None:
        self.write(text)
        self.git("add", "resume.yaml")
        self.git("commit", "-q", "-m", "a version")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository(tmp_path)
    made.commit(RESUME.format(10))
    made.commit(RESUME.format(20))
    made.git("tag", "second")
    made.write(RESUME.format(30))
    monkeypatch.chdir(tmp_path)
    return made


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(
    ("arguments", "old", "new"),
    [
        ((), "20", "30"),
        (("HEAD~1",), "10", "30"),
        (("HEAD~1", "HEAD"), "10", "20"),
        (("HEAD~1..second",), "10", "20"),
        (("HEAD~1..",), "10", "20"),
        (("second", "resume.yaml"), "20", "30"),
        (("HEAD~1", "second", "resume.yaml"), "10", "20"),
    ],
)
def test_versions_are_named_as_git_names_them(cvtex: Cvtex, arguments: tuple[str, ...], old: str, new: str) -> None:
    done = cvtex("diff", "--lang", "en", *arguments)
    assert done.code == 0
    assert f"[-{old}%-]{{+{new}%+}} less latency" in done.out


def test_two_files_are_compared_without_git(cvtex: Cvtex, tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.yaml").write_text(RESUME.format(number), encoding="utf-8")
    done = cvtex("diff", tmp_path / "1.yaml", tmp_path / "2.yaml", "--lang", "zh")
    assert "延迟降低[-1%-]{+2%+}" in done.out


def test_the_private_overlay_is_in_neither_version(cvtex: Cvtex, repository: Repository) -> None:
    repository.folder.joinpath("resume.private.yaml").write_text("basics: {name: 李四}", encoding="utf-8")
    assert "李四" not in cvtex("diff").out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("nowhere",), "E730"),
        (("HEAD", "other.yaml"), "E732"),
        (("a", "b", "c"), "E733"),
        (("--output", "x.gif"), "E733"),
        (("--", "--output=made"), "E730"),
        (("--", "-h"), "E730"),
        (("--", "--upload-pack=touch made"), "E730"),
        (("HEAD:resume.yaml",), "E732"),
        (("$(touch made)",), "E730"),
        (("HEAD\0",), "E730"),
    ],
)
def test_what_is_no_version_is_refused_and_becomes_no_option(
    cvtex: Cvtex, repository: Repository, arguments: tuple[str, ...], code: str
) -> None:
    done = cvtex("diff", *arguments)
    assert (done.code, f"[{code}]" in done.err) == (2, True), done.err
    assert not (repository.folder / "made").exists()


def test_a_repository_cannot_make_git_run_a_program(cvtex: Cvtex, repository: Repository) -> None:
    folder = repository.folder
    (folder / ".gitattributes").write_text("* diff=evil filter=evil\n", encoding="utf-8")
    for key in ("core.fsmonitor", "diff.evil.textconv", "filter.evil.smudge", "core.pager", "core.sshCommand"):
        repository.git("config", key, f"touch {folder}/made #")
    (folder / ".git" / "hooks" / "post-checkout").write_text(f"#!/bin/sh\ntouch {folder}/made\n", encoding="utf-8")
    assert cvtex("diff", "HEAD~1").code == 0
    assert cvtex("check", repository.file).code == 0
    assert not (folder / "made").exists()


def test_outside_a_repository_the_reason_is_told(cvtex: Cvtex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resume.yaml").write_text(RESUME.format(1), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "[E731]" in cvtex("diff").err
    monkeypatch.setenv("PATH", "")
    assert "git is not installed" in cvtex("diff").err


def test_a_mistake_in_an_old_version_is_placed_there(cvtex: Cvtex, repository: Repository) -> None:
    repository.commit(RESUME.format(1) + "wrok: []\n")
    repository.write(RESUME.format(2))
    done = cvtex("diff")
    assert done.code == 1
    assert "HEAD:resume.yaml:6:1: error: unknown key `wrok`" in done.err


@pytest.mark.tex
@pytest.mark.usefixtures("repository")
def test_pages_stand_side_by_side_with_what_changed_tinted(cvtex: Cvtex, tmp_path: Path) -> None:
    assert cvtex("diff", "--lang", "zh", "--output", "diff.pdf").code == 0
    data = (tmp_path / "diff.pdf").read_bytes()
    inspection = pdf.inspect(data)
    assert inspection.pages == 1
    ((width, height),) = inspection.sizes
    assert (round(width), round(height)) == (420, 297)
    assert "延迟降低20%" in "".join(inspection.text.split())
    assert "延迟降低30%" in "".join(inspection.text.split())
    assert "HEAD:resume.yaml" in inspection.text
    (picture,) = draw(data, 72)
    left, right = (_colours(picture.tobytes(), picture.width, half) for half in (0, 1))
    assert any(red > 230 and green < 200 for red, green, _ in left)
    assert any(green > 220 and red < 200 for red, green, _ in right)
    assert not any(green > 220 and red < 200 for red, green, _ in left)


def _colours(rows: bytes, width: int, half: int) -> set[tuple[int, int, int]]:
    pixels = [tuple(rows[at : at + 3]) for at in range(0, len(rows), 3)]
    return {
        (pixel[0], pixel[1], pixel[2])
        for number, pixel in enumerate(pixels)
        if (number % width >= width // 2) == bool(half)
    }


def test_a_version_with_fewer_pages_has_white_beside_the_others(blank: Callable[[int], bytes]) -> None:
    assert pdf.inspect(paired(blank(1), blank(3), old="a", new="b")).pages == 3


@pytest.fixture
def blank() -> Callable[[int], bytes]:
    import io

    import pypdfium2

    def blank(pages: int) -> bytes:
        document = pypdfium2.PdfDocument.new()
        for _ in range(pages):
            document.new_page(200, 300)
        data = io.BytesIO()
        document.save(data)
        return data.getvalue()

    return blank


def test_words_that_follow_each_other_are_tinted_as_one() -> None:
    boxes = [Box(0, 0, 10, 10), Box(11, 0, 20, 10), Box(60, 0, 70, 10), Box(0, -20, 10, -10)]
    assert joined(boxes) == [Box(0, 0, 20, 10), boxes[2], boxes[3]]
