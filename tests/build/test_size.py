"""``layout.pdf.max_kb``: the PDF is no larger, or there is an error that says what to do, and the old one stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
from tests import pictures
from tests.conftest import ROOT

from cvtex import pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PIL.Image import Image
    from tests.conftest import Build, Cvtex

    Write = Callable[..., Path]

pytestmark = pytest.mark.tex

CV = """\
basics: {name: {zh: 张三, en: San Zhang}, image: me.jpg}
work:
  - {name: {zh: 云杉科技, en: Spruce}, highlights: [{zh: 重写网关, en: Rewrote the gateway}]}
layout:
  pdf: {max_kb: 100}
"""


@pytest.fixture
def cv(write: Write) -> Path:
    """A résumé with a photo that takes some 90 KB."""
    file = write(CV)
    (file.parent / "me.jpg").write_bytes(pictures.encoded(pictures.textured(1400, 1800), quality=95))
    return file


def size_of(file: Path) -> int:
    return file.stat().st_size


def photo_in(file: Path) -> Image:
    with pikepdf.open(file) as document:
        (image,) = document.pages[0].resources["/XObject"].as_dict().values()
        assert isinstance(image, pikepdf.Stream)
        return pikepdf.PdfImage(image).as_pil_image()


def test_what_is_small_enough_is_as_it_is_without_a_limit(
    cvtex: Cvtex, cv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    made = []
    for limit in ("100", "null"):
        assert cvtex("build", cv, "-o", tmp_path, "--lang", "en", "--set", f"layout.pdf.max_kb={limit}").code == 0
        made.append((tmp_path / "cv.en.pdf").read_bytes())
    assert made[0] == made[1]
    assert 80 * 1024 < len(made[0]) < 100 * 1024


@pytest.mark.parametrize("limit", [70, 45, 30, 16])
def test_the_photo_is_made_coarser_until_it_is_small_enough(cvtex: Cvtex, cv: Path, tmp_path: Path, limit: int) -> None:
    option = ("--set", f"layout.pdf.max_kb={limit}", "--lang", "en", "--json")
    made = []
    for name in ("a", "b"):
        done = cvtex("build", cv, "-o", tmp_path / name, *option)
        assert (done.code, done.report["diagnostics"]) == (0, [])
        made.append((tmp_path / name / "cv.en.pdf").read_bytes())
    assert made[0] == made[1]
    assert len(made[0]) <= limit * 1024
    found = pdf.inspect(made[0])
    assert "Rewrote the gateway" in found.text
    photo = photo_in(tmp_path / "a" / "cv.en.pdf")
    assert photo.width >= 150 * 22 / 25.4 - 1, "150 pixels an inch of the page"
    assert photo.width <= 413


@pytest.mark.parametrize("tagged", [True, False])
def test_a_smaller_pdf_is_tagged_as_any_other(cvtex: Cvtex, cv: Path, tmp_path: Path, *, tagged: bool) -> None:
    options = ("--set", "layout.pdf.max_kb=30", "--set", f"layout.pdf.tagged={str(tagged).lower()}")
    assert cvtex("build", cv, "-o", tmp_path, "--lang", "en", *options).code == 0
    with pikepdf.open(tmp_path / "cv.en.pdf") as document:
        assert ("/StructTreeRoot" in document.Root) == tagged
        assert ("/MarkInfo" in document.Root) == tagged


def test_what_stays_too_large_is_an_error_and_the_old_pdf_stays(cvtex: Cvtex, cv: Path, tmp_path: Path) -> None:
    for lang in ("zh", "en"):
        (tmp_path / f"cv.{lang}.pdf").write_bytes(b"old")
    cv.write_text(CV.replace("max_kb: 100", "max_kb: 10"), "utf-8")
    done = cvtex("build", cv, "--json", "-o", tmp_path)
    assert (done.code, done.codes) == (4, {"E803"})
    assert [found["path"] for found in done.report["diagnostics"]] == ["layout.pdf.max_kb"] * 2
    assert [(found["line"], found["column"]) for found in done.report["diagnostics"]] == [(5, 17)] * 2
    assert {found["message"][:3] for found in done.report["diagnostics"]} == {"zh:", "en:"}
    for lang in ("zh", "en"):
        assert (tmp_path / f"cv.{lang}.pdf").read_bytes() == b"old"


def test_the_error_says_how_much_what_takes_it_and_what_would_do(cvtex: Cvtex, cv: Path, tmp_path: Path) -> None:
    limit = ("--lang", "en", "--json", "-o", tmp_path, "--set")
    done = cvtex("build", cv, *limit, "layout.pdf.max_kb=10")
    (found,) = done.report["diagnostics"]
    size, excess = (float(part.split()[-1]) for part in found["message"].split(" KB")[:2])
    assert size - excess == pytest.approx(10, abs=0.1)
    assert "fonts" in found["message"]
    assert "pictures" in found["message"]
    assert "--set basics.image=null" in found["hint"]
    assert cvtex("build", cv, *limit, "layout.pdf.max_kb=10", "--set", "basics.image=null").code == 0
    enough = found["hint"].partition("layout.pdf.max_kb: ")[2].split()[0]
    assert cvtex("build", cv, *limit, f"layout.pdf.max_kb={enough}").code == 0
    assert size_of(tmp_path / "cv.en.pdf") <= int(enough) * 1024


def test_a_language_has_a_limit_of_its_own(cvtex: Cvtex, cv: Path, tmp_path: Path) -> None:
    cv.write_text(f"{CV}  languages: {{en: {{pdf: {{max_kb: 10}}}}}}\n", "utf-8")
    done = cvtex("build", cv, "--json", "-o", tmp_path)
    assert [output["lang"] for output in done.report["outputs"]] == ["zh"]
    (found,) = done.report["diagnostics"]
    assert (found["path"], found["line"]) == ("layout.languages.en.pdf.max_kb", 6)


def test_a_check_with_advice_says_it_too_and_does_not_stop(cvtex: Cvtex, cv: Path) -> None:
    cv.write_text(CV.replace("max_kb: 100", "max_kb: 10"), "utf-8")
    done = cvtex("check", cv, "--advice", "--json")
    assert done.code == 0
    assert [found["severity"] for found in done.report["diagnostics"] if found["code"] == "E803"] == ["info"] * 2


def test_the_repositorys_own_pdfs_are_small(build_once: Build) -> None:
    built = build_once(ROOT / "resume.yaml")
    assert {lang: size_of(built.pdf(lang)) < 160 * 1024 for lang in ("zh", "en")} == {"zh": True, "en": True}


def test_with_a_photo_they_are_small_too(cvtex: Cvtex, tmp_path: Path) -> None:
    file = tmp_path / "resume.yaml"
    file.write_bytes((ROOT / "resume.yaml").read_bytes())
    (tmp_path / "me.jpg").write_bytes(pictures.encoded(pictures.textured(3000, 4000), quality=90))
    assert cvtex("build", file, "-o", tmp_path, "--set", "basics.image=me.jpg").code == 0
    for lang in ("zh", "en"):
        assert size_of(tmp_path / f"resume.{lang}.pdf") < 300 * 1024
