"""From what was rendered to a plan of its pages, or to why there is none.

One language is planned by itself. With ``layout.fit.same_content`` the languages meet in an
`Agreement`: each brings its blocks as its own xelatex measures them, and all get pages with
the same items.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from cvtex.errors import Diagnostic, FitError
from cvtex.fit.content import nothing_may_go
from cvtex.fit.plan import Planner
from cvtex.fit.ramp import GRID, Ramp
from cvtex.fit.result import NoFit, Plan
from cvtex.fit.same_content import plan_together
from cvtex.fit.units import MM_PER_PT, SP_PER_PT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cvtex.errors import Location
    from cvtex.fit.content import Measure
    from cvtex.latex.render import Rendered
    from cvtex.latex.template import Template
    from cvtex.resume.layout import LayoutSettings

_STRETCH = 0.6
_NAMED = 6


class Agreement:
    """Where languages that must show the same items wait for each other; made for the languages that will come."""

    def __init__(self, langs: Iterable[str]) -> None:
        self._expected = set(langs)
        self._planners: dict[str, Planner] = {}
        self._plans: dict[str, Plan | NoFit] = {}
        self._failure: BaseException | None = None
        self._changed = threading.Condition()

    def plan(self, lang: str, planner: Planner) -> Plan | NoFit:
        """Wait for the others, and return this language's part of the common plan."""
        with self._changed:
            self._planners[lang] = planner
            self._expected.discard(lang)
            self._settle()
            self._changed.wait_for(lambda: lang in self._plans or self._failure is not None)
            if self._failure is not None:
                raise self._failure
            return self._plans[lang]

    def withdraw(self, lang: str) -> None:
        """Say that a language will not come; the others need not wait for it. Nothing where it has come."""
        with self._changed:
            self._expected.discard(lang)
            self._settle()

    def _settle(self) -> None:
        """Plan once the last one is here: the others stand still, so that this thread may use their processes."""
        if self._expected or not self._planners or self._plans or self._failure is not None:
            return
        try:
            plans = plan_together(list(self._planners.values()))
            self._plans.update(zip(self._planners, plans, strict=True))
        except BaseException as failure:  # noqa: BLE001 (every language hears of it, and raises it)
            self._failure = failure
        self._changed.notify_all()


def plan(  # noqa: PLR0913 (what is planned, how, and where its places are)
    rendered: Rendered,
    template: Template,
    layout: LayoutSettings,
    lang: str,
    measure: Measure,
    *,
    locate: Callable[[str], Location | None],
    agreement: Agreement | None = None,
) -> Plan:
    """Plan the pages of one language.

    Args:
        rendered: The blocks, and what depends on what.
        template: Its bounds and gaps.
        layout: The pages asked for, and how far the page may be tightened.
        lang: The language tag, for bounds and messages.
        measure: Gives the heights of blocks.
        locate: From a path in the résumé to its place in the file.
        agreement: Where languages meet that must show the same.

    Raises:
        FitError: It cannot fit.
    """
    options = layout.fit
    asked = {
        "font_size_pt": options.font_size,
        "leading": options.leading,
        "margin_mm": options.margin,
        "gap": options.gap,
    }
    planner = Planner(
        content=nothing_may_go(rendered.content) if options.cut == "never" else rendered.content,
        ramp=Ramp(
            replace(template.bounds_for(lang), **{name: span for name, span in asked.items() if span is not None}),
            rendered.paper_height_mm,
        ),
        gaps=template.gaps,
        measure=measure,
        wanted=layout.pages,
        readable=round(options.readable * GRID),
        stretch=_STRETCH,
    )
    found = agreement.plan(lang, planner) if agreement is not None else planner.plan()
    if isinstance(found, NoFit):
        raise FitError(overflow(found, lang, layout.pages, locate, may_cut=options.cut != "never"))
    return found


def overflow(
    found: NoFit, lang: str, pages: int | str, locate: Callable[[str], Location | None], *, may_cut: bool = True
) -> Diagnostic:
    """What to say of content that cannot fit: by how much, and the cheapest way out."""
    count = f"{pages} page" if pages == 1 else f"{pages} pages"
    if found.too_little:
        return Diagnostic(
            "error",
            "E802",
            f"{lang}: there is too little to make {count}",
            hint="ask for fewer with --pages, or for --pages auto",
        )
    tall = found.overflow / SP_PER_PT * MM_PER_PT
    lines = f"{found.lines} line" if found.lines == 1 else f"{found.lines} lines"
    more = pages + 1 if isinstance(pages, int) else "auto"
    ways = ["--cut any lets cvtex choose what goes", f"--pages {more} gives room"]
    if found.cuts:
        named = ", ".join(_named(path, locate) for path in found.cuts[:_NAMED])
        if len(found.cuts) > _NAMED:
            named += f" and {len(found.cuts) - _NAMED} more"
        leave = "a priority gives leave" if may_cut else "--cut marked gives leave where there is a priority"
        ways.insert(0, f"leaving out {named} would be enough: {leave}")
    first = found.cuts[0] if found.cuts else ""
    return Diagnostic(
        "error",
        "E801",
        f"{lang}: what must be shown is {tall:.1f} mm ({lines}) too tall for {count}, even at the tightest settings",
        locate(first) if first else None,
        first,
        "; ".join(ways),
    )


def _named(path: str, locate: Callable[[str], Location | None]) -> str:
    place = locate(path)
    return f"{path} (line {place.line})" if place is not None and place.line is not None else path
