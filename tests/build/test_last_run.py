"""Unchanged means untouched, and never wrongly: each input is changed in turn."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import PROGRAM, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.tex

RESUME = """\
basics:
  name: {zh: 张三, en: San Zhang}
  image: photo.png
work:
  - name: {zh: 示例公司, en: Example Ltd.}
    startDate: 2023-07
    highlights: [{zh: 重写服务, en: Rewrote a service}]
layout: {template: own}
"""


class Place:
    """A checkout of its own with a résumé in it, whose every part can be changed."""

    def __init__(self, folder: Path, picture: bytes) -> None:
        self.picture = picture
        self.program = folder / "program"
        self.folder = folder / "cv"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("CVTEX", "PYTHON"))},
            "PYTHONPATH": str(self.program / "src"),
            "XDG_CACHE_HOME": str(folder / "cache"),
        }
        for name in ("src", "latex_templates", "fonts"):
            shutil.copytree(ROOT / name, self.program / name, ignore=shutil.ignore_patterns("__pycache__"))
        (self.program / "pyproject.toml").write_text("", "utf-8")
        (self.folder / "own").mkdir(parents=True)
        (self.folder / "own" / "template.toml").write_text("", "utf-8")
        (self.folder / "own" / "preamble.tex").write_text(
            "\\nofiles\n\\documentclass{article}\n\\usepackage{cvtex}\n\\usepackage{mine}\n", "utf-8"
        )
        (self.folder / "own" / "mine.sty").write_text("\\def\\mine{1}\n", "utf-8")
        (self.folder / "photo.png").write_bytes(picture)
        (self.folder / "resume.yaml").write_text(RESUME, "utf-8")
        (self.folder / "over.yaml").write_text("basics: {email: a@example.com}\n", "utf-8")

    def build(self, *options: str) -> Any:  # noqa: ANN401 (JSON)
        command = (*PROGRAM, "build", "--json", "--quiet", *options)
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, check=False, timeout=120
        )
        assert done.stdout, done.stderr.decode()
        report = json.loads(done.stdout)
        assert report["exit_code"] == done.returncode
        return report

    def state(self) -> dict[str, tuple[int, bytes]]:
        """The PDFs: when each was written, and what is in it."""
        return {file.name: (file.stat().st_mtime_ns, file.read_bytes()) for file in (self.folder / "build").iterdir()}

    def append(self, name: str, text: str, *, to: Path | None = None) -> None:
        with ((to or self.folder) / name).open("a", encoding="utf-8") as file:
            file.write(text)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("place")


PLACES: dict[Path, Place] = {}


@pytest.fixture
def place(here: Path, picture: Callable[[], bytes]) -> Place:
    """One for all tests of this file."""
    if here not in PLACES:
        PLACES[here] = Place(here, picture())
    return PLACES[here]


OPTIONS = ("--lang", "zh", "--overlay", "over.yaml", "--trust-template")


@pytest.fixture
def built(place: Place) -> Place:
    """The same place, where nothing has changed since the last build."""
    for _ in range(3):  # the program's first run compiles it; whatever is younger than the run is not believed
        if place.build(*OPTIONS)["unchanged"]:
            break
    assert place.build(*OPTIONS)["unchanged"] is True
    return place


def test_with_nothing_changed_nothing_is_touched_and_the_same_is_said(built: Place) -> None:
    before = built.state()
    report = built.build(*OPTIONS)
    assert report["unchanged"] is True
    assert report["exit_code"] == 0
    assert [output["lang"] for output in report["outputs"]] == ["zh"]
    assert built.state() == before


def test_a_name_with_the_day_is_made_anew_the_next_day(built: Place) -> None:
    options = (*OPTIONS, "--output", "{name} {date}")
    # Two time zones, 26 hours apart: it is never the same day in both. No other part of the run depends on it.
    built.environment["TZ"] = "Etc/GMT+12"
    for _ in range(3):
        if built.build(*options)["unchanged"]:
            break
    assert built.build(*options)["unchanged"] is True
    (first,) = {output["pdf"] for output in built.build(*options)["outputs"]}
    built.environment["TZ"] = "Etc/GMT-14"
    later = built.build(*options)
    del built.environment["TZ"]
    assert later["unchanged"] is False
    assert later["outputs"][0]["pdf"] > first


def test_what_another_build_of_the_same_version_remembered_is_not_taken(built: Place) -> None:
    command = (*PROGRAM, "check", "--quiet")
    for text in ("", "    another: str | None = None\n"):
        file = built.program / "src" / "cvtex" / "build" / "request.py"
        file.write_text(file.read_text("utf-8").replace("    langs: tuple", f"{text}    langs: tuple", 1), "utf-8")
        done = subprocess.run(
            command, cwd=built.folder, env=built.environment, capture_output=True, check=False, timeout=120
        )
        assert done.returncode == 0, done.stderr.decode()


def _engine(place: Place) -> None:
    """Another xelatex comes before the one that was taken."""
    folder = place.folder.parent / "bin"
    folder.mkdir(exist_ok=True)
    (folder / "xelatex").symlink_to(str(shutil.which("xelatex")))
    path = place.environment["PATH"]
    place.environment["PATH"] = f"{folder}{os.pathsep}{path}"


def _same_size_and_time(place: Place) -> None:
    """A change that neither the size nor the time of the file tells."""
    file = place.program / "fonts" / "sets.toml"
    before = file.stat()
    text = file.read_text("utf-8")
    file.write_text(text.replace("# ", "#-", 1) if "# " in text else text, "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size


def _damage(place: Place) -> None:
    for file in (place.folder.parent / "cache" / "cvtex" / "runs").iterdir():
        os.truncate(file, 200)


def _unlink(place: Place) -> None:
    """The PDF itself stays where the link led."""
    link = place.folder / "build" / "resume.zh.pdf"
    target = place.folder / "elsewhere.pdf"
    link.replace(target)
    link.symlink_to(target)
    assert place.build(*OPTIONS)["unchanged"] is False
    while not place.build(*OPTIONS)["unchanged"]:
        pass
    link.unlink()


def _own_font(place: Place) -> None:
    """It bears the name of a family that comes with cvtex, and would be taken before that."""
    (place.folder / "fonts").mkdir()
    face = place.program / "fonts" / "noto-sans-sc" / "NotoSansSC-Regular.otf"
    shutil.copy(face, place.folder / "fonts" / "noto-serif-sc-Regular.otf")


def _relink_photo(place: Place) -> None:
    photo = place.folder / "photo.png"
    for name in ("one.png", "two.png"):
        (place.folder / name).write_bytes(place.picture)
    photo.unlink(missing_ok=True)
    photo.symlink_to("one.png")
    while not place.build(*OPTIONS)["unchanged"]:
        pass
    photo.unlink()
    photo.symlink_to("two.png")


CHANGES: dict[str, Callable[[Place], object]] = {
    "the résumé": lambda place: place.append("resume.yaml", "# one more line\n"),
    "an overlay": lambda place: place.append("over.yaml", "# one more line\n"),
    "a private overlay comes": lambda place: place.append("resume.private.yaml", "basics: {phone: '+86 138'}\n"),
    "a private overlay changes": lambda place: place.append("resume.private.yaml", "# one more line\n"),
    "a private overlay goes": lambda place: (place.folder / "resume.private.yaml").unlink(),
    "the photo": lambda place: (place.folder / "photo.png").write_bytes(place.picture + b"\0"),
    "the template's package": lambda place: place.append("own/mine.sty", "% one more line\n"),
    "the template gets a file": lambda place: place.append("own/bullet.tex", "\\cvbullet{<< text | md >>}\n"),
    "the base template": lambda place: place.append("latex_templates/classic/work.tex", "\n", to=place.program),
    "our package": lambda place: place.append("latex_templates/cvtex.sty", "% one more line\n", to=place.program),
    "the fonts": _same_size_and_time,
    "a face": lambda place: os.utime(place.program / "fonts" / "noto-serif-sc" / "NotoSerifSC-Regular.otf"),
    "the program": lambda place: place.append("src/cvtex/text/cjk.py", "# one more line\n", to=place.program),
    "a locale": lambda place: place.append("src/cvtex/resume/locales/zh.toml", "# one more line\n", to=place.program),
    "the time it is built for": lambda place: place.environment.update(SOURCE_DATE_EPOCH="86400"),
    "the engine": _engine,
    "the PDF": lambda place: place.append("build/resume.zh.pdf", "x"),
    "the PDF goes": lambda place: (place.folder / "build" / "resume.zh.pdf").unlink(),
    "the PDF is a link, and the link goes": _unlink,
    "a font of one's own comes": _own_font,
    "the photo's link leads elsewhere": _relink_photo,
    "what is remembered": _damage,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen(built: Place, change: Callable[[Place], object]) -> None:
    change(built)
    report = built.build(*OPTIONS)
    assert report["unchanged"] is False
    assert report["exit_code"] == 0


@pytest.mark.parametrize(
    "options",
    [
        ("--lang", "zh", "--trust-template"),
        (*OPTIONS, "--pages", "auto"),
        (*OPTIONS, "--set", "basics.name=李四"),
        (*OPTIONS, "--cut", "any"),
    ],
    ids=["no overlay", "pages", "a value", "what may go"],
)
def test_other_options_are_another_run(built: Place, options: tuple[str, ...]) -> None:
    """Even though each of the two was built before, and the second replaced what the first had made."""
    built.build(*options)
    before = built.state()
    if built.build(*OPTIONS)["unchanged"]:
        assert built.state() == before, "only if both make the same PDF"


def test_what_cannot_fit_is_not_tried_again_and_still_fails(place: Place) -> None:
    options = (
        "--trust-template",
        "--lang",
        "zh",
        "--lang",
        "en",
        "--set",
        f"work[0].highlights[0].zh={'很长的话' * 1200}",
    )
    first = place.build(*options)
    assert first["exit_code"] == 4
    again = place.build(*options)
    assert again["unchanged"] is True
    assert again["exit_code"] == 4
    assert again["diagnostics"] == first["diagnostics"]


def test_what_is_wrong_is_looked_at_again(place: Place) -> None:
    """An error costs little to find again, and what caused it may lie anywhere."""
    options = (*OPTIONS, "--set", "work[0].startDate=never")
    assert place.build(*options)["exit_code"] == 1
    assert place.build(*options)["unchanged"] is False


def test_a_run_during_which_an_input_changed_is_not_believed(built: Place) -> None:
    """What was written after the run began may have been read before or after."""
    later = 2**62
    file = built.folder / "own" / "mine.sty"
    file.write_text("\\def\\mine{2}\n", "utf-8")
    os.utime(file, ns=(later, later))
    assert built.build(*OPTIONS)["unchanged"] is False
    assert built.build(*OPTIONS)["unchanged"] is False
    os.utime(file)


def test_without_a_cache_it_builds_every_time_and_says_why(place: Place, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    place.environment["XDG_CACHE_HOME"], before = str(tmp_path / "file"), place.environment["XDG_CACHE_HOME"]
    try:
        for _ in range(2):
            report = place.build(*OPTIONS)
            assert report["unchanged"] is False
            assert [found["code"] for found in report["diagnostics"]].count("W630") == 1
    finally:
        place.environment["XDG_CACHE_HOME"] = before
