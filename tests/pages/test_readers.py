"""Every reader gives back the words of a page as they were typed, white space and all."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.conftest import ROOT, environment
from tests.pages.readers import READERS
from tests.pages.samples import CASES, SAMPLES, TRIED, Case, Sample
from tests.pages.words import measure

from cvtex.build.request import Request
from cvtex.build.source import languages, read

if TYPE_CHECKING:
    from pathlib import Path

LEAST_PERCENT = 99.9
# It puts characters on a grid. Two full-width marks that are set closer overlap by what they declare to be wide, and
# where the grid falls so it shows a blank between them: ） ，.
ON_A_GRID = {"pdftotext -layout": 99.0}


@pytest.mark.tex
@pytest.mark.parametrize("case", TRIED, ids=str)
def test_every_reader_has_the_words_of_a_page(case: Case, tmp_path: Path) -> None:
    built = case.build(tmp_path)
    scores = {name: measure(built.texts, reader(built.pdf), built.formulas) for name, reader in READERS.items()}
    assert min(score.words for score in scores.values()) > 50
    below = {name: score for name, score in scores.items() if score.percent < ON_A_GRID.get(name, LEAST_PERCENT)}
    assert [f"{name}: {score.percent:.1f} %: {wrong}" for name, score in below.items() for wrong in score.wrong] == []


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
def test_a_sample_is_tried_in_all_its_languages(sample: Sample, tmp_path: Path) -> None:
    request = Request(sample.write(tmp_path))
    assert set(languages(request, read(request))) == set(sample.langs)


def test_the_documented_table_has_every_sample_and_every_reader() -> None:
    page = (ROOT / "docs" / "pdf.md").read_text("utf-8")
    table = page.partition("<!-- readers, made by script/readers -->")[2].partition("<!-- end of readers -->")[0]
    head, _, *rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines() if "|" in line]
    assert set(READERS) < set(head)
    assert [row[0] for row in rows] == [*map(str, CASES), "**all**"], "run script/readers --docs"


@pytest.mark.parametrize("script", ["readers", "parsers"])
def test_the_script_starts(script: str) -> None:
    command = (sys.executable, ROOT / "script" / script, "--help")
    done = subprocess.run(command, env=environment(), check=True, capture_output=True)
    assert b"--only" in done.stdout
