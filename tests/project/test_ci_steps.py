"""The steps of the workflows and of the action, run one after the other in a clean folder."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.conftest import ROOT

from cvtex.resume.new import files

PRIVATE = "basics:\n  phone: '+86 139 1111 2222'\n"
# What a clean machine is given instead of root, package managers and GitHub: they note down what they were told.
NOTED = ("sudo", "apt-get", "pipx", "gh", "pip")


def job(name: str, which: str) -> list[dict[str, Any]]:
    """The steps that run a script: of a workflow here, of the one that `cvtex new` writes, or of the action."""
    new = files("me", "student", ("zh", "en"))[".github/workflows/resume.yml"]
    path = ROOT / name if name == "action.yml" else ROOT / ".github" / "workflows" / name
    document = yaml.safe_load(new if name == "new" else path.read_text(encoding="utf-8"))
    steps = (document["runs"] if name == "action.yml" else document["jobs"][which])["steps"]
    return [step for step in steps if "run" in step]


def tracked() -> list[str]:
    """All files of the project, those not yet committed too."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    found = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return [name for name in found if name and (ROOT / name).is_file()]


class Runner:
    """A clean folder on a machine like GitHub's, where steps run one after the other."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.work = folder / "work"
        self.bin = folder / "bin"
        self.log = folder / "log"
        self.temp = folder / "temp"
        for path in (self.home, self.work, self.bin, self.temp):
            path.mkdir()
        self.log.touch()
        for name in NOTED:
            # `sudo tee` must read what is piped into it.
            self.command(name, f'echo "{name} $*" >> "{self.log}"\ncase "$*" in tee*) cat > /dev/null ;; esac')
        self.files = {name: folder / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for path in self.files.values():
            path.touch()

    def command(self, name: str, script: str, folder: Path | None = None) -> Path:
        path = (folder or self.bin) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path

    def environment(self, extra: dict[str, str]) -> dict[str, str]:
        kept = {
            name: value for name, value in os.environ.items() if name in ("LANG", "LC_ALL", "TMPDIR", "XDG_CACHE_HOME")
        }
        return {
            **kept,
            "PATH": f"{self.bin}:{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(self.home),
            "RUNNER_OS": "Linux",
            "RUNNER_TEMP": str(self.temp),
            "PYTHONDONTWRITEBYTECODE": "1",
            **{name: str(path) for name, path in self.files.items()},
            **extra,
        }

    def run(self, step: dict[str, Any], values: dict[str, str], *, status: int = 0, **extra: str) -> None:
        """Run a step as GitHub does; ``values`` are what its expressions stand for."""
        own = {
            name: values[re.sub(r"\$\{\{ *(.*?) *\}\}", r"\1", value)] for name, value in step.get("env", {}).items()
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        done = subprocess.run(
            command,
            cwd=self.work,
            env=self.environment({**own, **extra}),
            check=False,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )
        assert done.returncode == status, f"{step['run']}\n{done.stdout}\n{done.stderr}"

    def checkout(self) -> None:
        """Put the project there, with an environment in which nothing is left to install."""
        for name in tracked():
            (self.work / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, self.work / name)
            shutil.copymode(ROOT / name, self.work / name)
        self.environment_in(self.work / ".venv")
        for purpose in ("build", "test"):
            code = f'set -eu; here=script; . script/lib.sh; fingerprint {purpose} > ".venv/cvtex-{purpose}.stamp"'
            subprocess.run(["sh", "-c", code], cwd=self.work, env=self.environment({}), check=True)

    def commit_twice(self) -> None:
        """Put what is there under git, with a change in the last commit."""
        git = ["git", "-c", "user.name=me", "-c", "user.email=me@example.com", "-c", "commit.gpgsign=false"]
        resume = self.work / "resume.yaml"
        text = resume.read_text(encoding="utf-8")
        commands = [["init", "-q"], ["add", "-A"], ["commit", "-qm", "1"], ["commit", "-qam", "2"]]
        resume.write_text(text.replace("@example.com", "@example.org"), encoding="utf-8")
        for command in commands:
            if command[-1] == "2":
                resume.write_text(text, encoding="utf-8")
            subprocess.run([*git, *command], cwd=self.work, env=self.environment({}), check=True)

    def environment_in(self, folder: Path, source: Path | None = None) -> None:
        """A virtual environment that borrows this one's packages, and takes cvtex from the copy."""
        source = source or self.work / "src"
        folder = folder / "bin"
        self.command("python", f'PYTHONPATH="{source}" exec "{sys.executable}" "$@"', folder)
        self.command("pip", f'exec "{folder}/python" -m pip "$@"', folder)
        self.command("cvtex", f'exec "{folder}/python" -c "from cvtex.cli import main; main()" "$@"', folder)


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


