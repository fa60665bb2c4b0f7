"""script/build, script/test and .ci/run: two commands on a fresh machine, and clear words where they cannot help."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT

SCRIPTS = ROOT / "script"
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
MANAGERS = ("apt-get", "dnf", "pacman", "brew")
# What the scripts themselves call; a fresh machine has these and little else.
TOOLS = ("sh", "cat", "cksum", "cut", "dirname", "env", "grep", "id", "ls")


def rows() -> list[list[str]]:
    lines = (SCRIPTS / "packages.txt").read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]


def packages(manager: str) -> set[str]:
    return {name for row in rows() for name in row[2 + MANAGERS.index(manager)].split()} - {"-"}


@pytest.mark.parametrize(
    ("shell", "file"),
    [
        ("sh", "script/lib.sh"),
        ("sh", "script/build"),
        ("sh", "script/test"),
        ("bash", ".ci/run"),
    ],
)
def test_the_syntax_is_right(shell: str, file: str) -> None:
    subprocess.run([shell, "-n", ROOT / file], check=True)
    if file != "script/lib.sh":
        assert os.access(ROOT / file, os.X_OK)


def test_the_package_list_is_whole() -> None:
    assert {row[0] for row in rows()} == {"build", "test"}
    for row in rows():
        assert len(row) == 2 + len(MANAGERS)
        assert all(row), "a need without a probe or without a package"
        assert all(re.fullmatch(r"python|command:\S+|tex:\S+", probe) for probe in row[1].split())


def test_the_documentation_names_the_packages_of_the_list_and_no_others() -> None:
    command = re.compile(r"(apt-get|apt|dnf|pacman|brew) (?:install|-S)([^`\n]*)")
    documented: dict[str, set[str]] = {}
    for file in DOCS:
        for manager, rest in command.findall(file.read_text(encoding="utf-8")):
            names = {word for word in rest.split("#")[0].split() if re.fullmatch(r"[a-z][a-z0-9.+-]+", word)}
            known = "apt-get" if manager == "apt" else manager
            assert names <= packages(known), f"{file.name}: {names - packages(known)}"
            documented.setdefault(known, set()).update(names)
    assert documented == {manager: packages(manager) for manager in MANAGERS}


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A checkout in a path with spaces, on a machine with no TeX, no pdftotext and no package manager."""
    shutil.copytree(SCRIPTS, tmp_path / "check out" / "script")
    (tmp_path / "check out" / "pyproject.toml").write_text("", encoding="utf-8")
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found
        (tmp_path / "bin" / tool).symlink_to(found)
    # Not whatever `python3` is on PATH: a version manager's shim needs the rest of its machine.
    (tmp_path / "bin" / "python3").symlink_to(Path(sys.executable).resolve())
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "x_Packages").touch()
    return tmp_path


def command(machine: Path, name: str, script: str = "") -> None:
    """Put a command on the machine that notes down its arguments, then does ``script``."""
    file = machine / "bin" / name
    file.unlink(missing_ok=True)
    file.write_text(f'#!/bin/sh\necho "{name} $*" >>"{machine}/log"\n{script}\n', encoding="utf-8")
    file.chmod(0o755)


