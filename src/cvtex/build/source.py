"""Reads what every command begins with: the résumé that a request names, and the view of one language."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from cvtex.check.suggestions import nearest
from cvtex.check.validate import validate
from cvtex.errors import CvtexError, Diagnostic, Message, UsageError
from cvtex.fonts.chosen import chosen_fonts
from cvtex.load import ENVIRON, FileLimits, Scalar, find, load, locate, parse_path
from cvtex.load.photo import check_photo, load_photo
from cvtex.resume.items import tags_in, texts_in
from cvtex.system.resources import fonts_folder
from cvtex.text.inline import markup_problems
from cvtex.view import view

if TYPE_CHECKING:
    from cvtex.build.request import Request
    from cvtex.errors import Location
    from cvtex.fonts.sets import FontSet
    from cvtex.load import Document
    from cvtex.load.picture import Photo
    from cvtex.redact.redaction import Redaction
    from cvtex.resume.resume import Resume
    from cvtex.view import View


@dataclass(frozen=True, slots=True)
class Source:
    """A validated résumé, and where in the file each of its values stands."""

    document: Document
    resume: Resume
    warnings: tuple[Diagnostic, ...]
    redaction: Redaction | None = None

    def locate(self, path: str) -> Location | None:
        """The location of a path such as ``work[0].highlights[2]``."""
        return locate(self.document.root, parse_path(path))

    def priority(self, path: str) -> int | None:
        """The priority that the item at a path carries."""
        node = find(self.document.root, (*parse_path(path), "priority"))
        return int(node.value) if isinstance(node, Scalar) and node.value else None


def read(request: Request) -> Source:
    """Load and validate the résumé; without what is private, if that is asked for.

    Raises:
        ResumeError: It is wrong; every mistake at once.
    """
    if request.redact:
        return read_public(request)
    document = _load(request, private=request.private)
    validated = validate(document, check_text=markup_problems)
    return Source(document, validated.resume, (*document.warnings, *validated.diagnostics))


def read_public(request: Request) -> Source:
    """Load and validate the résumé, and take out of it what is private.

    Raises:
        ResumeError: It is wrong; nothing private is quoted.
    """
    from cvtex.redact.redaction import redact, redact_diagnostics  # late: most builds are not for everyone

    redaction: Redaction | None = None
    try:
        whole = _load(request, private=request.private)
        redaction = redact(whole, _load(request, private=False), request.file)
        document = redaction.document
        about_whole = validate(replace(whole, sources={}), check_text=markup_problems).diagnostics
        validated = validate(document, check_text=markup_problems)
    except CvtexError as error:
        error.diagnostics = redact_diagnostics(error.diagnostics, request.file, redaction)
        raise
    warnings = redact_diagnostics((*whole.warnings, *about_whole), request.file, redaction)
    return Source(document, validated.resume, (*warnings, *redaction.warnings), redaction)


def _load(request: Request, *, private: bool) -> Document:
    return load(
        request.file,
        overlays=request.overlays,
        assignments=request.assignments,
        environ_overlay=os.environ.get(ENVIRON.removeprefix("$")),
        private=private,
        limits=FileLimits.of(os.environ),
    )


def languages(request: Request, source: Source) -> tuple[str, ...]:
    """The languages to build, each once: those asked for, or those of the file."""
    # Plain texts: what is remembered of a run is read back without the models.
    return tuple(dict.fromkeys(request.langs)) or tuple(map(str, source.resume.languages))


def refuse_unknown_target(request: Request, source: Source) -> None:
    """Refuse a target that no item is for.

    Raises:
        UsageError: E709, no item carries that tag.
    """
    target = request.target
    if target is None or target in (known := dict.fromkeys(tags_in(source.resume))):
        return
    near = nearest(target, known)
    hint = f"write `tags: [{target}]` beside what is for it alone: the file has no tags yet"
    if known:
        hint = (f"did you mean `{near}`? " if near else "") + f"its tags are {', '.join(known)}"
    raise UsageError(Message("E709", f"nothing in {request.file} carries the tag `{target}`", hint).at(None))


def choose(request: Request, source: Source, lang: str) -> View:
    """The view of one language, with what the command line says over what the file says.

    Raises:
        UsageError: E701, there is no locale for the language; E704, nothing in the file is in it.
    """
    shown = view(source.resume, lang, target=request.target)
    # A file of plain texts alone can be built with any locale.
    translated = [text for text in texts_in(source.resume) if text.languages]
    is_written = not translated or any(text.covers(lang) for text in translated)
    if not is_written or (not shown.sections and not shown.header.name):
        hint = f"its languages are {', '.join(source.resume.languages)}"
        raise UsageError(Message("E704", f"{request.file} says nothing in {lang}", hint).at(None))
    if source.redaction is not None:  # what is masked leads nowhere
        links = source.redaction.links
        contacts = tuple(item if links(item.path) else replace(item, url=None) for item in shown.header.contacts)
        shown = replace(shown, header=replace(shown.header, contacts=contacts))
    layout = shown.layout
    options = {"pages": request.pages, "template": request.template}
    changed: dict[str, Any] = {name: value for name, value in options.items() if value is not None}
    if request.cut is not None:
        changed["fit"] = layout.fit.model_copy(update={"cut": request.cut})
    return replace(shown, layout=layout.model_copy(update=changed))


def foreign_headings(request: Request, source: Source, lang: str) -> tuple[Diagnostic, ...]:
    """The warning of a file of plain texts that is built in another language than they are in."""
    written = source.resume.languages
    if lang in written or any(text.languages for text in texts_in(source.resume)):
        return ()
    if lang.partition("-")[0] in {tag.partition("-")[0] for tag in written}:
        return ()
    text = f"the headings and dates are in {lang}, while the texts of {request.file} are taken to be in {written[0]}"
    translated = f"{{{written[0]}: …, {lang}: …}}"
    hint = f"if they are in {lang}, write `meta: {{languages: [{lang}]}}`; otherwise translate them: {translated}"
    return (Message("W420", text, hint).at(None),)


def refuse_bad_photo(request: Request, source: Source, shown: View) -> None:
    """Look at the photo of the header, where there is one.

    Raises:
        ResumeError: E330, it is not there or cannot be used.
    """
    check_photo(shown.header.image, request.file.parent, _at_image(source, shown))


def find_photo(request: Request, source: Source, shown: View) -> Photo | None:
    """The photo of the header as it is printed, where there is one, with the size and corners of ``layout.photo``.

    Raises:
        ResumeError: E330, it is not there or cannot be used.
    """
    place = shown.layout.photo
    box = (place.size.width_mm, place.size.height_mm) if place.size else None
    at = _at_image(source, shown)
    return load_photo(shown.header.image, request.file.parent, at, box=box, corner_mm=place.corner)


def _at_image(source: Source, shown: View) -> Location | None:
    image = source.resume.basics.image
    lang = image.key(shown.lang) if image else None
    return source.locate(f"basics.image.{lang}" if lang else "basics.image")


def find_fonts(request: Request, source: Source, shown: View, default: str | None = None) -> FontSet:
    """The fonts that the file asks for; where it names no set, that of its template (``default``), else ours.

    Raises:
        ResumeError: There is no such font, or it cannot be used.
        EngineError: There is no such set as the template names.
    """
    names, beside = dict(shown.layout.fonts), request.file.parent
    return chosen_fonts(names, fonts_folder(), beside, default=default, lang=shown.lang, locate=source.locate)
