"""Templates are programs: a résumé alone starts none, and a sandbox shuts one in."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cvtex import pdf
from cvtex.errors import EngineError
from cvtex.system.limits import EngineLimits
from cvtex.tex import sandbox
from cvtex.tex.early_start import predicted_startups

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Cvtex

    Write = Callable[..., Path]

CV = "basics: {name: San}\nmeta: {languages: [en]}\nwork: [{name: W, highlights: [one]}]\nlayout:\n  template: mine\n"


@pytest.fixture
def cv(write: Write) -> Path:
    """A résumé that asks for a template beside it."""
    write('description = "mine"\n', "mine/template.toml")
    write(r"\cvpar{<< text | md >>}", "mine/bullet.tex")
    return write(CV)


def test_a_resume_alone_starts_no_template(
    cvtex: Cvtex, cv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even its Jinja is filled in, nor its preamble precompiled."""
    (cv.parent / "mine" / "bullet.tex").write_text("<< nothing.of.this.is.looked.at >>", "utf-8")
    monkeypatch.setattr(subprocess, "Popen", None)
    done = cvtex("build", cv, "--json", "-o", tmp_path)
    assert done.code == 2
    (found,) = done.report["diagnostics"]
    assert (found["code"], found["path"], found["line"]) == ("E706", "layout.template", 5)
    assert "--trust-template" in found["hint"]
    assert "--sandbox" in found["hint"]


@pytest.mark.parametrize("name", ["{0}/mine", "./mine", "../{1}/mine"])
def test_however_it_is_named(cvtex: Cvtex, cv: Path, tmp_path: Path, name: str) -> None:
    path = name.format(cv.parent, cv.parent.name)
    done = cvtex("build", cv, "--json", "-o", tmp_path, "--set", f"layout.template={path}")
    assert done.codes == {"E706"}
    done = cvtex("build", cv, "--json", "-o", tmp_path, "--template", str(cv.parent / "mine"))
    assert done.code == 2
    assert done.codes == {"E706"}


def test_a_check_runs_nothing_of_it(cvtex: Cvtex, cv: Path) -> None:
    (cv.parent / "mine" / "bullet.tex").write_text("<< nothing.of.this.is.looked.at >>", "utf-8")
    assert cvtex("check", cv).code == 0


@pytest.mark.parametrize("name", ["mine", "./mine", "../latex_templates/x", "/etc", "..", "classic/../mine"])
def test_nothing_is_started_ahead_for_it(cv: Path, name: str) -> None:
    cv.write_text(CV.replace("mine", name), "utf-8")
    assert predicted_startups(["build", str(cv)]) == ()
    assert predicted_startups(["build", str(cv), "--template", name]) == ()
    assert predicted_startups(["build", str(cv), "--template", "classic", "--sandbox"]) == ()
    assert len(predicted_startups(["build", str(cv), "--template", "classic"])) == 1


@pytest.mark.tex
def test_with_the_callers_word_it_runs(cvtex: Cvtex, cv: Path, tmp_path: Path) -> None:
    done = cvtex("build", cv, "--json", "--trust-template", "-o", tmp_path)
    assert done.code == 0, done.err


@pytest.mark.tex
@pytest.mark.needs_sandbox
def test_in_the_sandbox_the_pdf_is_the_same(cvtex: Cvtex, cv: Path, tmp_path: Path) -> None:
    for options in (("--template", "classic"), ("--trust-template",)):
        assert cvtex("build", cv, "-o", tmp_path / "open", *options).code == 0
        done = cvtex("build", cv, "-o", tmp_path / "shut", "--sandbox", *options)
        assert done.code == 0, done.err
        assert (tmp_path / "shut" / "cv.en.pdf").read_bytes() == (tmp_path / "open" / "cv.en.pdf").read_bytes()


# What a template tries, and the word in the PDF if it had come through.
TRIES = {
    "a file by its path": r"\XeTeXpdffile \"{folder}/secret.pdf\" ",
    "a file through TeX": r"\newread\x\openin\x={folder}/secret.txt \ifeof\x \else REACHED\fi",
    "a file through the driver": r"\special{{pdf:fstream @x ({folder}/secret.txt)}}",
    "a picture by its path": r'\setbox0=\hbox{{\XeTeXpicfile "{folder}/secret.png"}}\ifdim\wd0>0pt REACHED\fi',
}