def run(machine: Path, function: str) -> subprocess.CompletedProcess[str]:
    """Run a function of script/lib.sh there, from another folder."""
    code = f'set -eu; here="{machine}/check out/script"; . "$here/lib.sh"; {function}'
    environment = {"PATH": str(machine / "bin"), "CVTEX_APT_LISTS": str(machine / "lists")}
    return subprocess.run(
        [machine / "bin" / "sh", "-c", code],
        cwd="/",
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


def log(machine: Path) -> list[str]:
    file = machine / "log"
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


TEX = "texlive-xetex texlive-lang-chinese texlive-fonts-recommended"
# What installs: xelatex, pdftotext, bubblewrap, and a kpsewhich that finds everything.
NAMES = "xelatex kpsewhich pdftotext bwrap"
INSTALL = f'case $* in *install*) for c in {NAMES}; do ln -sf "$(command -v id)" "{{}}/bin/$c"; done; esac'


def with_id(machine: Path, user: int) -> None:
    (machine / "bin" / "id").unlink()
    (machine / "bin" / "id").write_text(f"#!/bin/sh\necho {user}\n", encoding="utf-8")
    (machine / "bin" / "id").chmod(0o755)
    (machine / "bin" / "ln").symlink_to(str(shutil.which("ln")))


def test_apt_installs_only_what_is_missing_and_does_not_ask(machine: Path) -> None:
    with_id(machine, 0)
    note = f'echo "as $DEBIAN_FRONTEND" >>"{machine}/log"\n'
    command(machine, "apt-get", note + INSTALL.format(machine))
    done = run(machine, "install_packages build; install_packages test")
    assert done.returncode == 0, done.stderr
    lines = log(machine)
    assert len(lines) == 2, "the lists are there, so no update; nothing is missing the second time"
    assert lines[0].endswith(f"install -y -qq --no-install-recommends {TEX}")
    assert lines[1] == "as noninteractive"
    assert f"installing, with apt-get: {TEX}" in done.stderr


def test_apt_fetches_its_lists_where_there_are_none(machine: Path) -> None:
    with_id(machine, 0)
    (machine / "lists" / "x_Packages").unlink()
    command(machine, "apt-get", INSTALL.format(machine))
    assert run(machine, "install_packages test").returncode == 0
    assert [re.findall("update|install", line)[0] for line in log(machine)] == ["update", "install"]
    assert log(machine)[1].endswith(f"{TEX} poppler-utils bubblewrap")


def test_apt_is_tried_once_more_after_an_update_and_then_the_command_is_printed(machine: Path) -> None:
    with_id(machine, 0)
    command(machine, "apt-get", "case $* in *install*) exit 100; esac")
    done = run(machine, "install_packages build")
    assert done.returncode == 1
    assert [re.findall("update|install", line)[0] for line in log(machine)] == ["install", "update", "install"]
    assert f"apt-get update && apt-get install -y --no-install-recommends {TEX}" in done.stderr


def test_without_root_and_without_sudo_the_command_is_printed(machine: Path) -> None:
    with_id(machine, 1000)
    command(machine, "apt-get")
    done = run(machine, "install_packages build")
    assert done.returncode == 1
    assert log(machine) == []
    assert f"apt-get install -y --no-install-recommends {TEX}" in done.stderr


def test_sudo_is_used_where_it_is_and_never_asks_without_a_terminal(machine: Path) -> None:
    with_id(machine, 1000)
    command(machine, "apt-get", INSTALL.format(machine))
    command(machine, "sudo", 'shift; exec "$@"')
    assert run(machine, "install_packages build").returncode == 0
    assert log(machine)[0].startswith("sudo -n env DEBIAN_FRONTEND=noninteractive apt-get")


@pytest.mark.parametrize("manager", MANAGERS[1:])
def test_other_systems_package_managers_are_used(machine: Path, manager: str) -> None:
    with_id(machine, 0)
    command(machine, manager, INSTALL.format(machine).replace("*install*", "*install*|*-S*"))
    done = run(machine, "install_packages test")
    assert done.returncode == 0, done.stderr
    assert len(log(machine)) == 1
    words = log(machine)[0].split()
    assert {word for word in words if not word.startswith("-")} - {manager, "install"} == packages(manager) - {
        "python",
        "python3",
    }
    assert len(words) == len(set(words)), "each package once"


def test_an_unknown_system_is_told_what_to_install(machine: Path) -> None:
    done = run(machine, "install_packages build")
    assert done.returncode == 1
    assert TEX in done.stderr


def test_an_old_python_is_named(machine: Path) -> None:
    with_id(machine, 0)
    command(machine, "python3", 'case $* in *version*) echo "Python 3.10.1";; *) exit 1;; esac')
    command(machine, "apt-get", INSTALL.format(machine))
    done = run(machine, "install_packages build")
    assert done.returncode == 1
    assert "python3 python3-venv" in "".join(log(machine))
    assert "Python 3.11 or newer" in done.stderr
    assert "Python 3.10.1" in done.stderr


def test_a_shim_that_refuses_is_passed_over(machine: Path) -> None:
    command(machine, "python3.14", "exit 127")
    assert run(machine, "find_python").stdout == "python3\n"


def test_nothing_is_installed_into_a_finished_environment(machine: Path) -> None:
    venv = machine / "check out" / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "pip").write_text(f"#!{venv}/bin/python\n", encoding="utf-8")
    (machine / "check out" / "requirements").mkdir()
    (machine / "check out" / "requirements" / "pins.txt").touch()
    command(machine, "python", "case $* in *pip*) exit 0;; *-VV*) echo Python 3.11;; esac")
    (machine / "bin" / "python").rename(venv / "bin" / "python")

    def installs() -> int:
        return sum("pip install" in line for line in log(machine))

    assert run(machine, "ensure_environment test").returncode == 0
    first = installs()
    assert first == 2, "the build backend, then cvtex"
    assert run(machine, "ensure_environment test; ensure_environment build").returncode == 0
    assert installs() == first
    (machine / "check out" / "pyproject.toml").write_text("changed", encoding="utf-8")
    assert run(machine, "ensure_environment build").returncode == 0
    assert installs() == 2 * first
