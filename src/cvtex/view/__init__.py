"""Chooses what one language and one target show: plain values in the order of the page, nothing left to look up.

What is not for this language or target is omitted, dates and headings are written out, and every value keeps its path
in the file, so that a later message can name it. Texts still hold their inline Markdown, each on one line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtex.resume.locale import locale
from cvtex.view.page import Reading, header, sections
from cvtex.view.values import Contact, CourseView, EntryView, Header, PassageView, SectionView, View

if TYPE_CHECKING:
    from cvtex.resume.resume import Resume

__all__ = ["Contact", "CourseView", "EntryView", "Header", "PassageView", "SectionView", "View", "view"]


def view(resume: Resume, lang: str, *, target: str | None = None) -> View:
    """Choose what a language and a target show.

    Raises:
        UsageError: There is no locale for the language.
    """
    name = resume.basics.name
    reading = Reading(locale(lang), target, resume.layout.for_language(lang), name.values if name else ())
    shown = tuple(section for section in sections(reading, resume) if section.entries)
    return View(reading.locale, reading.layout, header(reading, resume.basics), shown, _keywords(shown))


def _keywords(shown: tuple[SectionView, ...]) -> tuple[str, ...]:
    """For the PDF's metadata: the keywords of the skills, each once."""
    skills = (entry for section in shown if section.kind == "skills" for entry in section.entries)
    lists = (entry.values.get("keywords") for entry in skills)
    return tuple(dict.fromkeys(word for keywords in lists if isinstance(keywords, tuple) for word in keywords))