@pytest.mark.tex
@pytest.mark.needs_sandbox
@pytest.mark.parametrize("name", TRIES)
def test_in_the_sandbox_no_file_is_in_reach(
    cvtex: Cvtex, cv: Path, tmp_path: Path, name: str, picture: Callable[..., bytes]
) -> None:
    secret = tmp_path / "elsewhere"
    secret.mkdir()
    (secret / "secret.txt").write_text("REACHED", "utf-8")
    (secret / "secret.png").write_bytes(picture())
    source = TRIES[name].format(folder=secret)
    (cv.parent / "mine" / "bullet.tex").write_text(rf"{source}\cvpar{{<< text | md >>}}", "utf-8")
    done = cvtex("build", cv, "--json", "--sandbox", "-o", tmp_path)
    if done.code == 0:
        data = (tmp_path / "cv.en.pdf").read_bytes()
        assert "REACHED" not in pdf.inspect(data).text
        assert b"REACHED" not in data
    else:
        assert done.code == 3


@pytest.mark.needs_sandbox
def test_in_the_sandbox_there_is_no_network_and_no_other_process(tmp_path: Path) -> None:
    command = sandbox.wrapped(["/bin/sh", "-c", "cat /proc/net/dev; echo /proc/[0-9]*"], tmp_path, EngineLimits())
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    _, _, *interfaces, processes = done.stdout.splitlines()
    assert [line.split(":")[0].strip() for line in interfaces] in ([], ["lo"])
    assert len(processes.split()) <= 4


@pytest.mark.needs_sandbox
def test_in_the_sandbox_only_the_private_folder_can_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "private"
    folder.mkdir()
    (tmp_path / "fonts").mkdir()
    (folder / "fonts").symlink_to(tmp_path / "fonts")
    tries = f"for x in here fonts/x {tmp_path}/x /usr/share/x /etc/x; do touch $x; done; ls {Path.home()}"
    command = sandbox.wrapped(["/bin/sh", "-c", tries], folder, EngineLimits())
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert sorted(path.name for path in folder.iterdir()) == ["fonts", "here"]
    assert list((tmp_path / "fonts").iterdir()) == []
    assert not (tmp_path / "x").exists()
    assert str(Path.home()) in done.stderr


def test_without_bubblewrap_nothing_runs(
    cvtex: Cvtex, cv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    which = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name, **options: None if name == "bwrap" else which(name, **options))
    done = cvtex("build", cv, "--json", "--sandbox", "-o", tmp_path)
    assert done.code == 3
    assert done.codes == {"E604"}
    assert not (tmp_path / "cv.en.pdf").exists()


def test_where_bubblewrap_may_do_nothing_nothing_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuses = tmp_path / "bwrap"
    refuses.write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n", "utf-8")
    refuses.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(EngineError, match="No permissions"):
        sandbox.wrapped(["xelatex"], tmp_path, EngineLimits())


@pytest.mark.parametrize("link", ["heading.tex", "pictures"])
def test_in_the_sandbox_a_template_has_no_link_out(cvtex: Cvtex, cv: Path, tmp_path: Path, link: str) -> None:
    """Jinja reads a template's files outside of it."""
    (cv.parent / "mine" / link).symlink_to("/etc/passwd" if "." in link else "/etc")
    done = cvtex("build", cv, "--json", "--sandbox", "-o", tmp_path)
    assert done.code == 2
    assert done.codes == {"E706"}


@pytest.mark.tex
@pytest.mark.parametrize(
    "source",
    [
        "<< ''.__class__.__mro__[1].__subclasses__() >>",
        "<% for x in ().__class__.__base__.__subclasses__() %>x<% endfor %>",
        "<< locale.__init__.__globals__ >>",
        "<< line.__func__.__globals__['os'].environ >>",
        "<% include '/etc/passwd' %>",
        "<% include '../../../../../../etc/passwd' %>",
        "<< range(10**9) | list >>",
    ],
)
def test_jinja_is_sandboxed_too(cvtex: Cvtex, cv: Path, tmp_path: Path, source: str) -> None:
    (cv.parent / "mine" / "bullet.tex").write_text(source, "utf-8")
    done = cvtex("build", cv, "--json", "--trust-template", "-o", tmp_path)
    assert done.code == 3
    assert done.codes == {"E621"}
