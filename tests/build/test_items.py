from __future__ import annotations

from cvtex.build.items import Item, items, table
from cvtex.errors import Location
from cvtex.fit.ramp import Settings
from cvtex.fit.result import Omission, Plan

_MM = 186467.98  # sp in a millimetre


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
    found = items(plan(), {"work[0].highlights[1]": 3}.get, lambda path: Location("resume.yaml", len(path)))
    assert [(item.path, item.state, item.height_mm) for item in found] == [
        ("work", "full", 30.0),
        ("work[0]", "full", 20.0),
        ("work[0].highlights[0]", "short", 4.5),
        ("work[0].highlights[1]", "left out", 9.0),
    ]
    assert found[3] == Item("work[0].highlights[1]", "left out", 9.0, 3, 21)


def test_the_table_has_a_line_an_item_in_columns() -> None:
    head, *rows = table("zh", items(plan(), {"work": 3}.get, lambda _: None))
    assert len(rows) == 4
    assert head.index("item") == rows[3].index("work[0].highlights[1]")
    assert rows[0].split() == ["30.0", "3", "full", "work"]
    assert rows[3].split() == ["9.0", "left", "out", "work[0].highlights[1]"]
