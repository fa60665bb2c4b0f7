"""Sets the fit its task for one language, and says why there is no plan where there is none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cvtex.errors import Diagnostic, FitError, Message
from cvtex.fit.content import nothing_may_go
from cvtex.fit.plan import Planner
from cvtex.fit.ramp import GRID, Airy, Ramp
from cvtex.fit.result import NoFit, Plan
from cvtex.fit.units import MM_PER_PT, SP_PER_PT

if TYPE_CHECKING:
    from collections.abc import Callable

    from cvtex.build.request import Job
    from cvtex.errors import Location
    from cvtex.fit.content import Measure
    from cvtex.fit.ramp import Bounds, Span
    from cvtex.latex.render import Rendered
    from cvtex.latex.template import Template
    from cvtex.resume.layout import LayoutSettings
    from cvtex.view import View

_STRETCH: Final = 0.6
_MOST_NAMED: Final = 6
_LEAST_GAP: Final = 0.6
_AIRY: Final = ("font_size_pt", "margin_mm", "gap")
# What a density makes of the readable looseness, and which share of a template's white space it is for.
_READABLE: Final = {"roomy": 0.45, "dense": 0.1}
_SHARES: Final = {"roomy": (0.4, 1.0), "dense": (0.0, 0.6)}


def planner_for(view: View, rendered: Rendered, template: Template, measure: Measure) -> Planner:
    """The planner of a language: its content, and bounds that the layout may narrow."""
    layout, options = view.layout, view.layout.fit
    own = {
        "font_size_pt": options.font_size,
        "leading": options.leading,
        "margin_mm": options.margin,
        "gap": options.gap,
    }
    narrowed = {name: span for name, span in own.items() if span is not None}
    bounds = replace(_biased(template.bounds_for(view.lang), layout.density), **narrowed)
    # What the layout bounds is never exceeded, however little there is to show.
    airy = Airy(**{name: narrowed[name][1] for name in _AIRY if name in narrowed})
    is_default = "readable" not in options.model_fields_set
    return Planner(
        content=nothing_may_go(rendered.content) if options.cut == "never" else rendered.content,
        ramp=Ramp(bounds, rendered.paper_height_mm, airy if layout.density != "dense" else None),
        gaps=template.gaps,
        measure=measure,
        wanted=layout.pages,
        readable=round((_READABLE.get(layout.density, options.readable) if is_default else options.readable) * GRID),
        stretch=_STRETCH,
    )


def _biased(bounds: Bounds, density: str) -> Bounds:
    """A template's bounds, leaving out the half of white space that a density is not for; gaps never under 0.6."""
    bounds = replace(bounds, gap=(max(bounds.gap[0], min(_LEAST_GAP, bounds.gap[1])), bounds.gap[1]))
    low, high = _SHARES.get(density, (0.0, 1.0))

    def part(span: Span) -> Span:
        return (span[0] + low * (span[1] - span[0]), span[0] + high * (span[1] - span[0]))

    return replace(bounds, leading=part(bounds.leading), margin_mm=part(bounds.margin_mm), gap=part(bounds.gap))


def refuse_overflow(result: Plan | NoFit, job: Job, layout: LayoutSettings) -> Plan:
    """The plan, where there is one.

    Raises:
        FitError: E801, E802, there is none; by how much, and the cheapest way out.
    """
    if isinstance(result, NoFit):
        raise FitError(overflow(result, job.lang, layout.pages, job.source.locate, may_cut=layout.fit.cut != "never"))
    return result


def overflow(
    result: NoFit, lang: str, pages: int | str, locate: Callable[[str], Location | None], *, may_cut: bool = True
) -> Diagnostic:
    """What to say of content that cannot fit."""
    count = f"{pages} page" if pages == 1 else f"{pages} pages"
    if result.too_little:
        text = f"{lang}: there is too little to make {count}"
        return Message("E802", text, "ask for fewer with --pages, or for --pages auto").at(None)
    height = result.overflow / SP_PER_PT * MM_PER_PT
    lines = f"{result.lines} line" if result.lines == 1 else f"{result.lines} lines"
    more = pages + 1 if isinstance(pages, int) else "auto"
    ways = ["--cut any lets cvtex choose what is omitted", f"--pages {more} gives room"]
    if result.cuts:
        named = ", ".join(_named(path, locate) for path in result.cuts[:_MOST_NAMED])
        if len(result.cuts) > _MOST_NAMED:
            named += f" and {len(result.cuts) - _MOST_NAMED} more"
        leave = "a priority allows it" if may_cut else "--cut marked allows it where there is a priority"
        ways.insert(0, f"leaving out {named} would be enough: {leave}")
    first = result.cuts[0] if result.cuts else ""
    text = (
        f"{lang}: what must be shown is {height:.1f} mm ({lines}) too tall for {count}, even at the tightest settings"
    )
    return Message("E801", text, "; ".join(ways)).at(locate(first) if first else None, first)


def _named(path: str, locate: Callable[[str], Location | None]) -> str:
    location = locate(path)
    return f"{path} (line {location.line})" if location is not None and location.line is not None else path
