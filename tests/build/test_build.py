"""What a build costs, in counts: processes, passes, fonts, measurements. Seconds are for script/bench."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cvtex.build.pipeline import build
from cvtex.build.request import Request
from cvtex.system.cache import cache_folder, publish_json, read_json
from cvtex.tex import engine
from cvtex.tex.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cvtex.build.report import Report

pytestmark = pytest.mark.tex

RESUME = """\
basics: {name: {zh: 张三, en: San Zhang}}
work:
  - name: {zh: 示例公司, en: Example Ltd.}
    startDate: 2023-07
    highlights:
      - {zh: 重写服务，延迟降低三成, en: "Rewrote a service: 30% less latency"}
      - {zh: 带领三人小组, en: Led a team of three}
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a résumé, and the cache of all the tests of this file."""
    monkeypatch.chdir(tmp_path)
    Path("resume.yaml").write_text(RESUME, "utf-8")


@pytest.fixture(scope="module", autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory) -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


class Watched:
    """What the builds of one test asked of TeX."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.started = 0
        self.formats = 0
        self.asked: list[Sequence[int]] = []
        self.logs: list[str] = []
        self.written: set[str] = set()
        start, dump, measure, finish = engine.start, engine.dump, Session.measure, Session.finish

        def started(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 (whatever it takes)
            self.started += 1
            return start(*args, **kwargs)

        def dumped(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
            self.formats += 1
            return dump(*args, **kwargs)

        def measured(session: Session, at: Any, blocks: Sequence[int]) -> dict[int, int]:  # noqa: ANN401
            self.asked.append(blocks)
            return measure(session, at, blocks)

        def finished(session: Session) -> bytes:
            data = finish(session)
            self.written |= {path.suffix[1:] for path in session.folder.iterdir() if path.is_file()}
            self.logs.append((session.folder / "document.log").read_text("utf-8", "replace"))
            return data

        monkeypatch.setattr(engine, "start", started)
        monkeypatch.setattr(engine, "dump", dumped)
        monkeypatch.setattr(Session, "measure", measured)
        monkeypatch.setattr(Session, "finish", finished)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    return Watched(monkeypatch)


def built(*langs: str, **options: Any) -> Report:  # noqa: ANN401 (a request's)
    report = build(Request(file=Path("resume.yaml"), langs=langs, **options), lambda _lang, _stage: None)
    assert report.exit_code == 0, report.diagnostics
    return report


def test_one_process_a_pdf_and_one_format_for_all(watched: Watched) -> None:
    built("zh")
    assert watched.started == 1
    built("zh", "en")
    assert watched.started == 3
    assert watched.formats == 1


def test_there_is_no_second_pass(watched: Watched) -> None:
    """No auxiliary file is written for another run to read, and each page is shipped once."""
    built("zh")
    (log,) = watched.logs
    assert watched.written == {"pdf", "log", "fls", "xdv", "tex", "fmt"} & watched.written
    assert log.count("cvtex:page") == 1


def test_no_font_is_read_that_sets_nothing(watched: Watched) -> None:
    """Without code on the page the fonts of code stay closed."""
    built("en")
    (log,) = watched.logs
    assert "CvtexSerif-Regular" in log
    assert not re.search("CodePro|CvtexSans|NotoSansSC", log)


def test_after_an_edit_tex_is_asked_for_what_changed(watched: Watched) -> None:
    built("zh")
    watched.asked.clear()
    text = Path("resume.yaml").read_text("utf-8")
    Path("resume.yaml").write_text(text.replace("三成", "四成"), "utf-8")
    built("zh")
    assert watched.asked
    assert {len(blocks) for blocks in watched.asked} == {1}


def test_remembered_heights_change_nothing_in_the_pdf(tmp_path: Path) -> None:
    first = Path(built("zh").outputs[0].pdf).read_bytes()
    again = Path(built("zh").outputs[0].pdf).read_bytes()
    for file in (cache_folder() / "heights").iterdir():
        file.unlink()
    assert Path(built("zh").outputs[0].pdf).read_bytes() == again == first
    os.environ["XDG_CACHE_HOME"], before = str(tmp_path / "none"), os.environ["XDG_CACHE_HOME"]
    try:
        (tmp_path / "none").write_text("no folder", "utf-8")
        assert Path(built("zh").outputs[0].pdf).read_bytes() == first
    finally:
        os.environ["XDG_CACHE_HOME"] = before


def test_heights_that_are_wrong_are_found_out_before_the_page_is_taken(watched: Watched) -> None:
    """Whoever changed them: the pages are set again, with what TeX says."""
    right = Path(built("zh").outputs[0].pdf).read_bytes()
    for file in (cache_folder() / "heights").iterdir():
        known: Any = read_json(file)
        doubled: dict[str, object] = {
            at: {block: 2 * height for block, height in heights.items()} for at, heights in known.items()
        }
        assert publish_json(file, doubled)
    watched.started = 0
    assert Path(built("zh").outputs[0].pdf).read_bytes() == right
    assert watched.started == 2


@pytest.mark.parametrize("stage", ["reading", "rendering", "waiting", "fitting", "printing", "checking", "done"])
def test_each_stage_is_told(stage: str) -> None:
    told: list[tuple[str, str]] = []
    build(Request(file=Path("resume.yaml"), langs=("en",)), lambda lang, name: told.append((lang, name)))
    assert ("" if stage == "reading" else "en", stage) in told