SECRETS = {"secrets.RESUME_PRIVATE": PRIVATE, "github.event.pull_request.base.sha": "HEAD~1"}
RESULTS = {f"{name}.{lang}{kind}" for lang in ("zh", "en") for name, kind in (("resume", ".pdf"), ("resume", "-1.png"))}
CHANGES = {"changes.zh.pdf", "changes.en.pdf", "changes.txt"}
RELEASE = {"github.token": "t", "github.repository": "me/resume", "github.ref_name": "v1"}


@pytest.mark.tex
def test_the_steps_of_the_resume_workflow_make_pdfs_pictures_report_and_summary(runner: Runner) -> None:
    runner.checkout()
    runner.commit_twice()
    for step in job("resume.yml", "build"):
        runner.run(step, SECRETS)
    built = runner.work / "build"
    assert {path.name for path in built.iterdir()} == RESULTS | CHANGES | {"report.json"}
    report = json.loads((built / "report.json").read_text(encoding="utf-8"))
    assert [output["pages"] for output in report["outputs"]] == [1, 1]
    summary = runner.files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
    assert "| build/resume.zh.pdf | 1 |" in summary
    assert "| build/resume.en.pdf | 1 |" in summary
    text = subprocess.run(
        ["pdftotext", built / "resume.zh.pdf", "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "+86 139 1111 2222" in text
    assert "tee /etc/apt/apt.conf.d/99cvtex-cache" in runner.log.read_text(encoding="utf-8")
    for step in job("resume.yml", "release"):
        runner.run(step, RELEASE)
    assert "gh release upload v1 build/resume.en.pdf build/resume.zh.pdf --clobber" in runner.log.read_text(
        encoding="utf-8"
    )


@pytest.mark.tex
def test_the_steps_of_a_new_resume_s_workflow_make_its_pdfs(runner: Runner) -> None:
    for name, text in files("me", "engineer", ("zh", "en")).items():
        (runner.work / name).parent.mkdir(parents=True, exist_ok=True)
        (runner.work / name).write_text(text, encoding="utf-8")
    runner.commit_twice()
    for step in job("new", "build"):
        runner.run(step, SECRETS, CVTEX="cvtex==0")
    assert {path.name for path in (runner.work / "build").iterdir()} == RESULTS | CHANGES | {"report.json"}
    assert "| build/resume.zh.pdf | 1 |" in runner.files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
    assert "pipx install cvtex==0" in runner.log.read_text(encoding="utf-8")


def test_a_release_that_is_missing_is_made_first(runner: Runner) -> None:
    runner.command("gh", f'echo "gh $*" >> "{runner.log}"; [ "$2" != view ]')
    (runner.work / "build").mkdir()
    (runner.work / "build" / "resume.zh.pdf").touch()
    for name in ("resume.yml", "new"):
        for step in job(name, "release"):
            runner.run(step, RELEASE)
    lines = runner.log.read_text(encoding="utf-8").splitlines()
    assert [line.split()[2] for line in lines] == ["view", "create", "upload"] * 2


@pytest.mark.tex
def test_the_steps_of_ci_run_the_suite(runner: Runner) -> None:
    runner.checkout()
    for step in job("ci.yml", "test"):
        if step["run"] == "python -m venv .venv":
            continue  # it is there
        # Collecting is enough: this is the suite.
        runner.run(step, {}, PYTEST_ADDOPTS="--collect-only -q -p no:cacheprovider")
    for step in job("ci.yml", "style"):
        subprocess.run(["bash", "-n", "-c", step["run"]], check=True)


INPUTS = {
    "inputs.file": "cv.yaml",
    "inputs.langs": "",
    "inputs.pages": "",
    "inputs.output-dir": "build",
    "inputs.overlay": "",
    "steps.python.outputs.python-path": "python3",
}


def action_runner(runner: Runner) -> dict[str, str]:
    """A résumé's repository, and the action's own folder with a script/install that only notes what it was told."""
    shutil.copyfile(ROOT / "tests" / "data" / "action.yaml", runner.work / "cv.yaml")
    action = runner.temp / "action"
    runner.command("cache-packages", f'echo "cache-packages" >> "{runner.log}"', action / "script")
    runner.command("install", f'echo "install $*" >> "{runner.log}"', action / "script")
    runner.environment_in(runner.temp / "cvtex", ROOT / "src")
    return {**INPUTS, "github.action_path": str(action)}


@pytest.mark.tex
def test_the_action_builds_what_its_inputs_say(runner: Runner) -> None:
    values = action_runner(runner) | {"inputs.langs": "en", "inputs.pages": "1", "inputs.output-dir": "out put"}
    for step in job("action.yml", "action"):
        runner.run(step, values | {"inputs.overlay": PRIVATE})
    assert {path.name for path in (runner.work / "out put").iterdir()} == {"cv.en.pdf", "report.json"}
    assert runner.files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines() == [
        "report=out put/report.json",
        "pdfs<<END",
        "out put/cv.en.pdf",
        "END",
    ]
    command = ["pdftotext", str(runner.work / "out put" / "cv.en.pdf"), "-"]
    assert "+86 139 1111 2222" in subprocess.run(command, check=True, capture_output=True, text=True).stdout
    written = [path for path in runner.temp.rglob("*.yaml") if "139 1111" in path.read_text(encoding="utf-8")]
    assert written == [], "a secret lies about"
    assert f"install python3 {runner.temp}/cvtex" in runner.log.read_text(encoding="utf-8")


def test_the_action_fails_as_cvtex_does_and_still_says_why(runner: Runner) -> None:
    values = action_runner(runner)
    (runner.work / "cv.yaml").write_text("basics: {nmae: San Zhang}\n", encoding="utf-8")
    build = job("action.yml", "action")[-1]
    runner.run(build, values, status=1)
    assert "nmae" in runner.files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")
    assert runner.files["GITHUB_OUTPUT"].read_text(encoding="utf-8").startswith("report=build/report.json\n")


@pytest.mark.tex
def test_script_install_is_what_the_action_needs(runner: Runner) -> None:
    """It takes a relative folder as one of where it is called, and installs from where it stands."""
    runner.checkout()
    runner.command(
        "python-of-the-action", 'mkdir -p "$3/bin"; touch "$3/bin/pip"; cp "$FAKE" "$3/bin/python"; [ "$2" = venv ]'
    )
    fake = runner.command("fake", f'echo "python $* in $(pwd)" >> "{runner.log}"')
    step = {"run": '"$ROOT/script/install" python-of-the-action environment'}
    (runner.work / "elsewhere").mkdir()
    step["run"] = f"cd elsewhere && {step['run']}"
    runner.run(step, {}, ROOT=str(runner.work), FAKE=str(fake))
    (line,) = [line for line in runner.log.read_text(encoding="utf-8").splitlines() if " pip install " in line]
    assert line.endswith(f"-c requirements/pins.txt . in {runner.work}")
    assert (runner.work / "elsewhere" / "environment" / "bin" / "python").is_file()


def test_the_gitlab_jobs_run_the_same_commands() -> None:
    document = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    ours = "\n".join(step["run"] for step in job("resume.yml", "build"))
    for line in document["resume"]["script"]:
        subprocess.run(["bash", "-n", "-c", line], check=True)
        if line.startswith((".venv/bin/python", "CVTEX_OVERLAY=")):
            assert line.removeprefix('CVTEX_OVERLAY="${RESUME_PRIVATE-}" ') in ours
    assert document["test"]["script"][0].startswith("script/test")
