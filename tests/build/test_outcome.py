from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from cvtex.build.report import ItemHeight, Omitted, item_heights, omissions, output
from cvtex.build.request import Request
from cvtex.build.source import read
from cvtex.cli.text import item_table
from cvtex.errors import Location
from cvtex.fit.ramp import Settings
from cvtex.fit.result import Omission, Plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from cvtex.build.source import Source

_MM = 186467.98  # sp in a millimetre


def source(priority: Callable[[str], int | None], locate: Callable[[str], Location | None]) -> Source:
    """A résumé of which no more is known than this."""
    return cast("Source", SimpleNamespace(priority=priority, locate=locate))


def plan() -> Plan:
    return Plan(
        settings=Settings(0.35, 10, 13, 15, 0.7),
        pages=((),),
        fill=0.98,
        shown={"work": "full", "work[0]": "full", "work[0].highlights[0]": "short"},
        omitted=(Omission("work[0].highlights[1]", "space"),),
        heights={
            "work": round(30 * _MM),
            "work[0]": round(20 * _MM),
            "work[0].highlights[0]": round(4.5 * _MM),
            "work[0].highlights[1]": round(9 * _MM),
        },
        area=1,
    )


def test_every_item_is_there_with_what_became_of_it() -> None:
    found = item_heights(
        plan(), source({"work[0].highlights[1]": 3}.get, lambda path: Location("resume.yaml", len(path)))
    )
    assert [(item.path, item.state, item.height_mm) for item in found] == [
        ("work", "full", 30.0),
        ("work[0]", "full", 20.0),
        ("work[0].highlights[0]", "short", 4.5),
        ("work[0].highlights[1]", "left out", 9.0),
    ]
    assert found[3] == ItemHeight("work[0].highlights[1]", "left out", 9.0, 3, 21)


def test_the_table_has_a_line_an_item_in_columns() -> None:
    head, *rows = item_table("zh", item_heights(plan(), source({"work": 3}.get, lambda _: None)))
    assert len(rows) == 4
    assert head.index("item") == rows[3].index("work[0].highlights[1]")
    assert rows[0].split() == ["30.0", "3", "full", "work"]
    assert rows[3].split() == ["9.0", "left", "out", "work[0].highlights[1]"]


def test_omissions_carry_their_line_and_their_priority() -> None:
    settings, omitted = Settings(0.5, 10, 12.5, 15.25, 1.1), (Omission("work[0]", "space"), Omission("x", "wording"))
    plan = Plan(settings, (), 1.0, {}, omitted, {}, 1)
    found = omissions(plan, source({"work[0]": 4}.get, {"work[0]": Location("cv.yaml", 12)}.get))
    assert found == (Omitted("work[0]", "no space, priority 4", 4, 12), Omitted("x", "no space", None, None))


def test_seconds_include_the_report_itself() -> None:
    def slow(_path: str) -> int | None:
        time.sleep(0.02)
        return None

    began = time.perf_counter()
    made = output("zh", Path("cv.zh.pdf"), (), plan(), source(slow, lambda _: None), began)
    assert made.seconds >= 0.02 * len(made.items)


def test_to_look_up_the_items_takes_as_long_as_there_are_items(tmp_path: Path) -> None:
    """Counted in calls: with the whole file copied for each item, twice as many items took four times as many."""

    def calls(count: int) -> int:
        file = tmp_path / "resume.yaml"
        lines = "".join(f"      - {{text: Highlight {n}, priority: {n % 9 + 1}}}\n" for n in range(count))
        file.write_text(f"basics: {{name: X}}\nwork:\n  - name: A\n    highlights:\n{lines}", encoding="utf-8")
        read_file = read(Request(file))
        heights = {f"work[0].highlights[{n}]": 1 for n in range(count)}
        counted = 0

        def count_call(_frame: object, event: str, _value: object) -> None:
            nonlocal counted
            counted += event == "call"

        sys.setprofile(count_call)
        try:
            found = item_heights(replace(plan(), heights=heights), read_file)
        finally:
            sys.setprofile(None)
        assert [item.priority for item in found] == [n % 9 + 1 for n in range(count)]
        return counted

    assert calls(200) < 2.5 * calls(100)
