"""Any text in any field is text: whatever hypothesis thinks of goes through xelatex, hundreds at a time."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.conftest import DATA, run

from cvtex import pdf
from cvtex.errors import CvtexError
from cvtex.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from cvtex.errors import Diagnostic

# What means something to TeX, to Markdown, to Jinja, to YAML and to PDF; and letters between them.
PIECES = [*"\\{}$&#%_^~<>[]()|*`'\"!?@:;,.-+=/ ", *"aZ09é ß中文，。、：（）「」—…·"]
PIECES += ["\\input", "\\special", "^^5c", "\\end{document}", "<<", ">>", "<%", "%>", "<#", "{{", "--", "``", "?`"]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join).filter(lambda text: bool(text.strip()))

BATCHES = st.lists(TEXTS, min_size=150, max_size=200, unique=True)


@pytest.mark.tex
@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(BATCHES)
def test_what_is_written_comes_out(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    """Headings and titles read no Markdown: there every character is itself."""
    comes_out(texts, tmp_path_factory.mktemp("fuzz"))


def comes_out(texts: list[str], folder: Path) -> None:
    """Set texts as headings, and find them in the PDF."""
    data = {
        "basics": {"name": "San"},
        "meta": {"languages": ["zh"]},
        "layout": {"pages": "auto", "fit": {"cut": "never"}},
        "sections": [{"id": f"s{n}", "kind": "text", "title": text, "text": "正文"} for n, text in enumerate(texts)],
    }
    (folder / "cv.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    done = run("build", folder / "cv.json", "--json", "-o", folder)
    assert done.code == 0, done.err[-2000:]
    found = pdf.inspect((folder / "cv.zh.pdf").read_bytes())
    assert pdf.missing([re.sub(r"\s+", " ", text) for text in texts], found.text) == ()
    assert found.forbidden == ()


COMPLETE = (DATA / "complete.yaml").read_bytes()


def refusals(file: Path) -> tuple[Diagnostic, ...]:
    """Why a file was not read; nothing where it was."""
    try:
        load(file)
    except CvtexError as error:
        return error.diagnostics
    return ()


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_mangled_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Never with anything but an error of ours."""
    file = tmp_path_factory.mktemp("bytes") / "cv.yaml"
    mangled = bytearray(COMPLETE)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(mangled)))
        mangled[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=6))
    file.write_bytes(mangled)
    assert all(found.code and found.hint for found in refusals(file))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
@example(b"")
@example(b"\xef\xbb\xbf")
@example(b"%YAML 9.9\n---\n")
@example(b"? [a]\n: b")
@example(b"- " * 90)
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    file: Path = tmp_path_factory.mktemp("bytes") / "cv.yaml"
    file.write_bytes(data)
    assert all(found.code and found.message for found in refusals(file))


KEYS = [
    "__class__",
    "basics.__dict__",
    "work[999999]",
    "work[-1]",
    "..",
    "[0]",
    "basics[0]",
    "a" * 5000,
    "work[0].highlights[0]x",
]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("value", ["\\input{/etc/passwd}", "{a: 1}", "&x *x", "!!python/object/apply:os.system [id]"])
def test_set_and_overlays_are_checked_as_the_file_is(tmp_path: Path, key: str, value: str) -> None:
    file, over = tmp_path / "cv.yaml", tmp_path / "over.yaml"
    file.write_text("basics: {name: San}\nmeta: {languages: [en]}\nwork: [{name: W}]\n", "utf-8")
    over.write_text(yaml.safe_dump({key: value}), "utf-8")
    for arguments in (("--set", f"{key}={value}"), ("--overlay", over)):
        done = run("check", file, "--json", *arguments)
        assert done.code in (1, 2)
        assert all(found["hint"] for found in done.report["diagnostics"] if found["severity"] == "error")
