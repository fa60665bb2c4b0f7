"""What goes under ``cut: any`` is what a careful person would leave out, over many files as people write them."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest
from tests.fit.conftest import GAPS, RAMP, STRETCH, Paper

from cvtex.fit.plan import Planner
from cvtex.fit.ramp import GRID
from cvtex.fit.result import NoFit, Plan
from cvtex.fonts.sets import font_set
from cvtex.latex.render import render
from cvtex.latex.template import load_template
from cvtex.system.resources import fonts_folder, templates_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.conftest import See

    from cvtex.fit.values import Cut

    Answered = Callable[[dict[str, Any], Cut], Plan | NoFit]

FILES = 80
WORDS = (
    "measured", "the", "service", "planned", "a", "release", "for", "nine", "countries", "rewrote", "billing", "module",
    "with", "fewer", "tickets", "led", "migration", "of", "data", "and", "trained", "team", "in", "review", "latency",
)  # fmt: skip


class Person:
    """Writes a résumé as files of JSON Resume are: more than a page, in either order, with some dates missing."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)  # noqa: S311
        self.upwards = self.draw.random() < 0.3
        """Runs from old to new."""
        self.undated = self.draw.random() < 0.25

    def text(self, fewest: int, most: int) -> str:
        return " ".join(self.draw.choices(WORDS, k=self.draw.randint(fewest, most))).capitalize()

    def texts(self, fewest: int, most: int) -> list[str]:
        return [self.text(8, 32) for _ in range(self.draw.randint(fewest, most))]

    def periods(self, count: int) -> list[dict[str, str]]:
        """From new to old; of the newest sometimes only the start is known, or that it goes on."""
        year, periods = 2025, []
        for number in range(count):
            end = "" if number == 0 and self.draw.random() < 0.7 else f"{year}-{self.draw.randint(1, 12):02}"
            year -= self.draw.randint(1, 4)
            period = {"startDate": f"{year}-{self.draw.randint(1, 12):02}"}
            periods.append({**period, "endDate": end} if end or self.draw.random() < 0.5 else period)
        if self.undated and count > 2:
            periods[self.draw.randint(1, count - 1)] = {}
        return periods

    def ordered(self, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return entries[::-1] if self.upwards else entries

    def job(self, number: int, period: dict[str, str], *, most: int) -> dict[str, Any]:
        job: dict[str, Any] = {
            "name": f"Employer {number}",
            "position": "Engineer",
            **period,
            "highlights": self.texts(2, most),
        }
        return {**job, "summary": self.text(10, 30)} if self.draw.random() < 0.4 else job

    def resume(self) -> dict[str, Any]:
        count = self.draw.randint(3, 8)
        jobs = [self.job(n, period, most=10) for n, period in enumerate(self.periods(count))]
        schools: list[dict[str, Any]] = [
            {"institution": f"University {n}", "area": "Physics", "studyType": "MSc", **period}
            for n, period in enumerate(self.periods(self.draw.randint(1, 3)))
        ]
        if self.draw.random() < 0.4:
            schools[0]["courses"] = [self.text(2, 4) for _ in range(self.draw.randint(3, 12))]
        file: dict[str, Any] = {
            "basics": {"name": "Robin Sample", "email": "robin@example.com", "summary": self.text(15, 60)},
            "work": self.ordered(jobs),
            "education": self.ordered(schools),
            "skills": [
                {"name": self.text(1, 2), "keywords": [self.text(1, 2) for _ in range(self.draw.randint(2, 9))]}
                for _ in range(self.draw.randint(2, 7))
            ],
            "languages": [{"language": name, "fluency": "Fluent"} for name in ("English", "German")],
            "interests": [{"name": self.text(1, 2)} for _ in range(self.draw.randint(1, 4))],
            "references": [{"name": "Sam Reed", "reference": self.text(15, 50)}],
            "awards": [{"title": self.text(3, 6), "date": f"20{n + 10}"} for n in range(self.draw.randint(1, 6))],
            "certificates": [{"name": self.text(2, 5)} for _ in range(self.draw.randint(1, 3))],
            "projects": [
                {"name": f"Project {n}", "highlights": self.texts(1, 4)} for n in range(self.draw.randint(1, 4))
            ],
            "volunteer": [{"organization": "Club", "position": "Coach", "highlights": self.texts(1, 3)}],
        }
        for name in ("interests", "references", "awards", "certificates", "projects", "volunteer"):
            if self.draw.random() < 0.5:
                del file[name]
        return file


def resume_of(seed: int) -> tuple[dict[str, Any], Person]:
    person = Person(seed)
    return person.resume(), person


@pytest.fixture
def planned(see: See) -> Answered:
    """One page of a file, or why there is none."""
    template = load_template("classic", templates_folder(), templates_folder())
    fonts = font_set(None, fonts_folder())

    def make(file: dict[str, Any], cut: Cut) -> Plan | NoFit:
        found = render(see(json.dumps(file), "en"), template, cut=cut, fonts=fonts)
        paper = Paper({n: sum(map(len, block.texts)) for n, block in enumerate(found.blocks)})
        return Planner(found.content, RAMP, GAPS, paper, 1, round(0.25 * GRID), STRETCH).plan()

    return make


def newest_first(person: Person, paths: Sequence[str]) -> list[str]:
    return [*reversed(paths)] if person.upwards else [*paths]


def kept(plan: Plan, path: str, count: int) -> list[bool]:
    return [f"{path}.highlights[{n}]" in plan.shown for n in range(count)]


@pytest.mark.parametrize("seed", range(FILES))
def test_a_forced_page_keeps_what_a_careful_person_keeps(planned: Answered, seed: int) -> None:
    file, person = resume_of(seed)
    plan = planned(file, "any")
    assert isinstance(plan, Plan)
    assert plan.fill > 0.95
    jobs = newest_first(person, [f"work[{n}]" for n in range(len(file["work"]))])
    newest = jobs[0]
    assert newest in plan.shown
    assert any(path.startswith(f"{newest}.") for path in plan.shown), "the newest job says something"
    assert all(f"education[{n}]" in plan.shown for n in range(len(file["education"])))
    assert {"languages", "languages[0]"} & plan.shown.keys(), "they share a line, or stand behind the skills"
    assert all(f"skills[{n}]" in plan.shown for n in range(len(file["skills"])))
    assert "basics.summary" in plan.shown

    counts = [sum(kept(plan, path, len(job["highlights"]))) for path, job in in_order(file, jobs)]
    for path, job in in_order(file, jobs):
        bullets = kept(plan, path, len(job["highlights"]))
        assert bullets == sorted(bullets, reverse=True), "later bullets go before earlier ones"
    shown = [path in plan.shown for path in jobs]
    assert shown == sorted(shown, reverse=True), "the oldest jobs go first"
    totals = [len(job["highlights"]) for _, job in in_order(file, jobs)]
    for newer, (count, total) in enumerate(zip(counts, totals, strict=True)):
        # By one at most: where a long bullet no longer fits, a short one of an older job may.
        assert count == total or count >= max(counts[newer:]) - 1, "older jobs lose first"
    for number in range(len(file.get("references", ()))):
        assert (f"references[{number}]" in plan.shown) == (f"references[{number}].reference" in plan.shown)


def in_order(file: dict[str, Any], jobs: Sequence[str]) -> list[tuple[str, dict[str, Any]]]:
    return [(path, file["work"][int(path[5:-1])]) for path in jobs]


@pytest.mark.parametrize("cut", ["marked", "never"])
def test_the_cuts_that_are_named_follow_the_same_rule(planned: Answered, cut: Cut) -> None:
    named = 0
    for seed in range(FILES):
        file, person = resume_of(seed)
        answer = planned(file, cut)
        if isinstance(answer, Plan):
            continue
        named += 1
        newest = newest_first(person, [f"work[{n}]" for n in range(len(file["work"]))])[0]
        assert answer.cuts
        assert not {"basics.summary", newest, "education[0]", "skills[0]", "languages[0]"} & {*answer.cuts}
    assert named > 20


def test_marked_items_go_first_and_by_their_priorities(planned: Answered) -> None:
    file, _ = resume_of(0)
    for job in file["work"]:
        job["highlights"] = [{"text": text, "priority": 2} for text in job["highlights"]]
    for cut in ("marked", "any"):
        plan = planned(file, cut)
        assert isinstance(plan, Plan)
        assert plan.omitted
        assert all(".highlights[" in omission.path for omission in plan.omitted)
