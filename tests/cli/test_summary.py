"""`cvtex summary`: a report as the page of a CI run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from cvtex.build.report import Omitted, Output, Report, as_json
from cvtex.cli import app
from cvtex.cli.summary import as_markdown
from cvtex.errors import Diagnostic, Location
from cvtex.fit.ramp import Settings

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = Settings(font_size_pt=10.34, leading_pt=13.47, margin_mm=15.2, gap=0.9, looseness=0.6)
OUTPUT = Output(
    lang="zh",
    pdf="build/resume.zh.pdf",
    pages=1,
    fill=0.9974,
    settings=SETTINGS,
    omitted=(
        Omitted("work[0].highlights[2]", "no space, priority 3", 3, 71),
        Omitted("awards[1]", "no space", None, None),
    ),
    shortened=("projects[0]",),
    seconds=0.94,
)
FOUND = Diagnostic(
    "warning", "W415", "numbers | that <differ> in *two* languages", Location("resume.yaml", 7, 3), "", "look"
)

WANTED = """\
## Résumé

| PDF | pages | full | type | margins | shortened | left out | seconds |
|---|--:|--:|--:|--:|--:|--:|--:|
| build/resume.zh.pdf | 1 | 99.7% | 10.3 on 13.5 pt | 15 mm | 1 | 2 | 0.9 |

**Left out of build/resume.zh.pdf**, where space was short:

- `work[0].highlights[2]` in line 71: no space, priority 3
- `awards[1]`: no space

**Findings**

- warning W415 at resume.yaml:7:3: numbers \\| that \\<differ\\> in \\*two\\* languages (look)
"""


def test_it_says_what_the_report_says_and_what_is_text_stays_text() -> None:
    assert as_markdown(as_json(Report((OUTPUT,), (FOUND,)))) == WANTED


def test_a_failure_has_no_table_and_its_reason() -> None:
    error = Diagnostic("error", "E801", "it does not fit")
    text = as_markdown(as_json(Report(diagnostics=(error,), exit_code=4)))
    assert "No PDF was built." in text
    assert "- error E801: it does not fit" in text
    assert "| PDF |" not in text


def test_a_check_that_found_nothing_is_no_failure() -> None:
    assert as_markdown(as_json(Report())) == "## Résumé\n\n"


@pytest.mark.parametrize("text", ["", "no", "[]", "{}", '{"outputs": [{}], "diagnostics": []}'])
def test_what_is_no_report_is_refused(text: str) -> None:
    result = CliRunner().invoke(app, ["summary"], input=text)
    assert result.exit_code == 2
    assert "[E721]" in result.output


def test_it_reads_a_file_or_a_pipe(tmp_path: Path) -> None:
    report = as_json(Report((OUTPUT,), (FOUND,)))
    assert json.loads(report)
    (tmp_path / "report.json").write_text(report, encoding="utf-8")
    runner = CliRunner()
    assert runner.invoke(app, ["summary", str(tmp_path / "report.json")]).stdout == WANTED
    assert runner.invoke(app, ["summary"], input=report).stdout == WANTED
    missing = runner.invoke(app, ["summary", str(tmp_path / "none.json")])
    assert missing.exit_code == 2
    assert "none.json cannot be read" in missing.output
