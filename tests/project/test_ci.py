"""The workflows, the action and the image: valid by their published schemas, careful, in step with the rest."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from tests.conftest import ROOT, environment

from cvtex.resume.new import files

if TYPE_CHECKING:
    from collections.abc import Iterator

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
SCRIPTS = [
    ".ci/run",
    "script/audit",
    "script/build",
    "script/cache-packages",
    "script/install",
    "script/lib.sh",
    "script/release",
    "script/test",
]


def program(name: str) -> str:
    """Path of a command that this environment has."""
    return str(Path(sys.executable).with_name(name))


def new_workflow() -> str:
    return files("me", "student", ("zh", "en"))[".github/workflows/resume.yml"]


def apt_packages(purposes: set[str]) -> set[str]:
    lines = (ROOT / "script" / "packages.txt").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]
    return {name for row in rows if row[0] in purposes for name in row[2].split()}


def steps_of(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every step of a workflow or an action that runs a script, with its job."""
    jobs = document.get("jobs") or {"action": {"steps": document["runs"]["steps"]}}
    for job, content in jobs.items():
        for step in content["steps"]:
            if "run" in step:
                yield job, step


def documents() -> dict[str, dict[str, Any]]:
    texts = {path.name: path.read_text(encoding="utf-8") for path in [*WORKFLOWS, ROOT / "action.yml"]}
    texts["new"] = new_workflow()
    return {name: yaml.safe_load(text) for name, text in texts.items()}


STEPS = [
    pytest.param(step, id=f"{name}-{job}-{step.get('name', number)}")
    for name, document in documents().items()
    for number, (job, step) in enumerate(steps_of(document))
]


@pytest.mark.parametrize(
    ("schema", "options", "paths"),
    [
        ("vendor.github-workflows", [], WORKFLOWS),
        ("vendor.github-actions", [], [ROOT / "action.yml"]),
        ("vendor.gitlab-ci", ["--data-transform", "gitlab-ci"], [ROOT / ".gitlab-ci.yml"]),
        ("custom.github-workflows-require-timeout", [], WORKFLOWS),
    ],
)
def test_the_published_schema_allows_it(schema: str, options: list[str], paths: list[Path], tmp_path: Path) -> None:
    if "workflows" in schema:
        (tmp_path / "new.yml").write_text(new_workflow(), encoding="utf-8")
        paths = [*paths, tmp_path / "new.yml"]
    assert paths
    command = [program("check-jsonschema"), "--builtin-schema", schema, *options, *map(str, paths)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_shellcheck_has_nothing_to_say_of_the_scripts() -> None:
    done = subprocess.run(
        [program("shellcheck"), "-x", *SCRIPTS], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    assert f"shellcheck -x {' '.join(SCRIPTS)}" in workflow
    shells = {
        str(path.relative_to(ROOT))
        for path in [*(ROOT / "script").iterdir(), ROOT / ".ci" / "run"]
        if path.is_file() and re.match(r"#!.*\b(ba)?sh\n|# Shared", path.read_text(encoding="utf-8"))
    }
    assert shells == set(SCRIPTS)


@pytest.mark.parametrize("step", STEPS)
def test_shellcheck_has_nothing_to_say_of_a_step(step: dict[str, Any]) -> None:
    # SC2086: `for lang in $LANGS` splits on purpose; it is the only unquoted one.
    command = [program("shellcheck"), "--shell=bash", "-"]
    script = f"#!/bin/bash\nset -e\n{step['run']}"
    done = subprocess.run(command, input=script, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("step", STEPS)
def test_nothing_that_others_write_becomes_part_of_a_script(step: dict[str, Any]) -> None:
    assert "${{" not in step["run"]


@pytest.mark.parametrize("name", documents())
def test_a_workflow_may_read_and_only_a_release_may_write(name: str) -> None:
    document = documents()[name]
    if name == "action.yml":
        return
    assert document["permissions"] == {"contents": "read"}
    for job, content in document["jobs"].items():
        assert content.get("permissions", {}) == ({"contents": "write"} if job == "release" else {})


@pytest.mark.parametrize("name", documents())
def test_actions_of_others_are_githubs_own_and_have_a_version(name: str) -> None:
    document = documents()[name]
    jobs = document.get("jobs") or {"action": document["runs"]}
    used = [step["uses"] for job in jobs.values() for step in job["steps"] if "uses" in step]
    assert used
    assert [use for use in used if not re.fullmatch(r"actions/[a-z-]+@v\d+", use)] == []


def test_ci_tests_every_python_that_the_package_names() -> None:
    matrix = documents()["ci.yml"]["jobs"]["test"]["strategy"]["matrix"]
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert matrix["python"] == re.findall(r"Python :: (3\.\d+)\"", project)
    assert any(extra["os"].startswith("macos") for extra in matrix["include"])


@pytest.mark.parametrize("name", ["Dockerfile", "new"])
def test_packages_are_those_of_the_list(name: str) -> None:
    text = new_workflow() if name == "new" else (ROOT / name).read_text(encoding="utf-8")
    commands = re.findall(r"apt-get [^&\n]*install ((?:[^&\n]|\\\n)*)", text.replace("\\\n", " "))
    named = {word for command in commands for word in command.split() if not word.startswith("-")}
    wanted = apt_packages({"build"})
    # A server has a Python already.
    assert named == (wanted if name == "Dockerfile" else {package for package in wanted if "python" not in package})


def test_the_image_is_small_unprivileged_and_whole_without_a_network() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    final = text[text.rindex("\nFROM ") :]
    assert "\nFROM debian:12-slim\n" in final
    assert final.index("\nUSER cvtex\n") < final.index("cvtex build") < final.index("\nENTRYPOINT")
    assert "pip install" not in final
    assert (
        text.count("--no-install-recommends")
        == text.count("rm -rf /var/lib/apt/lists/*")
        == text.count("apt-get install")
    )


@pytest.mark.wheel
def test_what_the_image_is_made_of_makes_a_wheel(tmp_path: Path) -> None:
    """Copy what .dockerignore lets through, and build from it."""
    allowed = [
        line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"
    ]
    hidden = shutil.ignore_patterns("__pycache__", "*.private.yaml")
    for name in allowed:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=hidden)
        else:
            (tmp_path / name).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / name)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-index",
        "--no-build-isolation",
        "-w",
        "out",
        ".",
    ]
    done = subprocess.run(command, cwd=tmp_path, env=environment(), check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = (tmp_path / "out").glob("cvtex-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        assert "cvtex/data/docs/errors.md" in archive.namelist()


def test_every_input_of_the_action_is_used_and_documented() -> None:
    document = documents()["action.yml"]
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    readme = "".join(path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
    for name in document["inputs"]:
        assert f"${{{{ inputs.{name} }}}}" in text
        assert f"`{name}`" in readme or f"{name}:" in readme, name
