"""What must hold of every résumé that is built, whatever is in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.soak.written import with_one_more_line

from cvtex import pdf
from cvtex.build.pipeline import build
from cvtex.build.request import Request
from cvtex.build.source import choose, languages, read
from cvtex.text.inline import plain_text
from cvtex.view.values import texts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.soak.written import Written

    from cvtex.build.report import Report

FULL = 0.97
_PAPER_MM = 297
_NOT_AS_WRITTEN = (".startDate", ".endDate", ".date", ".short")


def built(tree: dict[str, Any], folder: Path, name: str, **asked: Any) -> tuple[Request, Report]:  # noqa: ANN401
    """Build a tree in a folder."""
    file = folder / f"{name}.json"
    file.write_text(json.dumps({"layout": {}, **tree}, ensure_ascii=False), encoding="utf-8")
    request = Request(file=file, output_dir=folder / "build", **asked)
    return request, build(request, lambda _lang, _stage: None)


def hold(resume: Written, folder: Path) -> str:
    """Build a résumé on one page and hold what is promised of it; says in one word what came of it.

    Raises:
        AssertionError: A promise is broken.
    """
    request, report = built(resume.tree, folder, f"r{resume.seed}")
    codes = [found.code for found in report.diagnostics]
    assert report.exit_code in (0, 4), (report.exit_code, report.diagnostics)
    assert "W801" not in codes, "an overfull line"
    if report.exit_code == 4:
        assert codes.count("E801") == 1
        assert not (folder / "build" / f"r{resume.seed}.zh.pdf").exists()
        _, whole = built(resume.tree, folder, f"w{resume.seed}", pages="auto", cut="never")
        assert whole.exit_code == 4 or whole.outputs[0].pages > 1, "it fits after all"
        return "too much"
    output = report.outputs[0]
    found = pdf.inspect((folder / "build" / f"r{resume.seed}.{output.lang}.pdf").read_bytes())
    assert found.pages == output.pages == 1
    if output.fill < FULL and output.settings.looseness < 1:
        # Something went that is larger than what is left: then nothing that went may fit there.
        left = (1 - output.fill) * (_PAPER_MM - 2 * output.settings.margin_mm)
        heights = {item.path: item.height_mm for item in output.items}
        assert output.omitted, f"{output.fill:.3f} full at {output.settings}"
        assert all(heights[item.path] > left for item in output.omitted if item.path in heights), "there is room"
    assert output.fill <= 1
    _nothing_lost(request, report, found.text)
    _, more = built(with_one_more_line(resume), folder, f"m{resume.seed}")
    if more.exit_code == 0:
        assert more.outputs[0].settings.looseness <= output.settings.looseness, "one more line made the page looser"
    return "cut" if output.omitted else "shortened" if output.shortened else "full"


def hold_on_two_pages(resume: Written, folder: Path) -> str:
    """Build a résumé on two pages and hold that it has two, says all, or is truly too much or too little.

    Raises:
        AssertionError: A promise is broken.
    """
    request, report = built(resume.tree, folder, f"t{resume.seed}", pages=2)
    codes = [found.code for found in report.diagnostics]
    assert "W801" not in codes, "an overfull line"
    if report.exit_code == 4:
        assert len({"E801", "E802"}.intersection(codes)) == 1
        return "too much" if "E801" in codes else "too little"
    assert report.exit_code == 0, report.diagnostics
    output = report.outputs[0]
    found = pdf.inspect((folder / "build" / f"t{resume.seed}.{output.lang}.pdf").read_bytes())
    assert found.pages == output.pages == 2
    _nothing_lost(request, report, found.text)
    return "cut" if output.omitted else "shortened" if output.shortened else "full"


def _nothing_lost(request: Request, report: Report, text: str) -> None:
    """Each text stands on the page, or is reported as left out, or its shorter wording stands there."""
    source = read(request)
    output = report.outputs[0]
    (lang,) = languages(request, source)
    gone = tuple(item.path for item in output.omitted)
    shown = [
        (path, value if path.startswith("basics.") else plain_text(value))
        for path, value in texts(choose(request, source, lang))
        # A heading goes with the last of its entries; dates are written out in the language.
        if "." in path and not path.startswith(gone) and not path.endswith(_NOT_AS_WRITTEN)
    ]
    lost = set(pdf.missing([value for _, value in shown], text))
    for path, value in shown:
        if value in lost:
            wordings = [other for place, other in shown if place == path]
            assert len(wordings) > 1 and not lost.issuperset(wordings), f"{path}: {value} is lost"  # noqa: PT018
            assert path in output.shortened or value != wordings[0], f"{path} was shortened in silence"
