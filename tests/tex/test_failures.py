"""What LaTeX says when it stops, as whoever wrote the template reads it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from tests.conftest import ROOT

from cvtex.check.codes import CODES
from cvtex.tex.failures import explained
from cvtex.tex.log import TexError, Transcript
from cvtex.tex.machine import needed, remedies, remedy

# Each as XeTeX of TeX Live 2022 said it.
MISSING_PACKAGE = """\
! LaTeX Error: File `fontawesome5.sty' not found.

Type X to quit or <RETURN> to proceed,
or enter new name. (Default extension: sty)
"""
MISSING_INPUT = "! LaTeX Error: File `nothere.tex' not found.\n"
UNDEFINED = "! Undefined control sequence.\nl.3 \\cventri\n            {Kuaishou}\n"
UNDEFINED_INSIDE = "! Undefined control sequence.\n\\cvtwice #1->#1 \\nope\n            #1\nl.1 \\cvtwice{x}\n"
FONT = '! Package fontspec Error: The font "No Such Font" cannot be found.\n'
OPENED = (
    "! Font TU/cvtexmain/sb/n/9=[own-fonts/My Font-SemiBold.otf]/OT:script=latn;language=dflt; at 9.0pt "
    "not loadable: Metric (TFM) file or installed font not found.\n"
)
TFM = "! Font \\x=nosuch10 not loadable: Metric (TFM) file or installed font not found.\n"
CAPACITY = "! TeX capacity exceeded, sorry [input stack size=10000].\n\\a ->\\a\n        \\a x\n"
ENVIRONMENT = "! LaTeX Error: Environment itemizee undefined.\n"
UNPAIRED_ENVIRONMENT = "! LaTeX Error: \\begin{center} on input line 1 ended by \\end{flushleft}.\n"
BRACES = "! Too many }'s.\nl.1 }\n"
RUNAWAY = "! File ended while scanning use of \\textbf .\n"
OLD = "! Package expl3 Error: Mismatched LaTeX support files detected.\n"
OTHER_PACKAGE = "! Package xcolor Error: Undefined color `ink'.\n"
DISK = "! I can't write on file `document.pdf'.\n"
ANYTHING = "! Illegal unit of measure (pt inserted).\n"


@pytest.fixture(autouse=True)
def _kept_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A private folder with a template in it."""
    folder = tmp_path / "private"
    (folder / "template").mkdir(parents=True)
    (folder / "template" / "work.tex").write_text("% \\cventri is a comment here\n\\x\n\\cventri{x}\n", "utf-8")
    (folder / "template" / "preamble.tex").write_text("\\usepackage{fontawesome5}\n", "utf-8")
    return folder


def error_of(text: str) -> TexError:
    transcript = Transcript()
    for line in text.splitlines():
        transcript.add(line)
    error = transcript.error()
    assert error is not None
    return error


@pytest.mark.parametrize(
    ("said", "code", "message", "hint"),
    [
        (MISSING_PACKAGE, "E614", "the LaTeX package fontawesome5 is not installed", "texlive-fonts-extra"),
        (MISSING_INPUT, "E614", "reads a file that is not there, nothere.tex", "template's folder"),
        (UNDEFINED, "E610", "the template uses \\cventri, which nothing defines", "misspelt"),
        (UNDEFINED_INSIDE, "E610", "the template uses \\nope", "misspelt"),
        (FONT, "E615", "the font No Such Font is not installed", "layout.fonts"),
        (OPENED, "E615", "XeTeX cannot open the font file fonts/My Font-SemiBold.otf", "replace it"),
        (TFM, "E615", "the TeX font nosuch10 is not installed", "nosuch10.tfm"),
        (CAPACITY, "E616", "TeX ran out of room", "call itself"),
        (ENVIRONMENT, "E610", "the environment itemizee, which nothing defines", "misspelt"),
        (UNPAIRED_ENVIRONMENT, "E610", "\\begin{center} is closed by \\end{flushleft}", "\\end{center}"),
        (BRACES, "E610", "do not pair up", "count the braces"),
        (RUNAWAY, "E610", "do not pair up", "count the braces"),
        (OLD, "E614", "too old", "update TeX Live"),
        (OTHER_PACKAGE, "E610", "the LaTeX package xcolor refuses something: Undefined color", "classic"),
        (DISK, "E617", "could not write", "free some space"),
        (ANYTHING, "E610", "LaTeX stopped at an error in the template", "classic"),
    ],
)
def test_a_failure_is_put_into_words(folder: Path, said: str, code: str, message: str, hint: str) -> None:
    error = error_of(said)
    found = explained(error, said, folder)
    assert found.code == code
    assert code in CODES
    assert message in found.message
    assert hint in found.hint
    assert f"LaTeX said: {error.message[:60]}" in found.hint


def test_the_templates_line_is_named_and_a_comment_is_not_it(folder: Path) -> None:
    assert explained(error_of(UNDEFINED), "", folder).message.endswith("in the template's work.tex, line 3")
    assert explained(error_of(MISSING_PACKAGE), "", folder).message.endswith("in the template's preamble.tex, line 1")


def test_the_whole_log_is_kept_for_its_owner_alone(folder: Path, tmp_path: Path) -> None:
    hint = explained(error_of(BRACES), "all that TeX said", folder).hint
    kept = Path(hint.rpartition("the whole log: ")[2])
    assert kept.parent == tmp_path
    assert kept.read_text("utf-8") == "all that TeX said\n"
    assert kept.stat().st_mode & 0o077 == 0


def test_where_nothing_can_be_kept_the_message_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "no such folder"))
    found = explained(error_of(BRACES), "", folder)
    assert found.code == "E610"
    assert "whole log" not in found.hint


# What to install


def test_every_manager_has_a_package_for_everything_that_is_needed() -> None:
    for group in needed():
        commands = remedies(group, which=lambda _: None)
        assert list(commands) == ["apt", "dnf", "pacman", "brew", "tlmgr"]
        assert all(command.split()[-1] for command in commands.values())


def test_the_manager_of_this_machine_comes_first() -> None:
    assert next(iter(remedies(["ctex.sty"], which=lambda name: name if name == "pacman" else None))) == "pacman"
    hint = remedy(["ctex.sty"], which=lambda name: name if name == "apt-get" else None)
    assert hint.startswith("apt-get install --no-install-recommends texlive-lang-chinese  (")
    assert "dnf: texlive-collection-langchinese" in hint


def test_what_is_in_no_list_is_searched_for() -> None:
    commands = remedies(["strange.sty"], which=lambda _: None)
    assert commands["apt"] == "apt-file search /strange.sty"
    assert commands["dnf"] == "dnf install 'tex(strange.sty)'"
    assert "strange.sty" in commands["tlmgr"]


def test_packages_agree_with_those_that_the_scripts_install() -> None:
    rows = (ROOT / "script" / "packages.txt").read_text("utf-8").splitlines()
    installed = {word for row in rows if not row.startswith("#") for word in row.replace("|", " ").split()}
    for group in needed():
        for manager, command in remedies(group, which=lambda _: None).items():
            package = command.split()[-1]
            # Debian's and Arch's texlive-xetex bring what LaTeX itself consists of.
            if manager != "tlmgr" and not package.endswith(("-latex", "-latex-base", "-latex-recommended")):
                assert package in installed, (manager, package)
