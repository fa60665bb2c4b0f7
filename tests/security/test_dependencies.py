"""What is shipped and installed: bounded, pinned, licensed; and every promise of docs/security.md has its tests."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

import pytest
from tests.conftest import ROOT, environment

DOCS = ROOT / "docs"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("requirement", PROJECT["dependencies"])
def test_what_cvtex_needs_has_a_floor_a_cap_and_a_pin(requirement: str) -> None:
    assert re.fullmatch(r"[\w.-]+>=[\d.]+,<\d+", requirement)
    name = normal(requirement.partition(">=")[0])
    pins = (ROOT / "requirements" / "pins.txt").read_text("utf-8").splitlines()
    assert any(normal(line.partition("==")[0]) == name for line in pins if "==" in line)


def test_every_shipped_font_and_every_dependency_has_its_licence_in_the_list() -> None:
    page = (DOCS / "licences.md").read_text("utf-8")
    folders = {path.parent.name for path in (ROOT / "fonts").rglob("*.otf")}
    assert folders == {path.parent.name for path in (ROOT / "fonts").glob("*/OFL.txt")}
    assert all(f"(../fonts/{name}/OFL.txt) | OFL-1.1 |" in page for name in folders)
    rows = dict(re.findall(r"^\| ([\w.-]+) \| (.+) \|$", page, re.MULTILINE))
    assert {normal(item.partition(">=")[0]) for item in PROJECT["dependencies"]} <= rows.keys()
    assert not [name for name, licence in rows.items() if "unknown" in licence or "GPL" in licence]


def test_the_list_is_what_the_packages_say() -> None:
    done = subprocess.run((sys.executable, ROOT / "script" / "licences", "--check"), env=environment(), check=False)
    pins = dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / "requirements" / "pins.txt").read_text("utf-8"), re.MULTILINE))
    from importlib import metadata

    named = {normal(item.partition(">=")[0]) for item in PROJECT["dependencies"]}
    pinned = {normal(name): version for name, version in pins.items()}
    if any(metadata.version(name) != pinned[name] for name in named):
        pytest.skip("other versions are installed than those that the page was written from")
    assert done.returncode == 0, "run script/licences"


def test_every_promise_names_tests_that_are_there() -> None:
    page = (DOCS / "security.md").read_text("utf-8")
    promised = page.partition("## What is not promised")[0].partition("## Text is text")[2]
    items = re.findall(r"^- (.*?)(?=^- |^##|^\||^$|\Z)", promised, re.MULTILINE | re.DOTALL)
    assert len(items) > 15
    for item in items:
        named = re.findall(r"<!-- tests: ([^>]*) -->", item)
        assert named, item
        for file in named[0].split():
            assert (ROOT / "tests" / file).is_file(), file


def test_the_audit_looks_at_what_is_pinned() -> None:
    script = (ROOT / "script" / "audit").read_text("utf-8")
    assert "pip-audit" in script
    assert '--requirement "$pins"' in script
