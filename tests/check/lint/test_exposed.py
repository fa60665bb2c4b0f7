"""`cvtex check` on what looks private in files that git tracks."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cvtex.check.lint.exposed import is_identity_number, private_in

Write = Callable[..., Path]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("  phone: +86 139 1187 2943", "W421"),
        ("phone: '13911872943'", "W421"),
        ("phone: +86-139-1187-2943", "W421"),
        ("phone: 010-62551234", "W421"),
        ("# mine is 13911872943", "W421"),
        ("phone: +1 (650) 253-1177", "W421"),
        ("phone: +44 20 7946 1958", "W421"),
        ("身份证：11010519491231002X", "W422"),
        ("address: 北京市海淀区中关村东路95号", "W423"),
        ("address: 幸福小区3栋2单元501室", "W423"),
        ("address: 742 Evergreen Terrace Road", "W423"),
    ],
)
def test_a_line_that_looks_private(line: str, code: str) -> None:
    assert [found[0] for found in private_in(line)] == [code]


@pytest.mark.parametrize(
    "line",
    [
        "phone: +86 138 0000 0000",
        "phone: +86 138 1234 5678",
        "phone: 13800138000",
        "phone: +1 415 555 0123",
        "phone: +86 139 **** 2943",
        "email: name@example.com",
        "身份证：110105194912310021",  # the check character is wrong
        "doi: 10.1145/3580305.3599871",
        "url: https://example.com/13911872943",
        "date: 2019-12-01, 2018.09–2022.06",
        "- 每日对14,000+个直播间做训练，+4.215%，AUC 0.79132",
        "patent: CN 201910234567.8",
        "isbn: 978-7-302-51123-4",
        "address: 示例路1号",
        "address: 123 Main Street",
        "location: 北京",
        "- 在3号线路上部署",
    ],
)
def test_a_line_that_does_not(line: str) -> None:
    assert list(private_in(line)) == []


@pytest.mark.parametrize(
    ("number", "valid"), [("11010519491231002X", True), ("440524188001010014", True), ("110105194912310021", False)]
)
def test_the_check_character_of_gb_11643(number: str, *, valid: bool) -> None:
    assert is_identity_number(number) is valid


RESUME = """\
meta: {private: [basics.url, basics.phone]}
basics:
  name: 张三
  url: https://zhangsan.cn
  phone: +86 139 1187 2943
  # 11010519491231002X
work: [{name: 某公司, startDate: 2020-01}]
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    return tmp_path


def test_check_warns_of_tracked_files_only(cvtex: Callable[..., Any], write: Write, repository: Path) -> None:
    file = write(RESUME, "resume.yaml")
    write("basics: {phone: +86 139 1187 2943}\n", "resume.private.yaml")
    before = cvtex("check", file, "--json")
    subprocess.run(["git", "-C", repository, "add", "resume.yaml"], check=True)
    after = cvtex("check", file, "--json")
    assert before.report["diagnostics"] == []
    found = {(one["code"], one["line"], Path(one["file"]).name) for one in after.report["diagnostics"]}
    assert found == {("W421", 5, "resume.yaml"), ("W422", 6, "resume.yaml"), ("W424", 4, "resume.yaml")}


def test_without_git_check_says_nothing(
    cvtex: Callable[..., Any], write: Write, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(RESUME, "resume.yaml")
    subprocess.run(["git", "-C", repository, "add", "resume.yaml"], check=True)
    monkeypatch.setenv("PATH", "")
    assert cvtex("check", file, "--json").report["diagnostics"] == []


def test_a_private_overlay_that_git_tracks_is_told_of(
    cvtex: Callable[..., Any], write: Write, repository: Path
) -> None:
    file = write(
        RESUME.replace("139 1187 2943", "138 0000 0000").replace("  # 11010519491231002X\n", ""), "resume.yaml"
    )
    write("basics: {phone: +86 139 1187 2943}\n", "resume.private.yaml")
    subprocess.run(["git", "-C", repository, "add", "resume.private.yaml"], check=True)
    assert [found["code"] for found in cvtex("check", file, "--json").report["diagnostics"]] == ["W426"]
