"""What the PDF says about itself, and that it is the same PDF each time and everywhere."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pikepdf
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.pages.conftest import Build

pytestmark = pytest.mark.tex

RESUME = """basics: {name: {zh: 李明, en: Ming Li}, label: {zh: 算法工程师 & 研究员, en: Engineer & researcher}}
work:
  - {name: {zh: 快手, en: Kuaishou}, highlights: [{zh: 一句话, en: A sentence}]}
skills:
  - {name: {zh: 编程, en: Programming}, keywords: [Python, C++]}
layout: {pages: auto, titles: {work: {zh: 工作（一）, en: "Work (1) & more"}}}
"""
SAID = {
    "zh": ("李明", "算法工程师 & 研究员", ["工作（一）", "专业技能"]),
    "en": ("Ming Li", "Engineer & researcher", ["Work (1) & more", "Skills"]),
}


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def document(page: Build, lang: str) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(page(RESUME, lang).pdf) as pdf:
        yield pdf


def test_language_title_author_and_subject_are_said_twice_and_agree(document: pikepdf.Pdf, lang: str) -> None:
    name, label, _ = SAID[lang]
    info = {key: str(value) for key, value in document.docinfo.items()}
    with document.open_metadata() as xmp:
        assert str(document.Root.Lang) == lang
        assert list(xmp["dc:language"]) == [lang]
        assert name in info["/Title"]
        assert info["/Title"] == xmp["dc:title"]
        assert [info["/Author"]] == [name] == list(xmp["dc:creator"])
        assert info["/Subject"] == label == xmp["dc:description"]
        assert {"Python", "C++"} <= set(info["/Keywords"].split(", "))
        assert info["/Keywords"] == xmp["pdf:Keywords"]


def test_readers_show_the_title_and_a_bookmark_for_each_section(document: pikepdf.Pdf, lang: str) -> None:
    assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
    with document.open_outline() as outline:
        assert [item.title for item in outline.root] == SAID[lang][2]
        places = [item.destination for item in outline.root]
        heights = [float(place[3]) for place in places if isinstance(place, pikepdf.Array)]
        assert len(heights) == len(places)
    assert heights == sorted(heights, reverse=True)
    assert all(0 < height < 842 for height in heights)


def test_it_is_pdf_1_7_and_nothing_in_it_is_of_this_machine_or_moment(document: pikepdf.Pdf, tmp_path: Path) -> None:
    assert document.pdf_version == "1.7"
    assert "/CreationDate" not in document.docinfo
    document.save(tmp_path / "plain.pdf", compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = (tmp_path / "plain.pdf").read_bytes()
    assert b"/tmp" not in data
    assert b"cvtex-" not in data


def test_another_folder_gives_the_same_bytes(page: Build, lang: str, tmp_path: Path) -> None:
    other = tmp_path / "an other 文件夹"
    other.mkdir()
    shutil.copy(page(RESUME, lang).pdf.parent / "resume.yaml", other / "resume.yaml")
    assert page(other / "resume.yaml", lang).pdf.read_bytes() == page(RESUME, lang).pdf.read_bytes()


def test_source_date_epoch_is_the_date_it_bears(
    page: Build, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    (tmp_path / "resume.yaml").write_text(RESUME, "utf-8")
    with pikepdf.open(page(tmp_path / "resume.yaml", lang).pdf) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20231114221320Z"
