"""A build delivers nothing in which a parser would not find who it is and how to reach them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cvtex import pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Cvtex, Run

    Try = Callable[..., Run]

pytestmark = pytest.mark.tex

CV = """
basics: {name: Ada Lovelace, email: ada@example.com, phone: +86 138 0000 0000, url: 'https://example.com/ada'}
work: [{name: First, highlights: [one, two]}]
layout: {template: mine}
"""


@pytest.fixture
def attempt(cvtex: Cvtex, write: Callable[..., Path], tmp_path: Path) -> Try:
    """Build with a template that has this header; an old PDF stands in the way."""

    def build(header: str, text: str = CV) -> Run:
        write("", "mine/template.toml")
        write(header, "mine/header.tex")
        (tmp_path / "cv.en.pdf").write_bytes(b"old")
        return cvtex("build", write(text), "--trust-template", "--json", "-o", tmp_path)

    return build


def test_a_name_with_spaced_out_letters_stops_the_build(attempt: Try, tmp_path: Path) -> None:
    done = attempt(r"{\addfontfeature{LetterSpace=60}<< name >>\par}\cvcontact{<< contacts[0].text >>}")
    assert done.code == 3
    (found,) = [found for found in done.report["diagnostics"] if found["code"] == "P520"]
    assert (found["path"], found["line"]) == ("basics.name", 2)
    assert "“Ada Lovelace” is read as “A d a L o v e l a c e”" in found["message"]
    assert (tmp_path / "cv.en.pdf").read_bytes() == b"old"


def test_contacts_that_are_set_without_a_gap_stop_the_build(attempt: Try) -> None:
    done = attempt(r"\cvname{<< name >>}\noindent<% for item in contacts %>\hbox{<< item.text >>}<% endfor %>\par")
    assert done.code == 3
    found = {found["path"] for found in done.report["diagnostics"] if found["code"] == "P520"}
    assert found == {"basics.phone", "basics.email", "basics.url"}


def test_what_a_template_does_not_print_is_not_missed(attempt: Try, tmp_path: Path) -> None:
    done = attempt(r"\cvname{<< name | upper >>}\cvcontact{<< contacts[1].text >>}")
    assert done.code == 0, done.out
    assert "ADA LOVELACE" in pdf.inspect((tmp_path / "cv.en.pdf").read_bytes()).text


def test_long_addresses_and_chinese_names_are_whole_wherever_lines_end(attempt: Try) -> None:
    long = "https://example.com/" + "-".join(["a-path-that-no-line-holds"] * 6)
    text = CV.replace("https://example.com/ada", long).replace("Ada Lovelace", "欧阳 Ada 娜娜Lovelace（洛芙莱斯）")
    done = attempt(r"\cvname{<< name >>}\cvcontact{<% for item in contacts %><< item.text >>\cvsep <% endfor %>}", text)
    assert done.code == 0, done.out
