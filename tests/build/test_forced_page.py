"""Real pages of files that say more than a page holds: what stays, where pages break, what a density changes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from tests.fit.test_leaving_out import newest_first, resume_of

from cvtex import pdf

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cvtex

pytestmark = pytest.mark.tex


@pytest.mark.parametrize("seed", [5, 29, 59])
def test_a_plain_json_resume_on_one_page_keeps_what_counts(cvtex: Cvtex, tmp_path: Path, seed: int) -> None:
    written, person = resume_of(seed)
    file = tmp_path / "cv.json"
    file.write_text(json.dumps(written), "utf-8")
    done = cvtex("build", file, "--cut", "any", "--lang", "en", "--json", "-o", tmp_path)
    assert done.code == 0
    (output,) = done.report["outputs"]
    gone = {item["path"] for item in output["omitted"]}
    assert output["pages"] == 1
    assert gone
    newest = newest_first(person, [f"work[{n}]" for n in range(len(written["work"]))])[0]
    assert newest not in gone
    assert not [path for path in gone if re.match(r"basics|education\[\d+\]$|skills|languages", path)]


def job(number: int, bullets: int) -> dict[str, object]:
    texts = [f"Bullet {number}.{n} measured the release of a service" for n in range(bullets)]
    return {"name": f"Employer {number}", "summary": f"Summary {number}", "highlights": texts}


@pytest.mark.parametrize("bullets", [4, 5, 7, 8])
def test_pages_are_filled_in_turn_and_no_bullet_stands_alone(cvtex: Cvtex, tmp_path: Path, bullets: int) -> None:
    file = tmp_path / "cv.json"
    file.write_text(json.dumps({"basics": {"name": "A"}, "work": [job(n, bullets) for n in range(9)]}), "utf-8")
    assert cvtex("build", file, "--pages", "2", "--lang", "en", "-o", tmp_path).code == 0
    first, second = pdf.inspect((tmp_path / "cv.en.pdf").read_bytes()).texts
    # A list that is moved as a whole leaves at most seven lines or so; the second page has a running line of its own.
    assert len(first.splitlines()) + 8 >= len(second.splitlines())
    for number in range(9):
        parts = [len(re.findall(rf"Bullet {number}\.", text)) for text in (first, second)]
        assert 1 not in parts, "at least two bullets on each side"
        if parts[1] == bullets:
            assert f"Summary {number}" in second, "a head and its paragraph keep their bullets"


def test_a_density_trades_white_space_for_content(cvtex: Cvtex, tmp_path: Path) -> None:
    written, _ = resume_of(2)
    file = tmp_path / "cv.json"
    file.write_text(json.dumps(written), "utf-8")
    gone, leading = [], []
    for density in ("dense", "normal", "roomy"):
        options = ("--set", f"layout.density={density}", "--cut", "any", "--lang", "en", "--json", "-o", tmp_path)
        (output,) = cvtex("build", file, *options).report["outputs"]
        gone.append(len(output["omitted"]))
        leading.append(output["settings"]["leading"])
    assert gone == sorted(gone)
    assert gone[0] < gone[-1]
    assert leading[0] < leading[-1]


def test_a_bound_of_the_layout_stands_whatever_the_density_or_the_room(cvtex: Cvtex, tmp_path: Path) -> None:
    file = tmp_path / "cv.json"
    for density in ("normal", "roomy"):
        layout = {"density": density, "fit": {"font_size": [9, 10.5], "margin": 15}}
        file.write_text(json.dumps({"basics": {"name": "A"}, "work": [job(0, 3)], "layout": layout}), "utf-8")
        (output,) = cvtex("build", file, "--lang", "en", "--json", "-o", tmp_path).report["outputs"]
        assert output["settings"]["font_size_pt"] == 10.5
        assert output["settings"]["margin_mm"] == 15
        assert output["room_lines"] > 20


def test_at_the_tightest_gaps_keep_0_6_of_the_templates(cvtex: Cvtex, tmp_path: Path) -> None:
    written, _ = resume_of(29)
    file = tmp_path / "cv.json"
    file.write_text(json.dumps(written), "utf-8")
    options = ("--set", "layout.fit.readable=0", "--cut", "any", "--lang", "en", "--json", "-o", tmp_path)
    (output,) = cvtex("build", file, *options).report["outputs"]
    assert output["settings"]["looseness"] == 0
    assert output["settings"]["gap"] >= 0.6
