"""What a résumé is: frozen pydantic models of the file, and of nothing that is computed from it."""

from __future__ import annotations

from cvtex.resume.basics import Address, Basics, Profile
from cvtex.resume.checked import Colour, Email, ImagePath, Name, Url
from cvtex.resume.dates import PRESENT, Date
from cvtex.resume.entries import (
    Award,
    Certificate,
    Education,
    Interest,
    LanguageSkill,
    Period,
    Project,
    Publication,
    Reference,
    Skill,
    Volunteer,
    Work,
)
from cvtex.resume.items import Course, Entry, Item, Passage
from cvtex.resume.languages import Language, is_language, nearest_language
from cvtex.resume.layout import Fit, Layout, LayoutSettings
from cvtex.resume.resume import Meta, Resume
from cvtex.resume.sections import CONTENT_KEYS, ENTRY_CLASSES, Entries, Row, Section
from cvtex.resume.text import Text

__all__ = [
    "CONTENT_KEYS",
    "ENTRY_CLASSES",
    "PRESENT",
    "Address",
    "Award",
    "Basics",
    "Certificate",
    "Colour",
    "Course",
    "Date",
    "Education",
    "Email",
    "Entries",
    "Entry",
    "Fit",
    "ImagePath",
    "Interest",
    "Item",
    "Language",
    "LanguageSkill",
    "Layout",
    "LayoutSettings",
    "Meta",
    "Name",
    "Passage",
    "Period",
    "Profile",
    "Project",
    "Publication",
    "Reference",
    "Resume",
    "Row",
    "Section",
    "Skill",
    "Text",
    "Url",
    "Volunteer",
    "Work",
    "is_language",
    "nearest_language",
]
