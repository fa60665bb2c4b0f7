"""Chooses the design of one language, and leaves out what it does not take: each with its reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cvtex.errors import Message
from cvtex.latex.template import BASE, load_template
from cvtex.system.resources import templates_folder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cvtex.build.request import Request
    from cvtex.build.source import Source
    from cvtex.errors import Diagnostic
    from cvtex.latex.template import Template
    from cvtex.resume.layout import LayoutSettings
    from cvtex.view import View


@dataclass(frozen=True, slots=True)
class Design:
    """A template, the view without what it does not take, and the warnings that say so."""

    template: Template
    view: View
    notes: tuple[Diagnostic, ...] = ()


def choose_design(request: Request, source: Source, shown: View) -> Design:
    """The template that the command line or the file asks for; `classic` where that is not made for the language.

    Raises:
        UsageError: There is no such template as the command line asks for.
        ResumeError: There is no such template as the file asks for.
        EngineError: It cannot be used.
    """
    location = source.locate("layout.template") if request.template is None else None
    # A path on the command line starts where the command is given, one in the file at the file.
    beside = request.file.parent if request.template is None else Path.cwd()
    template = load_template(shown.layout.template, templates_folder(), beside, location)
    notes: list[Diagnostic] = []
    if not template.is_for(shown.lang):
        made_for = ", ".join(template.manifest.languages)
        text = f"the design {template.name} is made for {made_for}: {shown.lang} is in {BASE}"
        hint = f"choose one for it: `layout: {{languages: {{{shown.lang}: {{template: {BASE}}}}}}}`"
        notes.append(Message("W431", text, hint).at(location, "layout.template"))
        template = load_template(BASE, templates_folder(), beside, location)
    layout, header = shown.layout, shown.header
    wanted = set(_wanted(layout, has_photo=header.image is not None))
    for name, reason in template.manifest.refused.items():
        if name in wanted:
            path = "basics.image" if name == "photo" else f"layout.{name}"
            text = f"the design {template.name} does not take {path}, which is not used"
            notes.append(Message("W430", text, reason).at(source.locate(path), path))
    refused = template.manifest.refused.keys()
    if "photo" in refused:
        header = replace(header, image=None, image_alt=None)
    return Design(template, replace(shown, header=header, layout=_without(layout, refused)), tuple(notes))


def _wanted(layout: LayoutSettings, *, has_photo: bool) -> Iterator[str]:
    """The options that the file sets, among those that a design may refuse."""
    yield from layout.model_fields_set & {"accent", "density", "footer", "header"}
    if layout.dates.side is not None:
        yield "dates.side"
    if any(value is not None for _, value in layout.fonts):
        yield "fonts"
    if has_photo:
        yield "photo"


def _without(layout: LayoutSettings, names: Collection[str]) -> LayoutSettings:
    """The layout with the options of these names as where nothing is said of them."""
    defaults = type(layout).model_fields
    update = {name: defaults[name].get_default(call_default_factory=True) for name in defaults if name in names}
    if "dates.side" in names:
        update["dates"] = layout.dates.model_copy(update={"side": None})
    update.pop("photo", None)  # said by the header
    return layout.model_copy(update=update)
